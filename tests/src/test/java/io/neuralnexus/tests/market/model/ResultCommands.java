package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static io.neuralnexus.tests.market.model.Action.call;
import static io.neuralnexus.tests.market.model.BidState.*;
import static io.neuralnexus.tests.market.model.Command.always;
import static io.neuralnexus.tests.market.model.Command.on;
import static io.neuralnexus.tests.market.model.DatasetCommands.NO_ID;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.market.model.Action.Unanswered;
import io.neuralnexus.tests.model.Choice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** What happens to a running bid: evidence, claim, answer, settlement, payout. */
final class ResultCommands {
  private static final String URI = "ipfs://weights";

  /** Contests at a time: one takes a score of steps. */
  private static final int ENOUGH = 2;

  static final List<Command> ALL =
      List.of(
          on(
              market -> inTime(market, RUNNING),
              "publish-evidence",
              16,
              (bid, market, choice) -> publish(market, bid)),
          always(
              "publish-evidence, no bid",
              0.2,
              (none, market, choice) ->
                  publishing(choice.of(Actor.PROVIDERS), NO_ID, 32, URI).fails(ERR_NO_BID)),
          on(
              market -> inTime(market, RUNNING),
              "publish-evidence, not the provider",
              1.2,
              (bid, market, choice) ->
                  publishing(outsideOrDeveloper(bid, choice), uint(bid.id), 32, URI)
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != RUNNING),
              "publish-evidence, not running",
              0.3,
              (bid, market, choice) ->
                  publishing(bid.provider(), uint(bid.id), 32, URI).fails(ERR_STATE)),
          on(
              market -> late(market, RUNNING),
              "publish-evidence, too late",
              6,
              (bid, market, choice) ->
                  publishing(bid.provider(), uint(bid.id), 32, URI).fails(ERR_TOO_LATE)),
          on(
              market -> inTime(market, RUNNING),
              "publish-evidence, no URI",
              1.5,
              (bid, market, choice) ->
                  publishing(bid.provider(), uint(bid.id), 32, "").fails(ERR_BAD_URI)),
          on(
              market -> inTime(market, RUNNING),
              "publish-evidence, bad hash",
              1.2,
              (bid, market, choice) ->
                  publishing(bid.provider(), uint(bid.id), 31, URI).fails(ERR_BAD_HASH)),
          claiming("submit-validation-result, provider", 16, true),
          claiming("submit-validation-result, developer", 6, false),
          on(
              market -> inTime(market, DELIVERED),
              "submit-validation-result, no bid",
              2,
              (bid, market, choice) ->
                  call(
                          bid.provider(),
                          "submit-validation-result",
                          uint(bid.modelId),
                          NO_ID,
                          uint(85))
                      .fails(ERR_NO_BID)),
          on(
              market -> inTime(market, DELIVERED),
              "submit-validation-result, of another model",
              1.5,
              (bid, market, choice) ->
                  call(
                          party(bid, choice),
                          "submit-validation-result",
                          uint(bid.modelId == 1 || choice.chance("none", 0.5) ? 900_000 : 1),
                          uint(bid.id),
                          uint(85))
                      .fails(ERR_NO_MODEL)),
          on(
              market -> inTime(market, DELIVERED),
              "submit-validation-result, outsider",
              1.5,
              (bid, market, choice) ->
                  submitting(choice.of(List.of(Actor.OUTSIDER, Actor.VALIDATOR_1)), bid, uint(85))
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> inTime(market, DELIVERED),
              "submit-validation-result, through another",
              1.5,
              (bid, market, choice) ->
                  submitting(party(bid, choice), bid, uint(85))
                      .throughAnother()
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> market.bids(RUNNING, CLAIMED, CONTESTED, VOTING, SETTLED),
              "submit-validation-result, not delivered",
              0.6,
              (bid, market, choice) ->
                  submitting(party(bid, choice), bid, uint(85)).fails(ERR_STATE)),
          on(
              market -> late(market, DELIVERED),
              "submit-validation-result, too late",
              4,
              (bid, market, choice) ->
                  submitting(party(bid, choice), bid, uint(85)).fails(ERR_TOO_LATE)),
          on(
              market -> inTime(market, DELIVERED),
              "submit-validation-result, bad score",
              1.5,
              (bid, market, choice) ->
                  submitting(party(bid, choice), bid, choice.of(List.of(uint(101), Uint.MAX)))
                      .fails(ERR_BAD_SCORE)),
          on(
              market ->
                  inTime(market, DELIVERED).filter(bid -> !canBond(bid.provider(), bid, market)),
              "submit-validation-result, cannot pay",
              30,
              (bid, market, choice) -> submitting(bid.provider(), bid, uint(85)).fails(ERR_PAY_IN)),
          on(
              market -> inTime(market, CLAIMED),
              "accept-result",
              5,
              (bid, market, choice) ->
                  call(bid.answerer(), "accept-result", uint(bid.id))
                      .returnsEvent("result-settled", () -> market.accept(bid))),
          always(
              "accept-result, no bid",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.DEVELOPERS), "accept-result", NO_ID).fails(ERR_NO_BID)),
          on(
              market -> inTime(market, CLAIMED),
              "accept-result, not the other party",
              3,
              (bid, market, choice) ->
                  call(
                          choice.of(List.of(bid.claimant(), Actor.OUTSIDER)),
                          "accept-result",
                          uint(bid.id))
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> market.bids(QUEUED, RUNNING, DELIVERED, CONTESTED, VOTING, SETTLED),
              "accept-result, not claimed",
              0.3,
              (bid, market, choice) ->
                  call(bid.answerer(), "accept-result", uint(bid.id)).fails(ERR_STATE)),
          on(
              market -> late(market, CLAIMED),
              "accept-result, too late",
              25,
              (bid, market, choice) ->
                  call(bid.answerer(), "accept-result", uint(bid.id)).fails(ERR_TOO_LATE)),
          on(
              market ->
                  inTime(market, CLAIMED)
                      .filter(bid -> canBond(bid.answerer(), bid, market))
                      .filter(bid -> market.bids(CONTESTED, VOTING).count() < ENOUGH),
              "contest-result",
              25,
              (bid, market, choice) -> {
                var counter = (bid.score + choice.number("counter", 1, 100)) % 101;
                return contest(market, bid, counter);
              }),
          always(
              "contest-result, no bid",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.DEVELOPERS), "contest-result", NO_ID, uint(1))
                      .fails(ERR_NO_BID)),
          on(
              market -> inTime(market, CLAIMED),
              "contest-result, not the other party",
              3,
              (bid, market, choice) ->
                  contesting(
                          choice.of(List.of(bid.claimant(), Actor.OUTSIDER)),
                          bid,
                          (bid.score + 1) % 101)
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> inTime(market, CLAIMED),
              "contest-result, through another",
              3,
              (bid, market, choice) ->
                  contesting(bid.answerer(), bid, (bid.score + 1) % 101)
                      .throughAnother()
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> market.bids(RUNNING, DELIVERED, CONTESTED, VOTING, SETTLED),
              "contest-result, not claimed",
              0.3,
              (bid, market, choice) ->
                  contesting(bid.answerer(), bid, (bid.score + 1) % 101).fails(ERR_STATE)),
          on(
              market -> late(market, CLAIMED),
              "contest-result, too late",
              25,
              (bid, market, choice) ->
                  contesting(bid.answerer(), bid, (bid.score + 1) % 101).fails(ERR_TOO_LATE)),
          on(
              market -> inTime(market, CLAIMED),
              "contest-result, bad score",
              3,
              (bid, market, choice) -> contesting(bid.answerer(), bid, 101).fails(ERR_BAD_SCORE)),
          on(
              market -> inTime(market, CLAIMED),
              "contest-result, same score",
              2.5,
              (bid, market, choice) ->
                  contesting(bid.answerer(), bid, bid.score).fails(ERR_SAME_SCORE)),
          on(
              market ->
                  inTime(market, CLAIMED).filter(bid -> !canBond(bid.answerer(), bid, market)),
              "contest-result, cannot pay",
              30,
              (bid, market, choice) ->
                  contesting(bid.answerer(), bid, (bid.score + 1) % 101).fails(ERR_PAY_IN)),
          on(
              market -> late(market, CLAIMED),
              "settle-unanswered",
              18,
              (bid, market, choice) ->
                  settleUnanswered(market, bid, choice.of(List.of(Actor.KEEPER, bid.provider())))),
          always(
              "settle-unanswered, no bid",
              0.2,
              (none, market, choice) ->
                  call(Actor.KEEPER, "settle-unanswered", NO_ID).fails(ERR_NO_BID)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != CLAIMED),
              "settle-unanswered, not claimed",
              0.3,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "settle-unanswered", uint(bid.id)).fails(ERR_STATE)),
          on(
              market -> inTime(market, CLAIMED),
              "settle-unanswered, too early",
              3,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "settle-unanswered", uint(bid.id)).fails(ERR_TOO_EARLY)),
          reward("claim-validation-reward, developer", bid -> Stream.of(bid.developer)),
          reward("claim-validation-reward, provider", bid -> Stream.of(bid.provider())),
          reward(
              "claim-validation-reward, validator",
              bid -> bid.committee.stream().flatMap(committee -> committee.voters().stream())),
          on(
              market -> late(market, CLAIMED),
              "claim-validation-reward, settles the unanswered",
              15,
              (bid, market, choice) -> claimUnanswered(market, bid, party(bid, choice))),
          always(
              "claim-validation-reward, no model",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.PROVIDERS), "claim-validation-reward", NO_ID)
                      .fails(ERR_NO_MODEL)),
          on(
              market -> market.bids(RUNNING, DELIVERED, CONTESTED, VOTING),
              "claim-validation-reward, not settled",
              0.8,
              (bid, market, choice) ->
                  call(party(bid, choice), "claim-validation-reward", uint(bid.modelId))
                      .fails(ERR_STATE)),
          on(
              market -> inTime(market, CLAIMED),
              "claim-validation-reward, too early",
              2.5,
              (bid, market, choice) ->
                  call(party(bid, choice), "claim-validation-reward", uint(bid.modelId))
                      .fails(ERR_TOO_EARLY)),
          on(
              market ->
                  Stream.of(Actor.values())
                      .flatMap(
                          who ->
                              market
                                  .bids(SETTLED)
                                  .filter(bid -> market.claimable(bid, who) == 0)
                                  .map(bid -> new Claim(bid, who))),
              "claim-validation-reward, nothing due",
              1,
              (claim, market, choice) ->
                  call(claim.who, "claim-validation-reward", uint(claim.bid.modelId))
                      .fails(ERR_NOTHING_DUE)));

  private record Claim(Bid bid, Actor who) {}

  private ResultCommands() {}

  static Action publish(Market market, Bid bid) {
    return publishing(bid.provider(), uint(bid.id), 32, URI)
        .returnsEvent("evidence-published", () -> market.deliver(bid));
  }

  static Action claimScore(Market market, Bid bid, boolean byProvider, long score) {
    return submitting(byProvider ? bid.provider() : bid.developer, bid, uint(score))
        .returns(bool(true), () -> market.claimScore(bid, byProvider, score));
  }

  static Action contest(Market market, Bid bid, long counterScore) {
    return contesting(bid.answerer(), bid, counterScore)
        .returnsEvent("result-contested", () -> market.contest(bid, counterScore));
  }

  static Action settleUnanswered(Market market, Bid bid, Actor keeper) {
    return call(keeper, "settle-unanswered", uint(bid.id))
        .returnsEvent("result-settled", () -> market.settleUnanswered(bid, keeper));
  }

  static Action claim(Market market, Bid bid, Actor who) {
    return call(who, "claim-validation-reward", uint(bid.modelId))
        .returns(uint(market.claimable(bid, who)), () -> market.claimReward(bid, who));
  }

  private static Action claimUnanswered(Market market, Bid bid, Actor who) {
    var due = Settlement.of(bid, Optional.of(bid.score), false, false, Verdict.Payer.NOBODY, 0);
    var amount =
        who == bid.developer ? due.developerDue() - bid.terms.keeperTip() : due.providerDue();
    var claiming = call(who, "claim-validation-reward", uint(bid.modelId));
    return amount == 0
        ? claiming.fails(ERR_NOTHING_DUE)
        : claiming.returns(
            uint(amount),
            () -> {
              market.settleUnanswered(bid, who);
              market.claimReward(bid, who);
            });
  }

  private static Command reward(String name, Function<Bid, Stream<Actor>> claimants) {
    return on(
        market ->
            market
                .bids(SETTLED)
                .flatMap(bid -> claimants.apply(bid).map(who -> new Claim(bid, who)))
                .filter(claim -> market.claimable(claim.bid, claim.who) > 0),
        name,
        6,
        (claim, market, choice) -> claim(market, claim.bid, claim.who));
  }

  private static Command claiming(String name, double weight, boolean byProvider) {
    return on(
        market ->
            inTime(market, DELIVERED)
                .filter(bid -> canBond(byProvider ? bid.provider() : bid.developer, bid, market)),
        name,
        weight,
        (bid, market, choice) -> {
          var score = anyScore(market, choice);
          return claimScore(market, bid, byProvider, score);
        });
  }

  /** Each of the three bands of scores as often, and their edges. */
  private static long anyScore(Market market, Choice choice) {
    var line = market.terms.slashLine();
    var threshold = market.terms.threshold();
    return switch ((int) choice.number("band", 0, 2)) {
      case 0 -> choice.number("score", 0, line - 1);
      case 1 -> choice.number("score", line, threshold - 1);
      default -> choice.number("score", threshold, 100);
    };
  }

  private static boolean canBond(Actor who, Bid bid, Market market) {
    return market.purse(who) >= bid.terms.bond();
  }

  private static Stream<Bid> inTime(Market market, BidState state) {
    return market.bids(state).filter(bid -> !bid.deadline.hasPassed(market.now));
  }

  private static Stream<Bid> late(Market market, BidState state) {
    return market.bids(state).filter(bid -> bid.deadline.hasPassed(market.now));
  }

  private static Actor party(Bid bid, Choice choice) {
    return choice.of(List.of(bid.provider(), bid.developer));
  }

  private static Actor outsideOrDeveloper(Bid bid, Choice choice) {
    return choice.of(List.of(bid.developer, Actor.OUTSIDER));
  }

  private static Unanswered publishing(Actor who, Uint bid, int hashLength, String uri) {
    var hash = new byte[hashLength];
    Arrays.fill(hash, (byte) 7);
    return call(who, "publish-evidence", bid, Buff.of(hash), ascii(uri));
  }

  private static Unanswered submitting(Actor who, Bid bid, Uint score) {
    return call(who, "submit-validation-result", uint(bid.modelId), uint(bid.id), score);
  }

  private static Unanswered contesting(Actor who, Bid bid, long counterScore) {
    return call(who, "contest-result", uint(bid.id), uint(counterScore));
  }
}
