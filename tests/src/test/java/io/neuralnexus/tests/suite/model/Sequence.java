package io.neuralnexus.tests.suite.model;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/** A beginning and a word for every step after it. As text it can be run again. */
record Sequence(Opening opening, List<Long> words) {
  Sequence {
    words = List.copyOf(words);
  }

  /**
   * Reads what {@link #toString} gives: the opening, and the words in hexadecimal.
   *
   * @throws IllegalArgumentException if the text is something else
   */
  static Sequence parse(String text) {
    var parts = text.split(":", -1);
    if (parts.length != 2) {
      throw new IllegalArgumentException(
          "\"%s\" is not a sequence: copy the text after \"replay:\" of a failure".formatted(text));
    }
    return new Sequence(
        Opening.valueOf(parts[0]),
        Arrays.stream(parts[1].split(","))
            .filter(word -> !word.isEmpty())
            .map(HexFormat::fromHexDigitsToLong)
            .toList());
  }

  @Override
  public String toString() {
    var hex = HexFormat.of();
    return words.stream().map(hex::toHexDigits).collect(Collectors.joining(",", opening + ":", ""));
  }
}
