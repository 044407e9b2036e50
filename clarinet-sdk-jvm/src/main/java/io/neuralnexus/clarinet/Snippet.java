package io.neuralnexus.clarinet;

import java.util.regex.Pattern;

/** A piece of Clarity to evaluate. */
final class Snippet {
  /** What does not count as code: comments and string literals. */
  private static final Pattern NO_CODE = Pattern.compile(";[^\n]*|\"(?:[^\"\\\\]|\\\\.)*\"");

  private static final Pattern DEFINITION =
      Pattern.compile("\\(\\s*(define-[a-z-]+|use-trait|impl-trait)(?=[\\s)])");

  private Snippet() {}

  /** The VM panics over definitions in a snippet, at the latest at the second. */
  static void checkHasNoDefinition(String snippet) {
    var definition = DEFINITION.matcher(NO_CODE.matcher(snippet).replaceAll("\"\""));
    if (definition.find()) {
      throw new CallException(
          "a snippet is made of expressions, but this has a %s: put it into a contract and deploy it"
              .formatted(definition.group(1)));
    }
  }
}
