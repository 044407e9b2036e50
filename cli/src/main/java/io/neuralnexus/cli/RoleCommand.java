package io.neuralnexus.cli;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.cli.process.Termination;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.operator.Conduct;
import io.neuralnexus.offchain.operator.OperatorException;
import io.neuralnexus.offchain.operator.Service;
import io.neuralnexus.offchain.operator.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A role that works in a directory until it is stopped. */
abstract class RoleCommand implements Callable<Integer> {
  private static final String LOGGER = "org.slf4j.simpleLogger.";

  /** For writing what is being written, after SIGTERM or SIGINT. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final Function<Path, StandardPrincipal> template;
  private final Function<Path, Settings> read;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "Where configuration, keys and data are.")
  private Path directory;

  @Option(names = "--init", description = "Make the directory instead, and tell the account.")
  private boolean init;

  /**
   * The command of a role.
   *
   * @param template writes configuration and keys, and tells the account
   */
  RoleCommand(Function<Path, StandardPrincipal> template, Function<Path, Settings> read) {
    this.template = template;
    this.read = read;
  }

  @Override
  public final Integer call() {
    try {
      if (init) init();
      else run();
      return ExitCode.OK;
    } catch (OperatorException | ChainException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Nexus.Failure("interrupted", e);
    }
  }

  private void init() {
    var account = template.apply(directory);
    var out = spec.commandLine().getOut();
    out.printf("%s%n", directory.resolve(spec.name() + ".toml"));
    out.printf("account  %s%n", account);
    out.printf(
        "Give this account STX, look through the configuration, then: nexus %s %s%n",
        spec.name(), directory);
    out.flush();
  }

  private void run() throws InterruptedException {
    var settings = read.apply(directory);
    System.setProperty(LOGGER + "log.io.neuralnexus", settings.logLevel());
    System.setProperty(LOGGER + "showDateTime", "true");
    System.setProperty(LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
    System.setProperty(LOGGER + "showShortLogName", "true");
    var service = new Service(settings, Conduct.HONEST);
    try (var termination = new Termination(GRACE)) {
      termination.asks(service::stop);
      service.run();
    }
  }
}
