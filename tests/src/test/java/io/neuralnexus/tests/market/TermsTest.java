package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Uint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A vote changes what comes after it: what runs keeps the parameters it began with. */
class TermsTest extends MarketStage {
  private static final long LONG = 4_320;

  @Test
  void aBidKeepsItsTermsAndTheNextHasTheNewOnes() {
    var dataset = dataset();
    as(provider).setTerms(dataset, uint(0), uint(2)).value().ok();
    var old = bidOn(dataset, AMOUNT, TIME, LONG);
    var oldTerms = market.maps().bidTerms(old);
    vote(
        "market-score-threshold", 90,
        "market-slash-line", 59,
        "market-committee-fee", 1_400_000,
        "market-contest-window", 200,
        "market-keeper-tip", 20_000,
        "market-dataset-slash-bps", 10_000,
        "market-bounty-bps", 1_000);
    assertThat(market.maps().bidTerms(old)).isEqualTo(oldTerms);

    var before = wallets();
    claimed(delivered(old), provider, 85);
    assertThat(before.changes()).as("the old bond").containsEntry("provider", -FEE);
    mineTo(deadline(old));
    assertThat(as(keeper).settleUnanswered(old)).isErr(ERR_TOO_EARLY);
    mineTo(deadline(old) + 1);
    assertThat(as(keeper).settleUnanswered(old).value().ok().price())
        .as("at the old threshold")
        .isEqualTo(uint(AMOUNT));
    assertThat(balance(keeper)).as("the old tip").isEqualTo(TIP);

    var young = bidOn(dataset, AMOUNT, TIME, LONG);
    assertThat(bid(young).escrow()).isEqualTo(uint(AMOUNT + 6 * 20_000));
    before = wallets();
    claimed(delivered(young), developer, 58);
    assertThat(before.changes()).as("the new bond").containsEntry("developer", -1_400_000L);
    assertThat(deadline(young)).isEqualTo(burn() + 200);
    var settled = as(provider).acceptResult(young).value().ok();
    assertThat(settled.slashed()).as("below the new line, by the new rate").isEqualTo(uint(STAKE));
    assertThat(settled.bounty()).isEqualTo(uint(STAKE / 10));
  }

  @Test
  void committeesWorkByTheTermsOfTheirBid() {
    judges(2);
    var bid = bidOn(dataset(), AMOUNT, TIME, LONG);
    vote(
        "market-commit-window", 100,
        "market-reveal-window", 50,
        "market-outlier-distance", 5,
        "market-outlier-slash-bps", 1_000,
        "market-no-show-slash-bps", 1_000);
    var young = bidOn(dataset(), AMOUNT, TIME, LONG);
    for (var each : List.of(bid, young)) {
      claimed(delivered(each), provider, 85);
      as(developer).contestResult(each, uint(40)).value().ok();
    }
    mineTo(burn() + 4);
    var now = burn();
    for (var each : List.of(bid, young)) as(keeper).drawCommittee(each).value().ok();
    assertThat(deadline(bid)).isEqualTo(now + COMMIT_WINDOW);
    assertThat(revealBy(bid)).isEqualTo(now + COMMIT_WINDOW + REVEAL_WINDOW);
    assertThat(deadline(young)).isEqualTo(now + 100);
    assertThat(revealBy(young)).isEqualTo(now + 150);

    var terms = market.maps().bidTerms(young).orElseThrow();
    assertThat(terms.outlierDistance()).isEqualTo(uint(5));
    assertThat(terms.outlierSlashBps()).isEqualTo(uint(1_000));
    assertThat(terms.noShowSlashBps()).isEqualTo(uint(1_000));
  }

  @Test
  void stakesKeepTheirMinimumAndTheirUnbonding() {
    var dataset = dataset();
    as(keeper).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    vote(
        "market-min-provider-stake", 2 * STAKE,
        "market-min-validator-stake", 2 * VALIDATOR_STAKE,
        "market-unbonding", 2_000);

    assertThat(state(bidOn(dataset))).as("the old stake suffices").isEqualTo(RUNNING);
    assertThat(as(keeper).topUpValidator(uint(1))).isOk();
    assertThat(as(provider).registerDataset(uint(2 * STAKE - 1), URI)).isErr(ERR_BAD_AMOUNT);
    assertThat(as(developer).registerValidator(uint(2 * VALIDATOR_STAKE - 1)))
        .isErr(ERR_BAD_AMOUNT);
    assertThat(as(developer).registerValidator(uint(2 * VALIDATOR_STAKE))).isOk();

    as(keeper).requestValidatorUnstake().value().ok();
    mineTo(burn() + UNBONDING + 1);
    assertThat(as(keeper).withdrawValidatorStake()).isOk();
  }

  @Test
  void boundsOfBidsAreThoseOfNow() {
    var dataset = dataset();
    vote("market-min-bid", 500_000, "market-min-deadline", 150, "market-max-deadline", 1_008);
    assertThat(place(dataset, 499_999, 150)).isErr(ERR_BAD_AMOUNT);
    assertThat(place(dataset, 500_000, 149)).isErr(ERR_BAD_TIME);
    assertThat(place(dataset, 500_000, 1_009)).isErr(ERR_BAD_TIME);
    assertThat(place(dataset, 500_000, 1_008)).isOk();
  }

  private TypedReceipt<Response<Uint, Uint>> place(Uint dataset, long amount, long deadline) {
    return as(developer).placeComputationBid(dataset, uint(amount), uint(TIME), uint(deadline));
  }

  /** Sets parameters, given as name, value, name, value, the way they are set: by a vote. */
  private void vote(Object... namesAndValues) {
    var house = somebody("house", 0);
    var voter = somebody("voter", 200_000 * STX);
    governance.as(treasury).finishBootstrap(house, keeper, List.of(), List.of()).value().ok();
    Map<String, Long> parameters = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      parameters.put((String) namesAndValues[i], ((Number) namesAndValues[i + 1]).longValue());
    }
    var votes = governance.as(voter);
    parameters.forEach((name, value) -> votes.proposeParameter(name, uint(value)).value().ok());
    for (long id = 1; id <= parameters.size(); id++) {
      votes.vote(uint(id), true, uint(100_000 * STX)).value().ok();
    }
    chain.mineEmptyBurnBlocks(1_008 + 432 + 1);
    for (long id = 1; id <= parameters.size(); id++) {
      governance.as(voter).execute(uint(id)).value().ok();
    }
    parameters.forEach(
        (name, value) ->
            assertThat(governance.getParameter(name).orElseThrow().value()).isEqualTo(uint(value)));
  }
}
