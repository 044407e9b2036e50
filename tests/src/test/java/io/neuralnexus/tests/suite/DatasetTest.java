package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_BUDGET;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_METADATA;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_POLICY;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_PRICE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_RECIPIENT;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_BAD_STAKE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_IN_USE;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_DATASET;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_PAUSED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_SEEDS_FULL;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.AddSeeds;
import io.neuralnexus.tests.contracts.DataRights.DatasetTerms;
import io.neuralnexus.tests.contracts.DataRights.RegisterDataset;
import io.neuralnexus.tests.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.tests.contracts.DataRights.TopUpStake;
import io.neuralnexus.tests.contracts.DataRights.Unstake;
import io.neuralnexus.tests.contracts.DataRights.UpdateDataset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A data set: registered, changed, staked, given away. */
class DatasetTest extends DataStage {
  private static final long UNBONDING = 1_008;
  private static final Buff ZERO = Buff.of(new byte[32]);
  private static final Buff SHORT = Buff.of(new byte[] {1});

  private TypedReceipt<Response<RegisterDataset, Uint>> register(
      RegisterDatasetRecord record, DatasetTerms terms, long stake) {
    return data.as(owner).registerDataset(record, terms, seeds(1), uint(stake));
  }

  private TypedReceipt<Response<RegisterDataset, Uint>> register(DatasetTerms terms) {
    return register(record(1), terms, DATA_STAKE);
  }

  private static RegisterDatasetRecord record(Uint budget, Buff... hashes) {
    return new RegisterDatasetRecord(budget, hashes[0], hashes[1], hashes[2], hashes[3], hashes[4]);
  }

  private static Value program(Buff hash, Uint epsilon, Uint words) {
    return tuple("hash", hash, "epsilon", epsilon, "words", words);
  }

  // --- registration

  @Test
  void a_data_set_is_registered_with_its_stake() {
    var call = register(record(1), terms(), DATA_STAKE);

    assertThat(told(call))
        .isEqualTo(
            new RegisterDataset(
                uint(1),
                uint(1),
                owner,
                record(1),
                seeds(1),
                uint(DATA_STAKE),
                terms(),
                "register-dataset"));
    assertThat(call).hasStxTransfer(DATA_STAKE, owner, vault.contract());
    var dataset = data.getDataset(uint(1)).orElseThrow();
    assertThat(dataset.owner()).isEqualTo(owner);
    assertThat(dataset.terms()).isEqualTo(terms());
    assertThat(dataset.record().budget()).isEqualTo(uint(5 * EPSILON));
    assertThat(dataset.record().inputRoot()).isEqualTo(record(1).inputRoot());
    assertThat(data.getDatasets(List.of(uint(1), uint(2))).get(1)).isEmpty();
  }

  @Test
  void a_data_set_is_a_token_of_sip_009() {
    var id = dataset(owner);

    assertThat(data.getLastTokenId().ok()).isEqualTo(id);
    assertThat(data.getOwner(id).ok()).contains(owner);
    assertThat(data.getTokenUri(id).ok()).contains("ipfs://dataset");
    assertThat(data.getOwner(uint(2)).ok()).isEmpty();
    assertThat(data.getTokenUri(uint(2)).ok()).isEmpty();
  }

  @Test
  void nothing_is_registered_in_a_pause() {
    pause();

    assertThat(register(terms())).isErr(ERR_PAUSED);
  }

  @Test
  void a_privacy_budget_is_more_than_nothing_and_at_most_1000() {
    for (var budget : List.of(uint(0), uint(1_000_000_001), MOST)) {
      assertThat(register(record(budget, hashes()), terms(), DATA_STAKE)).isErr(ERR_BAD_BUDGET);
    }
    ok(register(record(uint(1_000_000_000), hashes()), terms(), DATA_STAKE));
  }

  private static Buff[] hashes() {
    return seeds(5).toArray(Buff[]::new);
  }

  @Test
  void a_stake_is_at_least_the_minimum() {
    assertThat(register(record(1), terms(), DATA_STAKE - 1)).isErr(ERR_BAD_STAKE);
    assertThat(register(record(1), terms(), 0)).isErr(ERR_BAD_STAKE);
  }

  @Test
  void every_hash_and_root_is_there() {
    for (int i = 0; i < 5; i++) {
      for (var bad : List.of(ZERO, SHORT)) {
        var hashes = hashes();
        hashes[i] = bad;
        assertThat(register(record(uint(1), hashes), terms(), DATA_STAKE)).isErr(ERR_BAD_METADATA);
      }
    }
  }

  @Test
  void every_seed_is_a_hash() {
    for (var bad : List.of(ZERO, SHORT)) {
      assertThat(
              data.as(owner)
                  .registerDataset(record(1), terms(), List.of(sha256("a"), bad), uint(DATA_STAKE)))
          .isErr(ERR_BAD_METADATA);
    }
  }

