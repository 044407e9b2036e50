package io.neuralnexus.simulator;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.sweep.Axis;
import io.neuralnexus.simulator.sweep.Design;
import io.neuralnexus.simulator.sweep.Estimate;
import io.neuralnexus.simulator.sweep.FrontierResult;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.Probe;
import io.neuralnexus.simulator.sweep.FrontierResult.Verdict;
import io.neuralnexus.simulator.sweep.Point;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Results that look like those of sweeps, without runs. */
public final class Swept {
  private static final String FEE = "parameters.market-committee-fee";
  private static final String STAKE = "populations.validators.wealth";

  private Swept() {}

  public static SweepResult grid() {
    return swept(
        Design.Kind.GRID,
        List.of(Axis.parse(FEE + "=100000..900000:3"), Axis.parse(STAKE + "=100..1000:4")),
        0);
  }

  public static SweepResult sensitivity() {
    return swept(
        Design.Kind.SOBOL,
        List.of(Axis.parse(FEE + "=100000..900000"), Axis.parse(STAKE + "=100..1000")),
        8);
  }

  private static SweepResult swept(Design.Kind kind, List<Axis> axes, int count) {
    var scenario = Simulated.bribery();
    var design = Design.of(kind, axes, count, scenario, 1);
    var seeds = LongStream.rangeClosed(1, 5).boxed().toList();
    return new SweepResult(
        scenario,
        design,
        seeds,
        design.points().stream()
            .map(point -> seeds.stream().map(seed -> run(scenario, point, seed)).toList())
            .toList());
  }

  private static RunResult run(Scenario scenario, Point point, long seed) {
    var random = new SplittableRandom(31 * point.hashCode() + seed);
    var fee = point.changes().getOrDefault(FEE, 700_000.0) / 1e6;
    var stake = point.changes().getOrDefault(STAKE, 500.0);
    var recorder = new Recorder();
    recorder.sample("attack.roi", 0.22 - 0.25 * fee - stake / 4_000 + 0.03 * random.nextGaussian());
    recorder.add("slashed.false", 1 + stake / 300 + random.nextDouble());
    recorder.sample(
        "validators.participation", Math.min(1, 0.9 + fee / 10 + 0.01 * random.nextGaussian()));
    for (var i = 0; i < 20; i++) recorder.sample("settle.blocks", 150 + random.nextInt(200));
    return recorder.result(seed, 2_000, 40_000, 12);
  }

  public static FrontierResult frontier() {
    var random = new SplittableRandom(5);
    var curve =
        IntStream.rangeClosed(0, 12)
            .mapToObj(
                i -> {
                  var value = 50.0 + 75 * i;
                  var roi = 0.18 - value / 2_500 + 0.008 * random.nextGaussian();
                  var half = 0.02 + 0.03 * random.nextDouble();
                  var verdict =
                      roi + half < 0
                          ? Verdict.HOLDS
                          : roi - half > 0 ? Verdict.FAILS : Verdict.OPEN;
                  return new Probe(
                      value,
                      new Estimate(
                          roi,
                          i == 1 ? Double.NEGATIVE_INFINITY : roi - half,
                          i == 0 ? Double.POSITIVE_INFINITY : roi + half,
                          20),
                      verdict);
                })
            .toList();
    return new FrontierResult(
        Simulated.bribery(),
        STAKE,
        Expectation.parse("attack.roi.p95 < 0"),
        0.95,
        new Found(425, 500),
        curve);
  }
}
