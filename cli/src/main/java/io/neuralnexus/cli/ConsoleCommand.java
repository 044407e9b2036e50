package io.neuralnexus.cli;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.cli.console.Prompt;
import io.neuralnexus.cli.console.Session;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus console}: a chain to talk to. */
@Command(
    name = "console",
    description = {
      "Opens a project, or an empty chain, and evaluates what is typed; ::help lists the commands"
          + " that begin with two colons. Input may take several lines; tab completes; what was"
          + " typed is kept for the next time."
    },
    footer = {
      "",
      "Examples:",
      "  nexus console                     the project of the working directory, if there is one",
      "  nexus console ../other/Clarinet.toml",
      "  echo '(+ 1 2)' | nexus console --empty"
    })
final class ConsoleCommand implements Callable<Integer> {
  private static final String MANIFEST = "Clarinet.toml";

  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "MANIFEST",
      description = "A Clarinet.toml or its folder. Without it, that of the working directory.")
  private Optional<Path> given;

  @Option(names = "--empty", description = "An empty chain, also where there is a project.")
  private boolean empty;

  @Option(
      names = "--engine",
      paramLabel = "ENGINE",
      description = "What runs it: ${COMPLETION-CANDIDATES}.")
  private Optional<Engine> engine;

  @Override
  public Integer call() {
    var defaults = SimnetOptions.defaults().withTrackCosts(true);
    var options = engine.map(defaults::withEngine).orElse(defaults);
    var manifest = manifest();
    try (var simnet =
        manifest.isPresent() ? Simnet.open(manifest.get(), options) : Simnet.empty(options)) {
      if (manifest.isEmpty()) simnet.setEpoch(Epoch.EPOCH_4_0);
      var history = Path.of(System.getProperty("user.home"), ".nexus_history");
      new Prompt(new Session(simnet), history).run(spec.commandLine().getOut());
    }
    return ExitCode.OK;
  }

  private Optional<Path> manifest() {
    if (empty) return Optional.empty();
    if (given.isEmpty()) return Optional.of(Path.of(MANIFEST)).filter(Files::isRegularFile);
    var manifest = Files.isDirectory(given.get()) ? given.get().resolve(MANIFEST) : given.get();
    if (Files.isRegularFile(manifest)) return Optional.of(manifest);
    throw new ParameterException(
        spec.commandLine(), "There is no " + manifest + ": name the Clarinet.toml of a project");
  }
}
