package io.neuralnexus.simulator.market;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;

/**
 * A data set that takes bids, as everybody can see it.
 *
 * @param id of the data set
 * @param owner its provider
 * @param ask micro-STX per block of computation time
 * @param capacity bids at once
 * @param running bids between match and settlement
 * @param stake micro-STX
 * @param floor micro-STX with which it takes bids
 * @param quality moving average of its scores, 0 to 100
 * @param samples how many scores there were
 */
record Listing(
    Uint id,
    Principal owner,
    long ask,
    long capacity,
    long running,
    long stake,
    long floor,
    double quality,
    long samples) {

  boolean takesBids() {
    return stake >= floor && running < capacity;
  }

  Listing withTerms(long nextAsk, long nextCapacity) {
    return new Listing(id, owner, nextAsk, nextCapacity, running, stake, floor, quality, samples);
  }

  Listing withStake(long next) {
    return new Listing(id, owner, ask, capacity, running, next, floor, quality, samples);
  }

  Listing withRun() {
    return new Listing(id, owner, ask, capacity, running + 1, stake, floor, quality, samples);
  }

  Listing after(long stillRunning, long left, double score, long count) {
    return new Listing(id, owner, ask, capacity, stillRunning, left, floor, score, count);
  }
}
