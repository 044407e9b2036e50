package io.neuralnexus.cli;

import io.neuralnexus.simulator.sweep.Address;
import io.neuralnexus.simulator.sweep.Crew;
import io.neuralnexus.simulator.sweep.Stage;
import io.neuralnexus.simulator.sweep.SweepException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** What all commands that do many runs take: who does them, and where results go. */
final class RunsOptions extends ScenarioOptions {
  @Option(
      names = "--workers",
      paramLabel = "K",
      description = "Runs at a time in this process; by default as many as there are cores.")
  private Optional<Integer> workers;

  @Option(
      names = "--cluster",
      paramLabel = "HOST:PORT",
      description = {
        "Share the runs with all members of the cluster there; it is formed if the address is"
            + " of this machine and nobody is there. Only on a network that you trust."
      })
  private Optional<String> cluster;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = {
        "A folder for the results, in which the same command goes on after an interruption. By"
            + " default one of its own in 'sweeps'."
      })
  private Optional<Path> out;

  int workers() {
    var count = workers.orElseGet(() -> Runtime.getRuntime().availableProcessors());
    if (count >= 1) return count;
    throw wrongUse("--workers %d does no runs: ask for at least 1".formatted(count));
  }

  /** Where the contracts are. */
  static Stage stage() {
    return Stage.open(manifest());
  }

  /** What is done by many runs, which are kept in a folder. */
  interface Work<R> {
    R run(Crew crew, Path folder, io.neuralnexus.simulator.sweep.Progress progress);
  }

  /** What becomes of results beside the runs. */
  interface Keeping<R> {
    Writing of(R result, Path folder);
  }

  /**
   * Does runs, telling how far they are, and writes what came of them.
   *
   * @param name of the folder, if the user names none
   */
  <R> R run(Stage stage, String name, PrintWriter err, Work<R> work, Keeping<R> keeping) {
    var folder = out.orElseGet(() -> Path.of("sweeps", name));
    tell(err, "runs are kept in " + folder);
    var result =
        doing(
            () -> {
              try (var crew = crew(stage);
                  var progress = Progress.of("runs", err)) {
                return work.run(crew, folder, resumed(progress, err));
              }
            });
    write(folder, keeping.of(result, folder));
    return result;
  }

  private Crew crew(Stage stage) {
    var address = cluster.map(text -> read(() -> Address.parse(text)));
    return address
        .map(at -> stage.cluster(at, workers()))
        .orElseGet(() -> stage.threads(workers()));
  }

  /** Says at the beginning what is done already. */
  private static io.neuralnexus.simulator.sweep.Progress resumed(
      Progress progress, PrintWriter err) {
    return new io.neuralnexus.simulator.sweep.Progress() {
      private boolean hasBegun;

      @Override
      public void at(int done, int total) {
        if (!hasBegun && done > 0) {
          tell(err, String.format(Locale.ROOT, "%,d of %,d runs are there already", done, total));
        }
        hasBegun = true;
        progress.at(done, total);
      }
    };
  }

  /** Does the work of a command, of which it says what went wrong. */
  static <T> T doing(Supplier<T> work) {
    try {
      return work.get();
    } catch (SweepException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  static void tell(PrintWriter err, String line) {
    err.println(line);
    err.flush();
  }
}
