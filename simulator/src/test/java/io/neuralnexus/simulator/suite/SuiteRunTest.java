package io.neuralnexus.simulator.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.simulator.Draft;
import io.neuralnexus.simulator.kpi.RunResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of jobs when people behave as their strategies say. */
class SuiteRunTest {
  private static final double WEALTH = 5_000;
  private static final long BLOCKS = 300;

  /** Jobs, and everybody whom they need but somebody who computes. */
  private static Draft jobs() {
    return staffed("honest");
  }

  private static Draft staffed(String demand) {
    return Draft.of(BLOCKS)
        .with("developers", "job-developer", demand, 5, WEALTH)
        .with("data", "data-provider", "honest", 6, 50)
        .with("verifiers", "verifier", "diligent", 4, 400)
        .with("keepers", "keeper", "patient", 1, 1);
  }

  private static Draft honestJobs() {
    return jobs().with("providers", "compute-provider", "honest", 3, WEALTH);
  }

  private static double total(RunResult result, String kpi) {
    return result.kpi(kpi).isEmpty() ? 0 : result.kpi(kpi).sum();
  }

  @Test
  void honest_people_deliver_every_job_and_nobody_is_slashed() {
    var result = honestJobs().play(1);

    assertThat(total(result, "jobs.created")).isPositive();
    assertThat(total(result, "results.delivered")).isEqualTo(total(result, "jobs.created"));
    assertThat(total(result, "slashed.false")).isZero();
    assertThat(result.kpi("auditors.participation").mean()).isEqualTo(1);
  }

  @Test
  void the_same_seed_gives_the_same_result() {
    assertThat(honestJobs().play(7)).isEqualTo(honestJobs().play(7));
  }

  @Test
  void what_some_win_others_lose_and_the_treasury_has_the_rest() {
    var free = Map.of("compute-cost", 0.001);
    var result =
        Draft.of(BLOCKS)
            .with("keepers", "keeper", "patient", 1, 1)
            .with("data", "data-provider", "honest", 4, 50, Map.of("collecting-cost", 0.0))
            .with(
                "withholders",
                "data-provider",
                "withholding",
                1,
                50,
                Map.of("collecting-cost", 0.0))
            .with("verifiers", "verifier", "diligent", 2, 400, Map.of("audit-cost", 0.0))
            .with("stamps", "verifier", "rubber-stamp", 2, 400)
            .with("silent", "verifier", "no-show", 1, 400)
            .with(
                "developers",
                "job-developer",
                "honest",
                6,
                WEALTH,
                Map.of("rate", 15.0, "value", 51.0))
            .with("providers", "compute-provider", "honest", 2, WEALTH, free)
            .attack("liars", "compute-provider", "wrong", 2, WEALTH, free)
            .with(
                "vigilant",
                "challenger",
                "vigilant",
                2,
                WEALTH,
                Map.of("check-cost", 0.0, "probability", 1.0))
            .with("griefers", "challenger", "griefing", 1, WEALTH)
            .play(3);

    var value = 51 * total(result, "jobs.score.true") / 10_000;
    assertThat(profit(result))
        .isCloseTo(
            value
                - 0.001 * total(result, "computed")
                - total(result, "revenue.platform")
                - total(result, "slashed.to.treasury"),
            within(1e-6));
  }

  private static double profit(RunResult result) {
    return result.kpis().entrySet().stream()
        .filter(each -> each.getKey().startsWith("profit."))
        .mapToDouble(each -> each.getValue().sum())
        .sum();
  }

  @Test
  void a_liar_is_caught_by_a_diligent_auditor_and_pays_with_bond_and_stake() {
    var result = jobs().attack("liars", "compute-provider", "wrong", 2, WEALTH, Map.of()).play(2);

    assertThat(total(result, "results.wrong.accepted")).isZero();
    assertThat(total(result, "results.wrong.caught")).isPositive();
    // The base and the bonus of its job, and a half of the base: 50, 20 and 25 STX.
    assertThat(total(result, "slashed.liars"))
        .isCloseTo(95 * total(result, "results.wrong.caught"), within(1e-6));
  }

