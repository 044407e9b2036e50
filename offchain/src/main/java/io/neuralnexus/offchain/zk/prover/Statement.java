package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Feature;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** That a profile is true of a table. */
record Statement(Profile profile, Table table) {

  /**
   * Checks that the two are about the same things.
   *
   * @throws IllegalArgumentException if rows or features are not as many, or one of them has
   *     classes and the other has none
   */
  Statement {
    if (profile.rows() != table.rows()) {
      throw new IllegalArgumentException(
          "the profile states %d rows, the table has %d".formatted(profile.rows(), table.rows()));
    }
    if (profile.features().size() != table.features()) {
      throw new IllegalArgumentException(
          "the profile states %d features, the table has %d"
              .formatted(profile.features().size(), table.features()));
    }
    if (profile.classes().isEmpty() == table.isLabelled()) {
      throw new IllegalArgumentException(
          table.isLabelled()
              ? "the table has classes, the profile states none"
              : "the profile states classes, the table has none");
    }
  }

  /** All that is false. */
  List<Violation> violations() {
    var found = new ArrayList<Violation>();
    for (int j = 0; j < profile.features().size(); j++) values(j, found);
    if (table.isLabelled()) labels(found);
    for (int j = 0; j < profile.features().size(); j++) missing(j, found);
    for (int c = 0; c < profile.classes().size(); c++) rows(c, found);
    for (int k = 0; k < profile.sums().size(); k++) sum(k, found);
    return found;
  }

  private void values(int index, List<Violation> found) {
    var feature = profile.features().get(index);
    for (int i = 0; i < table.rows(); i++) {
      long value = table.value(index, i);
      if (isMissing(feature, value) || within(value, feature.low(), feature.high())) continue;
      found.add(new Violation.Value(index, i, value, feature.low(), feature.high()));
    }
  }

  private void labels(List<Violation> found) {
    int classes = profile.classes().size();
    for (int i = 0; i < table.rows(); i++) {
      int label = table.label(i);
      if (label < 0 || label >= classes) found.add(new Violation.Label(i, label, classes));
    }
  }

  private void missing(int index, List<Violation> found) {
    var feature = profile.features().get(index);
    if (feature.missing().isEmpty()) return;
    var stated = feature.missing().get().count();
    long actual = table.rows() - present(index).count();
    if (!within(actual, stated.low(), stated.high())) {
      found.add(new Violation.Missing(index, actual, stated));
    }
  }

  private void rows(int label, List<Violation> found) {
    var stated = profile.classes().get(label);
    long actual = IntStream.range(0, table.rows()).filter(i -> table.label(i) == label).count();
    if (!within(actual, stated.low(), stated.high())) {
      found.add(new Violation.Rows(label, actual, stated));
    }
  }

  private void sum(int index, List<Violation> found) {
    var sum = profile.sums().get(index);
    long actual =
        present(sum.feature())
            .mapToLong(i -> sum.times() * table.value(sum.feature(), i) - sum.less())
            .sum();
    if (!within(actual, sum.low(), sum.high())) {
      found.add(new Violation.Total(index, actual, sum.low(), sum.high()));
    }
  }

  /** The rows in which a feature is not missing. */
  private IntStream present(int feature) {
    var stated = profile.features().get(feature);
    return IntStream.range(0, table.rows())
        .filter(i -> !isMissing(stated, table.value(feature, i)));
  }

  static boolean isMissing(Feature feature, long value) {
    return feature.missing().filter(entry -> entry.code() == value).isPresent();
  }

  private static boolean within(long number, long low, long high) {
    return low <= number && number <= high;
  }
}
