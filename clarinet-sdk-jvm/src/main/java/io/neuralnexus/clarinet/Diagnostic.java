package io.neuralnexus.clarinet;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * One remark of the analysis about a project.
 *
 * @param level how bad it is
 * @param file the file, relative to the project's folder, with forward slashes
 * @param line from 1; 0 if the analysis gives no place
 * @param column from 1; 0 if the analysis gives no place
 * @param message what is wrong
 * @param suggestion how to mend it, if the analysis knows
 */
public record Diagnostic(
    Level level, String file, int line, int column, String message, Optional<String> suggestion) {

  /** How bad a remark is. */
  public enum Level {
    ERROR,
    WARNING,
    NOTE
  }

  public Diagnostic {
    Objects.requireNonNull(level, "level");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(message, "message");
    Objects.requireNonNull(suggestion, "suggestion");
  }

  /** {@code contracts/counter.clar:12:3: error: message}. */
  @Override
  public String toString() {
    var place = line == 0 ? file : file + ":" + line + ":" + column;
    return place
        + ": "
        + level.name().toLowerCase(Locale.ROOT)
        + ": "
        + message
        + suggestion.map(text -> " (" + text + ")").orElse("");
  }
}