  @Test
  void a_copied_result_loses_by_silence() {
    var result =
        honestJobs()
            .attack("copiers", "compute-provider", "lazy", 2, WEALTH, Map.of("margin", 0.01))
            .play(4);

    assertThat(total(result, "results.wrong.caught")).isPositive();
    assertThat(total(result, "results.wrong.accepted")).isZero();
  }

  @Test
  void whoever_delivers_nothing_loses_the_bond() {
    var result =
        jobs().attack("absent", "compute-provider", "no-show", 1, WEALTH, Map.of()).play(2);

    assertThat(total(result, "jobs.lapsed")).isPositive();
    assertThat(total(result, "slashed.absent")).isEqualTo(25 * total(result, "jobs.lapsed"));
  }

  @Test
  void a_lie_stands_if_its_auditor_stamps_it_and_nobody_looks() {
    var result =
        Draft.of(BLOCKS)
            .with("developers", "job-developer", "honest", 5, WEALTH)
            .with("data", "data-provider", "honest", 6, 50)
            .with("keepers", "keeper", "patient", 1, 1)
            .with("stamps", "verifier", "rubber-stamp", 4, 400)
            .attack("liars", "compute-provider", "wrong", 2, WEALTH, Map.of())
            .play(2);

    assertThat(total(result, "results.wrong.caught")).isZero();
    assertThat(total(result, "results.wrong.accepted")).isPositive();
    assertThat(result.kpi("attack.profit").mean()).isPositive();
  }

  @Test
  void a_griefer_pays_for_every_dispute_and_the_honest_provider_gets_it() {
    var result =
        honestJobs().attack("griefers", "challenger", "griefing", 1, WEALTH, Map.of()).play(5);

    var disputes = total(result, "disputes.upheld");
    assertThat(disputes).isPositive();
    assertThat(total(result, "disputes.refuted")).isZero();
    assertThat(total(result, "slashed.griefers")).isEqualTo(50 * disputes);
    assertThat(total(result, "slashed.to.providers")).isEqualTo(40 * disputes);
  }

  @Test
  void withheld_keys_cost_half_of_the_least_stake_each_until_it_is_gone() {
    var result = honestJobs().with("withholders", "data-provider", "withholding", 2, 50).play(6);

    assertThat(total(result, "slashed.withholders")).isBetween(2 * 0.5, 2 * 1.0);
    assertThat(total(result, "jobs.ended.keyed")).isPositive();
  }

  @Test
  void a_starved_job_is_sold_to_nobody() {
    var result =
        staffed("starved").with("providers", "compute-provider", "honest", 3, WEALTH).play(1);

    assertThat(total(result, "jobs.ended.matched")).isEqualTo(total(result, "jobs.created"));
  }

  @Test
  void garbage_earns_its_price_and_loses_its_reputation() {
    var result =
        honestJobs().attack("garbage", "data-provider", "garbage", 2, 50, Map.of()).play(8);

    assertThat(result.kpi("jobs.score").quantile(0)).isLessThan(8_000);
  }

  @Test
  void a_whale_gets_its_way_when_the_others_sleep_and_not_when_they_are_awake() {
    var asleep = whale(30_000);
    assertThat(total(asleep, "captured")).isEqualTo(1);
    var awake = whale(82_000);
    assertThat(total(awake, "captured")).isZero();
    // The time of its lock, at 8 % a year, is all that it loses: the lock comes back.
    var deposits = 100.01;
    var lock = (120_000 - deposits) * 0.08 * 1_440 / 52_560;
    assertThat(total(awake, "attack.profit")).isCloseTo(-lock, within(0.02));
  }

  private static RunResult whale(double against) {
    return Draft.of(1_700)
        .with("voters", "governor", "honest", 1, against)
        .attack(
            "whales",
            "governor",
            "whale",
            1,
            120_000,
            Map.of("propose", 5.0, "target", 0.0, "gain", 0.1))
        .play(9);
  }
}
