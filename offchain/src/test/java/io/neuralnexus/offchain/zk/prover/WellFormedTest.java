package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WellFormedTest {
  private static final Feature FEATURE = new Feature(0, 255, Optional.empty());

  @Test
  void profiles_at_the_limits_are_accepted() {
    assertAccepted(Samples.profile(10));
    assertAccepted(with(943, FEATURE));
    assertAccepted(with(1, new Feature(0, 0xffff_ffffL, Optional.empty())));
    assertAccepted(with(9, new Feature(1, 1, missing(0, 0, 9))));
    assertAccepted(with(9, new Sum(0, 65_535, 1L << 40, -(1L << 50), 1L << 50)));
    assertAccepted(
        new Profile(10, 9, Collections.nCopies(64, FEATURE), bounds(16, 0, 9), List.of()));
  }

  @Test
  void sizes_must_fit_the_trace() {
    assertRefused(with(944, FEATURE), "944 rows do not fit: with log 10 there are 1 to 943");
    assertRefused(with(0, FEATURE), "0 rows do not fit: with log 10 there are 1 to 943");
    assertRefused(profile(9, 5, List.of(FEATURE)), "log is 9, not in 10 .. 17");
    assertRefused(profile(18, 5, List.of(FEATURE)), "log is 18, not in 10 .. 17");
    assertRefused(profile(10, 5, List.of()), "there is no feature");
    assertRefused(profile(10, 5, Collections.nCopies(65, FEATURE)), "65 features are more than 64");
    assertRefused(
        new Profile(10, 5, List.of(FEATURE), bounds(17, 0, 5), List.of()),
        "17 classes are more than 16");
    assertRefused(
        new Profile(
            10, 5, List.of(FEATURE), List.of(), Collections.nCopies(9, new Sum(0, 1, 0, 0, 1))),
        "9 sums are more than 8");
    var wide = new Feature(0, 0xffff_ffffL, Optional.empty());
    assertRefused(
        profile(10, 5, Collections.nCopies(64, wide)),
        "the profile needs 578 columns, more than 400: state fewer features or narrower ranges");
  }

  @Test
  void ranges_are_of_32_bits() {
    for (var range : List.of(new Bounds(-1, 0), new Bounds(2, 1), new Bounds(0, 1L << 32))) {
      assertRefused(
          with(5, new Feature(range.low(), range.high(), Optional.empty(), List.of())),
          "feature 0: %d .. %d is no range of numbers below 2^32"
              .formatted(range.low(), range.high()));
    }
  }

  @Test
  void the_code_of_a_missing_value_is_no_value() {
    for (long code : new long[] {-1, 0, 255, 1L << 32}) {
      assertRefused(
          with(5, new Feature(0, 255, missing(code, 0, 5))),
          "feature 0: the code %d must be below 2^32 and out of 0 .. 255".formatted(code));
    }
    assertRefused(
        with(5, new Feature(0, 255, missing(256, 0, 6))),
        "feature 0, missing: 0 .. 6 is no range within 0 .. 5, the rows");
  }

  @Test
  void digits_reach_each_number_of_the_range_and_no_other() {
    assertDigits("after digits that reach 0 there is none like", new Digit(2, 1));
    assertDigits("after digits that reach 0 there is none like", new Digit(1, 16));
    assertDigits("after digits that reach 0 there is none like", new Digit(1, 0));
    assertDigits("after digits that reach 0 there is none like", new Digit(0, 1));
    assertDigits(
        "after digits that reach 15 there is none like", new Digit(1, 15), new Digit(17, 14));
    assertDigits(
        "its digits reach 254, not 255", new Digit(1, 14), new Digit(15, 15), new Digit(15, 1));
    assertRefused(
        with(5, new Feature(0, 10, Optional.empty(), Collections.nCopies(10, new Digit(1, 1)))),
        "10 digits of feature 0 are more than 9");
  }

  @Test
  void counts_are_of_rows() {
    for (var bounds : List.of(new Bounds(-1, 1), new Bounds(2, 1), new Bounds(0, 6))) {
      assertRefused(
          new Profile(10, 5, List.of(FEATURE), List.of(bounds), List.of()),
          "class 0: %d .. %d is no range within 0 .. 5, the rows"
              .formatted(bounds.low(), bounds.high()));
    }
  }

  @Test
  void sums_do_not_exceed_2_to_the_50th() {
    assertRefused(with(5, new Sum(1, 1, 0, 0, 1)), "sum 0: there is no feature 1");
    assertRefused(with(5, new Sum(-1, 1, 0, 0, 1)), "sum 0: there is no feature -1");
    assertRefused(with(5, new Sum(0, 0, 0, 0, 1)), "sum 0: times is 0, not in 1 .. 2^16 - 1");
    assertRefused(
        with(5, new Sum(0, 65_536, 0, 0, 1)), "sum 0: times is 65536, not in 1 .. 2^16 - 1");
    assertRefused(with(5, new Sum(0, 1, -1, 0, 1)), "sum 0: less is -1, not in 0 .. 2^48 - 1");
    assertRefused(
        with(5, new Sum(0, 1, 1L << 48, 0, 1)),
        "sum 0: less is 281474976710656, not in 0 .. 2^48 - 1");
    assertRefused(
        with(5, new Sum(0, 1, (1L << 48) - 1, 0, 1)),
        "sum 0: it could exceed 2^50: state it with smaller factors");
    assertRefused(
        with(5, new Sum(0, 1, 0, 1, 0)), "sum 0: 1 .. 0 is no range within -2^50 .. 2^50");
    assertRefused(
        with(5, new Sum(0, 1, 0, 0, (1L << 50) + 1)),
        "sum 0: 0 .. 1125899906842625 is no range within -2^50 .. 2^50");
  }

  private static void assertDigits(String message, Digit... digits) {
    var feature = new Feature(0, 255, Optional.empty(), List.of(digits));
    assertThatThrownBy(() -> WellFormed.check(Parameters.STANDARD, with(5, feature)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("feature 0: " + message);
  }

  private static void assertAccepted(Profile profile) {
    assertThatCode(() -> WellFormed.check(Parameters.STANDARD, profile)).doesNotThrowAnyException();
  }

  private static void assertRefused(Profile profile, String message) {
    assertThatThrownBy(() -> WellFormed.check(Parameters.STANDARD, profile))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Profile with(long rows, Feature feature) {
    return profile(10, rows, List.of(feature));
  }

  private static Profile with(long rows, Sum sum) {
    return new Profile(10, rows, List.of(FEATURE), List.of(), List.of(sum));
  }

  private static Profile profile(int log, long rows, List<Feature> features) {
    return new Profile(log, rows, features, List.of(), List.of());
  }

  private static List<Bounds> bounds(int count, long low, long high) {
    return Collections.nCopies(count, new Bounds(low, high));
  }

  private static Optional<Missing> missing(long code, long low, long high) {
    return Optional.of(new Missing(code, new Bounds(low, high)));
  }
}
