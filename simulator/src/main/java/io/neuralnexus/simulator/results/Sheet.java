package io.neuralnexus.simulator.results;

/** A table that is kept; its text is its name. */
interface Sheet {
  /** Names and types, as SQL has them. */
  String columns();

  default String file() {
    return this + ".parquet";
  }
}
