package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_STATEMENT;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOTHING_TO_REFUTE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_DATASET;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_JOB;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.RecordStatements;
import io.neuralnexus.tests.contracts.DataRights.RefuteStatement;
import io.neuralnexus.tests.contracts.DataRights.Statement;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.ZkVerification;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What attestors prove about data sets, what follows from it, and how it falls. */
class StatementsTest extends DataStage {
  private static final Uint KIND = uint(1);
  private static final Uint SUBJECT = uint(0);

  /** Whose statements count at a time. */
  private static final int MOST_VERIFIERS = 8;

  /** That finish-bootstrap grants. */
  private static final int MOST_ROLES = 16;

  private final List<DataRights> verifiers = new ArrayList<>();
  private Uint id;

  @Override
  protected List<FinishBootstrapRoles> roles() {
    var roles = new ArrayList<>(super.roles());
    roles.removeIf(each -> each.who().equals(named(ZkVerification.NAME)));
    verifiers.clear();
    verifiers.add(attestor);
    verifiers.add(secondAttestor);
    while (roles.size() < MOST_ROLES && verifiers.size() < MOST_VERIFIERS) {
      var verifier = relay("verifier-" + verifiers.size());
      verifiers.add(verifier);
      roles.add(new FinishBootstrapRoles("attestor", verifier.contract()));
    }
    return roles;
  }

  private void proven(DataRights by, long low, long high) {
    ok(by.as(stranger).recordStatements(id, List.of(statement(1, low, high))));
  }

  private boolean follows(long low, long high) {
    return data.hasStatement(id, KIND, SUBJECT, int_(low), int_(high));
  }

  private void retire(DataRights verifier) {
    enact(ok(governance.as(deployer).proposeRetirement(verifier.contract())).id());
  }

  // --- recording

  @Test
  void an_attestor_records_what_it_verified_about_a_data_set() {
    id = dataset(owner);
    var statements = List.of(statement(1, -2, 8), statement(2, 5, 5));

    assertThat(told(attestor.as(stranger).recordStatements(id, statements)))
        .isEqualTo(new RecordStatements(id, statements, "record-statements", attestor.contract()));
    assertThat(data.getStatement(id, KIND, SUBJECT))
        .contains(new Statement(int_(8), int_(-2), attestor.contract()));
    assertThat(data.hasStatement(id, uint(2), SUBJECT, int_(5), int_(5))).isTrue();
  }

