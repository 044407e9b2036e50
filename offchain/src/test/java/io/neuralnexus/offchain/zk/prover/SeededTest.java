package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Against the description in words, written down a second time. */
class SeededTest {
  private static final Buff SEED = Buff.fromHex("5eed".repeat(16));
  private static final byte[] STATEMENT = {1, 2, 3};
  private static final Table TABLE =
      Table.of(List.of(new long[] {7, 8}, new long[] {0xffff_ffffL, 9})).withLabels(1, 0);

  private final Seeded seeded = new Seeded(SEED, STATEMENT, TABLE);
  private final byte[] key =
      sha256(
          bytes(0x20),
          SEED.bytes(),
          sha256(STATEMENT),
          sha256(longs(2, 2, 7, 8, 0xffff_ffffL, 9, 1, 0)));

  @Test
  void random_rows_are_the_numbers_below_p_of_a_stream_for_each_column() {
    assertThat(seeded.rows(3, 9)).isEqualTo(stream(0x21, key, 3, 9));
    assertThat(seeded.rows(3, 2)).isEqualTo(stream(0x21, key, 3, 2));
  }

  @Test
  void salts_are_the_first_half_of_a_hash_for_each_leaf() {
    assertThat(salt(seeded.traceSalts(), 70_000))
        .isEqualTo(Buff.of(sha256(bytes(0x22), key, ints(70_000))).slice(0, 16));
  }

  @Test
  void what_is_random_in_a_proof_follows_from_the_transcript() {
    var transcript = sha256();
    var freshKey = sha256(bytes(0x23), key, transcript);
    var fresh = seeded.fresh(transcript);

    assertHalves(fresh.between(14, 5), stream(0x24, freshKey, 14, 10));
    assertHalves(fresh.mask(6), stream(0x25, freshKey, 0, 12));
    assertThat(salt(fresh.partsSalts(), 5))
        .isEqualTo(Buff.of(sha256(bytes(0x26), freshKey, ints(5))).slice(0, 16));
  }

  @Test
  void another_statement_or_table_has_other_randomness_with_the_same_seed() {
    var table = Table.of(List.of(new long[] {7, 8}, new long[] {0xffff_ffffL, 10}));

    assertThat(
            List.of(
                seeded.rows(0, 1)[0],
                new Seeded(SEED, new byte[] {1, 2}, TABLE).rows(0, 1)[0],
                new Seeded(SEED, STATEMENT, table).rows(0, 1)[0],
                new Seeded(SEED, STATEMENT, table.withLabels(0, 0)).rows(0, 1)[0],
                new Seeded(Samples.SEED, STATEMENT, TABLE).rows(0, 1)[0]))
        .doesNotHaveDuplicates();
  }

  private static void assertHalves(Halves halves, long[] elements) {
    assertThat(LongStream.concat(LongStream.of(halves.a()), LongStream.of(halves.b())))
        .containsExactlyElementsOf(LongStream.of(elements).boxed().toList());
  }

  private static Buff salt(Randomness.Salts salts, int leaf) {
    var salt = new byte[Randomness.SALT_LENGTH];
    salts.put(leaf, new Hash(), salt, 0);
    return Buff.of(salt);
  }

  private static long[] stream(int label, byte[] key, int index, int count) {
    var elements = new ArrayList<Long>();
    for (int block = 0; elements.size() < count; block++) {
      var numbers = ByteBuffer.wrap(sha256(bytes(label), key, ints(index), ints(block)));
      while (numbers.hasRemaining()) {
        long number = numbers.getLong();
        if (Long.compareUnsigned(number, 0xffff_ffff_0000_0001L) < 0) elements.add(number);
      }
    }
    return elements.stream().limit(count).mapToLong(Long::longValue).toArray();
  }

  private static byte[] sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) digest.update(part);
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] bytes(int label) {
    return new byte[] {(byte) label};
  }

  private static byte[] ints(int number) {
    return ByteBuffer.allocate(4).putInt(number).array();
  }

  private static byte[] longs(long... numbers) {
    var out = ByteBuffer.allocate(8 * numbers.length);
    for (long number : numbers) out.putLong(number);
    return out.array();
  }
}
