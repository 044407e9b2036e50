package io.neuralnexus.cli.bench;

import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Both engines side by side, through the same {@link Simnet}, in the same run. Each figure is that
 * of the best of several windows after a warm-up: the least disturbed one.
 */
public final class Comparison {
  private static final String CONTRACT = "bench";
  private static final int WINDOWS = 3;

  /** How long the parts of a measurement last on an engine. */
  private record Pace(Duration warmUp, Duration window) {}

  private static final Pace OFFICIAL = new Pace(Duration.ofMillis(500), Duration.ofMillis(700));
  private static final Pace JVM = new Pace(Duration.ofSeconds(2), Duration.ofMillis(700));

  private final SimnetOptions options = SimnetOptions.defaults();
  private final Consumer<String> progress;

  /** A comparison that says what it is about to do. */
  public Comparison(Consumer<String> progress) {
    this.progress = progress;
  }

  /** Runs all of it; takes about a minute. */
  public List<Measurement> run() {
    try (var project = new BenchProject()) {
      var found = new ArrayList<Measurement>();
      found.add(open(project));
      found.add(rate("counter", project, Comparison::countUp));
      found.add(rate("transfer-and-map", project, Comparison::pay));
      found.add(rate("read-only", project, Comparison::read));
      found.add(snapshots(project));
      found.add(twoThreads(project));
      return found;
    }
  }

  /** One repetition of what is measured, on a chain. */
  @FunctionalInterface
  private interface Work {
    void once(Simnet simnet, StandardPrincipal deployer, StandardPrincipal wallet);
  }

  private static void countUp(Simnet simnet, StandardPrincipal deployer, StandardPrincipal wallet) {
    simnet.callPublic(CONTRACT, "count-up", List.of(), wallet);
  }

  private static void pay(Simnet simnet, StandardPrincipal deployer, StandardPrincipal wallet) {
    simnet.callPublic(CONTRACT, "pay", List.<Principal>of(deployer), wallet);
  }

  private static void read(Simnet simnet, StandardPrincipal deployer, StandardPrincipal wallet) {
    simnet.callReadOnly(CONTRACT, "get-paid", List.<Principal>of(deployer), wallet);
  }

  private Measurement open(BenchProject project) {
    progress.accept("open");
    return new Measurement(
        "open",
        "s",
        OpenProbe.measure(Engine.OFFICIAL, project.manifest()),
        OptionalDouble.empty(),
        OpenProbe.measure(Engine.JVM, project.manifest()),
        false);
  }

  private Measurement rate(String name, BenchProject project, Work work) {
    progress.accept(name);
    return new Measurement(
        name,
        "calls/s",
        rate(project, options.withEngine(Engine.OFFICIAL), work, OFFICIAL),
        OptionalDouble.of(
            rate(
                project, options.withEngine(Engine.OFFICIAL).withTrackCosts(true), work, OFFICIAL)),
        rate(project, options.withEngine(Engine.JVM).withTrackCosts(true), work, JVM),
        true);
  }

  private static double rate(BenchProject project, SimnetOptions options, Work work, Pace pace) {
    try (var simnet = Simnet.open(project.manifest(), options)) {
      return rate(simnet, work, pace);
    }
  }

  private static double rate(Simnet simnet, Work work, Pace pace) {
    var deployer = simnet.deployer();
    var wallet = simnet.account("wallet_1");
    perSecond(() -> work.once(simnet, deployer, wallet), pace.warmUp);
    var best = 0.0;
    for (int i = 0; i < WINDOWS; i++) {
      best = Math.max(best, perSecond(() -> work.once(simnet, deployer, wallet), pace.window));
    }
    return best;
  }

  private static double perSecond(Runnable work, Duration window) {
    var count = 0L;
    var start = System.nanoTime();
    var end = start + window.toNanos();
    long now;
    do {
      for (int i = 0; i < 16; i++) work.run();
      count += 16;
      now = System.nanoTime();
    } while (now < end);
    return count * 1e9 / (now - start);
  }

  private Measurement snapshots(BenchProject project) {
    progress.accept("snapshot-restore");
    return new Measurement(
        "snapshot-restore",
        "us",
        snapshot(project, options.withEngine(Engine.OFFICIAL), 3),
        OptionalDouble.of(
            snapshot(project, options.withEngine(Engine.OFFICIAL).withTrackCosts(true), 3)),
        snapshot(project, options.withEngine(Engine.JVM).withTrackCosts(true), 200_000),
        false);
  }

  /** The time of a snapshot and a restore around a transaction of ten writes, without that. */
  private static double snapshot(BenchProject project, SimnetOptions options, int repetitions) {
    try (var simnet = Simnet.open(project.manifest(), options)) {
      var wallet = simnet.account("wallet_1");
      var value = List.of(Uint.ONE);
      var best = Double.MAX_VALUE;
      for (int window = 0; window < WINDOWS; window++) {
        var spent = 0L;
        for (int i = 0; i < repetitions; i++) {
          var begun = System.nanoTime();
          var snapshot = simnet.snapshot();
          spent += System.nanoTime() - begun;
          simnet.callPublic(CONTRACT, "write-ten", value, wallet);
          begun = System.nanoTime();
          simnet.restore(snapshot);
          spent += System.nanoTime() - begun;
        }
        best = Math.min(best, spent / 1e3 / repetitions);
      }
      return best;
    }
  }

  private Measurement twoThreads(BenchProject project) {
    progress.accept("two-threads");
    return new Measurement(
        "two-threads",
        "times one",
        speedUp(project, options.withEngine(Engine.OFFICIAL), OFFICIAL),
        OptionalDouble.empty(),
        speedUp(project, options.withEngine(Engine.JVM).withTrackCosts(true), JVM),
        true);
  }

  /** How much more two independent chains on two threads do than one. */
  private static double speedUp(BenchProject project, SimnetOptions options, Pace pace) {
    try (var first = Simnet.open(project.manifest(), options);
        var second = Simnet.open(project.manifest(), options);
        var threads = Executors.newFixedThreadPool(2)) {
      var alone = rate(first, Comparison::pay, pace);
      var one = threads.submit(() -> rate(first, Comparison::pay, pace));
      var other = threads.submit(() -> rate(second, Comparison::pay, pace));
      return (one.get() + other.get()) / alone;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
