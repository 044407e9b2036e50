package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.Marketplace.Proposals;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which data sets a job gets. */
class MatchingTest extends JobStage {
  @Test
  void proposalsAreRankedByReputationPerPrice() {
    var job = single();
    var middle = priced(2 * STX);
    var best = priced(STX);
    var last = priced(3 * STX);

    for (var each : List.of(middle, last, best)) ok(propose(keeper, job, each));

    assertThat(ranking(job)).containsExactly(best, middle, last);
  }

  @Test
  void theReserveKeepsACheapPriceFromBeatingAnyReputation() {
    // Their job of before gave the first owner 5,625 of 10,000, the second 5,000.
    ok(market.as(keeper).finalizeJob(accepted()));
    var job = single();
    var cheap = dataset(secondOwner, "price", uint(STX));
    var good = dataset(owner, "price", uint(1_200_000));

    ok(propose(keeper, job, cheap));
    ok(propose(keeper, job, good));

    assertThat(ranking(job)).containsExactly(good, cheap);
  }

  @Test
  void aTieGoesToTheEarlier() {
    var job = single();
    var first = priced(STX);
    var second = priced(STX);

    ok(propose(keeper, job, second));
    ok(propose(keeper, job, first));

    assertThat(ranking(job)).containsExactly(second, first);
  }

  @Test
  void theBestThreeAreKept() {
    var job = single();
    var datasets = List.of(priced(4 * STX), priced(3 * STX), priced(2 * STX), priced(STX));

    for (var each : datasets) ok(propose(keeper, job, each));

    assertThat(ranking(job)).containsExactlyElementsOf(datasets.reversed().subList(0, 3));
    assertThat(propose(keeper, job, datasets.getFirst())).isErr(ERR_NOT_BETTER);
  }

  @Test
  void aProposalKeepsProposerScoresAndPrices() {
    var job = job();
    var first = priced(STX);
    var second = priced(2 * STX);

    var event = ok(propose(keeper, job, first, second));

    assertThat(event.topic()).isEqualTo("propose-match");
    assertThat(event.id()).isEqualTo(job);
    assertThat(market.getProposals(job))
        .containsExactly(
            new Proposals(List.of(first, second), uint(3 * STX), keeper, uint(10_000)));
    assertThat(List.of(event.ids(), event.prices(), event.proposer(), event.scores()))
        .isEqualTo(List.of(List.of(first, second), uint(3 * STX), keeper, uint(10_000)));
  }

  @Test
  void theSameDataSetsTakeOnePlace() {
    var job = single();
    var dataset = priced(STX);
    ok(propose(keeper, job, dataset));

    assertThat(propose(keeper, job, dataset)).isErr(ERR_NOT_BETTER);
    assertThat(propose(owner, job, dataset)).isErr(ERR_NOT_BETTER);
  }

  @Test
  void whatTheDeveloperNamesGoesFirst() {
    var job = single();
    var wanted = priced(4 * STX);
    for (long price : List.of(1L, 2L, 3L)) ok(propose(keeper, job, priced(price)));

    ok(propose(developer, job, wanted));
    ok(propose(keeper, job, priced(0)));

    assertThat(ranking(job)).hasSize(3).startsWith(wanted);
  }

  @Test
  void theDeveloperMakesAnothersProposalItsOwn() {
    var job = single();
    var cheap = priced(STX);
    var wanted = priced(2 * STX);
    ok(propose(keeper, job, cheap));
    ok(propose(keeper, job, wanted));

    ok(propose(developer, job, wanted));

    assertThat(ranking(job)).containsExactly(wanted, cheap);
    assertThat(propose(developer, job, wanted)).isErr(ERR_NOT_BETTER);
  }

  @Test
  void proposalsAreMadeInTheWindow() {
    var job = single();
    var dataset = priced(STX);
    pass(WINDOW);
    ok(propose(keeper, job, dataset));
    pass(1);
    assertThat(propose(keeper, job, priced(0))).isErr(ERR_TOO_LATE);
  }

  @Test
  void aProposalHasAsManyDataSetsAsTheJobAsksFor() {
    var job = job();
    assertThat(propose(keeper, job, priced(STX))).isErr(ERR_BAD_COUNT);
  }

  @Test
  void aPauseStopsProposals() {
    var job = single();
    var dataset = priced(STX);
    pause();
    assertThat(propose(keeper, job, dataset)).isErr(ERR_PAUSED);
  }

  @Test
  void theDeveloperNamesTheDataSetsWithoutAProposal() {
    var job = job();
    var first = dataset(owner, "price", uint(2 * STX));
    var second = dataset(secondOwner);

    var matched = told(market.as(developer).matchJob(job, List.of(first, second)));

    assertThat(state(job)).isEqualTo("matched");
    assertThat(matched.ids()).containsExactly(first, second);
    assertThat(matched.prices()).containsExactly(uint(2 * STX), uint(STX));
    assertThat(matched.initial()).isEqualTo(run(job).state(0).hash());
    assertThat(market.as(developer).matchJob(job, List.of(first, second)))
        .isErr(DataRights.Error.ERR_NO_SEED);
  }

  @Test
  void onlyTheDeveloperNamesThemAndAsManyAsTheJobAsksFor() {
    var job = job();
    var first = dataset(owner);
    var second = dataset(secondOwner);
    assertThat(market.as(keeper).matchJob(job, List.of(first, second))).isErr(ERR_NOT_AUTHORISED);
    assertThat(market.as(developer).matchJob(job, List.of(first))).isErr(ERR_BAD_COUNT);
    assertThat(market.as(developer).matchJob(uint(9), List.of(first))).isErr(ERR_NO_JOB);
  }

