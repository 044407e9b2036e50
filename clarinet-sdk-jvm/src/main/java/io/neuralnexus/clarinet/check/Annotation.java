package io.neuralnexus.clarinet.check;

import io.neuralnexus.clarinet.Diagnostic;
import io.neuralnexus.clarinet.Diagnostic.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a comment of the form {@code ;; #[...]} says about the expressions that begin on the next
 * line.
 */
sealed interface Annotation {

  /** Warnings of these kinds are not wanted. */
  record Allow(Set<String> warnings) implements Annotation {}

  /** These parameters count as checked from here on. */
  record Filter(List<String> names) implements Annotation {}

  /** Everything counts as checked from here on. */
  record FilterAll() implements Annotation {}

  /** The definition is for one environment only; says nothing about data. */
  record Environment() implements Annotation {}

  /** Kinds of warning that Clarinet knows; others in an {@code allow} are a mistake. */
  Set<String> WARNINGS =
      Set.of(
          "unchecked_data",
          "unchecked_params",
          "at_block",
          "case_binding",
          "case_const",
          "case_data_var",
          "case_fn",
          "case_map",
          "case_token",
          "case_trait",
          "error_const",
          "flatten_variadic",
          "noop",
          "panic",
          "renamed_builtin",
          "unnecessary_as_max_len",
          "unnecessary_public",
          "unnecessary_tuple",
          "unused_binding",
          "unused_const",
          "unused_data_var",
          "unused_map",
          "unused_private_fn",
          "unused_token",
          "unused_trait");

  /**
   * The annotations of a source by the line of their comment, and what is wrong with the others.
   */
  record Found(NavigableMap<Integer, Annotation> byLine, List<Diagnostic> remarks) {

    /**
     * The annotation on the line right above, which is the only one that counts for an expression.
     */
    Optional<Annotation> above(Span span) {
      return Optional.ofNullable(byLine.get(span.line() - 1));
    }
  }

  static Found find(String file, String source) {
    var byLine = new TreeMap<Integer, Annotation>();
    var remarks = new ArrayList<Diagnostic>();
    var lines = source.lines().toList();
    for (int number = 1; number <= lines.size(); number++) {
      var line = lines.get(number - 1);
      int comment = line.indexOf(";;");
      if (comment < 0) continue;
      var text = line.substring(comment + 2).strip();
      if (!text.startsWith("#[")) continue;
      if (line.substring(0, comment).isBlank()) {
        try {
          byLine.put(number, parse(text));
        } catch (Malformed e) {
          remarks.add(warning(file, number, line.indexOf('#') + 1, e.getMessage()));
        }
      } else if (text.contains("]")) {
        remarks.add(
            warning(file, number, comment + 1, "annotation at end of line will be ignored"));
      }
    }
    return new Found(byLine, remarks);
  }

  private static Annotation parse(String text) throws Malformed {
    if (!text.endsWith("]")) throw new Malformed("malformed annotation: expected #[...]");
    var body = text.substring(2, text.length() - 1).strip();
    int open = body.indexOf('(');
    if (open >= 0 && !body.endsWith(")")) {
      throw new Malformed("malformed annotation: missing closing ')'");
    }
    var name = open < 0 ? body : body.substring(0, open).strip();
    var value = open < 0 ? "" : body.substring(open + 1, body.length() - 1).strip();
    var words = Arrays.stream(value.split(",")).filter(word -> !word.isEmpty()).toList();
    switch (name) {
      case "allow", "filter", "env" -> {
        if (words.isEmpty()) throw new Malformed("missing value for '" + name + "' annotation");
      }
      default -> throw new Malformed("unrecognized annotation");
    }
    return switch (name) {
      case "allow" -> allow(words);
      case "filter" -> value.equals("*") ? new FilterAll() : filter(words);
      default -> environment(value);
    };
  }

  private static Annotation allow(List<String> words) throws Malformed {
    for (var word : words) {
      if (!WARNINGS.contains(word.strip())) {
        throw new Malformed("unknown warning kind '" + word + "' in 'allow' annotation");
      }
    }
    return new Allow(Set.copyOf(words.stream().map(String::strip).distinct().toList()));
  }

  private static Annotation filter(List<String> words) throws Malformed {
    var legal = Pattern.compile("[a-zA-Z][a-zA-Z0-9!?+<>=/*_-]*|[-+=/*]|[<>]=?");
    for (var word : words) {
      if (!legal.matcher(word.strip()).matches()) {
        throw new Malformed("invalid filter name: '" + word.strip() + "'");
      }
    }
    return new Filter(words.stream().map(String::strip).toList());
  }

  private static Annotation environment(String value) throws Malformed {
    return switch (value) {
      case "simnet" -> new Environment();
      case "onchain" ->
          throw new Malformed("'onchain' is not a valid environment for 'env' annotation");
      default -> throw new Malformed("bad environment " + value + " for 'env' annotation");
    };
  }

  private static Diagnostic warning(String file, int line, int column, String message) {
    return new Diagnostic(Level.WARNING, file, line, column, message, Optional.empty());
  }

  /** The comment looks like an annotation and is none. */
  final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
