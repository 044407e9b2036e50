package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;

/**
 * Randomness that follows from the owner's seed, by SHA-256 as a pseudo-random function: {@code
 * docs/zk.md} has it byte by byte. Whoever is given seed and table computes the same root.
 *
 * <p>The table and the profile go in, so that a seed that is used again does not hide two tables
 * behind the same numbers.
 */
final class Seeded implements Randomness {
  private static final int KEY = 0x20;
  private static final int ROWS = 0x21;
  private static final int TRACE_SALT = 0x22;
  private static final int FRESH_KEY = 0x23;
  private static final int BETWEEN = 0x24;
  private static final int MASK = 0x25;
  private static final int PARTS_SALT = 0x26;

  private final byte[] key;

  /**
   * The randomness of a commitment.
   *
   * @param seed 32 secret bytes
   * @param statement the profile in consensus encoding
   */
  Seeded(Buff seed, byte[] statement, Table table) {
    this.key =
        new Hash()
            .with(KEY)
            .with(seed.bytes())
            .with(new Hash().with(statement).done())
            .with(table.hash())
            .done();
  }

  @Override
  public long[] rows(int column, int count) {
    return new Stream(key, ROWS, column).take(count);
  }

  @Override
  public Salts traceSalts() {
    return salts(key, TRACE_SALT);
  }

  @Override
  public Fresh fresh(byte[] transcript) {
    var fresh = new Hash().with(FRESH_KEY).with(key).with(transcript).done();
    return new Fresh() {
      @Override
      public Halves between(int part, int count) {
        return halves(new Stream(fresh, BETWEEN, part), count);
      }

      @Override
      public Halves mask(int count) {
        return halves(new Stream(fresh, MASK, 0), count);
      }

      @Override
      public Salts partsSalts() {
        return salts(fresh, PARTS_SALT);
      }
    };
  }

  private static Halves halves(Stream stream, int count) {
    return new Halves(stream.take(count), stream.take(count));
  }

  private static Salts salts(byte[] key, int label) {
    return (leaf, hash, into, at) -> {
      var salt = hash.with(label).with(key).with(bytes(leaf)).done();
      System.arraycopy(salt, 0, into, at, SALT_LENGTH);
    };
  }

  private static byte[] bytes(int number) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
  }

  /** Elements one after the other: four from a hash, without the numbers that are none. */
  private static final class Stream {
    private final Hash hash = new Hash();
    private final byte[] key;
    private final int label;
    private final byte[] index;
    private int blocks;
    private ByteBuffer block = ByteBuffer.allocate(0);

    Stream(byte[] key, int label, int index) {
      this.key = key;
      this.label = label;
      this.index = bytes(index);
    }

    long[] take(int count) {
      var elements = new long[count];
      for (int i = 0; i < count; i++) elements[i] = next();
      return elements;
    }

    private long next() {
      while (true) {
        if (!block.hasRemaining()) {
          block =
              ByteBuffer.wrap(hash.with(label).with(key).with(index).with(bytes(blocks++)).done());
        }
        long number = block.getLong();
        if (Goldilocks.isElement(number)) return number;
      }
    }
  }
}
