package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_ALREADY_POSTED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_GRANTEES;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_KEY;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_JOB;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_STATE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_TOO_LATE;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.tests.contracts.DataRights.NameGrantees;
import io.neuralnexus.tests.contracts.DataRights.PostKey;
import io.neuralnexus.tests.contracts.DataRights.ReleaseRuns;
import io.neuralnexus.tests.contracts.DataRights.SetEncryptionKey;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys of data sets: who gets them, until when, and what it costs to withhold one. */
class KeysTest extends DataStage {
  // --- encryption keys

  @Test
  void an_account_registers_the_key_that_others_wrap_secrets_with() {
    assertThat(told(data.as(provider).setEncryptionKey(PUBLIC_KEY)))
        .isEqualTo(new SetEncryptionKey(PUBLIC_KEY, "set-encryption-key", provider));
    assertThat(data.getEncryptionKey(provider)).contains(PUBLIC_KEY);
    assertThat(data.getEncryptionKey(stranger)).isEmpty();
  }

  @Test
  void what_is_not_a_compressed_public_key_is_refused() {
    for (var bad : List.of(Buff.of(new byte[33]), Buff.of(new byte[] {2}), Buff.of())) {
      assertThat(data.as(provider).setEncryptionKey(bad)).isErr(ERR_BAD_KEY);
    }
  }

  @Test
  void a_contract_in_between_registers_no_key_for_its_caller() {
    assertThat(thief.as(provider).setEncryptionKey(PUBLIC_KEY)).isErr(ERR_NOT_AUTHORISED);
  }

  // --- grantees

  @Test
  void the_marketplace_names_who_gets_the_keys() {
    reserve(JOB, dataset(owner));
    ok(data.as(provider).setEncryptionKey(PUBLIC_KEY));

    assertThat(
            told(
                bazaar
                    .as(stranger)
                    .nameGrantees(JOB, List.of(provider, auditor), uint(KEY_WINDOW))))
        .isEqualTo(
            new NameGrantees(
                List.of(provider, auditor),
                JOB,
                bazaar.contract(),
                false,
                "name-grantees",
                uint(KEY_WINDOW)));
    var job = data.getJob(bazaar.contract(), JOB).orElseThrow();
    assertThat(job.grantees()).isEqualTo(List.of(provider, auditor));
    assertThat(job.since().burn()).isEqualTo(uint(burn()));
  }

  @Test
  void a_job_has_grantees_and_has_them_once() {
    reserve(JOB, dataset(owner));
    assertThat(bazaar.as(stranger).nameGrantees(JOB, List.of(), uint(1))).isErr(ERR_BAD_GRANTEES);
    nameGrantees(JOB, provider);

    assertThat(bazaar.as(stranger).nameGrantees(JOB, List.of(auditor), uint(1))).isErr(ERR_STATE);
  }

  @Test
  void only_its_marketplace_moves_a_job() {
    keyable(dataset(owner));

    for (var as : List.of(rival.as(developer), thief.as(developer), data.as(developer))) {
      assertThat(as.nameGrantees(JOB, List.of(stranger), uint(1))).isErr(ERR_NO_JOB);
      assertThat(as.releaseRuns(JOB, stranger)).isErr(ERR_NO_JOB);
      assertThat(as.finishRuns(JOB, List.of(uint(1)), List.of(uint(1)), true)).isErr(ERR_NO_JOB);
    }
  }

