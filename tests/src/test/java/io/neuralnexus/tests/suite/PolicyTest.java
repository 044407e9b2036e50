package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BUDGET_SPENT;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_CLOSED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_DUPLICATE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_APPROVED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_PROVEN;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_DATASET;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_SEED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_OWN_DATASET;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_PROGRAM;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_PURPOSE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_STATE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_TOO_DEAR;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.DataRights.QuoteRuns;
import io.neuralnexus.tests.contracts.DataRights.ReserveRuns;
import io.neuralnexus.tests.contracts.DataRights.Run;
import io.neuralnexus.tests.contracts.DataRights.SetApproval;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an owner allows, and who is told so. */
class PolicyTest extends DataStage {
  // --- what is admitted

  @Test
  void a_reservation_tells_price_seed_epsilon_and_what_the_provider_needs() {
    var id = dataset(owner, "min-score", uint(4_000), "min-fees", uint(9));
    var run =
        new QuoteRuns(
            uint(EPSILON),
            id,
            record(1).inputRoot(),
            uint(9),
            uint(4_000),
            owner,
            uint(STX),
            uint(5_000),
            seed(1).hash());

    assertThat(data.quoteRuns(bazaar.contract(), JOB, List.of(id), request()).ok())
        .containsExactly(run);
    assertThat(told(bazaar.as(stranger).reserveRuns(JOB, List.of(id), request())))
        .isEqualTo(
            new ReserveRuns(JOB, bazaar.contract(), request(), List.of(run), "reserve-runs"));
    assertThat(data.getRun(bazaar.contract(), JOB, id))
        .contains(new Run(uint(EPSILON), List.of(), owner, seed(1).hash()));
    var job = data.getJob(bazaar.contract(), JOB).orElseThrow();
    assertThat(job.developer()).isEqualTo(developer);
    assertThat(job.owners()).isEqualTo(List.of(owner));
    assertThat(job.grantees()).isEmpty();
    assertThat(usage(id).seeds()).isEmpty();
  }

  @Test
  void prices_are_told_without_a_quote() {
    var dear = dataset(owner, "price", uint(CAP + 1));
    var shut = dataset(owner, "open", bool(false));

    assertThat(data.getPrices(List.of(dear, shut, uint(9))))
        .containsExactly(uint(CAP + 1), uint(STX), uint(0));
  }

