package io.neuralnexus.simulator.market;

import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;

/** Whoever wants to know what happens. */
interface Party {
  /** Something happened to a bid in which it takes part; the bid is as it is thereafter. */
  void told(Deal deal, Event event);

  /** Something happened to what is its own. */
  default void told(Event event) {}
}
