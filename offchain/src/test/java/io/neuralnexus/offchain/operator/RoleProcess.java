package io.neuralnexus.offchain.operator;

import io.neuralnexus.offchain.chain.RemoteChain;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.files.HttpStore;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A role in a process of its own, which is started again each time it dies. */
final class RoleProcess implements AutoCloseable {
  /** What a process ends with that halts itself. */
  static final int HALTED = 86;

  /** What a process ends with on SIGKILL. */
  static final int KILLED = 128 + 9;

  /** How often it may die: by itself, and killed. */
  static final int DEATHS = 2;

  /** The chain waits for it to start again, however busy the machine is. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  private static final String NONE = "after nothing";

  private final URI server;
  private final String name;
  private final Path directory;
  private final List<Integer> deaths = new ArrayList<>();
  private Process process;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param name {@code trainer} or {@code verifier}
   * @param fate of its first process: {@code before x} or {@code after x} for halting right before
   *     or after the call of function {@code x} is written down
   */
  RoleProcess(URI server, String name, Path directory, String fate) throws IOException {
    this.server = server;
    this.name = name;
    this.directory = directory;
    start(fate);
  }

  private synchronized void start(String fate) throws IOException {
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                RoleProcess.class.getName(),
                server.toString(),
                name,
                directory.toString(),
                fate)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(log())
            .start();
    process.onExit().thenAccept(this::startAgain);
  }

  private File log() {
    return directory.resolve(name + ".log").toFile();
  }

  private synchronized void startAgain(Process dead) {
    if (closed) return;
    deaths.add(dead.exitValue());
    if (deaths.size() > DEATHS) return;
    try {
      start(NONE);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Kills the process, wherever it is. */
  synchronized void kill() {
    process.destroyForcibly();
  }

  /** What its processes ended with so far. */
  synchronized List<Integer> deaths() {
    return List.copyOf(deaths);
  }

  @Override
  public void close() throws InterruptedException {
    Process last;
    synchronized (this) {
      closed = true;
      last = process;
    }
    last.destroyForcibly().waitFor();
  }

  // In the process

  /** Halts right before or right after the commit that writes down the call of a function. */
  private static final class Fate implements Commits, Predicate<String> {
    private final boolean before;
    private final String function;
    private boolean isNear;

    Fate(String text) {
      var words = text.split(" ");
      this.before = words[0].equals("before");
      this.function = words[1];
    }

    /** Whether to call a function that is due: what is due is written down next. */
    @Override
    public boolean test(String due) {
      isNear |= due.equals(function);
      return true;
    }

    @Override
    public void before() {
      if (isNear && before) Runtime.getRuntime().halt(HALTED);
    }

    @Override
    public void after() {
      if (isNear && !before) Runtime.getRuntime().halt(HALTED);
    }
  }

  /** An honest role; arguments as {@link #start} has them. */
  public static void main(String... arguments) {
    var server = URI.create(arguments[0]);
    var name = arguments[1];
    var fate = new Fate(arguments[3]);
    var role = name.equals("trainer") ? Town.trainer() : Town.verifier();
    try (var chain = RemoteChain.join(server, name, LEASE);
        var files = HttpStore.at(server)) {
      var setup =
          new Operator.Setup(
              chain,
              files,
              Town.wallet(name),
              Town.secret(name),
              Path.of(arguments[2]).resolve(name),
              1,
              new Conduct(Run::honest, fate));
      Operator.inline(setup, role, fate).run();
    }
  }
}
