package io.neuralnexus.simulator.results;

/**
 * What is kept of a sweep, by file. {@code docs/economics/sweeps.md} says what the columns mean.
 */
enum SweepTable implements Sheet {
  POINTS("point INTEGER, key VARCHAR, value DOUBLE"),
  SAMPLES("point INTEGER, seed BIGINT, kpi VARCHAR, sample INTEGER, value DOUBLE"),
  SWEEP(
      "point INTEGER, kpi VARCHAR, statistic VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE,"
          + " runs INTEGER, difference DOUBLE, difference_low DOUBLE, difference_high DOUBLE");

  private final String columns;

  SweepTable(String columns) {
    this.columns = columns;
  }

  @Override
  public String columns() {
    return columns;
  }

  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
