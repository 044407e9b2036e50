package io.neuralnexus.offchain.zk.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.Refusal;
import io.neuralnexus.offchain.zk.prover.Forger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A verifier refuses whatever it is given, and never fails. */
class VerifierTest {
  private static final int FLIPS = 1_000;
  private static final int PROFILES = 4_000;

  private static final List<Digit> DIGITS = Digit.spanning((1 << 30) - 5);
  private static final Vectors VECTORS = Vectors.read();
  private static final Verifier VERIFIER = new Verifier(Parameters.STANDARD);

  @Test
  void a_proof_with_any_byte_changed_is_refused() {
    var verifier = new Verifier(Cheat.PARAMETERS);
    var binding = VECTORS.binding();
    var honest =
        Forger.forgery(Cheat.PARAMETERS, binding, Cheat.TRUE, Cheat.table(), _ -> {}, _ -> true);
    var bytes = honest.proof().value().serialize();
    var proofs =
        new Random(1)
            .ints(2 * FLIPS, 0, bytes.length * 255)
            .mapToObj(number -> flipped(bytes, number / 255, 1 + number % 255))
            .flatMap(Optional::stream)
            .limit(FLIPS)
            .toList();

    assertThat(proofs).hasSize(FLIPS);
    assertThat(proofs)
        .extracting(proof -> verifier.refusal(binding, honest.root(), Cheat.TRUE, proof))
        .doesNotContain(Optional.empty());
  }

  private static Optional<Proof> flipped(byte[] bytes, int index, int bits) {
    var copy = bytes.clone();
    copy[index] ^= (byte) bits;
    try {
      return Optional.of(Proof.of(Value.deserialize(copy)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private static Optional<Refusal> verdict(Proof proof) {
    return VERIFIER.refusal(VECTORS.binding(), VECTORS.root(), VECTORS.profile(), proof);
  }

  @Test
  void a_profile_of_any_numbers_is_refused() {
    var random = new Random(2);
    var verdicts =
        Stream.generate(() -> profile(random))
            .limit(PROFILES)
            .map(
                profile ->
                    VERIFIER.refusal(VECTORS.binding(), VECTORS.root(), profile, VECTORS.proof()))
            .collect(Collectors.toSet());

    assertThat(verdicts).doesNotContain(Optional.empty());
    assertThat(verdicts)
        .contains(
            Optional.of(Refusal.BAD_SIZE),
            Optional.of(Refusal.BAD_FEATURE),
            Optional.of(Refusal.BAD_COUNT),
            Optional.of(Refusal.TOO_WIDE),
            Optional.of(Refusal.BAD_SHAPE));
  }

  private static Profile profile(Random random) {
    return new Profile(
        choice(random, 10, 10, 17, 9, 18, -1, Integer.MAX_VALUE, Integer.MIN_VALUE),
        choice(random, 100L, 100L, 1L, 0L, -1L, Long.MIN_VALUE, Long.MAX_VALUE),
        some(random, 64, () -> feature(random)),
        some(random, 16, () -> bounds(random)),
        some(random, 8, () -> sum(random)));
  }

  private static Profile.Feature feature(Random random) {
    if (random.nextInt(100) > 0) return new Profile.Feature(5, 1 << 30, missing(random), DIGITS);
    return new Profile.Feature(
        number(random),
        number(random),
        missing(random),
        some(random, 9, () -> new Digit(number(random), (int) number(random))));
  }

  private static Optional<Profile.Missing> missing(Random random) {
    return random.nextInt(100) == 0
        ? Optional.of(new Profile.Missing(number(random), bounds(random)))
        : Optional.empty();
  }

  private static Profile.Bounds bounds(Random random) {
    return random.nextInt(20) == 0
        ? new Profile.Bounds(number(random), number(random))
        : new Profile.Bounds(1, 1);
  }

  private static Profile.Sum sum(Random random) {
    if (random.nextInt(10) > 0) return new Profile.Sum(0, 1, 1, 0, 100);
    return new Profile.Sum(
        (int) number(random), number(random), number(random), number(random), number(random));
  }

  private static <T> List<T> some(Random random, int most, Supplier<T> entry) {
    int size = choice(random, 0, 1, 1, 2, 3, most, most + 1);
    return Stream.generate(entry).limit(size).toList();
  }

  private static long number(Random random) {
    return choice(
        random,
        0L,
        1L,
        2L,
        300L,
        1L << 32,
        (1L << 50) + 1,
        -1L,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        random.nextLong());
  }

  @SafeVarargs
  private static <T> T choice(Random random, T... values) {
    return values[random.nextInt(values.length)];
  }

  @Test
  void a_proof_of_nothing_is_refused() {
    var nothing =
        new Proof(
            Buff.EMPTY,
            Buff.EMPTY,
            List.of(),
            List.of(),
            List.of(),
            Uint.MAX,
            List.of(),
            List.of(),
            Uint.MAX,
            List.of());

    assertThat(verdict(nothing)).contains(Refusal.BAD_SHAPE);
  }

  @Test
  void a_root_and_a_binding_of_any_length_are_refused() {
    assertThat(VERIFIER.refusal(Buff.EMPTY, VECTORS.root(), VECTORS.profile(), VECTORS.proof()))
        .contains(Refusal.BAD_COMPOSITION);
    assertThat(VERIFIER.refusal(VECTORS.binding(), Buff.EMPTY, VECTORS.profile(), VECTORS.proof()))
        .contains(Refusal.BAD_ROOT);
  }

  @Test
  void nonces_of_any_size_are_refused() {
    var proof = VECTORS.proof();
    for (var nonce : List.of(Uint.ZERO, Uint.MAX)) {
      var other =
          new Proof(
              proof.traceCap(),
              proof.partsCap(),
              proof.atZ(),
              proof.atNext(),
              proof.parts(),
              proof.batchNonce(),
              proof.layers(),
              proof.last(),
              nonce,
              proof.queries());
      assertThat(verdict(other)).contains(Refusal.NO_WORK);
    }
  }

  @Test
  void other_parameters_refuse_it() {
    var verifier = new Verifier(Parameters.UNIQUE_DECODING);

    assertThat(
            verifier.refusal(VECTORS.binding(), VECTORS.root(), VECTORS.profile(), VECTORS.proof()))
        .contains(Refusal.BAD_SIZE);
  }
}
