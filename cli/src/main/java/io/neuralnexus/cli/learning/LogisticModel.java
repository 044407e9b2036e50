package io.neuralnexus.cli.learning;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Logistic regression on standardised features, trained by mini-batch stochastic gradient descent
 * with an L2 penalty. The loss weighs both classes alike, however rare one is. Deterministic: the
 * same rows and the same generator give the same bits on every machine.
 *
 * <p>As bytes: the number of features (32-bit integer), then shifts, scales and weights of the
 * features and the bias (64-bit IEEE), all big-endian.
 */
public final class LogisticModel {
  private static final int BATCH = 16;
  private static final int EPOCHS = 60;

  /**
   * Bounds the time that a large table takes: no more visits of a row than this, but one epoch at
   * least.
   */
  private static final int MOST_VISITS = 2_000_000;

  private static final double LEARNING_RATE = 0.1;
  private static final double PENALTY = 0.005;

  /**
   * Standard deviations from the mean beyond which a value counts as this far, so that sums stay
   * finite.
   */
  private static final double FARTHEST = 10;

  private final double[] shifts;
  private final double[] scales;
  private final double[] weights;
  private double bias;

  private LogisticModel(int features) {
    shifts = new double[features];
    scales = new double[features];
    weights = new double[features];
  }

  /**
   * Trains a model.
   *
   * @param rows must hold both classes
   * @param random the order in which rows are visited
   */
  public static LogisticModel train(LabelledRows rows, RandomGenerator random) {
    var model = new LogisticModel(rows.featureCount());
    Standardisation.fit(rows, model.shifts, model.scales);
    model.descend(rows, random);
    return model;
  }

  private void descend(LabelledRows rows, RandomGenerator random) {
    var inputs =
        IntStream.range(0, rows.size()).mapToObj(i -> standardise(rows.features(i))).toList();
    var classWeights =
        new double[] {rows.size() / (2.0 * rows.count(0)), rows.size() / (2.0 * rows.count(1))};
    var order = IntStream.range(0, rows.size()).toArray();
    var epochs = Math.clamp(MOST_VISITS / rows.size(), 1, EPOCHS);
    var gradient = new double[weights.length];
    for (var epoch = 0; epoch < epochs; epoch++) {
      StratifiedSplit.shuffle(order, random);
      var rate = LEARNING_RATE / (1 + 0.05 * epoch);
      for (var start = 0; start < order.length; start += BATCH) {
        var end = Math.min(order.length, start + BATCH);
        Arrays.fill(gradient, 0);
        var biasGradient = 0.0;
        for (var i = start; i < end; i++) {
          var label = rows.label(order[i]);
          var input = inputs.get(order[i]);
          var error = classWeights[label] * (sigmoid(margin(input)) - label) / (end - start);
          for (var j = 0; j < gradient.length; j++) gradient[j] += error * input[j];
          biasGradient += error;
        }
        for (var j = 0; j < weights.length; j++) {
          weights[j] -= rate * (gradient[j] + PENALTY * weights[j]);
        }
        bias -= rate * biasGradient;
      }
    }
  }

  /** The class, 0 or 1, that the model holds for more likely. */
  int predict(double[] features) {
    return margin(standardise(features)) >= 0 ? 1 : 0;
  }

  public int featureCount() {
    return weights.length;
  }

  private double[] standardise(double[] features) {
    var standard = new double[features.length];
    for (var j = 0; j < features.length; j++) {
      var value = features[j] * scales[j] - shifts[j];
      standard[j] = Math.clamp(value, -FARTHEST, FARTHEST);
    }
    return standard;
  }

  private double margin(double[] input) {
    var sum = bias;
    for (var j = 0; j < input.length; j++) sum += weights[j] * input[j];
    return sum;
  }

  private static double sigmoid(double x) {
    // StrictMath, since the last bit of Math.exp may differ between machines.
    return 1 / (1 + StrictMath.exp(-x));
  }

  /**
   * Reads what {@link #toBytes} wrote.
   *
   * @throws IllegalArgumentException when the bytes are of another form
   */
  public static LogisticModel fromBytes(byte[] bytes) {
    var in = ByteBuffer.wrap(bytes);
    if (bytes.length < 12 || bytes.length != 12 + 24L * in.getInt(0)) {
      throw new IllegalArgumentException("not the bytes of a model: " + bytes.length + " bytes");
    }
    var model = new LogisticModel(in.getInt());
    for (var part : new double[][] {model.shifts, model.scales, model.weights}) {
      for (var j = 0; j < part.length; j++) part[j] = in.getDouble();
    }
    model.bias = in.getDouble();
    return model;
  }

  public byte[] toBytes() {
    var out = ByteBuffer.allocate(12 + 24 * weights.length).putInt(weights.length);
    for (var part : new double[][] {shifts, scales, weights}) {
      for (var number : part) out.putDouble(number);
    }
    return out.putDouble(bias).array();
  }
}
