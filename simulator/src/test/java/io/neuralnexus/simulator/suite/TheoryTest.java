package io.neuralnexus.simulator.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.simulator.Draft;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.kpi.Samples;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Where theory has the answer, the simulation has to find it. */
class TheoryTest {
  /** Of a two-sided interval of 99.9 %: a right simulation fails once in a thousand seeds. */
  private static final double Z = 3.29;

  /** Of Student's t with five degrees of freedom, two-sided, 99 %. */
  private static final double T_OF_FIVE = 4.03;

  private static final int RUNS = 6;

  private static final double PLATFORM = 0.97;

  private static double total(RunResult result, String kpi) {
    return result.kpi(kpi).isEmpty() ? 0 : result.kpi(kpi).sum();
  }

  private static Samples pooled(List<RunResult> runs, String kpi) {
    return Samples.pooled(runs.stream().map(run -> run.kpi(kpi)).toList());
  }

  /**
   * A sale of income i at the end of a chain of models whose licences ask the shares s_1 .. s_d
   * brings the model d generations up i x s_1 x ... x s_d: the shares multiply, as in a branching
   * process with one child (W. Feller, An Introduction to Probability Theory I, XII). The vault
   * keeps exact counters, so nothing but the micro-STX of each payment is lost on the way.
   */
  @Test
  void royalties_thin_out_by_the_product_of_the_shares() {
    var depth = 5;
    var share = 0.2;
    var fee = 10.0;
    var draft = Draft.of(1_500).with("licensees", "licensee", "honest", 4, 10_000);
    // Each author builds on the one before: it arrives when that one's model is there.
    for (var generation = 0; generation <= depth; generation++) {
      draft.from(100L * generation);
      draft.attack(
          "author-" + generation,
          "derivative-author",
          "deep",
          1,
          1_000,
          Map.of(
              "originals", generation == 0 ? 1.0 : 0.0,
              "rate", generation == 0 ? 0.0 : 10.0,
              "share", 100 * 100 * share));
    }
    var result = draft.play(11);

    // Every sale of a model at depth n sends income x share^k to the model at depth n - k.
    var expected = new double[64];
    for (var n = 1; n < expected.length; n++) {
      var sales = total(result, "licences.sold.depth." + n);
      for (var k = 1; k <= n; k++) {
        expected[n - k] += sales * fee * PLATFORM * StrictMath.pow(share, k);
      }
    }
    assertThat(result.kpi("models.depth").quantile(1)).isGreaterThanOrEqualTo(depth);
    assertThat(total(result, "royalties.depth.0")).isPositive();
    for (var n = 0; n <= depth; n++) {
      assertThat(total(result, "royalties.depth." + n))
          .as("royalties of generation %d", n)
          .isCloseTo(expected[n], within(1e-3));
    }
  }

  /**
   * Jobs that come by a Poisson stream of rate l wait for one of c machines that take an
   * exponential time of mean s each: the mean wait is C(c, l s) s / (c - l s), with the probability
   * C that all machines are taken (A. K. Erlang, Solution of some problems in the theory of
   * probabilities of significance in automatic telephone exchanges, 1917). Time on the chain goes
   * by blocks: being seen takes one of them, and each end is rounded to one.
   */
  @Test
  void jobs_wait_for_machines_as_erlang_says() {
    var machines = 3;
    var service = 40.0;
    var rate = 0.045;
    // Whoever never delivers has the same machines and queues as whoever does, and plays faster.
    var queue =
        Draft.of(1_500)
            .with("data", "data-provider", "honest", 6, 50)
            .with("keepers", "keeper", "patient", 1, 1)
            .with(
                "developers",
                "job-developer",
                "honest",
                1,
                1e6,
                Map.of(
                    "rate", rate * 1_000,
                    "datasets", 1.0,
                    "fixed-price", 1.0,
                    "auction-window", 300.0))
            .with(
                "providers",
                "compute-provider",
                "no-show",
                1,
                1e6,
                Map.of("machines", (double) machines, "service", service, "stake", 50_000.0));
    var runs = LongStream.range(0, RUNS).mapToObj(seed -> queue.play(100 + seed)).toList();

    var waits = pooled(runs, "jobs.wait");
    var load = rate * service;
    var wait = erlangC(machines, load) * service / (machines - load);
    // Waits in one run hang together, so the error is that of the runs' means.
    var means = Samples.of(runs.stream().mapToDouble(run -> run.kpi("jobs.wait").mean()).toArray());
    var error = means.standardDeviation() / Math.sqrt(runs.size());
    assertThat(waits.count()).isGreaterThan(300);
    assertThat(waits.mean() - 1).isCloseTo(wait, within(T_OF_FIVE * error));
  }

  /** The probability that c servers with an offered load of a are all taken. */
  private static double erlangC(int c, double a) {
    var term = 1.0;
    var sum = 0.0;
    for (var k = 0; k < c; k++) {
      sum += term;
      term *= a / (k + 1);
    }
    var all = term * c / (c - a);
    return all / (sum + all);
  }

