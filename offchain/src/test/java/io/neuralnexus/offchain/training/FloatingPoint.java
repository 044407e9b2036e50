package io.neuralnexus.offchain.training;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;

/** What the programs compute, in doubles. */
final class FloatingPoint {
  private final Architecture architecture;

  /** Of each layer, of each input and of the bias, the weight for each output. */
  private final List<double[][]> layers = new ArrayList<>();

  FloatingPoint(Architecture architecture) {
    this.architecture = architecture;
    boolean random = architecture.hidden().isPresent();
    int index = 0;
    for (var layer : architecture.layers(0)) {
      var weights = new double[layer.inputs() + 1][layer.outputs()];
      double bound = Math.sqrt(6.0 / (layer.inputs() + layer.outputs()));
      for (int i = 0; i < layer.inputs() && random; i++) {
        for (int j = 0; j < layer.outputs(); j++) weights[i][j] = bound * hash(index++) / 0x1p63;
      }
      index += layer.outputs();
      layers.add(weights);
    }
  }

  private static long hash(long index) {
    try {
      var bytes = ByteBuffer.allocate(72).putLong(64, index).array();
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  void train(Settings settings, List<Sample> datasets) {
    double rate = settings.rate();
    for (int epoch = 0; epoch < settings.epochs(); epoch++) {
      for (var dataset : datasets) {
        for (int first = 0; first < dataset.size(); first += settings.batch()) {
          learn(dataset, first, settings.batch(), rate / settings.batch());
        }
      }
      rate *= settings.decay();
    }
  }

  private void learn(Sample dataset, int first, int batch, double step) {
    var gradients = layers.stream().map(w -> new double[w.length][w[0].length]).toList();
    for (int row = first; row < Math.min(first + batch, dataset.size()); row++) {
      var x = dataset.rows()[row];
      var values = forward(x);
      var errors = probabilities(values.getLast());
      if (architecture.outputs() == 1) errors[0] -= dataset.labels()[row];
      else errors[dataset.labels()[row]] -= 1;
      for (int layer = layers.size() - 1; layer >= 0; layer--) {
        var inputs = layer == 0 ? x : values.getFirst();
        var below = new double[inputs.length];
        for (int i = 0; i <= inputs.length; i++) {
          for (int j = 0; j < errors.length; j++) {
            gradients.get(layer)[i][j] += errors[j] * (i < inputs.length ? inputs[i] : 1);
            if (i < inputs.length && inputs[i] > 0) {
              below[i] += errors[j] * layers.get(layer)[i][j];
            }
          }
        }
        errors = below;
      }
    }
    for (int layer = 0; layer < layers.size(); layer++) {
      var weights = layers.get(layer);
      for (int i = 0; i < weights.length; i++) {
        for (int j = 0; j < weights[i].length; j++) {
          weights[i][j] -= step * gradients.get(layer)[i][j];
        }
      }
    }
  }

  /** The outputs of every layer. */
  private List<double[]> forward(double[] x) {
    var values = new ArrayList<double[]>();
    var inputs = x;
    for (int layer = 0; layer < layers.size(); layer++) {
      var weights = layers.get(layer);
      var outputs = weights[inputs.length].clone();
      for (int i = 0; i < inputs.length; i++) {
        for (int j = 0; j < outputs.length; j++) outputs[j] += inputs[i] * weights[i][j];
      }
      if (layer < layers.size() - 1) {
        for (int j = 0; j < outputs.length; j++) outputs[j] = Math.max(0, outputs[j]);
      }
      values.add(outputs);
      inputs = outputs;
    }
    return values;
  }

  private static double[] probabilities(double[] outputs) {
    if (outputs.length == 1) return new double[] {1 / (1 + Math.exp(-outputs[0]))};
    var powers = new double[outputs.length];
    double sum = 0;
    for (int i = 0; i < powers.length; i++) sum += powers[i] = Math.exp(outputs[i]);
    for (int i = 0; i < powers.length; i++) powers[i] /= sum;
    return powers;
  }

  /** In bps. */
  int accuracy(Sample sample) {
    int right = 0;
    for (int row = 0; row < sample.size(); row++) {
      var outputs = forward(sample.rows()[row]).getLast();
      if (most(outputs) == sample.labels()[row]) right++;
    }
    return right * 10_000 / sample.size();
  }

  private static int most(double[] outputs) {
    if (outputs.length == 1) return outputs[0] > 0 ? 1 : 0;
    int most = 0;
    for (int i = 1; i < outputs.length; i++) if (outputs[i] > outputs[most]) most = i;
    return most;
  }

  /** A weight, in the order of the model's words. */
  double weight(int index) {
    int rest = index;
    for (var weights : layers) {
      int count = weights.length * weights[0].length;
      if (rest < count) return weights[rest / weights[0].length][rest % weights[0].length];
      rest -= count;
    }
    throw new IndexOutOfBoundsException(index);
  }
}
