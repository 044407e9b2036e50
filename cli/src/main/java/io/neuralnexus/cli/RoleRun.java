package io.neuralnexus.cli;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.operator.Conduct;
import io.neuralnexus.offchain.operator.OperatorException;
import io.neuralnexus.offchain.operator.Service;
import io.neuralnexus.offchain.operator.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.ExitCode;

/** What the commands of the roles have in common. */
record RoleRun(PrintWriter out) {
  private static final String LOGGER = "org.slf4j.simpleLogger.";

  /** For writing what is being written, after SIGTERM or SIGINT. */
  private static final Duration GRACE = Duration.ofSeconds(20);

  int init(Path directory, String name, Function<Path, StandardPrincipal> template) {
    try {
      var account = template.apply(directory);
      out.printf("%s%n", directory.resolve(name + ".toml"));
      out.printf("account  %s%n", account);
      out.printf(
          "Give this account STX, look through the configuration, then: nexus %s %s%n",
          name, directory);
      out.flush();
      return ExitCode.OK;
    } catch (OperatorException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  int run(Path directory, Function<Path, Settings> read) {
    try {
      var settings = read.apply(directory);
      System.setProperty(LOGGER + "log.io.neuralnexus", settings.logLevel());
      System.setProperty(LOGGER + "showDateTime", "true");
      System.setProperty(LOGGER + "dateTimeFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX");
      System.setProperty(LOGGER + "showShortLogName", "true");
      serve(new Service(settings, Conduct.HONEST));
      return ExitCode.OK;
    } catch (OperatorException | ChainException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Nexus.Failure("interrupted", e);
    }
  }

  private static void serve(Service service) throws InterruptedException {
    var stopped = new CountDownLatch(1);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(service, stopped), "signal"));
    try {
      service.run();
    } finally {
      stopped.countDown();
    }
  }

  private static void stop(Service service, CountDownLatch stopped) {
    service.stop();
    try {
      stopped.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
