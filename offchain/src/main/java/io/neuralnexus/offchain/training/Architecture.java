package io.neuralnexus.offchain.training;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * What a model looks like: dense layers from the features of a row to its class.
 *
 * @param features of a row
 * @param hidden units between two layers, with ReLU; without, there is one layer
 * @param classes 2 with one output (logistic) or as many outputs as classes (softmax)
 * @param outputs 1 for the logistic function, else as many as classes
 */
public record Architecture(int features, OptionalInt hidden, int classes, int outputs) {
  /** The most classes. */
  public static final int MOST_CLASSES = 256;

  /** The most features, and the most hidden units. */
  public static final int MOST_WIDTH = 4_096;

  public Architecture {
    check("features", features, 1, MOST_WIDTH);
    hidden.ifPresent(units -> check("hidden units", units, 1, MOST_WIDTH));
    check("classes", classes, 2, MOST_CLASSES);
    if (outputs != classes && !(outputs == 1 && classes == 2)) {
      throw new IllegalArgumentException(
          "%d outputs for %d classes: there is one for each, or one for two"
              .formatted(outputs, classes));
    }
  }

  private static void check(String what, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%d %s: there are %d to %d".formatted(value, what, least, most));
    }
  }

  /** Logistic regression for two classes. */
  public static Architecture logistic(int features) {
    return new Architecture(features, OptionalInt.empty(), 2, 1);
  }

  /** Softmax regression. */
  public static Architecture softmax(int features, int classes) {
    return new Architecture(features, OptionalInt.empty(), classes, classes);
  }

  /** A layer of hidden units with ReLU, and a softmax. */
  public static Architecture network(int features, int hidden, int classes) {
    return new Architecture(features, OptionalInt.of(hidden), classes, classes);
  }

  /** The number of weights, biases included. */
  public int weights() {
    return layers(0).stream().mapToInt(Dense::weights).sum();
  }

  /** The layers, the weights of which begin at an address. */
  List<Dense> layers(int address) {
    var layers = new ArrayList<Dense>();
    int inputs = features;
    if (hidden.isPresent()) {
      layers.add(new Dense(inputs, hidden.getAsInt(), address));
      inputs = hidden.getAsInt();
    }
    int next = address + layers.stream().mapToInt(Dense::weights).sum();
    layers.add(new Dense(inputs, outputs, next));
    return layers;
  }
}
