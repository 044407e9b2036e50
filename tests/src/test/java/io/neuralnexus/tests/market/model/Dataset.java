package io.neuralnexus.tests.market.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A data set of the model. */
final class Dataset {
  private static final Comparator<Bid> BEST_PRICE_FIRST =
      (a, b) -> Long.compare(b.amount * a.time, a.amount * b.time);

  final int id;
  final Actor owner;
  final String uri;
  final long floor;
  final long unbonding;
  long stake;
  long ask;
  long capacity = 1;
  long running;
  long quality;
  long samples;
  Optional<Deadline> unlock = Optional.empty();

  /** Waiting bids, the best price per time first, the earlier first of equals. */
  final List<Bid> queue = new ArrayList<>();

  Dataset(int id, Actor owner, String uri, long stake, Terms terms) {
    this.id = id;
    this.owner = owner;
    this.uri = uri;
    this.stake = stake;
    this.floor = terms.minProviderStake();
    this.unbonding = terms.unbonding();
  }

  boolean isOpen() {
    return unlock.isEmpty();
  }

  boolean takesBids() {
    return isOpen() && stake >= floor;
  }

  boolean fits(long amount, long time) {
    return amount >= ask * time;
  }

  boolean hasSlot() {
    return running < capacity;
  }

  boolean isQueueFull() {
    return queue.size() == Terms.QUEUE;
  }

  boolean beatsWorst(long amount, long time) {
    var worst = queue.getLast();
    return amount * worst.time > worst.amount * time;
  }

  boolean canWithdraw(Clock now) {
    return running == 0 && unlock.filter(deadline -> deadline.hasPassed(now)).isPresent();
  }

  void enqueue(Bid bid) {
    queue.add(bid);
    // A stable sort keeps the earlier of equal prices in front.
    queue.sort(BEST_PRICE_FIRST);
  }

  /** The moving average of scores, in bps, remembers seven parts of eight. */
  void sample(long score) {
    quality = samples == 0 ? score * 100 : (quality * 7 + score * 100) / 8;
    samples++;
  }

  @Override
  public String toString() {
    return "data set " + id;
  }
}
