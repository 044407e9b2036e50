package io.neuralnexus.cli.learning;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A weight for each feature and a bias, trained row by row by gradient descent on the logistic
 * loss: in floating point what the training machine's logistic regression does in whole numbers.
 * Immutable.
 */
public final class LinearModel {
  private final double[] weights;

  private LinearModel(double[] weights) {
    this.weights = weights;
  }

  /** A model that has learnt nothing. */
  public static LinearModel blank(int features) {
    return new LinearModel(new double[features + 1]);
  }

  /** The model with these weights, of which the last is the bias. */
  public static LinearModel of(List<Double> weights) {
    return new LinearModel(weights.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The model after it has seen the parts in turn, so many times. */
  public LinearModel learn(List<StandardRows> parts, int epochs, double rate) {
    var next = weights.clone();
    for (var epoch = 0; epoch < epochs; epoch++) {
      for (var part : parts) {
        for (var i = 0; i < part.size(); i++) {
          var input = part.features()[i];
          var truth = part.classes()[i] ? 1 : 0;
          // StrictMath, since the last bit of Math.exp may differ between machines.
          var step = rate * (truth - 1 / (1 + StrictMath.exp(-margin(next, input))));
          for (var j = 0; j < input.length; j++) next[j] += step * input[j];
          next[input.length] += step;
        }
      }
    }
    return new LinearModel(next);
  }

  /** The model with weights that fit into so few bits each, and a common scale. */
  public LinearModel rounded(int bits) {
    var largest = 0.0;
    for (var weight : weights) largest = Math.max(largest, Math.abs(weight));
    if (largest == 0) return this;
    var unit = largest / ((1 << bits - 1) - 1);
    var next = weights.clone();
    for (var i = 0; i < next.length; i++) next[i] = Math.rint(next[i] / unit) * unit;
    return new LinearModel(next);
  }

  /** How many of the rows it has right. */
  public int right(StandardRows rows) {
    var right = 0;
    for (var i = 0; i < rows.size(); i++) {
      if (margin(weights, rows.features()[i]) >= 0 == rows.classes()[i]) right++;
    }
    return right;
  }

  private static double margin(double[] weights, double[] input) {
    var sum = weights[input.length];
    for (var j = 0; j < input.length; j++) sum += weights[j] * input[j];
    return sum;
  }

  /** Its weights, the bias last (64-bit IEEE, big-endian). */
  public byte[] toBytes() {
    var out = ByteBuffer.allocate(Double.BYTES * weights.length);
    for (var weight : weights) out.putDouble(weight);
    return out.array();
  }
}
