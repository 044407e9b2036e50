package io.neuralnexus.cli.learning;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rows of finite numbers, each of class 0 or class 1. Immutable.
 *
 * <p>As bytes, so that strangers can hash and exchange them: rows and features (two 32-bit
 * integers), the two class names (each a 32-bit length and UTF-8), then per row its features
 * (64-bit IEEE) and its class (one byte); all big-endian.
 */
public final class LabelledRows {
  private final List<String> classNames;
  private final double[][] features;
  private final int[] labels;

  LabelledRows(List<String> classNames, double[][] features, int[] labels) {
    this.classNames = List.copyOf(classNames);
    this.features = features;
    this.labels = labels;
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are of another form
   */
  public static LabelledRows fromBytes(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    try {
      var features = new double[in.getInt()][in.getInt()];
      var names = List.of(name(in), name(in));
      var labels = new int[features.length];
      for (var i = 0; i < labels.length; i++) {
        for (var j = 0; j < features[i].length; j++) features[i][j] = in.getDouble();
        labels[i] = in.get();
      }
      if (in.hasRemaining()) throw new IllegalArgumentException("bytes after the last row");
      return new LabelledRows(names, features, labels);
    } catch (BufferUnderflowException | NegativeArraySizeException e) {
      throw new IllegalArgumentException("not the bytes of labelled rows", e);
    }
  }

  private static String name(ByteBuffer in) {
    var name = new byte[in.getInt()];
    in.get(name);
    return new String(name, StandardCharsets.UTF_8);
  }

  public byte[] toBytes() {
    var names = classNames.stream().map(name -> name.getBytes(StandardCharsets.UTF_8)).toList();
    var rowBytes = 8 * featureCount() + 1;
    var out =
        ByteBuffer.allocate(
            16 + names.stream().mapToInt(name -> name.length).sum() + size() * rowBytes);
    out.putInt(size()).putInt(featureCount());
    names.forEach(name -> out.putInt(name.length).put(name));
    for (var i = 0; i < size(); i++) {
      for (var feature : features[i]) out.putDouble(feature);
      out.put((byte) labels[i]);
    }
    return out.array();
  }

  public int size() {
    return labels.length;
  }

  public int featureCount() {
    return features[0].length;
  }

  /** The names of class 0 and class 1. */
  public List<String> classNames() {
    return classNames;
  }

  /** How many rows are of the class. */
  public int count(int label) {
    return (int) IntStream.of(labels).filter(i -> i == label).count();
  }

  /** The same rows with the two classes swapped: what an export that mixed up 0 and 1 delivers. */
  public LabelledRows withSwappedLabels() {
    return new LabelledRows(classNames, features, IntStream.of(labels).map(i -> 1 - i).toArray());
  }

  LabelledRows select(int[] indices) {
    var rows = Arrays.stream(indices).mapToObj(i -> features[i]).toArray(double[][]::new);
    return new LabelledRows(classNames, rows, IntStream.of(indices).map(i -> labels[i]).toArray());
  }

  /** The caller must not write to it. */
  double[] features(int row) {
    return features[row];
  }

  int label(int row) {
    return labels[row];
  }
}