  @Test
  void only_a_marketplace_reserves() {
    var id = dataset(owner);

    for (var as : List.of(data.as(developer), thief.as(developer), attestor.as(developer))) {
      assertThat(as.reserveRuns(JOB, List.of(id), request())).isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void a_job_is_reserved_for_once() {
    var id = seeded();
    var other = dataset(secondOwner);
    reserve(JOB, id);

    assertThat(bazaar.as(stranger).reserveRuns(JOB, List.of(other), request())).isErr(ERR_STATE);
    ok(rival.as(stranger).reserveRuns(JOB, List.of(id), request()));
  }

  // --- what is refused

  @Test
  void a_data_set_must_be_there() {
    refuses(request(), ERR_NO_DATASET, uint(1));
  }

  @Test
  void a_data_set_is_named_once() {
    var id = seeded();

    refuses(request(), ERR_DUPLICATE, id, id);
  }

  @Test
  void one_refusal_refuses_the_list() {
    refuses(request(), ERR_CLOSED, dataset(owner), dataset(secondOwner, "open", bool(false)));
  }

  @Test
  void a_closed_listing_is_refused() {
    refuses(request(), ERR_CLOSED, dataset(owner, "open", bool(false)));
  }

  @Test
  void a_listing_ends_after_its_last_block() {
    var id = dataset(owner, "expiry", uint(burn() + 1));
    pass(1);
    assertThat(data.quoteRuns(bazaar.contract(), JOB, List.of(id), request()).isOk()).isTrue();
    pass(1);

    refuses(request(), ERR_CLOSED, id);
  }

  @Test
  void a_data_set_is_used_no_more_often_than_its_owner_allows() {
    var id = seeded("max-uses", uint(1));
    reserve(uint(2), id);

    refuses(request(), ERR_CLOSED, id);
  }

  @Test
  void a_use_that_was_released_does_not_count() {
    var id = seeded("max-uses", uint(1));
    reserve(uint(2), id);
    ok(bazaar.as(stranger).releaseRuns(uint(2), stranger));

    admits(request(), id);
  }

  @Test
  void nobody_trains_on_a_data_set_of_their_own() {
    refuses(request("developer", owner), ERR_OWN_DATASET, dataset(owner));
  }

  @Test
  void every_purpose_must_be_allowed() {
    var id = dataset(owner, "purposes", uint(5));

    refuses(request("purpose", uint(2)), ERR_PURPOSE, id);
    refuses(request("purpose", uint(7)), ERR_PURPOSE, id);
    admits(request("purpose", uint(5)), id);
  }

  @Test
  void a_purpose_must_be_named() {
    refuses(request("purpose", uint(0)), ERR_PURPOSE, dataset(owner));
  }

  @Test
  void a_program_that_the_owner_did_not_name_is_refused() {
    refuses(request("program", sha256("copies rows")), ERR_PROGRAM, dataset(owner));
  }

  @Test
  void a_program_puts_out_no_more_words_than_the_owner_allows() {
    refuses(request("words", uint(MODEL_WORDS + 1)), ERR_PROGRAM, dataset(owner));
  }

  @Test
  void an_owner_that_names_no_program_allows_those_of_the_library() {
    var id = dataset(owner, "programs", ListValue.EMPTY);
    refuses(request(), ERR_PROGRAM, id);
    approve(uint(7), uint(MODEL_WORDS));

    refuses(request("words", uint(MODEL_WORDS + 1)), ERR_PROGRAM, id);
    assertThat(
            data.quoteRuns(bazaar.contract(), JOB, List.of(id), request())
                .ok()
                .getFirst()
                .epsilon())
        .isEqualTo(uint(7));
    enact(ok(governance.as(deployer).proposeProgram(PROGRAM.hash(), uint(7), uint(8), false)).id());
    refuses(request(), ERR_PROGRAM, id);
  }

  @Test
  void an_owner_that_names_programs_does_not_allow_those_of_the_library() {
    var id = dataset(owner, "programs", Cl.list(program()));
    approve(uint(7), uint(MODEL_WORDS));

    refuses(request(), ERR_PROGRAM, id);
  }

  private static Value program() {
    return tuple("hash", sha256("another"), "epsilon", uint(1), "words", uint(1));
  }

  private void approve(Uint epsilon, Uint words) {
    enact(ok(governance.as(deployer).proposeProgram(PROGRAM.hash(), epsilon, words, true)).id());
  }

  @Test
  void an_epsilon_beyond_all_bounds_is_refused() {
    var id = dataset(owner, "programs", ListValue.EMPTY);
    approve(MOST, uint(MODEL_WORDS));

    refuses(request(), ERR_BUDGET_SPENT, id);
  }

  @Test
  void a_price_above_the_cap_is_refused() {
    var id = dataset(owner, "price", uint(CAP + 1));

    refuses(request(), ERR_TOO_DEAR, id);
    admits(request("cap", uint(CAP + 1)), id);
  }

  @Test
  void an_owner_without_a_seed_left_is_refused() {
    var id = dataset(owner);
    reserve(uint(2), id);

    refuses(request(), ERR_NO_SEED, id);
  }

  // --- approval

  @Test
  void a_job_waits_for_the_approval_of_the_owner() {
    var id = dataset(owner, "approval", bool(true));
    refuses(request(), ERR_NOT_APPROVED, id);

    assertThat(told(data.as(owner).setApproval(id, bazaar.contract(), JOB, true)))
        .isEqualTo(new SetApproval(true, id, JOB, bazaar.contract(), owner, "set-approval"));
    assertThat(data.isApproved(id, bazaar.contract(), JOB)).isTrue();
    assertThat(data.isApproved(id, rival.contract(), JOB)).isFalse();
    assertThat(data.isApproved(id, bazaar.contract(), uint(2))).isFalse();
    admits(request(), id);
  }

  @Test
  void an_approval_is_taken_back() {
    var id = dataset(owner, "approval", bool(true));
    ok(data.as(owner).setApproval(id, bazaar.contract(), JOB, true));
    ok(data.as(owner).setApproval(id, bazaar.contract(), JOB, false));

    refuses(request(), ERR_NOT_APPROVED, id);
  }

  @Test
  void an_approval_does_not_go_with_the_data_set() {
    var id = dataset(owner, "approval", bool(true));
    ok(data.as(owner).setApproval(id, bazaar.contract(), JOB, true));
    ok(data.as(owner).transfer(id, owner, secondOwner));
    ok(data.as(secondOwner).addSeeds(id, seeds(1)));

    refuses(request(), ERR_NOT_APPROVED, id);
  }

  @Test
  void revoking_stops_new_runs_and_not_those_that_are_matched() {
    var id = seeded();
    keyable(id);
    ok(data.as(owner).updateDataset(id, terms("open", bool(false))));

    assertThat(bazaar.as(stranger).reserveRuns(uint(2), List.of(id), request())).isErr(ERR_CLOSED);
    post(JOB, id, owner);
    assertThat(data.isGranted(bazaar.contract(), JOB, id, provider)).isTrue();
  }

  // --- statements

  private Value required(long low, long high) {
    return Cl.list(
        tuple("kind", uint(1), "subject", uint(0), "low", int_(low), "high", int_(high)));
  }

  @Test
  void a_required_statement_must_follow_from_what_is_proven() {
    var id = dataset(owner);
    refuses(request("required", required(0, 10)), ERR_NOT_PROVEN, id);
    ok(attestor.as(owner).recordStatements(id, List.of(statement(1, 2, 8))));

    refuses(request("required", required(3, 10)), ERR_NOT_PROVEN, id);
    refuses(request("required", required(0, 7)), ERR_NOT_PROVEN, id);
    admits(request("required", required(2, 8)), id);
  }

  @Test
  void every_required_statement_must_be_proven() {
    var id = dataset(owner);
    ok(attestor.as(owner).recordStatements(id, List.of(statement(1, 2, 8))));
    var both =
        Cl.list(
            tuple("kind", uint(2), "subject", uint(0), "low", int_(0), "high", int_(10)),
            tuple("kind", uint(1), "subject", uint(0), "low", int_(0), "high", int_(10)));

    refuses(request("required", both), ERR_NOT_PROVEN, id);
  }

  @Test
  void a_statement_of_a_retired_verifier_counts_no_more() {
    var id = dataset(owner);
    ok(attestor.as(owner).recordStatements(id, List.of(statement(1, 2, 8))));
    enact(ok(governance.as(deployer).proposeRetirement(attestor.contract())).id());

    refuses(request("required", required(2, 8)), ERR_NOT_PROVEN, id);
  }
}
