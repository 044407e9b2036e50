package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BUDGET_SPENT;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The privacy budget: reserved by a match, consumed by a key, given back by an end without it. */
class PrivacyBudgetTest extends DataStage {
  private void budget(Uint id, long reserved, long consumed) {
    assertThat(usage(id).reserved()).as("reserved").isEqualTo(uint(reserved * EPSILON));
    assertThat(usage(id).consumed()).as("consumed").isEqualTo(uint(consumed * EPSILON));
    assertThat(data.getBudgetLeft(id)).isEqualTo(uint((5 - reserved - consumed) * EPSILON));
  }

  @Test
  void a_match_reserves_the_epsilon_of_the_program() {
    var id = dataset(owner);
    budget(id, 0, 0);
    reserve(JOB, id);

    budget(id, 1, 0);
    assertThat(usage(id).running()).isEqualTo(uint(1));
    assertThat(usage(id).uses()).isEqualTo(uint(1));
  }

  @Test
  void the_key_consumes_it_for_good() {
    var id = dataset(owner);
    post(keyable(id), id, owner);
    budget(id, 0, 1);

    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));
    budget(id, 0, 1);
    assertThat(usage(id).running()).isEqualTo(uint(0));
    assertThat(usage(id).uses()).isEqualTo(uint(1));
    assertThat(usage(id).seeds()).isEmpty();
  }

  @Test
  void an_end_before_the_key_gives_it_back_with_the_seed_and_the_use() {
    var id = dataset(owner);
    reserve(JOB, id);
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));

    budget(id, 0, 0);
    assertThat(usage(id).running()).isEqualTo(uint(0));
    assertThat(usage(id).uses()).isEqualTo(uint(0));
    assertThat(usage(id).seeds()).containsExactly(seed(1).hash());
  }

  @Test
  void a_seed_that_finds_no_place_any_more_is_dropped() {
    var id = dataset(owner);
    reserve(JOB, id);
    ok(data.as(owner).addSeeds(id, seeds(8)));
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));

    assertThat(usage(id).seeds()).isEqualTo(seeds(8));
  }

  @Test
  void locking_and_cancelling_burns_no_budget() {
    var id = dataset(owner);
    for (int job = 1; job <= 12; job++) {
      reserve(uint(job), id);
      ok(bazaar.as(stranger).releaseRuns(uint(job), stranger));
    }

    budget(id, 0, 0);
  }

  @Test
  void many_small_jobs_take_no_more_than_the_budget() {
    var id = dataset(owner);
    ok(data.as(owner).addSeeds(id, seeds(7)));
    for (int job = 2; job <= 6; job++) reserve(uint(job), id);

    budget(id, 5, 0);
    refuses(request(), ERR_BUDGET_SPENT, id);
  }

  @Test
  void reserved_and_consumed_count_together() {
    var id = dataset(owner);
    ok(data.as(owner).addSeeds(id, seeds(7)));
    post(keyable(id), id, owner);
    for (int job = 2; job <= 5; job++) reserve(uint(job), id);
    budget(id, 4, 1);

    assertThat(bazaar.as(stranger).reserveRuns(uint(6), List.of(id), request()))
        .isErr(ERR_BUDGET_SPENT);
    ok(bazaar.as(stranger).releaseRuns(uint(2), stranger));
    reserve(uint(6), id);
    budget(id, 4, 1);
  }

  @Test
  void a_settled_job_keeps_what_its_keys_consumed() {
    var id = dataset(owner);
    post(keyable(id), id, owner);
    ok(bazaar.as(stranger).finishRuns(JOB, List.of(uint(10_000)), List.of(uint(0)), true));

    budget(id, 0, 1);
    assertThat(usage(id).running()).isEqualTo(uint(0));
  }

  @Test
  void a_change_of_terms_does_not_change_what_a_run_takes() {
    var id = dataset(owner);
    keyable(id);
    ok(data.as(owner).updateDataset(id, terms("programs", ListValue.EMPTY)));
    post(JOB, id, owner);

    budget(id, 0, 1);
  }
}
