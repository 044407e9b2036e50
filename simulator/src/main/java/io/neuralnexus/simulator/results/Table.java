package io.neuralnexus.simulator.results;

/** What is kept, by file. {@code docs/economics/results.md} says what the columns mean. */
enum Table {
  // Of a simulation
  RUNS("runs", "seed BIGINT, blocks BIGINT, transactions BIGINT, refused BIGINT"),
  SAMPLES("samples", "seed BIGINT, kpi VARCHAR, sample INTEGER, value DOUBLE"),
  SERIES("series", "seed BIGINT, series VARCHAR, unit VARCHAR, block BIGINT, value DOUBLE"),
  FLOWS("flows", "seed BIGINT, payer VARCHAR, payee VARCHAR, reason VARCHAR, micro BIGINT"),
  POPULATIONS(
      "populations",
      "population VARCHAR, role VARCHAR, strategy VARCHAR, agents INTEGER, wealth DOUBLE,"
          + " attack BOOLEAN"),
  ASSERTIONS(
      "assertions",
      "expectation VARCHAR, kpi VARCHAR, statistic VARCHAR, comparison VARCHAR, bound DOUBLE,"
          + " value DOUBLE, samples INTEGER, holds BOOLEAN, because VARCHAR"),

  // Of a sweep
  POINTS("points", "point INTEGER, key VARCHAR, value DOUBLE"),
  SWEPT("samples", "point INTEGER, seed BIGINT, kpi VARCHAR, sample INTEGER, value DOUBLE"),
  SWEEP(
      "sweep",
      "point INTEGER, kpi VARCHAR, statistic VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE,"
          + " runs INTEGER, difference DOUBLE, difference_low DOUBLE, difference_high DOUBLE"),

  // Of a search for a frontier
  FRONTIER(
      "frontier",
      "parameter VARCHAR, target VARCHAR, confidence DOUBLE, outcome VARCHAR, fails DOUBLE,"
          + " holds DOUBLE"),
  CURVE(
      "curve",
      "parameter DOUBLE, value DOUBLE, low DOUBLE, high DOUBLE, runs INTEGER, verdict VARCHAR");

  private final String title;
  private final String columns;

  Table(String title, String columns) {
    this.title = title;
    this.columns = columns;
  }

  /** Names and types, as SQL has them. */
  String columns() {
    return columns;
  }

  String file() {
    return title + ".parquet";
  }

  @Override
  public String toString() {
    return title;
  }
}
