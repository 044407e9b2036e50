package io.neuralnexus.cli.learning;

/**
 * How well a model tells the classes apart on rows it was not trained on: rows right and rows in
 * all, per class.
 */
public record Accuracy(int right0, int of0, int right1, int of1) {
  /**
   * Measures by trying every row.
   *
   * @throws IllegalArgumentException when the model is for another number of features
   */
  public static Accuracy of(LogisticModel model, LabelledRows rows) {
    if (model.featureCount() != rows.featureCount()) {
      throw new IllegalArgumentException(
          "a model of %d features cannot be measured on rows of %d"
              .formatted(model.featureCount(), rows.featureCount()));
    }
    var right = new int[2];
    for (var i = 0; i < rows.size(); i++) {
      if (model.predict(rows.features(i)) == rows.label(i)) right[rows.label(i)]++;
    }
    return new Accuracy(right[0], rows.count(0), right[1], rows.count(1));
  }

  /** Part of all rows that is right, 0 to 1. */
  public double accuracy() {
    return (double) (right0 + right1) / (of0 + of1);
  }

  /**
   * Mean over the classes of the part that is right: 0.5 for a coin, whatever the proportion of
   * classes.
   */
  public double balanced() {
    return ((double) right0 / of0 + (double) right1 / of1) / 2;
  }

  /**
   * The market's score, 0 to 100: Youden's J in percent, rounded down, which is 0 for a coin or
   * worse and 100 for a model that is always right. In whole numbers, so that everyone who measures
   * gets the same.
   */
  public int score() {
    var chance = (long) of0 * of1;
    var better = (long) right0 * of1 + (long) right1 * of0 - chance;
    return (int) Math.max(0, 100 * better / chance);
  }
}
