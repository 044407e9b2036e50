package io.neuralnexus.simulator;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Shock;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Results that look like those of a simulation, without one: for tests of what is done with them.
 */
public final class Simulated {
  private static final double MICRO = 1e6;

  private Simulated() {}

  public static Scenario bribery() {
    return new Scenario(
        "bribery",
        "A briber promises validators more than they lose",
        "The briber pays a validator p + epsilon if its vote is asked for and the vote fails. Where"
            + " all believe the promise it costs nothing; a committee drawn by lot and paid by the"
            + " distance from the median makes belief expensive.",
        2_000,
        1_500,
        20,
        new TreeMap<>(Map.of("market-committee-fee", 700_000L, "market-slash-bps", 1_000L)),
        new Scenario.Price(1.0, 0, 0.01),
        List.of(
            population("providers", "market-provider", "honest", 60, 400, false),
            population("developers", "market-developer", "honest", 80, 900, false),
            population("validators", "market-validator", "diligent", 40, 500, false),
            population("lazy-validators", "market-validator", "lazy", 8, 500, false),
            population("bribers", "market-provider", "bribing", 12, 400, true)),
        List.of(new Shock.Price(1_000, 0.2), new Shock.Demand(1_400, 2)),
        List.of(
            expect(
                "attack.roi.p95 < 0", "Promising p + epsilon costs more than the market pays out."),
            expect(
                "slashed.false.mean < 5",
                "Noise alone must not cost an honest validator its stake."),
            expect("validators.participation.mean > 0.9", "Revealing pays more than it costs."),
            expect("settle.blocks.p95 < 400", "A contest ends within three days.")));
  }

  /** One that has no attack, no shock and nothing to expect. */
  public static Scenario quiet() {
    var loud = bribery();
    return new Scenario(
        "quiet",
        "Nothing happens",
        "",
        loud.horizon(),
        loud.drain(),
        2,
        new TreeMap<>(),
        new Scenario.Price(1.0, 0, 0),
        loud.populations().subList(0, 3),
        List.of(),
        List.of());
  }

  private static Population population(
      String name, String role, String strategy, int count, double wealth, boolean attack) {
    return new Population(
        name,
        role,
        strategy,
        count,
        wealth,
        attack,
        new Population.Arrival(0, 100),
        2_000,
        new TreeMap<>(Map.of("evaluation-cost", 0.01)));
  }

  private static Scenario.Assertion expect(String that, String because) {
    return new Scenario.Assertion(Expectation.parse(that), because);
  }

  public static List<RunResult> runs(Scenario scenario, int count) {
    return LongStream.rangeClosed(1, count).mapToObj(seed -> run(scenario, seed)).toList();
  }

  private static RunResult run(Scenario scenario, long seed) {
    var random = new SplittableRandom(seed);
    var recorder = new Recorder();
    var usual = Map.of("providers", 42.0, "developers", -31.0, "validators", 7.5);
    var attacked = false;
    for (var each : scenario.populations()) {
      for (var i = 0; i < each.count(); i++) {
        var profit =
            each.attack()
                ? -24 + 30 * random.nextGaussian()
                : usual.getOrDefault(each.name(), -2.0) + 12 * random.nextGaussian();
        recorder.sample("profit." + each.name(), profit);
      }
      attacked |= each.attack();
    }
    if (attacked) {
      var profit = -290 + 110 * random.nextGaussian();
      recorder.add("attack.profit", profit);
      recorder.add("attack.capital", 3_200);
      recorder.add("attack.roi", profit / 3_200);
      recorder.add("slashed.bribers", 310 + 40 * random.nextGaussian());
      recorder.add("slashed.lazy-validators", 60 + 9 * random.nextGaussian());
    }
    recorder.add("slashed.false", 1.5 + random.nextDouble());
    recorder.add("slashed.to.developers", 190 + 30 * random.nextGaussian());
    recorder.add("slashed.to.validators", 71);
    recorder.add("slashed.to.treasury", 112);
    recorder.add("results.delivered", 1_480 + random.nextInt(80));
    recorder.add("results.wrong.caught", 96 + random.nextInt(20));
    recorder.add("results.wrong.accepted", random.nextInt(6));
    recorder.add("revenue.platform", 890 + 50 * random.nextGaussian());
    recorder.add("throughput.share", 0.012 + 0.001 * random.nextDouble());
    recorder.add("throughput.fullest", 0.31 + 0.1 * random.nextDouble());
    recorder.add("gini.profit", 0.31 + 0.02 * random.nextGaussian());
    for (var i = 0; i < 60; i++) {
      recorder.sample(
          "settle.blocks", 150 + Math.round(60 * random.nextDouble() * random.nextInt(4)));
      recorder.sample("validators.participation", 1 - random.nextInt(3) * 0.02);
    }
    recorder.flow(
        "developers", "providers", "price", (long) ((6_100 + 300 * random.nextGaussian()) * MICRO));
    recorder.flow("developers", "bribers", "price", (long) (410 * MICRO));
    recorder.flow("developers", "validators", "committee fee", (long) (720 * MICRO));
    recorder.flow("developers", "treasury", "platform fee", (long) (195 * MICRO));
    recorder.flow("bribers", "developers", "slash", (long) (190 * MICRO));
    recorder.flow("bribers", "validators", "slash", (long) (71 * MICRO));
    recorder.flow("bribers", "treasury", "slash", (long) (112 * MICRO));
    recorder.flow("bribers", "validators", "bribe", (long) (88 * MICRO));
    recorder.flow("validators", "developers", "refund", (long) (44 * MICRO));
    var state = new double[] {1.0, 0, 20_000, 0};
    recorder.gauge("price.stx", "USD", () -> state[0]);
    recorder.gauge("bids.open", "1", () -> state[1]);
    recorder.gauge("stake.validators", "STX", () -> state[2]);
    recorder.gauge("revenue.platform", "STX", () -> state[3]);
    for (var block = 0L; block <= 2_000; block += 10) {
      if (block == 1_000) state[0] *= 0.2;
      state[0] *= Math.exp(0.02 * random.nextGaussian());
      state[1] = Math.max(0, Math.round(40 * (block < 1_400 ? 1 : 2) + 8 * random.nextGaussian()));
      state[2] = Math.max(0, state[2] + 60 * random.nextGaussian() - (block > 1_000 ? 25 : 0));
      state[3] += 4 + random.nextDouble();
      recorder.look(block);
    }
    return recorder.result(seed, 2_000, 41_000 + random.nextInt(900), 120 + random.nextInt(40));
  }
}
