package io.neuralnexus.offchain.zk.prover;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The data of an owner, quantised: a number from 0 to 2^32 - 1 for each feature and row. A missing
 * value is the code that the profile has for it.
 */
public final class Table {
  private static final int VALUE_BITS = 32;

  private final List<long[]> features;
  private final Optional<int[]> labels;

  private Table(List<long[]> features, Optional<int[]> labels) {
    this.features = features;
    this.labels = labels;
  }

  /**
   * A table whose rows have no class.
   *
   * @param features the values of each feature, row by row
   * @throws IllegalArgumentException if there is no feature, their rows are not as many, or a value
   *     is negative or 2^32 or more, naming feature and row
   */
  public static Table of(List<long[]> features) {
    if (features.isEmpty()) throw new IllegalArgumentException("a table has at least one feature");
    var copies = features.stream().map(long[]::clone).toList();
    for (int j = 0; j < copies.size(); j++) check(j, copies.get(j), copies.getFirst().length);
    return new Table(copies, Optional.empty());
  }

  private static void check(int feature, long[] values, int rows) {
    if (values.length != rows) {
      throw new IllegalArgumentException(
          "feature %d has %d rows, feature 0 has %d".formatted(feature, values.length, rows));
    }
    for (int i = 0; i < rows; i++) {
      if (values[i] >>> VALUE_BITS != 0) {
        throw new IllegalArgumentException(
            "feature %d, row %d: %d is not from 0 to 2^32 - 1".formatted(feature, i, values[i]));
      }
    }
  }

  /**
   * The same rows with a class each.
   *
   * @param labels index of the class of each row, from 0
   * @throws IllegalArgumentException if there are not as many as rows
   */
  public Table withLabels(int... labels) {
    if (labels.length != rows()) {
      throw new IllegalArgumentException("%d labels for %d rows".formatted(labels.length, rows()));
    }
    return new Table(features, Optional.of(labels.clone()));
  }

  public int rows() {
    return features.getFirst().length;
  }

  public int features() {
    return features.size();
  }

  /** Whether each row has a class. */
  public boolean isLabelled() {
    return labels.isPresent();
  }

  /**
   * The value of a feature in a row.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public long value(int feature, int row) {
    return features.get(feature)[row];
  }

  /**
   * The class of a row.
   *
   * @throws IllegalStateException if rows have no class
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public int label(int row) {
    return labels.orElseThrow(() -> new IllegalStateException("rows have no class"))[row];
  }

  /** Of rows, features and all of their values, eight bytes each, then of the classes. */
  byte[] hash() {
    var hash = new Hash().with(bytes(IntStream.of(features(), rows()).asLongStream().toArray()));
    features.forEach(values -> hash.with(bytes(values)));
    labels.ifPresent(all -> hash.with(bytes(IntStream.of(all).asLongStream().toArray())));
    return hash.done();
  }

  private static byte[] bytes(long[] numbers) {
    var out = ByteBuffer.allocate(numbers.length * Long.BYTES);
    out.asLongBuffer().put(numbers);
    return out.array();
  }
}
