package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.offchain.zk.Profile;

/**
 * Section "The trace": how many columns there are of each kind, in their order.
 *
 * @param counts K: columns A_k, then B_k, then C_k, after the one of s
 * @param features columns x_j
 * @param missing columns u_j
 * @param classes columns t_c
 * @param digits columns d
 */
record Columns(int counts, int features, int missing, int classes, int digits) {
  static Columns of(Profile profile) {
    int missing = (int) profile.features().stream().filter(f -> f.missing().isPresent()).count();
    int classes = profile.classes().size();
    return new Columns(
        missing + classes + profile.sums().size(),
        profile.features().size(),
        missing,
        classes,
        profile.features().stream().mapToInt(feature -> feature.digits().size()).sum());
  }

  /** E: the columns that are opened at the next row too. */
  int shifted() {
    return 1 + 3 * counts;
  }

  /** W: all columns, and one of zeros if that makes the number even. */
  int width() {
    int columns = shifted() + features + missing + classes + digits;
    return columns + columns % 2;
  }

  int a(int count) {
    return 1 + count;
  }

  int b(int count) {
    return a(counts + count);
  }

  int c(int count) {
    return b(counts + count);
  }

  int x(int feature) {
    return shifted() + feature;
  }

  int u(int index) {
    return x(features + index);
  }

  int t(int label) {
    return u(missing + label);
  }

  int d(int digit) {
    return t(classes + digit);
  }
}
