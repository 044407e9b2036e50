package io.neuralnexus.clarinet.bindings;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * Gives Clarity names a Java spelling, each name of one scope a different one.
 *
 * <p>Hyphens become camel case; a final {@code !} or {@code ?} is dropped; other symbols are
 * spelled out. What Java reserves gets a {@code _} at its end, a second name with the same spelling
 * {@code _2}.
 */
final class JavaNames {
  /** Methods of every object, which a generated method must not hide or override. */
  static final Set<String> OF_OBJECT =
      Set.of(
          "clone",
          "equals",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait");

  private final Set<String> reserved;
  private final Set<String> used = new HashSet<>();

  JavaNames(Set<String> reserved) {
    this.reserved = reserved;
  }

  /** A scope's reserved names and some more. */
  static Set<String> with(Set<String> reserved, String... more) {
    return Stream.concat(reserved.stream(), Stream.of(more))
        .collect(Collectors.toUnmodifiableSet());
  }

  String method(String clarityName) {
    return unique(decapitalised(camel(clarityName)));
  }

  String type(String clarityName) {
    return unique(camel(clarityName));
  }

  /** Upper snake case, for constants. */
  String constant(String clarityName) {
    var spelled =
        spellSymbols(clarityName).replace('-', '_').replaceAll("(?<=[a-z])(?=[A-Z])", "_");
    return unique(spelled.toUpperCase(java.util.Locale.ROOT));
  }

  private String unique(String name) {
    var free = Character.isJavaIdentifierStart(name.charAt(0)) ? name : "_" + name;
    if (SourceVersion.isKeyword(free) || reserved.contains(free)) free += "_";
    var candidate = free;
    for (int i = 2; !used.add(candidate); i++) candidate = free + "_" + i;
    return candidate;
  }

  /** Upper camel case: {@code get-2} is {@code Get2}, {@code a_b} stays apart from {@code a-b}. */
  static String camel(String clarityName) {
    var camel = new StringBuilder();
    for (var word : spellSymbols(clarityName).split("-")) {
      if (!word.isEmpty())
        camel.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
    }
    return camel.isEmpty() ? "_" : camel.toString();
  }

  private static String decapitalised(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  private static String spellSymbols(String clarityName) {
    var spelled = new StringBuilder();
    var name = clarityName.length() > 1 ? clarityName.replaceFirst("[!?]$", "") : clarityName;
    name.chars()
        .forEach(
            symbol -> {
              switch (symbol) {
                case '!' -> spelled.append("-bang-");
                case '?' -> spelled.append("-if-");
                case '+' -> spelled.append("-plus-");
                case '*' -> spelled.append("-times-");
                case '/' -> spelled.append("-over-");
                case '<' -> spelled.append("-less-");
                case '>' -> spelled.append("-greater-");
                case '=' -> spelled.append("-equal-");
                default -> spelled.append((char) symbol);
              }
            });
    return spelled.toString();
  }
}
