package io.neuralnexus.simulator.suite;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;

/** A licence that is on sale. */
final class Offer {
  final Uint model;
  final Uint index;
  final Principal owner;
  final long fee;
  final boolean derivatives;
  final long share;

  /** Generations between the model and one that derives of nothing. */
  final int depth;

  /** Licences sold so far. */
  int sales;

  Offer(
      Uint model,
      Uint index,
      Principal owner,
      long fee,
      boolean derivatives,
      long share,
      int depth) {
    this.model = model;
    this.index = index;
    this.owner = owner;
    this.fee = fee;
    this.derivatives = derivatives;
    this.share = share;
    this.depth = depth;
  }
}
