package io.neuralnexus.tests.suite.model;

import java.util.List;

/**
 * What a model owes the models it derives from.
 *
 * @param end burn height at which the first parent's licence ends
 */
record Lineage(List<Edge> edges, long end) {
  /** Burn height that no licence outlives. */
  static final long FOREVER = 1_000_000_000;

  static final Lineage NONE = new Lineage(List.of(), FOREVER);

  /**
   * One parent.
   *
   * @param bps its share of the income
   * @param minimum micro-STX for each licence sold
   */
  record Edge(Model parent, long bps, long minimum) {}
}