  @Test
  void terms_are_checked_in_a_registration_and_in_an_update() {
    var hash = PROGRAM.hash();
    var good = program(hash, uint(1), uint(1));
    dataset(owner);
    for (var bad :
        List.of(
            terms("purposes", uint(0)),
            terms("purposes", uint(65_536)),
            terms("programs", Cl.list(good, good)),
            terms("programs", Cl.list(program(hash, uint(0), uint(1)))),
            terms("programs", Cl.list(program(hash, uint(1_000_000_001), uint(1)))),
            terms("programs", Cl.list(program(hash, uint(1), uint(0)))))) {
      assertThat(register(bad)).isErr(ERR_BAD_POLICY);
      assertThat(data.as(owner).updateDataset(uint(1), bad)).isErr(ERR_BAD_POLICY);
    }
    assertThat(register(terms("uri", ascii("")))).isErr(ERR_BAD_METADATA);
    assertThat(data.as(owner).updateDataset(uint(1), terms("uri", ascii(""))))
        .isErr(ERR_BAD_METADATA);
    var dear = terms("price", uint(10_000_000_000L * STX + 1));
    assertThat(register(dear)).isErr(ERR_BAD_PRICE);
    assertThat(data.as(owner).updateDataset(uint(1), dear)).isErr(ERR_BAD_PRICE);
  }

  @Test
  void aListingMayBeAtItsVeryBounds() {
    ok(register(terms("price", uint(10_000_000_000L * STX), "purposes", uint(65_535))));
    var most = program(PROGRAM.hash(), uint(1_000_000_000), uint(1));
    ok(register(terms("programs", Cl.list(most))));
  }

  @Test
  void a_contract_in_between_registers_nothing_for_its_caller() {
    assertThat(thief.as(owner).registerDataset(record(1), terms(), seeds(1), uint(DATA_STAKE)))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void a_listed_marketplace_registers_for_its_caller() {
    var id =
        ok(bazaar.as(owner).registerDataset(record(1), terms(), seeds(1), uint(DATA_STAKE))).id();

    assertThat(data.getOwner(id).ok()).contains(owner);
  }

  // --- update

  @Test
  void an_update_changes_the_terms_and_nothing_else() {
    var id = dataset(owner);
    var before = data.getDataset(id).orElseThrow();
    var terms = terms("price", uint(7), "uri", ascii("ipfs://new"));

    assertThat(told(data.as(owner).updateDataset(id, terms)))
        .isEqualTo(new UpdateDataset(id, owner, terms, "update-dataset"));
    var after = data.getDataset(id).orElseThrow();
    assertThat(after.terms()).isEqualTo(terms);
    assertThat(after.record()).isEqualTo(before.record());
    assertThat(after.usage()).isEqualTo(before.usage());
  }

  @Test
  void an_update_works_in_a_pause() {
    var id = dataset(owner);
    pause();

    ok(data.as(owner).updateDataset(id, terms("open", bool(false))));
    assertThat(open(id)).isFalse();
  }

  @Test
  void only_the_owner_without_a_contract_in_between_changes_a_data_set() {
    var id = dataset(owner);

    for (var as : List.of(data.as(stranger), thief.as(owner))) {
      assertThat(as.updateDataset(id, terms())).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.addSeeds(id, seeds(1))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.setApproval(id, bazaar.contract(), JOB, true)).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.topUpStake(id, uint(1))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.unstake(id)).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.transfer(id, owner, stranger)).isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void there_is_nothing_to_change_in_a_data_set_that_was_never_registered() {
    assertThat(data.as(owner).updateDataset(uint(1), terms())).isErr(ERR_NO_DATASET);
    assertThat(data.as(owner).unstake(uint(1))).isErr(ERR_NO_DATASET);
    assertThat(data.as(owner).transfer(uint(1), owner, stranger)).isErr(ERR_NO_DATASET);
    assertThat(data.getBudgetLeft(uint(1))).isEqualTo(uint(0));
  }

  // --- seeds

  @Test
  void seeds_are_added_behind_those_that_are_there() {
    var id = dataset(owner);

    assertThat(told(data.as(owner).addSeeds(id, seeds(2))))
        .isEqualTo(new AddSeeds(id, owner, seeds(2), "add-seeds"));
    assertThat(usage(id).seeds())
        .isEqualTo(List.of(seed(1).hash(), seeds(2).get(0), seeds(2).get(1)));
  }

  @Test
  void a_data_set_has_at_most_eight_seeds_each_a_hash() {
    var id = dataset(owner);

    assertThat(data.as(owner).addSeeds(id, seeds(8))).isErr(ERR_SEEDS_FULL);
    assertThat(data.as(owner).addSeeds(id, List.of(ZERO))).isErr(ERR_BAD_METADATA);
    ok(data.as(owner).addSeeds(id, seeds(7)));
  }

