package io.neuralnexus.cli.prove;

import java.nio.file.Path;

/**
 * A file that cannot be used. The message names the file, the place in it where there is one, and
 * the mend.
 */
final class InputException extends RuntimeException {
  private static final long serialVersionUID = 1;

  InputException(Path file, String problem, String mend) {
    super("%s: %s; %s".formatted(file, problem, mend));
  }

  InputException(Path file, int line, String place, String problem, String mend) {
    this(file, "line %d, %s: %s".formatted(line, place, problem), mend);
  }
}