  @Test
  void a_marketplace_that_lost_its_role_opens_nothing_and_ends_what_it_opened() {
    var id = seeded();
    keyable(id);
    enact(
        ok(governance
                .as(deployer)
                .proposeRole(bazaar.contract(), "marketplace", codeOf(bazaar.contract()), false))
            .id());

    assertThat(bazaar.as(stranger).reserveRuns(uint(2), List.of(id), request()))
        .isErr(ERR_NOT_AUTHORISED);
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));
    assertThat(usage(id).running()).isEqualTo(uint(0));
  }

  // --- posting

  @Test
  void a_posted_key_is_a_grant_to_each_grantee() {
    var id = dataset(owner);
    keyable(id);
    var keys = keys(provider, auditor);

    assertThat(told(data.as(owner).postKey(bazaar.contract(), JOB, id, keys)))
        .isEqualTo(new PostKey(uint(EPSILON), id, JOB, keys, bazaar.contract(), owner, "post-key"));
    for (var who : List.of(provider, auditor)) {
      assertThat(data.isGranted(bazaar.contract(), JOB, id, who)).isTrue();
      assertThat(data.getGrant(bazaar.contract(), JOB, id, who)).contains(wrapped());
    }
    assertThat(data.isGranted(bazaar.contract(), JOB, id, stranger)).isFalse();
    assertThat(data.isGranted(rival.contract(), JOB, id, provider)).isFalse();
    assertThat(data.getJob(bazaar.contract(), JOB).orElseThrow().posted()).isEqualTo(uint(1));
    assertThat(data.getRun(bazaar.contract(), JOB, id).orElseThrow().keys())
        .isEqualTo(List.of(wrapped(), wrapped()));
  }

  @Test
  void a_key_is_posted_in_a_pause() {
    var id = dataset(owner);
    keyable(id);
    pause();

    post(JOB, id, owner);
  }

  @Test
  void a_key_is_posted_once() {
    var id = dataset(owner);
    keyable(id);
    post(JOB, id, owner);

    assertThat(data.as(owner).postKey(bazaar.contract(), JOB, id, keys(provider, auditor)))
        .isErr(ERR_ALREADY_POSTED);
  }

  @Test
  void only_the_owner_without_a_contract_in_between_posts_the_key() {
    var id = dataset(owner);
    keyable(id);

    for (var as : List.of(data.as(secondOwner), thief.as(owner))) {
      assertThat(as.postKey(bazaar.contract(), JOB, id, keys(provider, auditor)))
          .isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void there_is_no_key_to_post_outside_the_job() {
    keyable(dataset(owner));
    var other = dataset(owner);
    var keys = keys(provider, auditor);

    assertThat(data.as(owner).postKey(bazaar.contract(), JOB, other, keys)).isErr(ERR_NO_JOB);
    assertThat(data.as(owner).postKey(bazaar.contract(), uint(2), uint(1), keys)).isErr(ERR_NO_JOB);
    assertThat(data.as(owner).postKey(rival.contract(), JOB, uint(1), keys)).isErr(ERR_NO_JOB);
  }

  @Test
  void a_key_waits_for_its_grantees_and_comes_before_the_end() {
    var id = dataset(owner);
    reserve(JOB, id);
    assertThat(data.as(owner).postKey(bazaar.contract(), JOB, id, List.of())).isErr(ERR_STATE);
    nameGrantees(JOB, provider);
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));

    assertThat(data.as(owner).postKey(bazaar.contract(), JOB, id, keys(provider))).isErr(ERR_STATE);
  }

  @Test
  void the_keys_are_one_for_each_grantee_in_their_order() {
    var id = dataset(owner);
    keyable(id);

    for (var keys :
        List.of(
            keys(),
            keys(provider),
            keys(auditor, provider),
            keys(provider, stranger),
            keys(provider, auditor, stranger))) {
      assertThat(data.as(owner).postKey(bazaar.contract(), JOB, id, keys)).isErr(ERR_BAD_GRANTEES);
    }
  }

  @Test
  void a_key_comes_within_the_window_on_both_chains() {
    var first = dataset(owner);
    var second = dataset(secondOwner);
    keyable(first, second);
    chain.mineEmptyStacksBlocks((int) KEY_WINDOW + 5);
    pass(KEY_WINDOW);
    post(JOB, first, owner);
    pass(1);

    assertThat(
            data.as(secondOwner).postKey(bazaar.contract(), JOB, second, keys(provider, auditor)))
        .isErr(ERR_TOO_LATE);
  }

  // --- withholding

  @Test
  void an_owner_that_withholds_the_key_loses_a_fixed_part_of_the_stake() {
    var silent = dataset(owner);
    var honest = dataset(secondOwner);
    keyable(silent, honest);
    post(JOB, honest, secondOwner);
    pass(KEY_WINDOW + 1);
    var call = bazaar.as(stranger).releaseRuns(JOB, auditor);

    assertThat(told(call))
        .isEqualTo(
            new ReleaseRuns(
                JOB, bazaar.contract(), List.of(silent), List.of(silent), "release-runs"));
    assertThat(call).hasPrint("slash-holds");
    assertThat(stakeOf(silent)).isEqualTo(DATA_STAKE - KEY_SLASH);
    assertThat(stakeOf(honest)).isEqualTo(DATA_STAKE);
    assertThat(balance(developer)).isEqualTo(KEY_SLASH / 2);
    assertThat(balance(auditor)).isEqualTo(KEY_SLASH / 5);
    assertThat(number(vault.getSolvency().treasury())).isEqualTo(KEY_SLASH * 3 / 10);
  }

  @Test
  void a_slashed_listing_is_closed_until_its_stake_is_full() {
    var id = dataset(owner);
    keyable(id);
    pass(KEY_WINDOW + 1);
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));

    assertThat(open(id)).isFalse();
    ok(data.as(owner).topUpStake(id, uint(KEY_SLASH)));
    ok(data.as(owner).updateDataset(id, terms()));
  }

  @Test
  void a_slashed_stake_gives_no_more_than_it_has() {
    var id = seeded();
    keyable(id);
    for (var job : List.of(uint(2), uint(3))) {
      reserve(job, id);
      nameGrantees(job, provider, auditor);
    }
    pass(KEY_WINDOW + 1);
    for (var job : List.of(JOB, uint(2), uint(3))) {
      ok(bazaar.as(stranger).releaseRuns(job, auditor));
    }

    assertThat(stakeOf(id)).isZero();
    assertThat(balance(developer)).isEqualTo(KEY_SLASH);
  }

  @Test
  void an_end_before_the_window_is_over_slashes_nobody() {
    var id = dataset(owner);
    keyable(id);
    pass(KEY_WINDOW);

    assertThat(ok(bazaar.as(stranger).releaseRuns(JOB, stranger)).slashed()).isEmpty();
    assertThat(stakeOf(id)).isEqualTo(DATA_STAKE);
    assertThat(open(id)).isTrue();
  }

  @Test
  void an_end_before_there_are_grantees_slashes_nobody() {
    var id = dataset(owner);
    reserve(JOB, id);
    pass(KEY_WINDOW + 1);

    assertThat(ok(bazaar.as(stranger).releaseRuns(JOB, stranger)).slashed()).isEmpty();
    assertThat(stakeOf(id)).isEqualTo(DATA_STAKE);
  }

  @Test
  void nobody_is_slashed_for_a_key_that_could_not_be_wrapped() {
    var id = dataset(owner);
    ok(data.as(provider).setEncryptionKey(PUBLIC_KEY));
    reserve(JOB, id);
    nameGrantees(JOB, provider, auditor);
    ok(data.as(auditor).setEncryptionKey(PUBLIC_KEY));
    pass(KEY_WINDOW + 1);

    assertThat(ok(bazaar.as(stranger).releaseRuns(JOB, stranger)).slashed()).isEmpty();
    assertThat(stakeOf(id)).isEqualTo(DATA_STAKE);
  }

  @Test
  void a_job_ends_once() {
    keyable(dataset(owner));
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));

    assertThat(bazaar.as(stranger).releaseRuns(JOB, stranger)).isErr(ERR_STATE);
    assertThat(bazaar.as(stranger).nameGrantees(JOB, List.of(provider), uint(1))).isErr(ERR_STATE);
    assertThat(bazaar.as(stranger).finishRuns(JOB, List.of(uint(1)), List.of(uint(1)), true))
        .isErr(ERR_STATE);
  }
}
