package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Sha256;
import io.neuralnexus.cli.learning.LabelledRows;

/**
 * Buys training, and keeps the rows on which models are scored to itself until they are trained.
 */
final class Developer {
  /** Blocks for which a provider is booked. */
  private static final Uint COMPUTATION_TIME = Uint.of(100);

  /** Blocks within which a score must be claimed. */
  private static final Uint DEADLINE = Uint.of(1000);

  private final Account account;
  private final byte[] holdOut;
  private final World world;

  Developer(Account account, LabelledRows holdOut, World world) {
    this.account = account;
    this.holdOut = holdOut.toBytes();
    this.world = world;
  }

  Account account() {
    return account;
  }

  Buff holdOutHash() {
    return Sha256.of(holdOut);
  }

  /** Bids micro-STX on a data set; the hash fixes the hold-out set before anything is trained. */
  Bid bid(Provider provider, long amount) {
    var market = world.market();
    var receipt =
        market
            .as(account)
            .placeComputationBidWithHoldout(
                provider.datasetId(), Uint.of(amount), COMPUTATION_TIME, DEADLINE, holdOutHash());
    var placed = market.done(receipt);
    var tips = -placed.moved(account) - amount;
    market.book(account, "bids", -amount);
    market.book(account, "keepers' tips", -tips);
    var id = placed.value();
    var bond = market.contract().getBidTerms(id).orElseThrow().committeeFee().longValueExact();
    var modelId = Uint.of(placed.only("bid-matched").amount("model-id"));
    return new Bid(id, modelId, provider, amount, tips, bond, holdOutHash());
  }

  /** Shows the hold-out set to everyone, once the weights are fixed. */
  void openHoldOut() {
    world.files().publish(Buff.of(holdOut));
  }

  /** Agrees with a claim. */
  Settlement accept(Bid bid) {
    var market = world.market();
    return Settlement.in(market.done(market.as(account).acceptResult(bid.id())));
  }

  /** Names another score, with a bond, and leaves the decision to a committee. */
  void contest(Bid bid, int counterScore) {
    var market = world.market();
    var contest = market.as(account).contestResult(bid.id(), Uint.of(counterScore));
    market.done(account, "bonds", contest);
  }

  /** Takes what the settlement left to it; returns micro-STX. */
  long collect(Outcome outcome) {
    var parts = outcome.settlement().developerParts(outcome);
    return world.market().collect(account, outcome.bid(), parts);
  }
}
