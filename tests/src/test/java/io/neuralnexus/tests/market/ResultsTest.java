package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.buff;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Uint;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From the evidence to an answer: publishing, claiming a score, accepting, contesting, silence. */
class ResultsTest extends MarketStage {

  @Test
  void theProviderPublishesWhatItMade() {
    var bid = bid();
    var before = wallets();
    returnsEvent(
        as(provider).publishEvidence(bid, HASH, "ipfs://weights"),
        event("evidence-published", "bid-id", bid, "weights-hash", HASH, "uri", "ipfs://weights"));
    var evidence = market.maps().evidence(bid).orElseThrow();
    assertThat(evidence.weightsHash()).isEqualTo(HASH);
    assertThat(evidence.uri()).isEqualTo("ipfs://weights");
    assertThat(state(bid)).isEqualTo(DELIVERED);
    assertThat(before.changes()).isEmpty();
  }

  @Test
  void onlyTheProviderPublishesOnceAndOnlyForARunningBid() {
    var bid = bid();
    assertThat(as(developer).publishEvidence(bid, HASH, "x")).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(provider).publishEvidence(uint(9), HASH, "x")).isErr(ERR_NO_BID);
    delivered(bid);
    assertThat(as(provider).publishEvidence(bid, HASH, "other")).isErr(ERR_STATE);
    assertThat(as(provider).publishEvidence(bidOn(uint(1)), HASH, "queued")).isErr(ERR_STATE);
  }

  @Test
  void evidenceNeedsAUriAndAWholeHash() {
    var bid = bid();
    assertThat(as(provider).publishEvidence(bid, HASH, "")).isErr(ERR_BAD_URI);
    assertThat(as(provider).publishEvidence(bid, buff(new byte[31]), "x")).isErr(ERR_BAD_HASH);
    assertThat(as(provider).publishEvidence(bid, buff(), "x")).isErr(ERR_BAD_HASH);
  }

  @Test
  void evidenceIsTakenUpToTheDeadline() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(2)).value().ok();
    var intime = bidOn(dataset);
    var late = bidOn(dataset);
    mineTo(deadline(intime));
    assertThat(as(provider).publishEvidence(intime, HASH, "x")).isOk();
    mineTo(deadline(late) + 1);
    assertThat(as(provider).publishEvidence(late, HASH, "x")).isErr(ERR_TOO_LATE);
  }

  @Test
  void claimingAScoreLocksABondOfOneCommitteeFee() {
    var bid = delivered();
    var before = wallets();
    var deadline = inBlocks(CONTEST_WINDOW);

    var receipt = as(provider).submitValidationResult(model(bid), bid, uint(85));

    assertThat(receipt).isOk(Bool.TRUE);
    var event = prints(receipt.receipt()).toList().getFirst();
    assertThat(topics(receipt)).containsExactly("result-claimed");
    assertThat(event.get("bid-id")).isEqualTo(bid);
    assertThat(event.get("model-id")).isEqualTo(model(bid));
    assertThat(event.get("claimant")).isEqualTo(provider);
    assertThat(event.get("score")).isEqualTo(uint(85));
    assertThat(event.get("bond")).isEqualTo(uint(FEE));
    assertThat(event.get("deadline")).isEqualTo(deadline);
    assertThat(event.get("result")).isEqualTo(Bool.TRUE);
    assertThat(before.changes()).isEqualTo(Map.of("provider", -FEE, "vault", FEE));
    assertThat(state(bid)).isEqualTo(CLAIMED);
    assertThat(bid(bid).escrow()).isEqualTo(uint(AMOUNT + TIPS + FEE));
    assertThat(bid(bid).byProvider()).isTrue();
    assertThat(bid(bid).score()).isEqualTo(uint(85));
    assertThat(bid(bid).deadline().toClarity()).isEqualTo(deadline);
  }

  @Test
  void theDeveloperMayClaimToo() {
    var bid = delivered();
    var before = wallets();
    assertThat(as(developer).submitValidationResult(model(bid), bid, uint(40))).isOk();
    assertThat(before.changes()).isEqualTo(Map.of("developer", -FEE, "vault", FEE));
    assertThat(bid(bid).byProvider()).isFalse();
  }

  @Test
  void nobodyElseClaims() {
    var bid = delivered();
    assertThat(as(keeper).submitValidationResult(model(bid), bid, uint(85)))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void theModelMustBeTheBids() {
    var bid = delivered();
    var other = delivered();
    assertThat(as(provider).submitValidationResult(model(other), bid, uint(85)))
        .isErr(ERR_NO_MODEL);
    assertThat(as(provider).submitValidationResult(uint(9), bid, uint(85))).isErr(ERR_NO_MODEL);
    assertThat(as(provider).submitValidationResult(uint(0), bid, uint(85))).isErr(ERR_NO_MODEL);
    assertThat(as(provider).submitValidationResult(model(bid), uint(9), uint(85)))
        .isErr(ERR_NO_BID);
  }

  @Test
  void aScoreGoesFromZeroToAHundred() {
    var bid = delivered();
    assertThat(as(provider).submitValidationResult(model(bid), bid, uint(101)))
        .isErr(ERR_BAD_SCORE);
    assertThat(as(provider).submitValidationResult(model(bid), bid, Uint.MAX)).isErr(ERR_BAD_SCORE);
    assertThat(as(provider).submitValidationResult(model(bid), bid, uint(100))).isOk();
    var another = delivered();
    assertThat(as(provider).submitValidationResult(model(another), another, uint(0))).isOk();
  }

  @Test
  void aClaimNeedsEvidenceAndIsMadeOnce() {
    var bid = bid();
    assertThat(as(provider).submitValidationResult(model(bid), bid, uint(85))).isErr(ERR_STATE);
    claimed(delivered(bid), provider, 85);
    assertThat(as(provider).submitValidationResult(model(bid), bid, uint(85))).isErr(ERR_STATE);
    assertThat(as(developer).submitValidationResult(model(bid), bid, uint(20))).isErr(ERR_STATE);
  }

  @Test
  void aClaimIsTakenUpToTheDeadline() {
    var intime = delivered();
    mineTo(deadline(intime));
    assertThat(as(provider).submitValidationResult(model(intime), intime, uint(85))).isOk();
    var late = delivered();
    mineTo(deadline(late) + 1);
    assertThat(as(provider).submitValidationResult(model(late), late, uint(85)))
        .isErr(ERR_TOO_LATE);
  }

  @Test
  void whoCannotPayTheBondIsTold() {
    var dataset = dataset();
    var poor = somebody("poor", AMOUNT + TIPS + FEE - 1);
    var bid =
        as(poor)
            .placeComputationBid(dataset, uint(AMOUNT), uint(TIME), uint(DEADLINE))
            .value()
            .ok();
    delivered(bid);
    assertThat(as(poor).submitValidationResult(model(bid), bid, uint(10))).isErr(ERR_PAY_IN);
    claimed(bid, provider, 85);
    assertThat(as(poor).contestResult(bid, uint(10))).isErr(ERR_PAY_IN);
    assertThat(state(bid)).isEqualTo(CLAIMED);
    chain.mintStx(poor, 1);
    assertThat(as(poor).contestResult(bid, uint(10))).isOk();
  }

  @Test
  void theOtherPartyAcceptsAndTheBidIsSettledAtOnce() {
    var bid = claimed(provider, 85);

    var receipt = as(developer).acceptResult(bid);

    returnsEvent(
        receipt,
        event(
            "result-settled",
            "bid-id",
            bid,
            "model-id",
            model(bid),
            "dataset-id",
            1,
            "path",
            "accepted",
            "score",
            Optional.of(85),
            "price",
            AMOUNT,
            "provider-due",
            AMOUNT + FEE,
            "developer-due",
            TIPS,
            "fees",
            0,
            "slashed",
            0,
            "compensation",
            0,
            "bounty",
            0,
            "treasury",
            0));
    assertThat(topics(receipt)).containsExactly("result-settled", "run-finished");
    assertThat(state(bid)).isEqualTo(SETTLED);
    assertThat(bid(bid).finalScore()).contains(uint(85));
    assertThat(bid(bid).escrow()).isEqualTo(Uint.ZERO);
    assertThat(due(bid, provider)).isEqualTo(AMOUNT + FEE);
    assertThat(due(bid, developer)).isEqualTo(TIPS);
  }

  @Test
  void onlyTheOtherPartyAnswers() {
    var byProvider = claimed(provider, 85);
    var byDeveloper = claimed(developer, 40);
    assertThat(as(provider).acceptResult(byProvider)).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(provider).contestResult(byProvider, uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(developer).acceptResult(byDeveloper)).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(developer).contestResult(byDeveloper, uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(keeper).acceptResult(byProvider)).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(keeper).contestResult(byProvider, uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as(keeper).acceptResult(uint(9))).isErr(ERR_NO_BID);
    assertThat(as(keeper).contestResult(uint(9), uint(1))).isErr(ERR_NO_BID);
  }

  @Test
  void thereIsNothingToAnswerBeforeAClaimAndAfterAnAnswer() {
    var bid = delivered();
    assertThat(as(provider).acceptResult(bid)).isErr(ERR_STATE);
    assertThat(as(provider).contestResult(bid, uint(1))).isErr(ERR_STATE);
    claimed(bid, provider, 85);
    as(developer).contestResult(bid, uint(40)).value().ok();
    assertThat(as(developer).acceptResult(bid)).isErr(ERR_STATE);
    assertThat(as(developer).contestResult(bid, uint(30))).isErr(ERR_STATE);
  }

  @Test
  void contestingLocksTheSameBondAndAwaitsTheDrawOfTheThirdBurnBlock() {
    var bid = claimed(provider, 85);
    var before = wallets();

    var receipt = as(developer).contestResult(bid, uint(40));

    assertThat(receipt)
        .isOk()
        .hasPrint(
            event(
                "draw-awaited",
                "bid-id",
                bid,
                "state",
                CONTESTED,
                "round",
                1,
                "silent",
                false,
                "seed-height",
                burn() + 3));
    var contested =
        prints(receipt.receipt())
            .filter(event -> event.toString().contains("result-contested"))
            .toList()
            .getFirst();
    assertThat(receipt).isOk(contested);
    assertThat(contested.get("bid-id")).isEqualTo(bid);
    assertThat(contested.get("contestant")).isEqualTo(developer);
    assertThat(contested.get("counter-score")).isEqualTo(uint(40));
    assertThat(contested.get("bond")).isEqualTo(uint(FEE));
    assertThat(before.changes()).isEqualTo(Map.of("developer", -FEE, "vault", FEE));
    assertThat(state(bid)).isEqualTo(CONTESTED);
    assertThat(bid(bid).counterScore()).isEqualTo(uint(40));
    assertThat(bid(bid).escrow()).isEqualTo(uint(AMOUNT + TIPS + 2 * FEE));
    assertThat(bid(bid).seedHeight()).isEqualTo(uint(burn() + 3));
    assertThat(bid(bid).round()).isEqualTo(uint(1));
  }

  @Test
  void aCounterScoreIsAnotherScoreOfAtMostAHundred() {
    var bid = claimed(provider, 85);
    assertThat(as(developer).contestResult(bid, uint(85))).isErr(ERR_SAME_SCORE);
    assertThat(as(developer).contestResult(bid, uint(101))).isErr(ERR_BAD_SCORE);
    assertThat(as(developer).contestResult(bid, uint(100))).isOk();
  }

  @Test
  void anAnswerIsTakenUpToTheEndOfTheWindow() {
    var accepted = claimed(provider, 85);
    var contested = claimed(provider, 85);
    mineTo(deadline(accepted));
    assertThat(as(developer).acceptResult(accepted)).isOk();
    assertThat(as(developer).contestResult(contested, uint(40))).isOk();
    var late = claimed(provider, 85);
    mineTo(deadline(late) + 1);
    assertThat(as(developer).acceptResult(late)).isErr(ERR_TOO_LATE);
    assertThat(as(developer).contestResult(late, uint(40))).isErr(ERR_TOO_LATE);
  }

  @Test
  void silenceSettlesThePaymentAfterTheWindow() {
    var bid = claimed(provider, 85);
    mineTo(deadline(bid));
    assertThat(as(keeper).settleUnanswered(bid)).isErr(ERR_TOO_EARLY);
    mineTo(deadline(bid) + 1);

    var receipt = as(keeper).settleUnanswered(bid);

    returnsEvent(
        receipt,
        event(
            "result-settled",
            "bid-id",
            bid,
            "model-id",
            model(bid),
            "dataset-id",
            1,
            "path",
            "unanswered",
            "score",
            Optional.of(85),
            "price",
            AMOUNT,
            "provider-due",
            AMOUNT + FEE,
            "developer-due",
            TIPS - TIP,
            "fees",
            0,
            "slashed",
            0,
            "compensation",
            0,
            "bounty",
            0,
            "treasury",
            0));
    assertThat(topics(receipt)).containsExactly("keeper-tipped", "result-settled", "run-finished");
    assertThat(balance(keeper)).isEqualTo(TIP);
  }

  @Test
  void silenceNeverSlashes() {
    var bid = claimed(developer, 0);
    mineTo(deadline(bid) + 1);
    var settled = as(keeper).settleUnanswered(bid).value().ok();
    assertThat(settled.slashed()).isEqualTo(Uint.ZERO);
    assertThat(settled.price()).isEqualTo(Uint.ZERO);
    assertThat(dataset(uint(1)).stake()).isEqualTo(uint(STAKE));
    assertThat(due(bid, developer)).isEqualTo(AMOUNT + FEE + TIPS - TIP);
    assertThat(due(bid, provider)).isZero();
  }

  @Test
  void onlyAClaimIsSettledBySilence() {
    var bid = delivered();
    mineTo(deadline(bid) + CONTEST_WINDOW);
    assertThat(as(keeper).settleUnanswered(bid)).isErr(ERR_STATE);
    assertThat(as(keeper).settleUnanswered(uint(9))).isErr(ERR_NO_BID);
    var contested = contested(provider, 85, 40);
    mineTo(burn() + CONTEST_WINDOW + 1);
    assertThat(as(keeper).settleUnanswered(contested)).isErr(ERR_STATE);
  }
}
