package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way out of every state: time passes, a keeper calls what anyone may call, and owners take
 * what is theirs. No provider, developer or validator has to do anything for another.
 */
final class Drain implements Play.Epilogue {
  /** More moments than any bid can need: it has six permissionless moves. */
  private static final int ENOUGH = 400;

  @Override
  public void after(Play play) {
    var market = play.market();
    endEveryBid(play, market);
    takeWhatIsOwed(play, market);
    leave(play, market);
    assertThat(market.obligations()).as("obligations, when everybody has left").isZero();
    play.check();
    play.assertThatEventsToldEverything();
  }

  private static void endEveryBid(Play play, Market market) {
    for (var moment = 0; moment < ENOUGH; moment++) {
      for (var move = push(market); move.isPresent(); move = push(market)) {
        play.perform(move.get());
      }
      var next = nextMove(market);
      if (next.isEmpty()) break;
      play.perform(new Action.WaitBurnBlocks(next.get() - market.now.burn(), "for the keeper"));
    }
    assertThat(market.bids.stream().filter(bid -> !bid.state.isFinal()))
        .as("bids that time and a keeper cannot end")
        .isEmpty();
  }

  /** A move that anyone can make now. */
  private static Optional<Action> push(Market market) {
    return market.bids.stream()
        .filter(bid -> pushableFrom(bid).filter(burn -> burn <= market.now.burn()).isPresent())
        .findFirst()
        .map(
            bid ->
                switch (bid.state) {
                  case QUEUED, RUNNING, DELIVERED -> BidCommands.expire(market, bid, Actor.KEEPER);
                  case CLAIMED -> ResultCommands.settleUnanswered(market, bid, Actor.KEEPER);
                  case CONTESTED -> CommitteeCommands.draw(market, bid, Actor.KEEPER);
                  case VOTING -> CommitteeCommands.finish(market, bid, Actor.KEEPER);
                  case SETTLED, REFUNDED -> throw new AssertionError(bid + " has ended");
                });
  }

  private static Optional<Long> nextMove(Market market) {
    return market.bids.stream()
        .flatMap(bid -> pushableFrom(bid).stream())
        .min(Comparator.naturalOrder());
  }

  /**
   * The burn height from which anyone may push a bid on. The Stacks chain has at least as many
   * blocks, so that it never holds a deadline up.
   */
  private static Optional<Long> pushableFrom(Bid bid) {
    return switch (bid.state) {
      case QUEUED -> Optional.of(bid.deadline.burn() - bid.time + 1);
      case RUNNING, DELIVERED, CLAIMED -> Optional.of(bid.deadline.burn() + 1);
      case CONTESTED -> Optional.of(bid.seedHeight() + 1);
      case VOTING -> Optional.of(bid.committee.orElseThrow().revealBy.burn() + 1);
      case SETTLED, REFUNDED -> Optional.empty();
    };
  }

  private static void takeWhatIsOwed(Play play, Market market) {
    for (var bid : market.bids) {
      Stream.of(Actor.values())
          .filter(who -> market.claimable(bid, who) > 0)
          .forEach(who -> play.perform(ResultCommands.claim(market, bid, who)));
    }
    for (var who : Actor.values()) {
      if (market.balance(who) > 0) {
        play.perform(WorldCommands.withdrawBalance(market, who, market.balance(who)));
      }
    }
  }

  private static void leave(Play play, Market market) {
    market.openDatasets().forEach(dataset -> play.perform(DatasetCommands.close(market, dataset)));
    market
        .activeValidators()
        .forEach(validator -> play.perform(ValidatorCommands.leave(market, validator)));
    play.perform(new Action.WaitBurnBlocks(market.terms.unbonding() + 1, "for the unbonding"));
    market.datasets.stream()
        .filter(dataset -> dataset.stake > 0)
        .forEach(dataset -> play.perform(DatasetCommands.withdraw(market, dataset)));
    List.copyOf(market.validators.values())
        .forEach(validator -> play.perform(ValidatorCommands.withdraw(market, validator)));
    if (market.treasuryDue + market.gifts > 0) {
      play.perform(WorldCommands.skim(market, Actor.KEEPER));
    }
  }
}
