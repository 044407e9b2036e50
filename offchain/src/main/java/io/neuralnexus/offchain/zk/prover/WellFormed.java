package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Sum;

/** What a profile must be so that verifiers accept proofs of it, with the reason if it is not. */
final class WellFormed {
  private static final int MAX_FEATURES = 64;
  private static final int MAX_CLASSES = 16;
  private static final int MAX_SUMS = 8;
  private static final int MAX_DIGITS = 9;
  private static final int VALUE_BITS = 32;
  private static final int TIMES_BITS = 16;
  private static final int LESS_BITS = 48;
  private static final long MAX_SUM = 1L << 50;

  private final Parameters parameters;
  private final Profile profile;

  private WellFormed(Parameters parameters, Profile profile) {
    this.parameters = parameters;
    this.profile = profile;
  }

  /**
   * Checks a profile.
   *
   * @throws IllegalArgumentException if verifiers would refuse it whatever the proof
   */
  static void check(Parameters parameters, Profile profile) {
    var check = new WellFormed(parameters, profile);
    check.size();
    for (int j = 0; j < profile.features().size(); j++) {
      check.feature("feature " + j, profile.features().get(j));
    }
    for (int c = 0; c < profile.classes().size(); c++) {
      check.bounds("class " + c, profile.classes().get(c));
    }
    for (int k = 0; k < profile.sums().size(); k++) check.sum("sum " + k, profile.sums().get(k));
    int width = new Layout(profile).width();
    require(
        width <= Parameters.MAX_COLUMNS,
        "the profile needs %d columns, more than 400: state fewer features or narrower ranges",
        width);
  }

  private void size() {
    require(
        parameters.minLog() <= profile.log() && profile.log() <= parameters.maxLog(),
        "log is %d, not in %d .. %d",
        profile.log(),
        parameters.minLog(),
        parameters.maxLog());
    long most = (1L << profile.log()) - parameters.masks() - 1;
    require(
        1 <= profile.rows() && profile.rows() <= most,
        "%d rows do not fit: with log %d there are 1 to %d",
        profile.rows(),
        profile.log(),
        most);
    atMost("features", profile.features().size(), MAX_FEATURES);
    require(!profile.features().isEmpty(), "there is no feature");
    atMost("classes", profile.classes().size(), MAX_CLASSES);
    atMost("sums", profile.sums().size(), MAX_SUMS);
  }

  private static void atMost(String what, int actual, int most) {
    require(actual <= most, "%d %s are more than %d", actual, what, most);
  }

  private void feature(String name, Feature feature) {
    long low = feature.low();
    long high = feature.high();
    require(
        0 <= low && low <= high && high >>> VALUE_BITS == 0,
        "%s: %d .. %d is no range of numbers below 2^32",
        name,
        low,
        high);
    feature
        .missing()
        .ifPresent(
            missing -> {
              long code = missing.code();
              require(
                  code >>> VALUE_BITS == 0 && (code < low || code > high),
                  "%s: the code %d must be below 2^32 and out of %d .. %d",
                  name,
                  code,
                  low,
                  high);
              bounds(name + ", missing", missing.count());
            });
    digits(name, feature);
  }

  private static void digits(String name, Feature feature) {
    atMost("digits of " + name, feature.digits().size(), MAX_DIGITS);
    long reached = 0;
    for (var digit : feature.digits()) {
      require(
          1 <= digit.most()
              && digit.most() <= Digit.MOST
              && 1 <= digit.weight()
              && digit.weight() <= 1 + reached,
          "%s: after digits that reach %d there is none like %s",
          name,
          reached,
          digit);
      reached += digit.weight() * digit.most();
    }
    require(
        reached == feature.high() - feature.low(),
        "%s: its digits reach %d, not %d",
        name,
        reached,
        feature.high() - feature.low());
  }

  private void bounds(String name, Bounds bounds) {
    require(
        0 <= bounds.low() && bounds.low() <= bounds.high() && bounds.high() <= profile.rows(),
        "%s: %d .. %d is no range within 0 .. %d, the rows",
        name,
        bounds.low(),
        bounds.high(),
        profile.rows());
  }

  private void sum(String name, Sum sum) {
    require(
        0 <= sum.feature() && sum.feature() < profile.features().size(),
        "%s: there is no feature %d",
        name,
        sum.feature());
    require(
        1 <= sum.times() && sum.times() >>> TIMES_BITS == 0,
        "%s: times is %d, not in 1 .. 2^16 - 1",
        name,
        sum.times());
    require(
        sum.less() >>> LESS_BITS == 0, "%s: less is %d, not in 0 .. 2^48 - 1", name, sum.less());
    long most = Math.max(1, profile.features().get(sum.feature()).high());
    require(
        sum.times() * most <= MAX_SUM / profile.rows() && sum.less() <= MAX_SUM / profile.rows(),
        "%s: it could exceed 2^50: state it with smaller factors",
        name);
    require(
        -MAX_SUM <= sum.low() && sum.low() <= sum.high() && sum.high() <= MAX_SUM,
        "%s: %d .. %d is no range within -2^50 .. 2^50",
        name,
        sum.low(),
        sum.high());
  }

  private static void require(boolean holds, String message, Object... arguments) {
    if (!holds) throw new IllegalArgumentException(message.formatted(arguments));
  }
}
