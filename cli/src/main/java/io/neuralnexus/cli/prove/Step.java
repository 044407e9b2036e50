package io.neuralnexus.cli.prove;

import io.neuralnexus.cli.learning.CsvException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** One of the commands: faults of its input are wrong use. */
abstract class Step implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public final Integer call() throws IOException {
    try {
      return run(spec.commandLine().getOut());
    } catch (InputException | CsvException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage(), e);
    } catch (FileSystemException e) {
      throw new RefusedException(
          "%s cannot be written or read: %s".formatted(e.getFile(), e.getClass().getSimpleName()));
    }
  }

  /** Does it, and returns the exit code. */
  abstract int run(PrintWriter out) throws IOException;
}