  // --- stake

  @Test
  void a_stake_grows() {
    var id = dataset(owner);

    assertThat(told(data.as(owner).topUpStake(id, uint(5))))
        .isEqualTo(new TopUpStake(uint(5), id, owner, "top-up-stake"));
    assertThat(stakeOf(id)).isEqualTo(DATA_STAKE + 5);
  }

  @Test
  void a_stake_grows_by_no_more_than_there_is() {
    var id = dataset(owner);

    assertThat(data.as(owner).topUpStake(id, MOST)).isErr(Compensation.Error.ERR_BAD_AMOUNT);
  }

  @Test
  void unstaking_closes_the_listing_and_pays_after_the_unbonding() {
    var id = dataset(owner);

    assertThat(told(data.as(owner).unstake(id)))
        .isEqualTo(new Unstake(id, owner, "unstake", uint(UNBONDING)));
    assertThat(open(id)).isFalse();
    pass(UNBONDING);
    assertThat(vault.as(stranger).collectHold(uint(1))).isErr(Compensation.Error.ERR_TOO_EARLY);
    pass(1);
    ok(vault.as(stranger).collectHold(uint(1)));
    assertThat(balance(owner)).isEqualTo(DATA_STAKE);
  }

  @Test
  void a_stake_leaves_once() {
    var id = dataset(owner);
    ok(data.as(owner).unstake(id));

    assertThat(data.as(owner).unstake(id)).isErr(Compensation.Error.ERR_LEAVING);
  }

  @Test
  void a_listing_opens_again_with_a_full_stake_only() {
    var id = dataset(owner);
    ok(data.as(owner).unstake(id));

    assertThat(data.as(owner).updateDataset(id, terms())).isErr(ERR_BAD_STAKE);
    ok(data.as(owner).updateDataset(id, terms("open", bool(false))));
    ok(data.as(owner).topUpStake(id, uint(DATA_STAKE)));
    ok(data.as(owner).updateDataset(id, terms()));
  }

  @Test
  void a_stake_stays_while_runs_go_on() {
    var id = dataset(owner);
    reserve(JOB, id);

    assertThat(data.as(owner).unstake(id)).isErr(ERR_IN_USE);
    ok(bazaar.as(stranger).releaseRuns(JOB, stranger));
    ok(data.as(owner).unstake(id));
  }

  // --- transfer

  @Test
  void a_data_set_goes_to_another_owner_with_its_stake_and_without_its_seeds() {
    var id = dataset(owner);
    var call = data.as(owner).transfer(id, owner, secondOwner);

    assertThat(call).isOk(bool(true));
    assertThat(data.events(call.receipt()))
        .containsExactly(new DataRights.Event.Transfer(id, secondOwner, owner));
    assertThat(data.getOwner(id).ok()).contains(secondOwner);
    assertThat(usage(id).seeds()).isEmpty();
    ok(data.as(secondOwner).unstake(id));
    pass(UNBONDING + 1);
    ok(vault.as(stranger).collectHold(uint(1)));
    assertThat(balance(secondOwner)).isEqualTo(DATA_STAKE);
  }

  @Test
  void a_data_set_stays_while_runs_go_on() {
    var id = dataset(owner);
    reserve(JOB, id);

    assertThat(data.as(owner).transfer(id, owner, secondOwner)).isErr(ERR_IN_USE);
  }

  @Test
  void a_data_set_stays_while_its_stake_leaves() {
    var id = dataset(owner);
    ok(data.as(owner).unstake(id));

    assertThat(data.as(owner).transfer(id, owner, secondOwner))
        .isErr(Compensation.Error.ERR_LEAVING);
  }

  @Test
  void a_data_set_does_not_go_to_whom_it_belongs() {
    var id = dataset(owner);

    assertThat(data.as(owner).transfer(id, owner, owner)).isErr(ERR_BAD_RECIPIENT);
  }

  @Test
  void nobody_gives_away_what_belongs_to_another() {
    var id = dataset(owner);

    assertThat(data.as(stranger).transfer(id, stranger, secondOwner)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void a_contract_owns_a_data_set_and_gives_it_away_itself() {
    chain.deploy(
        "collector",
        """
        (define-public (give (id uint) (to principal))
          (as-contract? ((with-nft .data-rights "dataset" (list id)))
            (try! (contract-call? .data-rights transfer id tx-sender to))))
        """,
        deployer);
    var collector = new ContractPrincipal(deployer, "collector");
    var id = dataset(owner);
    ok(data.as(owner).transfer(id, owner, collector));

    assertThat(chain.callPublic("collector", "give", List.of(id, secondOwner), stranger)).isOk();
    assertThat(data.getOwner(id).ok()).contains(secondOwner);
  }
}
