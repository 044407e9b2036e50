package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Refusal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/** Section "Statement: the profile": which profiles state something that can be proven. */
final class Statement {
  private static final int MOST_FEATURES = 64;
  private static final int MOST_DIGITS = 9;
  private static final int MOST_CLASSES = 16;
  private static final int MOST_SUMS = 8;
  private static final long VALUES = 1L << 32;
  private static final long TIMES = 1L << 16;
  private static final long LESS = 1L << 48;
  private static final long SUM = 1L << 50;

  private Statement() {}

  static Optional<Refusal> refusal(Parameters parameters, Profile profile) {
    if (!hasSize(parameters, profile)) return Optional.of(Refusal.BAD_SIZE);
    if (!hasFeatures(profile.features())) return Optional.of(Refusal.BAD_FEATURE);
    if (!hasCounts(profile)) return Optional.of(Refusal.BAD_COUNT);
    if (Columns.of(profile).width() > Parameters.MAX_COLUMNS) return Optional.of(Refusal.TOO_WIDE);
    return Optional.empty();
  }

  private static boolean hasSize(Parameters parameters, Profile profile) {
    return parameters.minLog() <= profile.log()
        && profile.log() <= parameters.maxLog()
        && 1 <= profile.rows()
        && profile.rows() < (1L << profile.log()) - parameters.masks();
  }

  private static boolean hasFeatures(List<Profile.Feature> features) {
    return !features.isEmpty()
        && features.size() <= MOST_FEATURES
        && features.stream().allMatch(Statement::isFeature);
  }

  private static boolean isFeature(Profile.Feature feature) {
    return 0 <= feature.low()
        && feature.low() <= feature.high()
        && feature.high() < VALUES
        && feature.missing().stream().allMatch(missing -> isCode(missing.code(), feature))
        && span(feature.digits(), feature.high() - feature.low());
  }

  private static boolean isCode(long code, Profile.Feature feature) {
    return 0 <= code && code < VALUES && (code < feature.low() || feature.high() < code);
  }

  private static boolean span(List<Digit> digits, long width) {
    if (digits.size() > MOST_DIGITS) return false;
    long reached = 0;
    for (var digit : digits) {
      if (digit.most() < 1 || digit.most() > Digit.MOST) return false;
      if (digit.weight() < 1 || digit.weight() > 1 + reached) return false;
      reached += digit.weight() * digit.most();
    }
    return reached == width;
  }

  private static boolean hasCounts(Profile profile) {
    return profile.features().stream()
            .flatMap(feature -> feature.missing().stream())
            .allMatch(missing -> isCount(missing.count(), profile.rows()))
        && profile.classes().size() <= MOST_CLASSES
        && profile.classes().stream().allMatch(bounds -> isCount(bounds, profile.rows()))
        && profile.sums().size() <= MOST_SUMS
        && profile.sums().stream().allMatch(sum -> isSum(sum, profile));
  }

  private static boolean isCount(Profile.Bounds bounds, long rows) {
    return 0 <= bounds.low() && bounds.low() <= bounds.high() && bounds.high() <= rows;
  }

  private static boolean isSum(Profile.Sum sum, Profile profile) {
    if (sum.feature() < 0 || sum.feature() >= profile.features().size()) return false;
    long high = Math.max(1, profile.features().get(sum.feature()).high());
    return 1 <= sum.times()
        && sum.times() < TIMES
        && 0 <= sum.less()
        && sum.less() < LESS
        && isSmall(profile.rows(), sum.times(), high)
        && isSmall(profile.rows(), sum.less())
        && -SUM <= sum.low()
        && sum.low() <= sum.high()
        && sum.high() <= SUM;
  }

  private static boolean isSmall(long... factors) {
    var product = BigInteger.ONE;
    for (long factor : factors) product = product.multiply(BigInteger.valueOf(factor));
    return product.compareTo(BigInteger.valueOf(SUM)) <= 0;
  }
}
