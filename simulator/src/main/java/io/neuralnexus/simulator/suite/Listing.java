package io.neuralnexus.simulator.suite;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;

/** What the events have told of a data set: its owner, its price, and whether it takes runs. */
final class Listing {
  final Uint id;
  final Principal owner;
  final long price;
  boolean open = true;

  /** Commitments to noise that are left, one for each run. */
  int seeds;

  /** Reputation of the owner when it was last seen, bps. */
  long score;

  Listing(Uint id, Principal owner, long price, int seeds, long score) {
    this.id = id;
    this.owner = owner;
    this.price = price;
    this.seeds = seeds;
    this.score = score;
  }
}
