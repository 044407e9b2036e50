package io.neuralnexus.tests.mutation;

/**
 * One small change of a contract: the text between two offsets is replaced.
 *
 * @param operator the kind of change, such as {@code flip-comparison}
 * @param contract the contract's name
 * @param definition the definition the change lies in
 * @param line the line of the change, from 1
 */
record Mutation(
    String operator,
    String contract,
    String definition,
    int line,
    int start,
    int end,
    String original,
    String replacement) {

  String applyTo(String source) {
    return source.substring(0, start) + replacement + source.substring(end);
  }

  /** Stable over edits of other definitions, so that a survivor's reason keeps its place. */
  String id() {
    return "%s/%s: %s -> %s"
        .formatted(contract, definition, shorten(original), shorten(replacement));
  }

  private static String shorten(String text) {
    var line = text.replaceAll("\\s+", " ");
    return line.length() <= 60 ? line : line.substring(0, 57) + "...";
  }
}
