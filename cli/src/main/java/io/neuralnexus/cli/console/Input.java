package io.neuralnexus.cli.console;

import java.util.regex.Pattern;

/** What can be said about a piece of Clarity before it is read in earnest. */
final class Input {
  /** What holds no parentheses that count: comments and strings. */
  private static final Pattern NO_CODE = Pattern.compile(";[^\n]*|\"(?:[^\"\\\\]|\\\\.)*\"");

  private static final Pattern DEFINITION =
      Pattern.compile("\\(\\s*(define-[a-z-]+|use-trait|impl-trait)(?=[\\s)])");

  private Input() {}

  /** Whether more must follow: a parenthesis or a string is still open. */
  static boolean isOpen(String text) {
    if (text.stripLeading().startsWith("::")) return false;
    var code = NO_CODE.matcher(text).replaceAll("");
    if (code.indexOf('"') >= 0) return true;
    var open = 0;
    for (var c : code.toCharArray()) {
      if (c == '(' || c == '{') open++;
      if (c == ')' || c == '}') open--;
    }
    return open > 0;
  }

  /** Whether it defines something, so that it has to be a contract. */
  static boolean defines(String text) {
    return DEFINITION.matcher(NO_CODE.matcher(text).replaceAll("\"\"")).find();
  }
}
