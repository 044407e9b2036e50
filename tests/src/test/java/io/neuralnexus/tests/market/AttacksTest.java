package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people have tried with contracts like this one, and what comes of it here. */
class AttacksTest extends MarketStage {

  // --- acting for another through a contract between ---

  @Test
  void aContractCannotOpenAnythingWithItsCallersMoney() {
    dataset();
    var thief = thief();
    var before = wallets();
    for (var call : List.of("register-dataset", "bid", "bid-with-holdout", "register-validator")) {
      assertThat(lured(thief, call)).as(call).isErr(ERR_NOT_AUTHORISED);
    }
    assertThat(before.changes()).isEmpty();
  }

  @Test
  void aContractCannotStrengthenItsOwnStakesWithItsCallersMoney() {
    var thief = thief();
    itself(thief, "register-dataset");
    itself(thief, "register-validator");
    var before = wallets();
    assertThat(lured(thief, "top-up-dataset")).isErr(ERR_NOT_AUTHORISED);
    assertThat(lured(thief, "top-up-validator")).isErr(ERR_NOT_AUTHORISED);
    assertThat(before.changes()).isEmpty();
    assertThat(itself(thief, "top-up-dataset")).isOk();
    assertThat(itself(thief, "top-up-validator")).isOk();
  }

  @Test
  void aContractCannotPayItsBondsWithItsCallersMoney() {
    dataset();
    var thief = thief();
    itself(thief, "bid");
    delivered(uint(1));
    assertThat(lured(thief, "submit")).isErr(ERR_NOT_AUTHORISED);
    claimed(uint(1), provider, 85);
    assertThat(lured(thief, "contest")).isErr(ERR_NOT_AUTHORISED);
    assertThat(itself(thief, "contest")).isOk();
  }

  @Test
  void aContractCannotAnswerForItsCaller() {
    claimed(provider, 85);
    var thief = thief();
    assertThat(luredDeveloper(thief, "accept")).isErr(ERR_NOT_AUTHORISED);
    assertThat(luredDeveloper(thief, "contest")).isErr(ERR_NOT_AUTHORISED);
    assertThat(state(uint(1))).isEqualTo(CLAIMED);
  }

