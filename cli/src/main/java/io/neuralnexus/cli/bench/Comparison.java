package io.neuralnexus.cli.bench;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Both engines side by side, through the same {@link Simnet}, in the same run: the windows of one
 * benchmark alternate between them. A figure is that of the best window, the least disturbed one.
 */
public final class Comparison {
  private static final String CONTRACT = "bench";
  private static final int WINDOWS = 3;

  /** An engine as it is measured. */
  record Side(SimnetOptions options, Pace pace) {}

  private final Side official;
  private final Side officialTracked;
  private final Side jvm;
  private final ToDoubleBiFunction<SimnetOptions, Path> opening;
  private final Consumer<String> progress;

  /** A comparison that says what it is about to do. */
  public Comparison(Consumer<String> progress) {
    this(
        new Side(SimnetOptions.defaults().withEngine(Engine.OFFICIAL), Pace.OFFICIAL),
        new Side(
            SimnetOptions.defaults().withEngine(Engine.OFFICIAL).withTrackCosts(true),
            Pace.OFFICIAL),
        new Side(SimnetOptions.defaults().withEngine(Engine.JVM).withTrackCosts(true), Pace.JVM),
        OpenProbe::measure,
        progress);
  }

  /**
   * A comparison of these sides.
   *
   * @param opening the seconds that opening a project takes
   */
  Comparison(
      Side official,
      Side officialTracked,
      Side jvm,
      ToDoubleBiFunction<SimnetOptions, Path> opening,
      Consumer<String> progress) {
    this.opening = opening;
    this.official = official;
    this.officialTracked = officialTracked;
    this.jvm = jvm;
    this.progress = progress;
  }

  /** Runs all of it; takes a bit more than a minute. */
  public List<Measurement> run() {
    try (var project = new BenchProject()) {
      progress.accept("open");
      var open =
          measurement(
              "open",
              "s",
              false,
              side -> opening.applyAsDouble(side.options(), project.manifest()));
      try (var first = chain(project, official);
          var second = chain(project, officialTracked);
          var third = chain(project, jvm)) {
        var chains = List.of(first, second, third);
        // The official engine restores by replaying, so this comes before the many calls.
        var snapshots = compare("snapshot-restore", "us", false, chains, Comparison::snapshots);
        var counter = rates("counter", chains, Comparison::countUp);
        var transfer = rates("transfer-and-map", chains, Comparison::pay);
        var readOnly = rates("read-only", chains, Comparison::read);
        return List.of(open, counter, transfer, readOnly, snapshots, twoThreads(project, chains));
      }
    }
  }

  private Measurement measurement(
      String name, String unit, boolean moreIsBetter, ToDoubleFunction<Side> figure) {
    return new Measurement(
        name,
        unit,
        figure.applyAsDouble(official),
        figure.applyAsDouble(officialTracked),
        figure.applyAsDouble(jvm),
        moreIsBetter);
  }

  /** A chain of one side, and who acts on it. */
  private record Chain(
      Side side, Simnet simnet, StandardPrincipal deployer, StandardPrincipal wallet)
      implements AutoCloseable {

    /** What a call cost is kept until it is asked for; nobody will. */
    void dropReport() {
      simnet.collectReport();
    }

    @Override
    public void close() {
      simnet.close();
    }
  }

  private static Chain chain(BenchProject project, Side side) {
    var simnet = Simnet.open(project.manifest(), side.options());
    return new Chain(side, simnet, simnet.deployer(), simnet.account("wallet_1"));
  }

  private static void countUp(Chain chain) {
    chain.simnet.callPublic(CONTRACT, "count-up", List.of(), chain.wallet);
  }

  private static void pay(Chain chain) {
    chain.simnet.callPublic(CONTRACT, "pay", List.<Principal>of(chain.deployer), chain.wallet);
  }

  private static void read(Chain chain) {
    chain.simnet.callReadOnly(
        CONTRACT, "get-paid", List.<Principal>of(chain.deployer), chain.wallet);
  }

  private static void writeTen(Chain chain) {
    chain.simnet.callPublic(CONTRACT, "write-ten", List.of(Uint.ONE), chain.wallet);
  }

  /** What a chain comes to in a window. */
  @FunctionalInterface
  private interface Window {
    double measure(Chain chain, Duration length);
  }

  private Measurement compare(
      String name, String unit, boolean moreIsBetter, List<Chain> chains, Window work) {
    progress.accept(name);
    for (var chain : chains) warmUp(chain, work);
    var best = new double[chains.size()];
    for (int window = 0; window < WINDOWS; window++) {
      for (int i = 0; i < best.length; i++) {
        var chain = chains.get(i);
        var found = work.measure(chain, chain.side.pace().window());
        chain.dropReport();
        boolean better = moreIsBetter ? found > best[i] : found < best[i];
        if (window == 0 || better) best[i] = found;
      }
    }
    return new Measurement(name, unit, best[0], best[1], best[2], moreIsBetter);
  }

  private static void warmUp(Chain chain, Window work) {
    var end = System.nanoTime() + chain.side.pace().warmUp().toNanos();
    do {
      work.measure(chain, chain.side.pace().window());
      chain.dropReport();
    } while (System.nanoTime() < end);
  }

  private Measurement rates(String name, List<Chain> chains, Consumer<Chain> work) {
    return compare(
        name, "calls/s", true, chains, (chain, length) -> perSecond(chain, length, work));
  }

  private static double perSecond(Chain chain, Duration length, Consumer<Chain> work) {
    var count = 0L;
    var start = System.nanoTime();
    var end = start + length.toNanos();
    long now;
    do {
      for (int i = 0; i < 16; i++) work.accept(chain);
      count += 16;
      now = System.nanoTime();
    } while (now < end);
    return count * 1e9 / (now - start);
  }

  /** The microseconds of a snapshot and a restore around a call of ten writes, without the call. */
  private static double snapshots(Chain chain, Duration length) {
    var spent = 0L;
    var count = 0L;
    var end = System.nanoTime() + length.toNanos();
    long now;
    do {
      var begun = System.nanoTime();
      var snapshot = chain.simnet.snapshot();
      spent += System.nanoTime() - begun;
      writeTen(chain);
      begun = System.nanoTime();
      chain.simnet.restore(snapshot);
      now = System.nanoTime();
      spent += now - begun;
      count++;
    } while (now < end);
    return spent / 1e3 / count;
  }

  /** How much more two independent chains on two threads do than one. */
  private Measurement twoThreads(BenchProject project, List<Chain> chains) {
    progress.accept("two-threads");
    var speedUps = new ArrayList<Double>();
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (var chain : chains) {
        try (var other = chain(project, chain.side)) {
          speedUps.add(speedUp(chain, other, threads));
        }
      }
    }
    return new Measurement(
        "two-threads", "times one", speedUps.get(0), speedUps.get(1), speedUps.get(2), true);
  }

  private static double speedUp(Chain first, Chain second, ExecutorService threads) {
    Window pay = (chain, length) -> perSecond(chain, length, Comparison::pay);
    var length = first.side.pace().window();
    warmUp(second, pay);
    var alone = 0.0;
    var both = 0.0;
    for (int window = 0; window < WINDOWS; window++) {
      alone = Math.max(alone, pay.measure(first, length));
      try {
        var one = threads.submit(() -> pay.measure(first, length));
        var other = threads.submit(() -> pay.measure(second, length));
        both = Math.max(both, one.get() + other.get());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      }
      first.dropReport();
      second.dropReport();
    }
    return both / alone;
  }
}
