package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_STATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights.FinishRuns;
import io.neuralnexus.tests.contracts.DataRights.Reputation;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Standing of owners: what their data gave, and what fees were paid on it. */
class ReputationTest extends DataStage {
  private static final long SAMPLE_INTERVAL = 144;

  private static List<Uint> uints(long... values) {
    return LongStream.of(values).mapToObj(value -> uint(value)).toList();
  }

  private static Reputation standing(long score, long samples, long fees) {
    return new Reputation(uint(fees), uint(samples), uint(score));
  }

  /** A job with one data set of each owner, both keys posted. */
  private Uint granted() {
    var first = dataset(owner);
    var second = dataset(secondOwner);
    keyable(first, second);
    post(JOB, first, owner);
    post(JOB, second, secondOwner);
    return JOB;
  }

  /** A job on one data set of the owner, settled with this weight. */
  private void settled(Uint job, StandardPrincipal by, long weight) {
    var id = dataset(owner);
    for (var who : List.of(provider, auditor)) ok(data.as(who).setEncryptionKey(PUBLIC_KEY));
    ok(bazaar.as(stranger).reserveRuns(job, List.of(id), request("developer", by)));
    nameGrantees(job, provider, auditor);
    post(job, id, owner);
    ok(bazaar.as(stranger).finishRuns(job, uints(weight), uints(1), true));
  }

  @Test
  void everybody_begins_in_the_middle() {
    assertThat(data.getReputation(owner)).isEqualTo(standing(5_000, 0, 0));
  }

  @Test
  void a_sample_is_the_weight_against_the_fair_part_of_the_job() {
    var job = granted();

    assertThat(told(bazaar.as(stranger).finishRuns(job, uints(7_500, 2_500), uints(30, 10), true)))
        .isEqualTo(
            new FinishRuns(
                uints(30, 10), job, bazaar.contract(), true, "finish-runs", uints(7_500, 2_500)));
    // More than the fair half counts as all of it.
    assertThat(data.getReputation(owner)).isEqualTo(standing((7 * 5_000 + 10_000) / 8, 1, 30));
    assertThat(data.getReputation(secondOwner)).isEqualTo(standing((7 * 5_000 + 5_000) / 8, 1, 10));
  }

  @Test
  void useless_data_lowers_the_score() {
    settled(JOB, developer, 0);

    assertThat(data.getReputation(owner)).isEqualTo(standing(4_375, 1, 1));
  }

  @Test
  void a_job_that_nobody_verified_earns_no_reputation() {
    var job = granted();
    ok(bazaar.as(stranger).finishRuns(job, uints(5_000, 5_000), uints(30, 10), false));

    assertThat(data.getReputation(owner)).isEqualTo(standing(5_000, 0, 0));
    assertThat(usage(uint(1)).running()).isEqualTo(uint(0));
  }

  @Test
  void a_job_without_a_result_earns_no_reputation() {
    ok(bazaar.as(stranger).releaseRuns(granted(), stranger));

    assertThat(data.getReputation(owner)).isEqualTo(standing(5_000, 0, 0));
  }

  @Test
  void a_developer_gives_one_sample_a_day_and_all_fees_count() {
    settled(JOB, developer, 10_000);
    pass(SAMPLE_INTERVAL - 1);
    settled(uint(2), developer, 10_000);
    assertThat(data.getReputation(owner)).isEqualTo(standing(5_625, 1, 2));
    pass(1);
    settled(uint(3), developer, 10_000);

    assertThat(data.getReputation(owner)).isEqualTo(standing((7 * 5_625 + 10_000) / 8, 2, 3));
  }

  @Test
  void two_developers_give_two_samples() {
    settled(JOB, developer, 10_000);
    settled(uint(2), secondOwner, 10_000);

    assertThat(number(data.getReputation(owner).samples())).isEqualTo(2);
  }

  @Test
  void two_data_sets_of_an_owner_in_a_job_give_one_sample() {
    var first = dataset(owner);
    var second = dataset(owner);
    keyable(first, second);
    post(JOB, first, owner);
    post(JOB, second, owner);
    ok(bazaar.as(stranger).finishRuns(JOB, uints(5_000, 5_000), uints(3, 4), true));

    assertThat(data.getReputation(owner)).isEqualTo(standing(5_625, 1, 7));
  }

  @Test
  void a_job_is_settled_when_all_keys_are_there() {
    var first = dataset(owner);
    var second = dataset(secondOwner);
    keyable(first, second);
    post(JOB, first, owner);

    assertThat(bazaar.as(stranger).finishRuns(JOB, uints(5_000, 5_000), uints(0, 0), true))
        .isErr(ERR_STATE);
  }

  @Test
  void each_data_set_has_a_weight_and_a_fee() {
    var job = granted();

    assertThat(bazaar.as(stranger).finishRuns(job, uints(10_000), uints(0, 0), true))
        .isErr(ERR_STATE);
    assertThat(bazaar.as(stranger).finishRuns(job, uints(5_000, 5_000), uints(0), true))
        .isErr(ERR_STATE);
  }

  @Test
  void the_matching_is_told_the_score() {
    settled(JOB, developer, 10_000);
    var id = dataset(owner);

    assertThat(
            data.quoteRuns(bazaar.contract(), uint(2), List.of(id), request())
                .ok()
                .getFirst()
                .score())
        .isEqualTo(uint(5_625));
  }
}