  @Test
  void aContractCannotCancelOrPublishOrCloseForItsCaller() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(0)).value().ok();
    bidOn(dataset);
    var thief = thief();
    assertThat(luredDeveloper(thief, "cancel")).isErr(ERR_NOT_AUTHORISED);
    as(provider).setTerms(dataset, uint(0), uint(1)).value().ok();
    assertThat(lured(thief, "publish")).isErr(ERR_NOT_AUTHORISED);
    assertThat(lured(thief, "set-terms")).isErr(ERR_NOT_AUTHORISED);
    assertThat(lured(thief, "unstake")).isErr(ERR_NOT_AUTHORISED);
    assertThat(lured(thief, "unstake-validator")).isErr(ERR_NO_VALIDATOR);
    as(provider).requestDatasetUnstake(dataset).value().ok();
    mineTo(burn() + UNBONDING + 1);
    assertThat(lured(thief, "withdraw")).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void aContractCannotTakeTheValidatorStakeOfItsCaller() {
    as(provider).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    as(provider).requestValidatorUnstake().value().ok();
    mineTo(burn() + UNBONDING + 1);
    var thief = thief();
    var before = wallets();
    assertThat(lured(thief, "withdraw-validator")).isErr(ERR_NO_VALIDATOR);
    assertThat(before.changes()).isEmpty();
    as(provider).withdrawValidatorStake().value().ok();
  }

  @Test
  void aContractCannotClaimWhatIsItsCallers() {
    as(developer).acceptResult(claimed(provider, 85)).value().ok();
    var expired = bid();
    mineTo(deadline(expired) + 1);
    as(developer).expireBid(expired).value().ok();
    var thief = thief();
    assertThat(lured(thief, "claim")).isErr(ERR_NOTHING_DUE);
    assertThat(luredDeveloper(thief, "withdraw-balance")).isErr(ERR_BAD_AMOUNT);
    assertThat(due(uint(1), provider)).isEqualTo(AMOUNT + FEE);
  }

  @Test
  void aContractCannotVoteForItsCaller() {
    var bid = voting(85, 40, 7);
    var voter = voters(bid).getFirst();
    var thief = thief();
    assertThat(chain.callPublic(thief.toString(), "commit", List.of(), voter)).isErr(ERR_NOT_DRAWN);
  }

  @Test
  void aContractTakesPartAsItself() {
    var thief = thief();
    itself(thief, "register-dataset");
    assertThat(dataset(uint(1)).owner()).isEqualTo(thief);
    var bid = bidOn(uint(1));
    assertThat(itself(thief, "publish")).isOk();
    claimed(bid, developer, 85);
    assertThat(itself(thief, "accept")).isOk();
    var before = wallets();
    assertThat(itself(thief, "claim")).isOk();
    assertThat(before.changes()).isEqualTo(Map.of("thief", AMOUNT, "vault", -AMOUNT));
  }

  @Test
  void aContractOwnsItsDatasetWhoeverCallsIt() {
    var thief = thief();
    itself(thief, "register-dataset");
    var before = wallets();
    assertThat(lured(thief, "set-terms")).isOk();
    assertThat(lured(thief, "unstake")).isOk();
    mineTo(burn() + UNBONDING + 1);
    assertThat(lured(thief, "withdraw")).isOk();
    assertThat(lured(thief, "withdraw")).isErr(ERR_NOTHING_DUE);
    assertThat(before.changes()).isEqualTo(Map.of("thief", STAKE, "vault", -STAKE));
  }

  @Test
  void aContractOwnsItsValidatorsStakeWhoeverCallsIt() {
    var thief = thief();
    itself(thief, "register-validator");
    var before = wallets();
    assertThat(lured(thief, "unstake-validator")).isOk();
    mineTo(burn() + UNBONDING + 1);
    assertThat(lured(thief, "withdraw-validator")).isOk();
    assertThat(lured(thief, "withdraw-validator")).isErr(ERR_NO_VALIDATOR);
    assertThat(before.changes())
        .isEqualTo(Map.of("thief", VALIDATOR_STAKE, "vault", -VALIDATOR_STAKE));
  }

  @Test
  void aContractOwnsWhatItEarnsWhoeverCallsIt() {
    var thief = thief();
    itself(thief, "register-dataset");
    var bid = bidOn(uint(1));
    assertThat(lured(thief, "publish")).isOk();
    claimed(bid, developer, 85);
    assertThat(lured(thief, "accept")).isOk();
    var before = wallets();
    assertThat(lured(thief, "claim")).isOk();
    assertThat(lured(thief, "claim")).isErr(ERR_NOTHING_DUE);
    assertThat(before.changes()).isEqualTo(Map.of("thief", AMOUNT, "vault", -AMOUNT));
  }

  @Test
  void aContractOwnsItsTipsWhoeverCallsIt() {
    var bid = bid();
    mineTo(deadline(bid) + 1);
    var thief = thief();
    var before = wallets();
    assertThat(lured(thief, "expire")).isOk();
    assertThat(balance(provider)).isZero();
    assertThat(lured(thief, "withdraw-balance")).isOk();
    assertThat(balance(thief)).isEqualTo(TIP - 1);
    assertThat(before.changes()).isEqualTo(Map.of("thief", 1L, "vault", -1L));
  }

  // --- deciding one's own case ---

  @Test
  void aPartyIsNotDrawnHoweverMuchItStakes() {
    as(provider).registerValidator(uint(1_000 * VALIDATOR_STAKE)).value().ok();
    as(developer).registerValidator(uint(1_000 * VALIDATOR_STAKE)).value().ok();
    judges(1);
    var bid = drawn(contested(provider, 85, 40));
    assertThat(voters(bid)).isEqualTo(judges);
  }

  @Test
  void oneDoesNotBidOnOnesOwnDatasetToFarmQuality() {
    var dataset = dataset();
    assertThat(as(provider).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_OWN_DATASET);
  }

  @Test
  void theClaimantDoesNotAnswerItself() {
    var bid = claimed(provider, 100);
    assertThat(as(provider).acceptResult(bid)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void slashingOneselfThroughASecondAccountLoses() {
    for (long stake : new long[] {STAKE, 10 * STX}) {
      var dataset = as(provider).registerDataset(uint(stake), URI).value().ok();
      var before = fortune();
      var bid = claimed(delivered(bidOn(dataset, 10 * STX, TIME, DEADLINE)), developer, 0);
      var slashed = number(as(provider).acceptResult(bid).value().ok().slashed());
      as(developer).claimValidationReward(model(bid)).value().ok();
      assertThat(slashed).isEqualTo(stake / 2);
      assertThat(fortune() + number(dataset(dataset).stake()) - before - stake)
          .as("what both have, with the stake")
          .isEqualTo(-slashed * 3 / 10);
    }
  }

  // --- steering the draw ---

  @Test
  void whoRegistersTopsUpOrLeavesAfterTheContestChangesNoSeat() {
    judges(4);
    var bid = contested(provider, 85, 40);
    var expected = committeeOf(bid, 1, burn());
    var newcomer = somebody("newcomer", 1_000 * VALIDATOR_STAKE);
    as(newcomer).registerValidator(uint(1_000 * VALIDATOR_STAKE)).value().ok();
    as(judges.get(0)).topUpValidator(uint(VALIDATOR_STAKE)).value().ok();
    as(judges.get(1)).requestValidatorUnstake().value().ok();
    mineTo(startOf(generation() + 2) - 1);
    drawnNow(bid);
    assertThat(market.maps().committees(bid).orElseThrow().voters()).isEqualTo(expected);
  }

  @Test
  void waitingForAnotherHeaderChangesNoSeat() {
    judges(4);
    var bid = contested(provider, 85, 40);
    var expected = committeeOf(bid, 1, burn());
    mineTo(burn() + 20);
    drawnNow(bid);
    assertThat(market.maps().committees(bid).orElseThrow().voters()).isEqualTo(expected);
  }

  // --- votes ---

  @Test
  void aCommitmentCopiedFromAnotherValidatorOpensNothing() {
    var bid = voting(85, 40, 4, 3);
    var honest = voters(bid).get(0);
    var copier = voters(bid).get(1);
    var commitment = commitment(bid, honest, 80);
    as(honest).commitVote(bid, commitment).value().ok();
    as(copier).commitVote(bid, commitment).value().ok();
    mineTo(deadline(bid) + 1);
    as(honest).revealVote(bid, uint(80), salt(honest)).value().ok();
    assertThat(as(copier).revealVote(bid, uint(80), salt(honest))).isErr(ERR_BAD_REVEAL);
  }

  @Test
  void aCommitmentOfAnotherBidOpensNothing() {
    judges(1);
    var one = contested(provider, 85, 40);
    var two = contested(provider, 85, 40);
    drawn(one);
    drawnNow(two);
    var voter = judges.getFirst();
    as(voter).commitVote(two, commitment(one, voter, 80)).value().ok();
    mineTo(deadline(two) + 1);
    assertThat(as(voter).revealVote(two, uint(80), salt(voter))).isErr(ERR_BAD_REVEAL);
  }

  @Test
  void aCommitmentOfAnEarlierRoundOpensNothing() {
    judges(1);
    var bid = drawn(contested(provider, 85, 40));
    var voter = judges.getFirst();
    var old = commitment(bid, voter, 80);
    as(voter).commitVote(bid, old).value().ok();
    mineTo(revealBy(bid) + 1);
    verdict(bid);
    drawn(bid);
    as(voter).commitVote(bid, old).value().ok();
    mineTo(deadline(bid) + 1);
    assertThat(as(voter).revealVote(bid, uint(80), salt(voter))).isErr(ERR_BAD_REVEAL);
  }

  @Test
  void anotherVoteOrAnotherSaltThanCommittedOpensNothing() {
    var bid = voting(85, 40, 7);
    commit(bid, 80);
    var voter = voters(bid).getFirst();
    assertThat(as(voter).revealVote(bid, uint(81), salt(voter))).isErr(ERR_BAD_REVEAL);
    assertThat(as(voter).revealVote(bid, uint(80), HASH)).isErr(ERR_BAD_REVEAL);
    assertThat(as(voter).revealVote(bid, uint(80), salt(voter))).isOk();
  }

  @Test
  void aLateRevealCountsAsNone() {
    var bid = voting(85, 40, 4, 3);
    commit(bid, 80, 20);
    var intime = voters(bid).get(0);
    var late = voters(bid).get(1);
    as(intime).revealVote(bid, uint(80), salt(intime)).value().ok();
    mineTo(revealBy(bid) + 1);
    assertThat(as(late).revealVote(bid, uint(20), salt(late))).isErr(ERR_TOO_LATE);
    assertThat(verdict(bid).seats()).isEqualTo(uint(4));
  }

  @Test
  void nobodyVotesTwice() {
    var bid = voting(85, 40, 4, 3);
    var voter = voters(bid).getFirst();
    as(voter).commitVote(bid, commitment(bid, voter, 80)).value().ok();
    assertThat(as(voter).commitVote(bid, commitment(bid, voter, 20))).isErr(ERR_ALREADY_VOTED);
    mineTo(deadline(bid) + 1);
    as(voter).revealVote(bid, uint(80), salt(voter)).value().ok();
    assertThat(as(voter).revealVote(bid, uint(80), salt(voter))).isErr(ERR_ALREADY_VOTED);
  }

  @Test
  void aValidatorThatWasNotDrawnDoesNotVote() {
    judges(9);
    var bid = drawn(contested(provider, 85, 40));
    var left = new ArrayList<>(judges);
    left.removeAll(voters(bid));
    for (var judge : left) assertThat(as(judge).commitVote(bid, HASH)).isErr(ERR_NOT_DRAWN);
    mineTo(deadline(bid) + 1);
    for (var judge : left) {
      assertThat(as(judge).revealVote(bid, uint(80), HASH)).isErr(ERR_NOT_DRAWN);
    }
  }

  // --- taking more than one's part ---

  @Test
  void nothingIsClaimedTwice() {
    var bid = voted(voting(85, 40, 4, 3), 80, 80);
    verdict(bid);
    for (var who : List.of(provider, developer, voters(bid).get(0), voters(bid).get(1))) {
      assertThat(as(who).claimValidationReward(model(bid))).isOk();
      assertThat(as(who).claimValidationReward(model(bid))).isErr(ERR_NOTHING_DUE);
    }
  }

  @Test
  void nothingIsClaimedBeforeTheVerdict() {
    var bid = voted(voting(85, 40, 4, 3), 80, 80);
    for (var who : List.of(provider, developer, voters(bid).getFirst())) {
      assertThat(as(who).claimValidationReward(model(bid))).isErr(ERR_STATE);
    }
  }

  @Test
  void claimingTwiceInOneTransactionGetsNothingAtAll() {
    var thief = thief();
    itself(thief, "register-dataset");
    var bid = bidOn(uint(1));
    itself(thief, "publish");
    claimed(bid, developer, 85);
    itself(thief, "accept");
    var before = wallets();
    assertThat(itself(thief, "claim-twice")).isErr(ERR_NOTHING_DUE);
    assertThat(before.changes()).isEmpty();
    assertThat(due(bid, thief)).isEqualTo(AMOUNT);
  }

  @Test
  void withdrawingTwiceInOneTransactionGetsNothingAtAll() {
    var thief = thief();
    var bid = bid();
    mineTo(deadline(bid) + 1);
    assertThat(itself(thief, "expire")).isOk();
    assertThat(balance(thief)).isEqualTo(TIP);
    var before = wallets();
    assertThat(itself(thief, "withdraw-tip-twice")).isErr(ERR_BAD_AMOUNT);
    assertThat(before.changes()).isEmpty();
    assertThat(balance(thief)).isEqualTo(TIP);
  }

  @Test
  void aStakeIsNotWithdrawnWhileABidRuns() {
    var bid = bidOn(dataset(), AMOUNT, TIME, 4_320);
    as(provider).requestDatasetUnstake(uint(1)).value().ok();
    mineTo(burn() + UNBONDING + 1);
    assertThat(as(provider).withdrawDatasetStake(uint(1))).isErr(ERR_STAKE_LOCKED);
    claimed(delivered(bid), developer, 0);
    assertThat(as(provider).withdrawDatasetStake(uint(1))).isErr(ERR_STAKE_LOCKED);
    as(provider).acceptResult(bid).value().ok();
    assertThat(as(provider).withdrawDatasetStake(uint(1)))
        .hasStxTransfer(STAKE / 2, vault, provider);
  }

  @Test
  void theNumberOneAboveTheLargestAmountNeverOverflows() {
    var dataset = dataset();
    as(keeper).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    var before = wallets();
    for (var amount : List.of(Uint.MAX, Uint.MAX.minus(uint(1)), Uint.MAX.minus(uint(STAKE)))) {
      assertThat(as(provider).registerDataset(amount, URI)).isErr(ERR_BAD_AMOUNT);
      assertThat(as(provider).topUpDataset(dataset, amount)).isErr(ERR_BAD_AMOUNT);
      assertThat(as(provider).setTerms(dataset, amount, uint(1))).isErr(ERR_BAD_AMOUNT);
      assertThat(as(developer).placeComputationBid(dataset, amount, uint(TIME), uint(DEADLINE)))
          .isErr(ERR_BAD_AMOUNT);
      assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), amount, uint(DEADLINE)))
          .isErr(ERR_BAD_TIME);
      assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), uint(TIME), amount))
          .isErr(ERR_BAD_TIME);
      assertThat(as(developer).placeComputationBid(dataset, uint(AMOUNT), amount, amount))
          .isErr(ERR_BAD_TIME);
      assertThat(as(developer).registerValidator(amount)).isErr(ERR_BAD_AMOUNT);
      assertThat(as(keeper).topUpValidator(amount)).isErr(ERR_BAD_AMOUNT);
      assertThat(as(keeper).withdrawBalance(amount)).isErr(ERR_BAD_AMOUNT);
    }
    assertThat(before.changes()).isEmpty();
  }

  @Test
  void theLargestAskAndCapacityDoNotOverflowTheQueue() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(10_000_000_000L * STX), Uint.MAX).value().ok();
    assertThat(state(bidOn(dataset, AMOUNT, 4_320, 4_320))).isEqualTo(QUEUED);
    as(provider).setTerms(dataset, uint(0), Uint.MAX).value().ok();
    assertThat(state(uint(1))).isEqualTo(RUNNING);
  }

  @Test
  void zeroIsNoAmount() {
    var dataset = dataset();
    as(keeper).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    assertThat(as(provider).registerDataset(uint(0), URI)).isErr(ERR_BAD_AMOUNT);
    assertThat(as(provider).topUpDataset(dataset, uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(as(developer).placeComputationBid(dataset, uint(0), uint(TIME), uint(DEADLINE)))
        .isErr(ERR_BAD_AMOUNT);
    assertThat(as(developer).registerValidator(uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(as(keeper).topUpValidator(uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(as(keeper).withdrawBalance(uint(0))).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void idsOfWhatEndedAreNotGivenAgain() {
    var dataset = dataset();
    var bid = bidOn(dataset);
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
    as(provider).requestDatasetUnstake(dataset).value().ok();
    mineTo(burn() + UNBONDING + 1);
    as(provider).withdrawDatasetStake(dataset).value().ok();
    var next = dataset();
    assertThat(next).isEqualTo(uint(2));
    assertThat(bidOn(next)).isEqualTo(uint(2));
    assertThat(model(uint(2))).isEqualTo(uint(2));
    assertThat(state(bid)).isEqualTo(REFUNDED);
  }

  // --- tips ---

  @Test
  void aStepThatFailsEarnsNoTipAndNoStepEarnsTwo() {
    judges(1);
    var bid = contested(provider, 85, 40);
    assertThat(as(keeper).drawCommittee(bid)).isErr(ERR_TOO_EARLY);
    assertThat(balance(keeper)).isZero();
    drawn(bid);
    assertThat(as(keeper).drawCommittee(bid)).isErr(ERR_STATE);
    assertThat(as(keeper).finalizeVerdict(bid)).isErr(ERR_TOO_EARLY);
    assertThat(balance(keeper)).isEqualTo(TIP);
    voted(bid, 80);
    verdict(bid);
    assertThat(as(keeper).finalizeVerdict(bid)).isErr(ERR_STATE);
    assertThat(as(keeper).settleUnanswered(bid)).isErr(ERR_STATE);
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_STATE);
    assertThat(balance(keeper)).isEqualTo(2 * TIP);
  }

  @Test
  void whoFarmsTheTipsOfItsOwnBidsGainsNothing() {
    var before = fortune();
    var bid = bid();
    mineTo(deadline(bid) + 1);
    as(developer).expireBid(bid).value().ok();
    as(developer).withdrawBalance(uint(balance(developer))).value().ok();
    assertThat(fortune() + STAKE).isEqualTo(before);
  }

  @Test
  void cancellingAndExpiringOneBidIsPaidOnce() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(0)).value().ok();
    var bid = bidOn(dataset);
    mineTo(deadline(bid) + 1);
    as(keeper).expireBid(bid).value().ok();
    assertThat(as(keeper).expireBid(bid)).isErr(ERR_STATE);
    assertThat(as(developer).cancelBid(bid)).isErr(ERR_STATE);
    assertThat(balance(developer) + balance(keeper)).isEqualTo(AMOUNT + TIPS);
  }

  /** The draw of a contest whose seed is there already. */
  private void drawnNow(Uint contested) {
    assertThat(as(keeper).drawCommittee(contested).value().ok().outcome()).isEqualTo("drawn");
  }

  /** What the two accounts of one person hold. */
  private long fortune() {
    return chain.stxBalance(provider).longValueExact()
        + chain.stxBalance(developer).longValueExact();
  }

  /** The provider follows a link of a contract that means to act in its name. */
  private Receipt lured(ContractPrincipal thief, String call) {
    return chain.callPublic(thief.toString(), call, List.of(), provider);
  }

  private Receipt luredDeveloper(ContractPrincipal thief, String call) {
    return chain.callPublic(thief.toString(), call, List.of(), developer);
  }

  /** The contract acts in its own name. */
  private Receipt itself(ContractPrincipal thief, String call) {
    return chain.callPublic(thief.toString(), "as-" + call, List.of(), keeper);
  }

  /** A contract with every call of the market, in its caller's transaction and as itself. */
  private ContractPrincipal thief() {
    var calls =
        Map.ofEntries(
            Map.entry("register-dataset", call("register-dataset u1000000 \"x\"")),
            Map.entry("top-up-dataset", call("top-up-dataset u1 u5")),
            Map.entry("set-terms", call("set-terms u1 u0 u9")),
            Map.entry("unstake", call("request-dataset-unstake u1")),
            Map.entry("withdraw", call("withdraw-dataset-stake u1")),
            Map.entry("bid", call("place-computation-bid u1 u500000 u100 u150")),
            Map.entry(
                "bid-with-holdout",
                call("place-computation-bid-with-holdout u1 u500000 u100 u150 " + HASH)),
            Map.entry("cancel", call("cancel-bid u1")),
            Map.entry("publish", call("publish-evidence u1 " + HASH + " \"x\"")),
            Map.entry("submit", call("submit-validation-result u1 u1 u85")),
            Map.entry("accept", call("accept-result u1")),
            Map.entry("contest", call("contest-result u1 u40")),
            Map.entry("claim", call("claim-validation-reward u1")),
            Map.entry("commit", call("commit-vote u1 " + HASH)),
            Map.entry("register-validator", call("register-validator u100000000")),
            Map.entry("top-up-validator", call("top-up-validator u5")),
            Map.entry("unstake-validator", call("request-validator-unstake")),
            Map.entry("withdraw-validator", call("withdraw-validator-stake")),
            Map.entry("withdraw-balance", call("withdraw-balance u1")),
            Map.entry("expire", call("expire-bid u1")),
            Map.entry("withdraw-tip-twice", twice(call("withdraw-balance u10000"))),
            Map.entry("claim-twice", twice(call("claim-validation-reward u1"))));
    var source = new StringBuilder();
    calls.forEach(
        (name, call) ->
            source.append(
                """
                (define-public (%1$s)
                  (begin
                    (try! %2$s)
                    (ok true)
                  )
                )
                (define-public (as-%1$s)
                  (as-contract? ((with-stx u100000000)) (try! %2$s))
                )
                """
                    .formatted(name, call)));
    chain.deploy("thief", source.toString(), keeper);
    var thief = known("thief", new ContractPrincipal(keeper, "thief"));
    chain.transferStx(200 * STX, thief, keeper);
    return thief;
  }

  private String call(String call) {
    return "(contract-call? '%s %s)".formatted(vault, call);
  }

  private static String twice(String call) {
    return "(begin (try! %s) %s)".formatted(call, call);
  }
}
