package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.buff;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Drawing a committee after a contest, committing votes and revealing them. */
class CommitteeTest extends MarketStage {

  @Test
  void theDrawWaitsForTheHeaderThreeBurnBlocksAfterTheContest() {
    judges(2);
    var bid = contested(provider, 85, 40);
    mineTo(burn() + 3);
    assertThat(as(keeper).drawCommittee(bid)).isErr(ERR_TOO_EARLY);
    mineTo(burn() + 1);
    assertThat(as(keeper).drawCommittee(bid)).isOk();
  }

  @Test
  void theDrawSeatsTheCommitteeThatHeaderAndWeightsDetermine() {
    judges(5);
    var bid = contested(provider, 85, 40);
    var expected = committeeOf(bid, 1, burn());
    mineTo(burn() + 4);
    var before = wallets();

    var receipt = as(keeper).drawCommittee(bid);

    returnsEvent(
        receipt,
        event(
            "committee-drawn",
            "bid-id",
            bid,
            "round",
            1,
            "outcome",
            "drawn",
            "weight",
            5 * VALIDATOR_STAKE,
            "voters",
            expected));
    assertThat(receipt).hasPrint(tipped(bid));
    assertThat(topics(receipt))
        .containsExactly("keeper-tipped", "committee-drawn", "voting-opened");
    assertThat(before.changes()).isEmpty();
    var committee = market.maps().committees(bid).orElseThrow();
    assertThat(committee.voters()).isEqualTo(expected);
    assertThat(committee.round()).isEqualTo(uint(1));
    assertThat(committee.commitments()).hasSize(7).containsOnly(Buff.EMPTY);
    assertThat(committee.votes()).hasSize(7).containsOnly(uint(255));
    for (var judge : judges) {
      assertThat(validator(judge).seats()).isEqualTo(uint(Collections.frequency(expected, judge)));
    }
  }

