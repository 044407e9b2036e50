package io.neuralnexus.clarinet;

import java.util.List;

/**
 * The engines do not agree about what a chain does: one of them is wrong, and the official one is
 * not.
 */
public final class EngineDifference extends SimnetException {
  private static final long serialVersionUID = 1L;

  private final transient List<String> transcript;

  EngineDifference(String what, String official, String jvm, List<String> transcript) {
    super(
        "the engines differ in %s%n  official: %s%n  jvm:      %s%nafter%n  %s"
            .formatted(
                what, official, jvm, String.join(System.lineSeparator() + "  ", transcript)));
    this.transcript = List.copyOf(transcript);
  }

  /** The fewest requests after the opening that were found to show it; the last one shows it. */
  public List<String> transcript() {
    return transcript;
  }
}
