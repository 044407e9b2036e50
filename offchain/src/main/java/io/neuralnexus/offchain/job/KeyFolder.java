package io.neuralnexus.offchain.job;

import io.neuralnexus.clarity.Buff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Key messages in files that owners and developers gave to somebody by agreement, outside the
 * chain: {@code job-7-dataset-3.key} and {@code job-7-holdout.key}, each 64 bytes in hexadecimal.
 */
public record KeyFolder(Path folder) implements KeySource {
  /** Whether there is anything for a job. */
  public boolean knows(long job) {
    return Files.isRegularFile(holdOutFile(job));
  }

  @Override
  public Optional<KeyMessage> dataset(long job, long dataset) {
    return read(folder.resolve("job-%d-dataset-%d.key".formatted(job, dataset)));
  }

  @Override
  public Optional<KeyMessage> holdOut(long job) {
    return read(holdOutFile(job));
  }

  private Path holdOutFile(long job) {
    return folder.resolve("job-%d-holdout.key".formatted(job));
  }

  private static Optional<KeyMessage> read(Path file) {
    if (!Files.isRegularFile(file)) return Optional.empty();
    try {
      return Optional.of(KeyMessage.parse(Buff.fromHex(Files.readString(file).strip())));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("%s: %s".formatted(file, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