  @Test
  void votingOpensForACommitAndARevealWindow() {
    judges(2);
    var bid = contested(provider, 85, 40);
    mineTo(burn() + 9);
    var commitBy = inBlocks(COMMIT_WINDOW);
    var revealBy = inBlocks(COMMIT_WINDOW + REVEAL_WINDOW);

    var receipt = as(keeper).drawCommittee(bid);

    var opened = prints(receipt.receipt()).toList().getLast();
    assertThat(opened.get("commit-by")).isEqualTo(commitBy);
    assertThat(opened.get("reveal-by")).isEqualTo(revealBy);
    assertThat(state(bid)).isEqualTo(VOTING);
    assertThat(bid(bid).deadline().toClarity()).isEqualTo(commitBy);
    assertThat(market.maps().committees(bid).orElseThrow().revealBy().toClarity())
        .isEqualTo(revealBy);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void thePartiesAreCutOutOfTheLineOfWeights(boolean providerFirst) {
    register(providerFirst ? provider : developer);
    judges.add(register(somebody("one", VALIDATOR_STAKE)));
    register(providerFirst ? developer : provider);
    judges.add(register(somebody("two", VALIDATOR_STAKE)));
    mineTo(startOf(generation() + 2));
    var bid = contested(provider, 85, 40);
    var expected = committeeOf(bid, 1, burn());
    mineTo(burn() + 4);

    var drawn = as(keeper).drawCommittee(bid).value().ok();

    assertThat(drawn.voters()).isEqualTo(expected);
    assertThat(drawn.weight()).isEqualTo(uint(2 * VALIDATOR_STAKE));
  }

  @Test
  void thePartiesAreCutOutAcrossTheNodesOfTheTree(@TempDir Path folder) {
    open(
        ProjectVariant.of(folder)
            .replace(
                "neural-training-market",
                "(define-data-var slot-count uint u0)",
                "(define-data-var slot-count uint u4095)"));
    thePartiesAreCutOutOfTheLineOfWeights(true);
  }

  @Test
  void aValidatorHoldsSeatsInProportionToItsStake() {
    var heavy = register(somebody("heavy", 10_000 * VALIDATOR_STAKE), 9_999 * VALIDATOR_STAKE);
    register(somebody("light", VALIDATOR_STAKE), VALIDATOR_STAKE);
    mineTo(startOf(generation() + 2));
    var bid = drawn(contested(provider, 85, 40));
    assertThat(market.maps().committees(bid).orElseThrow().voters()).hasSize(7).containsOnly(heavy);
    assertThat(validator(heavy).seats()).isEqualTo(uint(7));
  }

  @Test
  void withNobodyToDrawTheBidIsSplit() {
    var bid = contested(provider, 85, 40);
    mineTo(burn() + 4);

    var receipt = as(keeper).drawCommittee(bid);

    returnsEvent(
        receipt,
        event(
            "committee-drawn",
            "bid-id",
            bid,
            "round",
            1,
            "outcome",
            "nobody",
            "weight",
            0,
            "voters",
            List.of()));
    assertThat(topics(receipt))
        .containsExactly("keeper-tipped", "committee-drawn", "result-settled", "run-finished");
    assertSplit(bid, 1);
  }

  @Test
  void partiesAloneMakeNoCommittee() {
    register(provider);
    register(developer);
    mineTo(startOf(generation() + 2));
    var bid = contested(provider, 85, 40);
    mineTo(burn() + 4);
    assertThat(as(keeper).drawCommittee(bid).value().ok().outcome()).isEqualTo("nobody");
    assertSplit(bid, 1);
  }

  @Test
  void theDrawIsPossibleUpToTheEndOfTheNextGeneration() {
    judges(2);
    var bid = contested(provider, 85, 40);
    var expected = committeeOf(bid, 1, burn());
    mineTo(startOf(generation() + 2) - 1);
    var drawn = as(keeper).drawCommittee(bid).value().ok();
    assertThat(drawn.outcome()).isEqualTo("drawn");
    assertThat(drawn.voters()).isEqualTo(expected);
  }

  @Test
  void aMissedDrawAwaitsAnotherHeader() {
    judges(2);
    var bid = contested(provider, 85, 40);
    mineTo(startOf(generation() + 2));

    var receipt = as(keeper).drawCommittee(bid);

    returnsEvent(
        receipt,
        event(
            "committee-drawn",
            "bid-id",
            bid,
            "round",
            1,
            "outcome",
            "missed",
            "weight",
            0,
            "voters",
            List.of()));
    assertThat(receipt)
        .hasPrint(tipped(bid))
        .hasPrint(
            event(
                "draw-awaited",
                "bid-id",
                bid,
                "state",
                CONTESTED,
                "round",
                2,
                "silent",
                false,
                "seed-height",
                burn() + 3));
    assertThat(state(bid)).isEqualTo(CONTESTED);
    var expected = committeeOf(bid, 2, burn());
    mineTo(burn() + 3);
    assertThat(as(keeper).drawCommittee(bid)).isErr(ERR_TOO_EARLY);
    mineTo(burn() + 1);
    assertThat(as(keeper).drawCommittee(bid).value().ok().voters()).isEqualTo(expected);
  }

  @Test
  void theThirdMissedDrawSplitsTheBid() {
    judges(2);
    var bid = contested(provider, 85, 40);
    for (int miss = 1; miss <= 2; miss++) {
      mineTo(startOf(generation() + 2));
      assertThat(as(keeper).drawCommittee(bid).value().ok().outcome()).isEqualTo("missed");
    }
    mineTo(startOf(generation() + 2));
    assertThat(as(keeper).drawCommittee(bid).value().ok().outcome()).isEqualTo("nobody");
    assertSplit(bid, 3);
  }

  @Test
  void onlyAContestIsDrawnFor() {
    var bid = claimed(provider, 85);
    mineTo(burn() + 4);
    assertThat(as(keeper).drawCommittee(bid)).isErr(ERR_STATE);
    assertThat(as(keeper).drawCommittee(uint(9))).isErr(ERR_NO_BID);
    var voting = voting(85, 40, 7);
    assertThat(as(keeper).drawCommittee(voting)).isErr(ERR_STATE);
  }

  @Test
  void aDrawnValidatorCommitsOnceForAllItsSeats() {
    var bid = voting(85, 40, 4, 3);
    var voter = voters(bid).getFirst();
    var commitment = commitment(bid, voter, 80);

    returnsEvent(
        as(voter).commitVote(bid, commitment),
        event(
            "vote-committed", "bid-id", bid, "round", 1, "voter", voter, "commitment", commitment));

    var commitments = market.maps().committees(bid).orElseThrow().commitments();
    assertThat(commitments).containsOnlyOnce(commitment);
    assertThat(commitments.getFirst()).isEqualTo(commitment);
    assertThat(as(voter).commitVote(bid, commitment)).isErr(ERR_ALREADY_VOTED);
    assertThat(as(voter).commitVote(bid, HASH)).isErr(ERR_ALREADY_VOTED);
  }

  @Test
  void onlyTheDrawnCommitAndReveal() {
    var bid = voting(85, 40, 4, 3);
    assertThat(as(keeper).commitVote(bid, HASH)).isErr(ERR_NOT_DRAWN);
    assertThat(as(provider).commitVote(bid, HASH)).isErr(ERR_NOT_DRAWN);
    mineTo(deadline(bid) + 1);
    assertThat(as(keeper).revealVote(bid, uint(80), HASH)).isErr(ERR_NOT_DRAWN);
  }

  @Test
  void aCommitmentIsAWholeHash() {
    var bid = voting(85, 40, 7);
    var voter = voters(bid).getFirst();
    assertThat(as(voter).commitVote(bid, buff())).isErr(ERR_BAD_HASH);
    assertThat(as(voter).commitVote(bid, buff(new byte[31]))).isErr(ERR_BAD_HASH);
  }

  @Test
  void commitmentsAreTakenUpToTheEndOfTheWindow() {
    var bid = voting(85, 40, 4, 3);
    var voters = voters(bid);
    mineTo(deadline(bid));
    assertThat(as(voters.get(0)).commitVote(bid, HASH)).isOk();
    mineTo(deadline(bid) + 1);
    assertThat(as(voters.get(1)).commitVote(bid, HASH)).isErr(ERR_TOO_LATE);
  }

  @Test
  void aRevealOpensTheCommitment() {
    var bid = voting(85, 40, 4, 3);
    commit(bid, 80);
    var voter = voters(bid).getFirst();

    returnsEvent(
        as(voter).revealVote(bid, uint(80), salt(voter)),
        event("vote-revealed", "bid-id", bid, "round", 1, "voter", voter, "vote", 80));

    var votes = market.maps().committees(bid).orElseThrow().votes();
    assertThat(votes.getFirst()).isEqualTo(uint(80));
    assertThat(Collections.frequency(votes, uint(255))).isEqualTo(6);
    assertThat(as(voter).revealVote(bid, uint(80), salt(voter))).isErr(ERR_ALREADY_VOTED);
  }

  @Test
  void revealsAreTakenBetweenTheTwoDeadlines() {
    var bid = voting(85, 40, 4, 3);
    var voters = voters(bid);
    for (var voter : voters) as(voter).commitVote(bid, commitment(bid, voter, 80)).value().ok();
    mineTo(deadline(bid));
    assertThat(reveal(bid, voters.get(0), 80)).isErr(ERR_TOO_EARLY);
    mineTo(deadline(bid) + 1);
    assertThat(reveal(bid, voters.get(0), 80)).isOk();
    mineTo(revealBy(bid) + 1);
    assertThat(reveal(bid, voters.get(1), 80)).isErr(ERR_TOO_LATE);
  }

  @Test
  void theLastBlockBeforeTheRevealDeadlineIsStillInTime() {
    var bid = voting(85, 40, 7);
    commit(bid, 80);
    mineTo(revealBy(bid));
    assertThat(reveal(bid, voters(bid).getFirst(), 80)).isOk();
  }

  @Test
  void aVoteIsAScoreOrOneOfTwoUnavailables() {
    var bid = voting(85, 40, 4, 3);
    commit(bid, 103, 255);
    assertThat(reveal(bid, voters(bid).get(0), 103)).isErr(ERR_BAD_SCORE);
    assertThat(reveal(bid, voters(bid).get(1), 255)).isErr(ERR_BAD_SCORE);
  }

  @Test
  void withoutACommitmentThereIsNothingToReveal() {
    var bid = voting(85, 40, 7);
    mineTo(deadline(bid) + 1);
    assertThat(reveal(bid, voters(bid).getFirst(), 80)).isErr(ERR_BAD_REVEAL);
  }

  @Test
  void votesBelongToAVotingBid() {
    judges(2);
    var bid = contested(provider, 85, 40);
    assertThat(as(judges.getFirst()).commitVote(bid, HASH)).isErr(ERR_STATE);
    assertThat(as(judges.getFirst()).revealVote(bid, uint(80), HASH)).isErr(ERR_STATE);
    assertThat(as(keeper).finalizeVerdict(bid)).isErr(ERR_STATE);
    assertThat(as(judges.getFirst()).commitVote(uint(9), HASH)).isErr(ERR_NO_BID);
    assertThat(as(judges.getFirst()).revealVote(uint(9), uint(80), HASH)).isErr(ERR_NO_BID);
    assertThat(as(keeper).finalizeVerdict(uint(9))).isErr(ERR_NO_BID);
  }

  @Test
  void afterTheVerdictNobodyVotes() {
    var bid = voted(voting(85, 40, 7), 80);
    verdict(bid);
    var voter = voters(bid).getFirst();
    assertThat(as(voter).commitVote(bid, HASH)).isErr(ERR_STATE);
    assertThat(reveal(bid, voter, 80)).isErr(ERR_STATE);
    assertThat(as(keeper).finalizeVerdict(bid)).isErr(ERR_STATE);
  }

  @Test
  void theVerdictWaitsForTheEndOfTheRevealWindow() {
    var bid = voting(85, 40, 7);
    commit(bid, 80);
    reveal(bid, voters(bid).getFirst(), 80).value().ok();
    mineTo(revealBy(bid));
    assertThat(as(keeper).finalizeVerdict(bid)).isErr(ERR_TOO_EARLY);
    mineTo(revealBy(bid) + 1);
    assertThat(as(keeper).finalizeVerdict(bid)).isOk().hasPrint(tipped(bid));
  }

  private TypedReceipt<? extends Response<?, Uint>> reveal(
      Uint bid, StandardPrincipal voter, long vote) {
    return as(voter).revealVote(bid, uint(vote), salt(voter));
  }

  private StandardPrincipal register(StandardPrincipal who) {
    return register(who, VALIDATOR_STAKE);
  }

  private StandardPrincipal register(StandardPrincipal who, long stake) {
    as(who).registerValidator(uint(stake)).value().ok();
    return who;
  }

  private void assertSplit(Uint bid, int tips) {
    assertThat(state(bid)).isEqualTo(SETTLED);
    assertThat(bid(bid).finalScore()).isEmpty();
    assertThat(due(bid, provider)).isEqualTo(AMOUNT / 2 + FEE);
    assertThat(due(bid, developer)).isEqualTo(AMOUNT / 2 + FEE + TIPS - tips * TIP);
    assertThat(balance(keeper)).isEqualTo(tips * TIP);
    assertThat(dataset(bid(bid).datasetId()).stake()).isEqualTo(uint(STAKE));
    assertThat(dataset(bid(bid).datasetId()).samples())
        .as("no score, no sample")
        .isEqualTo(Uint.ZERO);
  }
}
