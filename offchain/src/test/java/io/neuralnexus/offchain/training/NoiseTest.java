package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NoiseTest {
  private static final int K = 18;
  private static final int NUMBERS = 4_000;
  private static final Architecture MODEL = Architecture.logistic(2);
  private static final Noise NOISE = noise(2);

  private static Noise noise(double multiplier) {
    return new Noise(new Privacy(1, multiplier, 1, 3), new Clipping(MODEL, 1), MODEL.weights());
  }

  @Test
  void the_machine_picks_the_numbers_that_the_seeds_determine() {
    assertThat(drawn(1, 2)).isEqualTo(expected(1, 2));
  }

  @Test
  void every_seed_changes_all_of_it() {
    var numbers = drawn(1, 2);

    for (var other : List.of(drawn(3, 2), drawn(1, 3))) {
      assertThat(IntStream.range(0, NUMBERS).filter(i -> numbers[i] == other[i]).count())
          .isLessThan(NUMBERS / 20);
    }
  }

  /** Chi-square over 20 classes of about equal weight; 43.8 is passed once in a thousand times. */
  @Test
  void its_numbers_are_distributed_as_the_discrete_gaussian_is() {
    int classes = 20;
    var numbers = drawn(1, 2);
    double deviation = NOISE.deviation();
    int reach = (int) (12 * deviation);
    double sum = IntStream.rangeClosed(-reach, reach).mapToDouble(x -> weight(x, deviation)).sum();
    var expected = new double[classes];
    var found = new int[classes];
    var classOf = new int[2 * reach + 1];
    double below = 0;
    for (int x = -reach; x <= reach; x++) {
      double probability = weight(x, deviation) / sum;
      classOf[x + reach] = (int) Math.min(classes - 1, (below + probability / 2) * classes);
      expected[classOf[x + reach]] += probability * NUMBERS;
      below += probability;
    }
    for (int number : numbers) found[classOf[number + reach]]++;

    double square = 0;
    for (int i = 0; i < classes; i++) square += Math.pow(found[i] - expected[i], 2) / expected[i];

    assertThat(square).isLessThan(43.8);
  }

  @Test
  void the_sum_of_two_numbers_of_the_table_is_as_good_as_discrete_gaussian() {
    var table = NOISE.table();
    double deviation = NOISE.deviation();
    int most = (1 + NOISE.factor()) * table.reach();
    var found = new double[2 * most + 1];
    for (int a = -table.reach(); a <= table.reach(); a++) {
      for (int b = -table.reach(); b <= table.reach(); b++) {
        found[most + a + NOISE.factor() * b] += probability(table, a) * probability(table, b);
      }
    }
    double sum = IntStream.rangeClosed(-most, most).mapToDouble(x -> weight(x, deviation)).sum();
    double distance = 0;
    for (int x = -most; x <= most; x++) {
      distance += Math.abs(found[most + x] - weight(x, deviation) / sum) / 2;
    }

    // As good as doubles can tell.
    assertThat(distance).isLessThan(1e-13);
    assertThat(NOISE.distance()).isLessThan(1e-16);
  }

  @Test
  void the_table_has_the_probabilities_of_the_discrete_gaussian() {
    var table = DiscreteGaussian.of(new BigDecimal("12.25"));
    double sum = IntStream.rangeClosed(-60, 60).mapToDouble(x -> weight(x, 3.5)).sum();

    for (int x = -table.reach(); x <= table.reach(); x++) {
      assertThat(probability(table, x))
          .isBetween(weight(x, 3.5) / sum - 1e-15, weight(x, 3.5) / sum + 1e-15);
    }
    assertThat(table.distance()).isLessThan(1e-17);
  }

  @Test
  void a_word_picks_what_the_thresholds_say() {
    var table = DiscreteGaussian.of(new BigDecimal("12.25"));
    var thresholds = table.thresholds();

    assertThat(table.pick(0)).isZero();
    assertThat(table.pick(thresholds[40])).isEqualTo(table.pick(thresholds[40] - 1) + 1);
    assertThat(table.pick(Long.MAX_VALUE)).isEqualTo(table.reach() + 1);
  }

  @Test
  void small_noise_needs_one_number_only() {
    assertThat(noise(0x1p-5).factor()).isZero();
    assertThat(noise(0x1p-5).deviation()).isLessThan(4);
  }

  private static double weight(int x, double deviation) {
    return Math.exp(-x * (double) x / (2 * deviation * deviation));
  }

  private static double probability(DiscreteGaussian table, int x) {
    var thresholds = table.thresholds();
    int i = x + table.reach();
    double low = i == 0 ? 0 : thresholds[i - 1] * 0x1p-64 + 0.5;
    double high = x == table.reach() ? 1 : thresholds[i] * 0x1p-64 + 0.5;
    return high - low;
  }

  /** Two batches of numbers, half of all each, drawn by the machine. */
  private static int[] drawn(int owner, int developer) {
    var code = new Code(K);
    var numbers = code.vector(NUMBERS);
    var source = NOISE.in(code);
    source.begin();
    for (int batch = 0; batch < 2; batch++) {
      int first = numbers.address() + batch * NUMBERS / 2;
      source.beginBatch();
      source.beginNumbers();
      code.each(
          NUMBERS / 2,
          100,
          place -> {
            code.asm.set(Register.R11, word(0));
            source.addTo(Register.R11);
            code.asm.store(Register.R11, place.along(first));
          });
    }
    code.asm.halt();
    var inputs =
        new Inputs(
            1,
            List.of(0L, 0L, 0L, 0L, 0L, 0L),
            List.of(Slot.of(Buff.of(new byte[32]))),
            List.of(seed(owner)),
            seed(developer),
            Slot.of(Buff.of(new byte[32])));
    var machine = Machine.start(code.asm.assemble(0), inputs);
    machine.runTo(10_000_000);
    return IntStream.range(0, NUMBERS)
        .map(i -> (int) machine.memory().load(numbers.address() + i))
        .toArray();
  }

  /** The same, from docs/programs.md. */
  private static int[] expected(int owner, int developer) {
    var chain = new long[Layout.LEAF_WORDS];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = hash(seed(developer).words().bytes(), hash(seed(owner).words().bytes(), i));
    }
    var numbers = new int[NUMBERS];
    for (int batch = 0; batch < 2; batch++) {
      var key = next(chain, chain.length);
      chain = next(chain, 0);
      for (int i = 0; i < NUMBERS / 2; i++) {
        int a = NOISE.table().pick(hash(bytes(key), 2L * i));
        int b = NOISE.table().pick(hash(bytes(key), 2L * i + 1));
        numbers[batch * NUMBERS / 2 + i] = a + NOISE.factor() * b;
      }
    }
    return numbers;
  }

  private static long[] next(long[] chain, int message) {
    var key = bytes(chain);
    return IntStream.range(0, chain.length).mapToLong(i -> hash(key, message + i)).toArray();
  }

  private static byte[] bytes(long[] words) {
    var bytes = ByteBuffer.allocate(words.length * Long.BYTES);
    for (long word : words) bytes.putLong(word);
    return bytes.array();
  }

  private static long hash(byte[] key, long message) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update(key);
      var bytes = ByteBuffer.allocate(Long.BYTES).putLong(message).array();
      return ByteBuffer.wrap(digest.digest(bytes)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static Seed seed(int number) {
    var secret = new byte[32];
    secret[0] = (byte) number;
    return Seed.of(Buff.of(secret));
  }
}
