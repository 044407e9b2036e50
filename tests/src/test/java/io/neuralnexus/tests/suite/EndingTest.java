package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Marketplace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Jobs that end before their training: who gets what. */
class EndingTest extends JobStage {
  @Test
  void anOpenJobIsCancelledForTheWholeEscrow() {
    var job = job();

    var event = ok(market.as(developer).cancelJob(job));

    assertThat(event.topic()).isEqualTo("cancel-job");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.developer()).isEqualTo(developer);
    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS);
    assertThat(state(job)).isEqualTo("ended");
    assertThat(hasEscrow(job)).isFalse();
  }

  @Test
  void aMatchedJobIsCancelledWithoutACostToOthers() {
    register(provider);
    var job = matched();
    ok(market.as(provider).bidOnJob(job, uint(BASE)));

    ok(market.as(developer).cancelJob(job));

    // The developer locked the match and has the tip for it.
    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS);
    assertThat(balance(provider)).isEqualTo(BOND);
    assertThat(stakeOf(provider).locked()).isEqualTo(uint(0));
    for (var id : match(job).ids()) {
      assertThat(data.getBudgetLeft(id)).isEqualTo(uint(5 * EPSILON));
    }
  }

  @Test
  void theTipIsForWhoeverCallsAlsoIfThatIsAContract() {
    var contract = Relay.deploy(chain, "keeping", Marketplace.NAME);
    var job = job();
    pass(WINDOW + 1);

    assertThat(chain.callPublic("keeping", "end-job", List.of(job), keeper)).isOk();

    assertThat(balance(contract)).isEqualTo(TIP);
    assertThat(balance(keeper)).isEqualTo(0);
  }

  @Test
  void theTipOfASettlementToo() {
    var contract = Relay.deploy(chain, "keeping", Marketplace.NAME);
    var job = accepted();

    var call = chain.callPublic("keeping", "finalize-job", List.of(job), keeper);

    assertThat(market.events(call))
        .hasOnlyElementsOfType(Marketplace.Event.FinalizeJob.class)
        .extracting(event -> ((Marketplace.Event.FinalizeJob) event).keeper())
        .containsExactly(contract);
    assertThat(balance(contract)).isEqualTo(TIP);
  }

  @Override
  protected List<Principal> everybody() {
    var all = new ArrayList<>(super.everybody());
    all.add(named("keeping"));
    return all;
  }

  @Test
  void anAssignedJobIsNotCancelled() {
    assertThat(market.as(developer).cancelJob(keyed())).isErr(ERR_STATE);
  }

  @Test
  void onlyTheDeveloperCancels() {
    assertThat(market.as(keeper).cancelJob(job())).isErr(ERR_NOT_AUTHORISED);
    assertThat(market.as(keeper).cancelJob(uint(9))).isErr(ERR_NO_JOB);
  }

  @Test
  void aJobThatNobodyProposedForEndsAfterTheWindow() {
    var job = job();
    pass(WINDOW);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_TOO_EARLY);
    pass(1);

    var event = ok(market.as(keeper).endJob(job));

    assertThat(event.topic()).isEqualTo("end-job");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.state()).isEqualTo("open");
    assertThat(event.keeper()).isEqualTo(keeper);
    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS - TIP);
    assertThat(balance(keeper)).isEqualTo(TIP);
    assertThat(state(job)).isEqualTo("ended");
  }

  @Test
  void aJobWithProposalsCanBeLockedForAnotherWindowFirst() {
    var job = job();
    ok(propose(keeper, job, dataset(owner), dataset(secondOwner)));
    pass(2 * WINDOW);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_TOO_EARLY);
    pass(1);
    ok(market.as(keeper).endJob(job));
  }

  @Test
  void aMatchedJobWithoutABidEndsAfterTheAuction() {
    var job = matched();
    pass(WINDOW);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_TOO_EARLY);
    pass(1);

    assertThat(ok(market.as(keeper).endJob(job)).state()).isEqualTo("matched");

    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS - TIP);
    assertThat(balance(owner)).isZero();
    for (var id : match(job).ids()) {
      assertThat(data.getBudgetLeft(id)).isEqualTo(uint(5 * EPSILON));
    }
  }

  @Test
  void aJobThatWasSoldIsAssignedNotEnded() {
    register(provider);
    var job = matched();
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    pass(100);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_TOO_EARLY);
  }

  @Test
  void anOwnerWithoutAKeyPaysForTheJobItStopped() {
    var job = keyed();
    postHoldout(job);
    ok(postKey(job, match(job).ids().getFirst(), owner));
    pass(KEY_WINDOW);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_TOO_EARLY);
    pass(1);
    long before = balance(keeper);

    assertThat(ok(market.as(keeper).endJob(job)).state()).isEqualTo("keyed");

    // Half of the slash of 0.5 STX for the developer, a fifth for the prover.
    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS - 2 * TIP + 250_000);
    assertThat(balance(keeper) - before).isEqualTo(TIP + 100_000);
    assertThat(number(vault.getSolvency().treasury())).isEqualTo(150_000);
    assertThat(balance(owner)).isZero();
    assertThat(stakeOfDataset(match(job).ids().get(0))).isEqualTo(DATA_STAKE);
    assertThat(stakeOfDataset(match(job).ids().get(1))).isEqualTo(DATA_STAKE - 500_000);
    assertThat(balance(provider)).isEqualTo(BOND);
    assertThat(stakeOf(provider).locked()).isEqualTo(uint(0));
  }

  @Test
  void aDeveloperWithoutAKeyPaysForTheKeysItGot() {
    var job = keyed();
    postKeys(job);
    pass(KEY_WINDOW + 1);

    ok(market.as(keeper).endJob(job));

    assertThat(balance(owner)).isEqualTo(STX);
    assertThat(balance(secondOwner)).isEqualTo(STX);
    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS - 2 * TIP - 2 * STX);
  }

  @Test
  void itPaysForNoOther() {
    var job = keyed();
    ok(postKey(job, match(job).ids().getFirst(), owner));
    pass(KEY_WINDOW + 1);

    ok(market.as(keeper).endJob(job));

    assertThat(balance(owner)).isEqualTo(STX);
    assertThat(balance(secondOwner)).isZero();
  }

  @Test
  void aJobThatTheProviderDoesNotConfirmEndsWithoutFault() {
    var job = keyed();
    postKeys(job);
    postHoldout(job);
    pass(KEY_WINDOW + CONFIRM_WINDOW);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_TOO_EARLY);
    pass(1);

    ok(market.as(keeper).endJob(job));

    assertThat(balance(developer)).isEqualTo(BUDGET + TIPS - 2 * TIP);
    assertThat(balance(provider)).isEqualTo(BOND);
    assertThat(stakeOf(provider).amount()).isEqualTo(uint(PROVIDER_STAKE));
  }

  @Test
  void aJobInTrainingIsSettledNotEnded() {
    var job = processing();
    pass(10_000);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_STATE);
  }

  @Test
  void aJobEndsOnce() {
    var job = job();
    ok(market.as(developer).cancelJob(job));
    pass(WINDOW + 1);
    assertThat(market.as(keeper).endJob(job)).isErr(ERR_STATE);
    assertThat(market.as(developer).cancelJob(job)).isErr(ERR_STATE);
    assertThat(market.as(keeper).endJob(uint(9))).isErr(ERR_NO_JOB);
  }

  @Test
  void aPauseEndsNothing() {
    var job = job();
    pause();
    pass(WINDOW + 1);
    ok(market.as(keeper).endJob(job));
  }

  /** Whatever the parties leave undone, keepers alone bring the job to an end. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "open",
        "proposed",
        "matched",
        "sold",
        "keyed",
        "half-keyed",
        "confirmable",
        "training",
        "committed",
        "revealed",
        "disputed"
      })
  void everyStateHasAnExitThatAnyoneMayTake(String stage) {
    Map<String, Supplier<Uint>> stages =
        Map.ofEntries(
            Map.entry("open", this::job),
            Map.entry("proposed", this::proposed),
            Map.entry("matched", this::matched),
            Map.entry("sold", this::sold),
            Map.entry("keyed", this::keyed),
            Map.entry("half-keyed", this::halfKeyed),
            Map.entry("confirmable", this::confirmable),
            Map.entry("training", this::processing),
            Map.entry("committed", this::committed),
            Map.entry("revealed", this::submitted),
            Map.entry("disputed", this::disputed));
    var job = stages.get(stage).get();

    for (int round = 0; round < 6 && hasEscrow(job); round++) {
      pass(400);
      if (!execution(job).equals(uint(0))) computation.as(keeper).expireDispute(execution(job));
      market.as(keeper).lockMatch(job);
      market.as(keeper).assignJob(job);
      market.as(keeper).endJob(job);
      market.as(keeper).finalizeJob(job);
    }

    assertThat(hasEscrow(job)).isFalse();
    assertThat(state(job)).isIn("completed", "failed", "ended");
    if (computation.getProvider(provider).isPresent()) {
      assertThat(stakeOf(provider).locked()).isEqualTo(uint(0));
    }
  }

  private Uint proposed() {
    var job = job();
    ok(propose(keeper, job, dataset(owner), dataset(secondOwner)));
    return job;
  }

  private Uint sold() {
    staff();
    var job = matched();
    ok(market.as(provider).bidOnJob(job, uint(BASE)));
    return job;
  }

  private Uint halfKeyed() {
    var job = keyed();
    ok(postKey(job, match(job).ids().getFirst(), owner));
    return job;
  }

  private Uint confirmable() {
    var job = keyed();
    postKeys(job);
    postHoldout(job);
    return job;
  }

  private Uint committed() {
    var job = processing();
    ok(computation.as(provider).commit(execution(job), sha256("commitment")));
    return job;
  }

  private Uint disputed() {
    var job = submitted();
    ok(computation.as(keeper).challenge(execution(job), sha256("other"), uint(1)));
    return job;
  }

  private long stakeOfDataset(Uint id) {
    var stake = data.getDataset(id).orElseThrow().record().stake();
    return number(vault.getHold(stake).orElseThrow().amount());
  }
}
