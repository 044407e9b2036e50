package io.neuralnexus.simulator.kpi;

import java.util.List;

/**
 * A figure over time.
 *
 * @param name as {@code market.price}
 * @param unit as {@code STX}, {@code blocks}, {@code 1} for a count or a share
 * @param blocks when it was looked at, in burn blocks since the beginning
 * @param values what it was then
 */
public record Series(String name, String unit, List<Long> blocks, List<Double> values) {
  public Series {
    blocks = List.copyOf(blocks);
    values = List.copyOf(values);
    if (blocks.size() != values.size()) {
      throw new IllegalArgumentException(
          "%s has %d blocks and %d values".formatted(name, blocks.size(), values.size()));
    }
  }
}
