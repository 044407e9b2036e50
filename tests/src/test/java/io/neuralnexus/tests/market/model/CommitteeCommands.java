package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.tuple;
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
import io.neuralnexus.tests.market.model.Committee.Ballot;
import io.neuralnexus.tests.market.model.Market.Draw;
import io.neuralnexus.tests.model.Choice;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens to a contested bid: the draw, the votes, the verdict. */
final class CommitteeCommands {
  /** A drawn validator of a bid that is being voted on. */
  private record Seat(Bid bid, Actor voter) {
    Committee committee() {
      return bid.committee.orElseThrow();
    }

    boolean hasCommitted() {
      return committee().committed.containsKey(voter);
    }

    boolean hasRevealed() {
      return committee().revealed.containsKey(voter);
    }

    Ballot ballot() {
      return committee().committed.get(voter);
    }
  }

  private static final int SALT_LENGTH = 32;

  static final List<Command> ALL =
      List.of(
          drawing("draw-committee, drawn", 25, Draw.DRAWN),
          drawing("draw-committee, nobody", 25, Draw.NOBODY),
          drawing("draw-committee, missed", 25, Draw.MISSED),
          drawing("draw-committee, given up", 25, Draw.GIVEN_UP),
          always(
              "draw-committee, no bid",
              0.2,
              (none, market, choice) ->
                  call(Actor.KEEPER, "draw-committee", NO_ID).fails(ERR_NO_BID)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != CONTESTED),
              "draw-committee, not contested",
              0.3,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "draw-committee", uint(bid.id)).fails(ERR_STATE)),
          on(
              market -> market.bids(CONTESTED).filter(bid -> !bid.canDraw(market.now)),
              "draw-committee, too early",
              4,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "draw-committee", uint(bid.id)).fails(ERR_TOO_EARLY)),
          on(
              CommitteeCommands::toCommit,
              "commit-vote",
              80,
              (seat, market, choice) -> {
                var vote = Mood.of(seat.bid).vote(seat.bid, choice);
                return commitTo(market, seat, new Ballot(vote, salt(choice), false));
              }),
          on(
              market ->
                  committing(
                      market,
                      seat -> !seat.hasCommitted() && !seat.committee().committed.isEmpty()),
              "commit-vote, copied",
              8,
              (seat, market, choice) -> {
                var copied = seat.committee().committed.entrySet().iterator().next();
                var ballot = copied.getValue();
                return commit(
                        seat.voter, seat.bid, commitment(market, seat.bid, copied.getKey(), ballot))
                    .returnsEvent(
                        "vote-committed",
                        () ->
                            seat.committee()
                                .committed
                                .put(seat.voter, new Ballot(ballot.vote(), ballot.salt(), true)));
              }),
          always(
              "commit-vote, no bid",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.VALIDATORS), "commit-vote", NO_ID, salt(choice))
                      .fails(ERR_NO_BID)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != VOTING),
              "commit-vote, not voting",
              0.3,
              (bid, market, choice) ->
                  commit(choice.of(Actor.VALIDATORS), bid, salt(choice)).fails(ERR_STATE)),
          on(
              market ->
                  seats(market)
                      .filter(
                          seat -> seat.bid.deadline.hasPassed(market.now) && !seat.hasCommitted()),
              "commit-vote, too late",
              6,
              (seat, market, choice) ->
                  commit(seat.voter, seat.bid, salt(choice)).fails(ERR_TOO_LATE)),
          on(
              market -> committing(market, seat -> !seat.hasCommitted()),
              "commit-vote, bad hash",
              4,
              (seat, market, choice) ->
                  commit(seat.voter, seat.bid, Buff.of(new byte[31])).fails(ERR_BAD_HASH)),
          on(
              market -> notDrawn(market).filter(seat -> !seat.bid.deadline.hasPassed(market.now)),
              "commit-vote, not drawn",
              2.5,
              (seat, market, choice) ->
                  commit(seat.voter, seat.bid, salt(choice)).fails(ERR_NOT_DRAWN)),
          on(
              market -> committing(market, Seat::hasCommitted),
              "commit-vote, twice",
              3.5,
              (seat, market, choice) ->
                  commit(seat.voter, seat.bid, salt(choice)).fails(ERR_ALREADY_VOTED)),
          on(
              CommitteeCommands::toReveal,
              "reveal-vote",
              80,
              (seat, market, choice) ->
                  reveal(seat, uint(seat.ballot().vote()), seat.ballot().salt())
                      .returnsEvent(
                          "vote-revealed",
                          () -> seat.committee().revealed.put(seat.voter, seat.ballot().vote()))),
          always(
              "reveal-vote, no bid",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.VALIDATORS), "reveal-vote", NO_ID, uint(1), salt(choice))
                      .fails(ERR_NO_BID)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != VOTING),
              "reveal-vote, not voting",
              0.3,
              (bid, market, choice) ->
                  reveal(new Seat(bid, choice.of(Actor.VALIDATORS)), uint(1), salt(choice))
                      .fails(ERR_STATE)),
          on(
              market -> committing(market, Seat::hasCommitted),
              "reveal-vote, too early",
              3,
              (seat, market, choice) ->
                  reveal(seat, uint(seat.ballot().vote()), seat.ballot().salt())
                      .fails(ERR_TOO_EARLY)),
          on(
              market ->
                  seats(market)
                      .filter(
                          seat ->
                              seat.committee().revealBy.hasPassed(market.now)
                                  && seat.hasCommitted()
                                  && !seat.hasRevealed()),
              "reveal-vote, too late",
              20,
              (seat, market, choice) ->
                  reveal(seat, uint(seat.ballot().vote()), seat.ballot().salt())
                      .fails(ERR_TOO_LATE)),
          on(
              market -> revealing(market, seat -> seat.hasCommitted() && !seat.hasRevealed()),
              "reveal-vote, no such vote",
              5,
              (seat, market, choice) ->
                  reveal(
                          seat,
                          choice.of(List.of(uint(103), uint(255), Uint.MAX)),
                          seat.ballot().salt())
                      .fails(ERR_BAD_SCORE)),
          on(
              market -> notDrawn(market).filter(seat -> isRevealing(seat.bid, market)),
              "reveal-vote, not drawn",
              5,
              (seat, market, choice) -> reveal(seat, uint(50), salt(choice)).fails(ERR_NOT_DRAWN)),
          on(
              market -> revealing(market, Seat::hasRevealed),
              "reveal-vote, twice",
              6,
              (seat, market, choice) ->
                  reveal(seat, uint(seat.ballot().vote()), seat.ballot().salt())
                      .fails(ERR_ALREADY_VOTED)),
          on(
              market -> revealing(market, seat -> !seat.hasCommitted()),
              "reveal-vote, of nothing",
              10,
              (seat, market, choice) -> reveal(seat, uint(50), salt(choice)).fails(ERR_BAD_REVEAL)),
          on(
              market -> revealing(market, seat -> seat.hasCommitted() && !seat.hasRevealed()),
              "reveal-vote, another vote",
              5,
              (seat, market, choice) ->
                  reveal(seat, uint((seat.ballot().vote() + 1) % 103), seat.ballot().salt())
                      .fails(ERR_BAD_REVEAL)),
          on(
              market -> revealing(market, seat -> seat.hasCommitted() && seat.ballot().copied()),
              "reveal-vote, copied",
              25,
              (seat, market, choice) ->
                  reveal(seat, uint(seat.ballot().vote()), seat.ballot().salt())
                      .fails(ERR_BAD_REVEAL)),
          finishing("finalize-verdict, median", Verdict.Outcome.MEDIAN),
          finishing("finalize-verdict, developer gone", Verdict.Outcome.NO_DEVELOPER),
          finishing("finalize-verdict, provider gone", Verdict.Outcome.NO_PROVIDER),
          finishing("finalize-verdict, tied", Verdict.Outcome.TIED),
          finishing("finalize-verdict, silent", Verdict.Outcome.SILENT, bid -> !bid.silent),
          finishing("finalize-verdict, silent again", Verdict.Outcome.SILENT, bid -> bid.silent),
          always(
              "finalize-verdict, no bid",
              0.2,
              (none, market, choice) ->
                  call(Actor.KEEPER, "finalize-verdict", NO_ID).fails(ERR_NO_BID)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != VOTING),
              "finalize-verdict, not voting",
              0.3,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "finalize-verdict", uint(bid.id)).fails(ERR_STATE)),
          on(
              market ->
                  market
                      .bids(VOTING)
                      .filter(bid -> !bid.committee.orElseThrow().revealBy.hasPassed(market.now)),
              "finalize-verdict, too early",
              1.5,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "finalize-verdict", uint(bid.id)).fails(ERR_TOO_EARLY)));

  private CommitteeCommands() {}

  static Action draw(Market market, Bid bid, Actor keeper) {
    return call(keeper, "draw-committee", uint(bid.id))
        .returnsEvent(
            "committee-drawn",
            receipt -> market.draw(bid, keeper, DrawEvent.of(receipt).judgedBy(market, bid)));
  }

  static Action finish(Market market, Bid bid, Actor keeper) {
    return call(keeper, "finalize-verdict", uint(bid.id))
        .returnsEvent("verdict-reached", () -> market.finish(bid, keeper));
  }

  static boolean canFinish(Bid bid, Market market) {
    return bid.committee.orElseThrow().revealBy.hasPassed(market.now);
  }

  /** Nothing is left to do for a contested bid but to wait. */
  static boolean isIdle(Bid bid, Market market) {
    return switch (bid.state) {
      case CONTESTED ->
          !bid.canDraw(market.now) || Mood.of(bid).missesDraws() && !bid.missedDraw(market.now);
      case VOTING -> !canFinish(bid, market) && ballots(bid, market).findAny().isEmpty();
      default -> false;
    };
  }

  /** Whoever will still commit, or reveal. */
  private static Stream<Seat> ballots(Bid bid, Market market) {
    return Stream.concat(toCommit(market), toReveal(market)).filter(seat -> seat.bid == bid);
  }

  private static Stream<Seat> toCommit(Market market) {
    return committing(
        market, seat -> !seat.hasCommitted() && Mood.of(seat.bid).commits(seat.committee()));
  }

  private static Stream<Seat> toReveal(Market market) {
    return revealing(
        market, seat -> seat.hasCommitted() && !seat.hasRevealed() && !seat.ballot().copied());
  }

  private static Command drawing(String name, double weight, Draw expected) {
    return on(
        market ->
            market
                .bids(CONTESTED)
                .filter(bid -> bid.canDraw(market.now) && market.drawOf(bid) == expected)
                .filter(bid -> expected != Draw.DRAWN || !Mood.of(bid).missesDraws()),
        name,
        weight,
        (bid, market, choice) ->
            draw(market, bid, choice.of(List.of(Actor.KEEPER, Actor.OUTSIDER))));
  }

  private static Command finishing(String name, Verdict.Outcome outcome) {
    return finishing(name, outcome, bid -> true);
  }

  private static Command finishing(String name, Verdict.Outcome outcome, Predicate<Bid> condition) {
    return on(
        market ->
            market
                .bids(VOTING)
                .filter(bid -> canFinish(bid, market))
                .filter(bid -> market.verdict(bid).outcome() == outcome && condition.test(bid)),
        name,
        25,
        (bid, market, choice) ->
            finish(market, bid, choice.of(List.of(Actor.KEEPER, Actor.OUTSIDER))));
  }

  private static Action commitTo(Market market, Seat seat, Ballot ballot) {
    return commit(seat.voter, seat.bid, commitment(market, seat.bid, seat.voter, ballot))
        .returnsEvent("vote-committed", () -> seat.committee().committed.put(seat.voter, ballot));
  }

  /** Computed here, not by the contract: the layout is what wallets must agree on. */
  private static Buff commitment(Market market, Bid bid, Actor voter, Ballot ballot) {
    var bytes =
        tuple(
                "market", market.contract,
                "voter", voter.principal(),
                "model-id", uint(bid.modelId),
                "bid-id", uint(bid.id),
                "round", uint(bid.round),
                "vote", uint(ballot.vote()),
                "salt", ballot.salt())
            .serialize();
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static Unanswered commit(Actor voter, Bid bid, Buff commitment) {
    return call(voter, "commit-vote", uint(bid.id), commitment);
  }

  private static Unanswered reveal(Seat seat, Uint vote, Buff salt) {
    return call(seat.voter, "reveal-vote", uint(seat.bid.id), vote, salt);
  }

  private static Buff salt(Choice choice) {
    var salt = new byte[SALT_LENGTH];
    Arrays.fill(salt, (byte) choice.number("salt", 0, 127));
    return Buff.of(salt);
  }

  private static Stream<Seat> seats(Market market) {
    return market
        .bids(VOTING)
        .flatMap(
            bid ->
                bid.committee.orElseThrow().voters().stream().map(voter -> new Seat(bid, voter)));
  }

  private static Stream<Seat> committing(Market market, Predicate<Seat> condition) {
    return seats(market).filter(seat -> !seat.bid.deadline.hasPassed(market.now)).filter(condition);
  }

  private static Stream<Seat> revealing(Market market, Predicate<Seat> condition) {
    return seats(market).filter(seat -> isRevealing(seat.bid, market)).filter(condition);
  }

  private static boolean isRevealing(Bid bid, Market market) {
    return bid.deadline.hasPassed(market.now) && !canFinish(bid, market);
  }

  private static Stream<Seat> notDrawn(Market market) {
    return market
        .bids(VOTING)
        .flatMap(
            bid ->
                Stream.concat(
                        Actor.VALIDATORS.stream(),
                        Stream.of(bid.provider(), bid.developer, Actor.OUTSIDER))
                    .filter(who -> !bid.committee.orElseThrow().seats.contains(who))
                    .map(who -> new Seat(bid, who)));
  }
}