  @Test
  void only_an_attestor_records() {
    id = dataset(owner);
    for (var as : List.of(data.as(owner), thief.as(owner), bazaar.as(owner))) {
      assertThat(as.recordStatements(id, List.of(statement(1, 0, 1)))).isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void wider_bounds_follow_and_narrower_do_not() {
    id = dataset(owner);
    proven(attestor, 2, 8);

    assertThat(follows(2, 8)).isTrue();
    assertThat(follows(1, 9)).isTrue();
    assertThat(follows(3, 8)).isFalse();
    assertThat(follows(2, 7)).isFalse();
  }

  @Test
  void nothing_follows_about_other_numbers_and_other_data_sets() {
    id = dataset(owner);
    proven(attestor, 2, 8);

    assertThat(data.hasStatement(id, uint(2), SUBJECT, int_(0), int_(9))).isFalse();
    assertThat(data.hasStatement(id, KIND, uint(1), int_(0), int_(9))).isFalse();
    assertThat(data.hasStatement(uint(2), KIND, SUBJECT, int_(0), int_(9))).isFalse();
    var other = dataset(secondOwner);
    assertThat(data.hasStatement(other, KIND, SUBJECT, int_(0), int_(9))).isFalse();
  }

  @Test
  void what_two_proofs_say_holds_together() {
    id = dataset(owner);
    proven(attestor, 0, 8);
    proven(attestor, 2, 10);

    assertThat(data.getStatement(id, KIND, SUBJECT).orElseThrow())
        .isEqualTo(new Statement(int_(8), int_(2), attestor.contract()));
  }

  @Test
  void nothing_is_recorded_about_a_data_set_that_does_not_exist() {
    assertThat(attestor.as(stranger).recordStatements(uint(9), List.of(statement(1, 0, 1))))
        .isErr(ERR_NO_DATASET);
  }

  @Test
  void a_data_set_that_copies_the_root_of_another_inherits_nothing() {
    id = dataset(owner);
    proven(attestor, 2, 8);
    var copy =
        ok(data.as(secondOwner)
                .registerDataset(record(1), terms(), List.of(seed(2).hash()), uint(DATA_STAKE)))
            .id();

    assertThat(data.hasStatement(copy, KIND, SUBJECT, int_(2), int_(8))).isFalse();
    assertThat(follows(2, 8)).isTrue();
  }

  @Test
  void bounds_that_cross_are_refused() {
    id = dataset(owner);
    assertThat(attestor.as(stranger).recordStatements(id, List.of(statement(1, 3, 2))))
        .isErr(ERR_BAD_STATEMENT);
    assertThat(
            attestor
                .as(stranger)
                .recordStatements(id, List.of(statement(1, 3, 2), statement(2, 0, 1))))
        .isErr(ERR_BAD_STATEMENT);
  }

  @Test
  void a_proof_that_contradicts_an_earlier_one_of_the_same_verifier_is_refused() {
    id = dataset(owner);
    proven(attestor, 0, 4);

    assertThat(attestor.as(stranger).recordStatements(id, List.of(statement(1, 5, 9))))
        .isErr(ERR_BAD_STATEMENT);
    assertThat(follows(0, 4)).isTrue();
  }

  @Test
  void the_newest_verifier_decides() {
    id = dataset(owner);
    proven(attestor, 0, 4);
    proven(secondAttestor, 5, 9);

    assertThat(follows(5, 9)).isTrue();
    assertThat(follows(0, 4)).isFalse();
  }

  // --- retirement

  @Test
  void a_statement_of_a_retired_verifier_counts_no_more() {
    id = dataset(owner);
    proven(attestor, 0, 4);
    retire(attestor);

    assertThat(follows(0, 4)).isFalse();
    proven(secondAttestor, 0, 4);
    assertThat(follows(0, 4)).isTrue();
  }

  @Test
  void a_retired_verifier_displaces_nothing() {
    id = dataset(owner);
    proven(secondAttestor, 0, 4);
    retire(attestor);

    assertThat(attestor.as(stranger).recordStatements(id, List.of(statement(1, 7, 7))))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(follows(0, 4)).isTrue();
  }

  @Test
  void statements_of_eight_live_verifiers_count_and_a_retired_one_makes_place() {
    id = dataset(owner);
    var late = granted("late-verifier");
    while (verifiers.size() < MOST_VERIFIERS) {
      verifiers.add(granted("verifier-" + verifiers.size()));
    }
    for (var verifier : verifiers) proven(verifier, 0, 4);

    assertThat(late.as(stranger).recordStatements(id, List.of(statement(1, 0, 4))))
        .isErr(ERR_NOT_AUTHORISED);
    retire(attestor);
    proven(late, 1, 3);
    assertThat(follows(1, 3)).isTrue();
  }

  private DataRights granted(String name) {
    var verifier = relay(name);
    enact(
        ok(governance
                .as(deployer)
                .proposeRole(verifier.contract(), "attestor", codeOf(verifier.contract()), true))
            .id());
    return verifier;
  }

  // --- refutation

  /** A proven data set whose key the provider got. */
  private void grant() {
    id = dataset(owner);
    proven(attestor, 0, 4);
    post(keyable(id), id, owner);
  }

  @Test
  void a_row_that_contradicts_costs_the_statement_the_listing_and_the_whole_stake() {
    grant();
    var call = attestor.as(provider).refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT);

    assertThat(told(call))
        .isEqualTo(
            new RefuteStatement(
                provider,
                id,
                JOB,
                KIND,
                bazaar.contract(),
                uint(DATA_STAKE),
                SUBJECT,
                "refute-statement",
                attestor.contract()));
    assertThat(follows(0, 4)).isFalse();
    assertThat(open(id)).isFalse();
    assertThat(stakeOf(id)).isZero();
    assertThat(balance(developer)).isEqualTo(DATA_STAKE / 2);
    assertThat(balance(provider)).isEqualTo(DATA_STAKE / 5);
    assertThat(number(vault.getSolvency().treasury())).isEqualTo(DATA_STAKE * 3 / 10);
  }

  @Test
  void a_refutation_reaches_a_stake_that_leaves() {
    grant();
    ok(bazaar.as(stranger).finishRuns(JOB, List.of(uint(10_000)), List.of(uint(0)), true));
    ok(data.as(owner).unstake(id));
    ok(attestor.as(auditor).refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT));

    assertThat(stakeOf(id)).isZero();
  }

  @Test
  void a_statement_is_refuted_once() {
    grant();
    ok(attestor.as(provider).refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT));

    assertThat(attestor.as(provider).refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT))
        .isErr(ERR_NOTHING_TO_REFUTE);
  }

  @Test
  void only_who_was_granted_the_key_refutes_what_was_proven() {
    grant();

    assertThat(attestor.as(stranger).refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT))
        .isErr(ERR_NOTHING_TO_REFUTE);
    assertThat(attestor.as(provider).refuteStatement(bazaar.contract(), JOB, id, uint(2), SUBJECT))
        .isErr(ERR_NOTHING_TO_REFUTE);
    assertThat(attestor.as(provider).refuteStatement(rival.contract(), JOB, id, KIND, SUBJECT))
        .isErr(ERR_NO_JOB);
    assertThat(
            attestor.as(provider).refuteStatement(bazaar.contract(), JOB, uint(9), KIND, SUBJECT))
        .isErr(ERR_NO_DATASET);
  }

  @Test
  void only_an_attestor_that_is_not_retired_refutes() {
    grant();
    for (var as : List.of(data.as(provider), thief.as(provider), bazaar.as(provider))) {
      assertThat(as.refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT))
          .isErr(ERR_NOT_AUTHORISED);
    }
    retire(attestor);

    assertThat(attestor.as(provider).refuteStatement(bazaar.contract(), JOB, id, KIND, SUBJECT))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(stakeOf(id)).isEqualTo(DATA_STAKE);
  }
}
