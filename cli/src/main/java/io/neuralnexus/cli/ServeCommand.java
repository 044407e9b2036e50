package io.neuralnexus.cli;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.cli.process.Termination;
import io.neuralnexus.offchain.chain.Bootstrap;
import io.neuralnexus.offchain.chain.ChainServer;
import io.neuralnexus.offchain.chain.SimnetChain;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.files.FolderStore;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nexus serve}: a chain for other programs. */
@Command(
    name = "serve",
    description = {
      "Serves a simulated chain with the contracts of the suite, wired and ready, and a store of"
          + " files, over HTTP on this machine's loopback address: for development, demonstrations"
          + " and tests. docs/serve.md describes the interface. What it serves ends with it.",
      "The first line of the output is the URL."
    },
    footer = {
      "",
      "Examples:",
      "  nexus serve                             a burn block each second",
      "  nexus serve --port 0 --pace lockstep    at any free port; time waits for who joined",
      "  curl -s http://127.0.0.1:20453/chain"
    })
final class ServeCommand implements Callable<Integer> {
  private static final String MANIFEST = "Clarinet.toml";
  private static final String LOCKSTEP = "lockstep";
  private static final String TREASURY = "wallet_7";
  private static final String GUARDIAN = "wallet_8";
  private static final Duration GRACE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "20453",
      description = "Where; 0 for any port that is free (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--pace",
      paramLabel = "PACE",
      defaultValue = "1000",
      description =
          "Milliseconds between burn blocks, or 'lockstep': blocks are made when all who joined"
              + " wait (default: ${DEFAULT-VALUE}).")
  private String pace;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "A Clarinet.toml or its folder. Without it, that of this repository.")
  private Optional<Path> manifest;

  @Option(
      names = "--files",
      paramLabel = "FOLDER",
      description = "Where published files are kept; in memory if left out.")
  private Optional<Path> files;

  @Option(
      names = "--id",
      paramLabel = "ID",
      description = "Names the chain, in all that is signed for it; a new name if left out.")
  private Optional<String> id;

  @Option(
      names = {"-v", "--verbose"},
      description = "Log each request.")
  private boolean verbose;

  @Override
  public Integer call() {
    if (verbose) System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "debug");
    if (port < 0 || port > 65_535) throw wrongUse("--port " + port + " is not from 0 to 65535");
    var interval = interval();
    var name = id.orElseGet(ServeCommand::newId);
    var project = manifest();
    var out = spec.commandLine().getOut();
    try (var termination = new Termination(GRACE)) {
      var asked = new CountDownLatch(1);
      termination.asks(asked::countDown);
      serve(interval, name, project, out, asked);
      out.println("stopped");
      out.flush();
      return ExitCode.OK;
    } catch (UncheckedIOException e) {
      throw new Nexus.Failure("The chain cannot be served: " + e.getMessage(), e);
    }
  }

  private void serve(
      Optional<Duration> interval,
      String name,
      Path manifest,
      PrintWriter out,
      CountDownLatch asked) {
    try (var simnet = open(manifest);
        var chain = chain(interval, name, simnet);
        var server = ChainServer.start(chain, store(), port)) {
      tell(out, server, chain, simnet);
      asked.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<Duration> interval() {
    if (pace.equals(LOCKSTEP)) return Optional.empty();
    try {
      var millis = Long.parseLong(pace);
      if (millis > 0) return Optional.of(Duration.ofMillis(millis));
    } catch (NumberFormatException e) {
      // told below
    }
    throw wrongUse("--pace " + pace + " is neither '" + LOCKSTEP + "' nor milliseconds from 1 on");
  }

  private Path manifest() {
    var given =
        manifest
            .map(path -> Files.isDirectory(path) ? path.resolve(MANIFEST) : path)
            .or(() -> Nexus.repository().map(root -> root.resolve(MANIFEST)))
            .orElseThrow(() -> wrongUse("Missing --manifest: the repository is not known here"));
    if (Files.isRegularFile(given)) return given;
    throw wrongUse("There is no " + given + ": name the Clarinet.toml of a project");
  }

  private static Simnet open(Path manifest) {
    var simnet = Simnet.open(manifest);
    if (isSuite(simnet)) {
      Bootstrap.finish(simnet, simnet.account(TREASURY), simnet.account(GUARDIAN));
    }
    return simnet;
  }

  private static boolean isSuite(Simnet simnet) {
    return simnet.contractInterfaces().containsKey(simnet.deployer().contract(Governance.NAME));
  }

  private SimnetChain chain(Optional<Duration> interval, String name, Simnet simnet) {
    try {
      return interval
          .map(each -> SimnetChain.every(each, name, simnet))
          .orElseGet(() -> SimnetChain.lockstep(name, simnet));
    } catch (IllegalArgumentException e) {
      throw wrongUse("--id: " + e.getMessage());
    }
  }

  private FileStore store() {
    return files.<FileStore>map(FolderStore::in).orElseGet(FileStore::inMemory);
  }

  private static String newId() {
    var bytes = new byte[4];
    new SecureRandom().nextBytes(bytes);
    return "local-" + HexFormat.of().formatHex(bytes);
  }

  private void tell(PrintWriter out, ChainServer server, SimnetChain chain, Simnet simnet) {
    out.println(server.uri());
    out.printf("chain     %s, %s%n", chain.id(), pace.equals(LOCKSTEP) ? pace : pace + " ms");
    out.printf("deployer  %s%n", simnet.deployer());
    if (isSuite(simnet)) {
      out.printf("treasury  %s (%s)%n", simnet.account(TREASURY), TREASURY);
      out.printf("guardian  %s (%s)%n", simnet.account(GUARDIAN), GUARDIAN);
    }
    out.flush();
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
