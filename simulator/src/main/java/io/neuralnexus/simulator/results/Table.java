package io.neuralnexus.simulator.results;

/** What is kept, by file. {@code docs/economics/results.md} says what the columns mean. */
enum Table implements Sheet {
  RUNS("seed BIGINT, blocks BIGINT, transactions BIGINT, refused BIGINT"),
  SAMPLES("seed BIGINT, kpi VARCHAR, sample INTEGER, value DOUBLE"),
  SERIES("seed BIGINT, series VARCHAR, unit VARCHAR, block BIGINT, value DOUBLE"),
  FLOWS("seed BIGINT, payer VARCHAR, payee VARCHAR, reason VARCHAR, micro BIGINT"),
  POPULATIONS(
      "population VARCHAR, role VARCHAR, strategy VARCHAR, agents INTEGER, wealth DOUBLE,"
          + " attack BOOLEAN"),
  ASSERTIONS(
      "expectation VARCHAR, kpi VARCHAR, statistic VARCHAR, comparison VARCHAR, bound DOUBLE,"
          + " value DOUBLE, samples INTEGER, holds BOOLEAN, because VARCHAR");

  private final String columns;

  Table(String columns) {
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
