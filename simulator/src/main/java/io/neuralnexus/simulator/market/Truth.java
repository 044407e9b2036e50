package io.neuralnexus.simulator.market;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.Map;

/** How good what was delivered really is. Who wants to know measures it, with an error. */
final class Truth {
  /**
   * What lies behind the evidence of a bid.
   *
   * @param score that the weights reach on the hold-out set, 0 to 100
   * @param disclosed whether the weights can be fetched
   */
  record Delivery(double score, boolean disclosed) {}

  private final Map<Uint, Delivery> deliveries = new HashMap<>();

  private Truth() {}

  static Truth in(World world) {
    return world.shared(Truth.class, _ -> new Truth());
  }

  void deliver(Uint bid, Delivery delivery) {
    deliveries.put(bid, delivery);
  }

  /**
   * What was delivered for a live bid.
   *
   * @throws IllegalStateException if nothing was
   */
  Delivery of(Uint bid) {
    var delivery = deliveries.get(bid);
    if (delivery == null) throw new IllegalStateException("nothing was delivered for bid " + bid);
    return delivery;
  }

  void forget(Uint bid) {
    deliveries.remove(bid);
  }

  /** The score as one sees it who evaluates the weights. */
  static double measured(double score, Chance chance, double deviation) {
    return deviation == 0 ? score : within(chance.normal(score, deviation));
  }

  /** A score as the market takes it. */
  static double within(double score) {
    return Math.clamp(score, 0, 100);
  }
}