  @Test
  void onlyAnOpenJobIsMatched() {
    var job = matched();
    assertThat(propose(keeper, job, priced(0), priced(0))).isErr(ERR_STATE);
    assertThat(propose(keeper, uint(9), uint(1))).isErr(ERR_NO_JOB);
    assertThat(market.as(developer).lockMatch(uint(9))).isErr(ERR_NO_JOB);
  }

  @Test
  void aJobIsNotMatchedTwice() {
    var job = matched();
    assertThat(market.as(developer).lockMatch(job)).isErr(ERR_NO_MATCH);
    assertThat(state(job)).isEqualTo("matched");
  }

  @Test
  void anEndedJobIsNotMatched() {
    var job = single();
    ok(propose(keeper, job, priced(STX)));
    ok(market.as(developer).cancelJob(job));
    assertThat(market.as(developer).lockMatch(job)).isErr(ERR_STATE);
  }

  @Test
  void theOwnersPolicyIsCheckedWhenProposed() {
    var job = single();
    var closed = dataset(owner, "open", bool(false));
    assertThat(propose(keeper, job, closed)).isErr(DataRights.Error.ERR_CLOSED);
  }

  @Test
  void theLockTakesTheFirstThatStillHolds() {
    var job = single();
    var best = priced(STX);
    var next = priced(2 * STX);
    for (var each : List.of(best, next)) ok(propose(keeper, job, each));
    ok(data.as(owner).updateDataset(best, terms("open", bool(false))));

    ok(market.as(developer).lockMatch(job));

    assertThat(match(job).ids()).containsExactly(next);
  }

  @Test
  void aPriceRaisedAfterTheProposalIsNotPaid() {
    var job = single();
    var bait = priced(0);
    var honest = priced(2 * STX);
    for (var each : List.of(bait, honest)) ok(propose(keeper, job, each));
    ok(data.as(owner).updateDataset(bait, terms("price", uint(CAP))));

    ok(market.as(developer).lockMatch(job));

    assertThat(match(job).ids()).containsExactly(honest);
    assertThat(match(job).prices()).containsExactly(uint(2 * STX));
  }

  @Test
  void pricesAreThoseOfNow() {
    var dataset = priced(2 * STX);
    ok(data.as(owner).updateDataset(dataset, terms("price", uint(STX))));
    assertThat(data.getPrices(List.of(dataset, uint(9)))).containsExactly(uint(STX), uint(0));
  }

  @Test
  void aLowerPriceIsTaken() {
    var job = single();
    var dataset = priced(2 * STX);
    ok(propose(keeper, job, dataset));
    ok(data.as(owner).updateDataset(dataset, terms("price", uint(STX))));

    ok(market.as(developer).lockMatch(job));

    assertThat(match(job).prices()).containsExactly(uint(STX));
  }

  @Test
  void aJobWithoutAProposalThatHoldsIsNotMatched() {
    var job = single();
    assertThat(market.as(developer).lockMatch(job)).isErr(ERR_NO_MATCH);
    var dataset = priced(STX);
    ok(propose(keeper, job, dataset));
    ok(data.as(owner).updateDataset(dataset, terms("open", bool(false))));
    assertThat(market.as(developer).lockMatch(job)).isErr(ERR_NO_MATCH);
  }

  @Test
  void othersThanTheDeveloperLockAfterTheWindow() {
    var job = single();
    ok(propose(keeper, job, priced(STX)));
    pass(WINDOW);
    assertThat(market.as(keeper).lockMatch(job)).isErr(ERR_TOO_EARLY);
    pass(1);

    var event = ok(market.as(keeper).lockMatch(job));

    assertThat(event.keeper()).isEqualTo(keeper);
    assertThat(balance(keeper)).isEqualTo(TIP);
  }

  @Test
  void theMatchKeepsOwnersPricesAndWhatTheProviderMustHave() {
    var job = job("min-score", uint(100), "min-fees", uint(7));
    var first = dataset(owner, "min-score", uint(4_000));
    var second = dataset(secondOwner, "price", uint(2 * STX), "min-fees", uint(3));

    ok(propose(developer, job, first, second));
    var event = ok(market.as(developer).lockMatch(job));

    assertThat(event.topic()).isEqualTo("lock-match");
    assertThat(event.id()).isEqualTo(job);
    assertThat(event.ids()).containsExactly(first, second).isEqualTo(match(job).ids());
    assertThat(event.owners())
        .isEqualTo(List.of(owner, secondOwner))
        .isEqualTo(match(job).owners());
    assertThat(event.prices()).containsExactly(uint(STX), uint(2 * STX));
    assertThat(event.minScore()).isEqualTo(uint(4_000)).isEqualTo(match(job).minScore());
    assertThat(event.minFees()).isEqualTo(uint(7)).isEqualTo(match(job).minFees());
    assertThat(event.verifiers()).isEqualTo(uint(0)).isEqualTo(match(job).verifiers());
    assertThat(event.initial()).isEqualTo(match(job).initial());
    assertThat(vault.getEscrow(market.contract(), job).orElseThrow().payees())
        .isEqualTo(List.of(owner, secondOwner));
  }

  @Test
  void theMachineStartsFromTheStateThatTheChainFixed() {
    var job = matched();
    assertThat(match(job).initial()).isEqualTo(run(job).state(0).hash());
  }

  private Uint single() {
    return job("count", uint(1));
  }

  private Uint priced(long price) {
    return dataset(owner, "price", uint(price));
  }

  private List<Uint> ranking(Uint job) {
    return market.getProposals(job).stream().map(each -> each.ids().getFirst()).toList();
  }
}
