package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Feature;
import java.util.ArrayList;
import java.util.List;

/** Which column of a trace is what, and what the counts of a profile are. */
final class Layout {
  private final Profile profile;
  private final List<Count> counts;

  /** The column of the first digit of each feature, and of what comes after the last. */
  private final int[] digits;

  /** The column of the marks of each feature's missing values, where it has any. */
  private final int[] missing;

  /** What is counted, within bounds. */
  sealed interface Count {
    long low();

    long high();
  }

  /** The missing values of a feature. */
  record MissingValues(int feature, long low, long high) implements Count {}

  /** The rows of a class. */
  record ClassRows(int label, long low, long high) implements Count {}

  /** A sum over a feature. */
  record WeightedSum(int feature, long times, long less, long low, long high) implements Count {}

  Layout(Profile profile) {
    this.profile = profile;
    this.counts = counts(profile);
    this.missing = new int[features().size()];
    int column = x(features().size());
    for (int j = 0; j < missing.length; j++) {
      if (features().get(j).missing().isPresent()) missing[j] = column++;
    }
    column += profile.classes().size();
    this.digits = new int[missing.length + 1];
    for (int j = 0; j < missing.length; j++) {
      digits[j] = column;
      column += features().get(j).digits().size();
    }
    digits[missing.length] = column;
  }

  private static List<Count> counts(Profile profile) {
    var counts = new ArrayList<Count>();
    for (int j = 0; j < profile.features().size(); j++) {
      int feature = j;
      profile
          .features()
          .get(j)
          .missing()
          .ifPresent(
              entry ->
                  counts.add(
                      new MissingValues(feature, entry.count().low(), entry.count().high())));
    }
    for (int label = 0; label < profile.classes().size(); label++) {
      var bounds = profile.classes().get(label);
      counts.add(new ClassRows(label, bounds.low(), bounds.high()));
    }
    for (var sum : profile.sums()) {
      counts.add(new WeightedSum(sum.feature(), sum.times(), sum.less(), sum.low(), sum.high()));
    }
    return List.copyOf(counts);
  }

  Profile profile() {
    return profile;
  }

  List<Feature> features() {
    return profile.features();
  }

  List<Count> counts() {
    return counts;
  }

  /** The mark of the data's rows. */
  int s() {
    return 0;
  }

  /** What a count finds from a row on. */
  int total(int count) {
    return 1 + count;
  }

  /** How far a count's total is above its lower bound. */
  int above(int count) {
    return 1 + counts.size() + count;
  }

  /** How far a count's total is below its upper bound. */
  int below(int count) {
    return 1 + 2 * counts.size() + count;
  }

  int x(int feature) {
    return shifted() + feature;
  }

  boolean hasMissing(int feature) {
    return missing[feature] != 0;
  }

  /** The mark of missing values of a feature that has them. */
  int u(int feature) {
    return missing[feature];
  }

  /** The mark of a class. */
  int t(int label) {
    return digits[0] - profile.classes().size() + label;
  }

  /** The first digit of a feature; that of the feature after the last is the end of them. */
  int d(int feature) {
    return digits[feature];
  }

  /** What each of all digits is, in order. */
  List<Digit> digits() {
    return features().stream().flatMap(feature -> feature.digits().stream()).toList();
  }

  /** E: as many columns at the beginning are opened at the next row, too. */
  int shifted() {
    return 1 + 3 * counts.size();
  }

  /** W: all columns, with the one of zeros that makes their number even. */
  int width() {
    int used = digits[features().size()];
    return used + used % 2;
  }
}
