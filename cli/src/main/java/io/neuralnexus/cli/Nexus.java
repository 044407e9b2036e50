package io.neuralnexus.cli;

import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.cli.prove.ProveCommand;
import io.neuralnexus.cli.prove.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * The root of the command line.
 *
 * <p>Exit codes: 0 ok, 1 the command ran and failed, 2 wrong use. A command that finds fault with
 * its arguments or its input throws {@link ParameterException}; any other exception is a failure,
 * told by its message alone when it is a {@link Failure} or a refusal, or comes from the chain, and
 * with its trace otherwise.
 */
@Command(
    name = "nexus",
    description = "Checks, demonstrates and operates NeuralNexus.",
    versionProvider = Nexus.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      BenchCommand.class,
      CheckCommand.class,
      ConsoleCommand.class,
      DemoCommand.class,
      EvalCommand.class,
      FrontierCommand.class,
      ProveCommand.class,
      ProveStepCommand.class,
      ServeCommand.class,
      SimulateCommand.class,
      SweepCommand.class,
      TrainerCommand.class,
      VerifierCommand.class
    },
    footer = {"", "Example:", "  nexus demo --seed 1"})
public final class Nexus implements Runnable {

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Show this help message and exit.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print version information and exit.")
  private boolean version;

  private Nexus() {}

  public static void main(String[] args) {
    var out = new PrintWriter(System.out, true);
    var err = new PrintWriter(System.err, true);
    System.exit(run(out, err, args));
  }

  static Nexus create() {
    return new Nexus();
  }

  /** Runs one command line, writes to the given streams and returns the exit code. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    var status =
        new CommandLine(create())
            .setOut(out)
            .setErr(err)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setUsageHelpWidth(100)
            .setParameterExceptionHandler(Nexus::wrongUse)
            .setExecutionExceptionHandler(Nexus::failed)
            .execute(args);
    out.flush();
    err.flush();
    return status;
  }

  /** The repository the launcher belongs to; empty when the program was not started by it. */
  public static Optional<Path> repository() {
    return Optional.ofNullable(System.getProperty("nexus.root")).map(Path::of);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  private static int wrongUse(ParameterException e, String[] args) {
    var command = e.getCommandLine();
    var err = command.getErr();
    err.println(command.getColorScheme().errorText(e.getMessage()));
    UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return CommandLine.ExitCode.USAGE;
  }

  private static int failed(Exception e, CommandLine command, CommandLine.ParseResult parsed) {
    var err = command.getErr();
    if (e instanceof Failure || e instanceof RefusedException || e instanceof SimnetException)
      err.println(command.getColorScheme().errorText(e.getMessage()));
    else err.println(command.getColorScheme().richStackTraceString(e));
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The command could not do its work; the message says what is wrong and how to mend it. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;

    Failure(String message) {
      super(message);
    }

    Failure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      try (var text = Nexus.class.getResourceAsStream("version.txt")) {
        var version = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        return new String[] {"nexus " + version, "Java " + Runtime.version()};
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