  /**
   * A lie that nobody checks saves the cost C and earns the bonus b of a perfect score instead of
   * an honest one's h; one that is checked loses price P, bonus, bond B and bound stake S. With a
   * check of probability q it wins, beyond honesty, (1 - q) (P + b) - q (B + S) - (P + h - C),
   * which is zero at q = (C + b - h) / (P + b + B + S). (The gain of cheating against the penalty,
   * as in L. Luu, J. Teutsch, R. Kulkarni, P. Saxena, Demystifying incentives in the consensus
   * computer, 2015, and J. Teutsch, C. Reitwiessner, A scalable verification solution for
   * blockchains, 2017.)
   */
  @Test
  void a_lie_breaks_even_at_the_rate_of_checks_that_theory_gives() {
    var price = 25 * 1.2;
    var gain = 25.0 + 10 - 6;
    var loss = price + 10 + 25 + 70;
    var breakEven = gain / loss;
    for (var q : new double[] {0.5 * breakEven, 1.6 * breakEven}) {
      var runs = LongStream.range(0, 2).mapToObj(seed -> checked(q, 40 + seed)).toList();
      var lies =
          pooled(runs, "results.wrong.accepted").sum() + pooled(runs, "results.wrong.caught").sum();
      var caught = pooled(runs, "results.wrong.caught").sum();
      // Checks happen as often as they should.
      assertThat(caught / lies).isCloseTo(q, within(Z * Math.sqrt(q * (1 - q) / lies)));
      // What a lie wins beyond an honest run of the same job, at this rate of checks.
      var prices = pooled(runs, "jobs.price").mean();
      var expected = (1 - caught / lies) * (prices + 10) - caught / lies * 95;
      assertThat(pooled(runs, "attack.profit").sum() / lies).isCloseTo(expected, within(1.0));
      var advantage = pooled(runs, "attack.profit").sum() / lies - (prices + 6 - 25);
      assertThat(advantage > 0).as("a check of %.2f", q).isEqualTo(q < breakEven);
    }
  }

  private static RunResult checked(double q, long seed) {
    return Draft.of(500)
        .with("developers", "job-developer", "honest", 10, 50_000, Map.of("rate", 10.0))
        .with("data", "data-provider", "honest", 6, 50)
        .with("keepers", "keeper", "patient", 1, 1)
        .with("stamps", "verifier", "rubber-stamp", 8, 4_000)
        .with("challengers", "challenger", "vigilant", 1, 50_000, Map.of("probability", q))
        .attack(
            "liars",
            "compute-provider",
            "wrong",
            1,
            50_000,
            Map.of("stake", 20_000.0, "machines", 100.0))
        .play(seed);
  }

  /**
   * A draw takes a number modulo the count of verifiers: each is as likely as any other, whatever
   * its stake. The seats of n verifiers over m draws are multinomial; Pearson's sum of squares has,
   * for eight of them, the 99.9 % point 24.3 (K. Pearson, 1900).
   */
  @Test
  void auditors_are_drawn_uniformly() {
    var result =
        Draft.of(900)
            .with("developers", "job-developer", "honest", 10, 50_000, Map.of("rate", 12.0))
            .with("data", "data-provider", "honest", 6, 50)
            .with("keepers", "keeper", "patient", 1, 1)
            .with("verifiers", "verifier", "diligent", 8, 4_000, Map.of("audit-cost", 0.0))
            .with(
                "providers",
                "compute-provider",
                "honest",
                1,
                50_000,
                Map.of("stake", 20_000.0, "machines", 100.0))
            .play(5);

    // An audit earns its fee of 30 STX, and costs nothing here.
    var seats = result.kpi("profit.verifiers").values();
    var audits = result.kpi("profit.verifiers").sum() / 30;
    var mean = audits / 8;
    var squares = 0.0;
    for (var profit : seats) squares += (profit / 30 - mean) * (profit / 30 - mean) / mean;
    assertThat(audits).isGreaterThan(80);
    assertThat(squares).isLessThan(24.3);
  }

  /**
   * A verified job moves a score by an eighth of what it lacks, so that after n wash jobs of a
   * newcomer it is 10,000 - 5,000 (7/8)^n, at the price of n audits and two tips each: that of the
   * lock goes back, as the developer matches. What the platform takes of a job that pays nothing is
   * nothing.
   */
  @Test
  void a_bought_reputation_costs_an_audit_and_two_tips_for_each_step() {
    var result =
        Draft.of(2_500)
            .with("verifiers", "verifier", "diligent", 4, 4_000)
            .with("keepers", "keeper", "patient", 1, 1)
            .attack(
                "washers",
                "job-developer",
                "wash",
                1,
                500,
                Map.of(
                    "rate", 4.0,
                    "wash-budget", 0.000001,
                    "bonus", 0.0,
                    "data-cap", 0.02,
                    "audit-fee", 5.0,
                    "datasets", 1.0))
            .attack("accomplice-data", "data-provider", "garbage", 1, 20, Map.of("price", 0.000001))
            .attack("farmers", "compute-provider", "farming", 1, 2_000, Map.of("machines", 20.0))
            .play(3);

    var reached = result.kpi("reputation.farmers").quantile(1);
    var samples = StrictMath.log((10_000 - reached) / 5_000) / StrictMath.log(7.0 / 8);
    var jobs = total(result, "results.delivered");
    assertThat(samples).isBetween(3.9, jobs);
    assertThat(-total(result, "attack.profit") / jobs).isCloseTo(5 + 2 * 0.01, within(1e-4));
    // Not every job counts: one of a developer in 144 Bitcoin blocks does.
    var perPoint = -total(result, "attack.profit") / (reached - 5_000);
    assertThat(perPoint).isLessThan(0.05);
  }
}
