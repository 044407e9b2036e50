package io.neuralnexus.clarity.crypto;

import io.neuralnexus.clarity.Uint;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Reads outputs out of serialised Bitcoin transactions, with and without witnesses (BIP 144). */
public final class BitcoinTransaction {
  /** The longest script of an output that the language hands out, in bytes. */
  public static final int MAX_SCRIPT_LENGTH = 1024;

  private static final int OUTPOINT_LENGTH = 36;

  /** What became of looking for an output. */
  public sealed interface Result permits Output, Failure {}

  /**
   * An output and the transaction it belongs to.
   *
   * @param script what must be satisfied to spend it, at most 1,024 bytes
   * @param amount in satoshi, an unsigned number of 64 bits
   * @param txid 32 bytes, the hash of the transaction without witnesses, as computed
   */
  public record Output(byte[] script, Uint amount, byte[] txid) implements Result {}

  /** Why there is no output. */
  public enum Failure implements Result {
    /** The bytes are not one transaction, whole and with nothing after it. */
    NOT_A_TRANSACTION,
    /** The transaction has fewer outputs. */
    NO_SUCH_OUTPUT,
    /** The script of the output is longer than 1,024 bytes. */
    SCRIPT_TOO_LONG;

    /** The number in the {@code (err ...)} of the language. */
    public int code() {
      return ordinal() + 1;
    }
  }

  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;
    static final MalformedException INSTANCE = new MalformedException();

    private MalformedException() {
      super(null, null, false, false);
    }
  }

  private final ByteBuffer bytes;
  private final long wanted;

  /** The script of the wanted output once it was met, else null. */
  private byte[] script;

  private long amount;

  private BitcoinTransaction(byte[] bytes, long wanted) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.wanted = wanted;
  }

  /**
   * The output at an index, for {@code get-bitcoin-tx-output?}.
   *
   * @param transaction the serialised transaction
   * @param index the position of the output, from 0
   */
  public static Result output(byte[] transaction, Uint index) {
    // An index that no 64 bits hold is refused before the transaction is looked at.
    if (index.high() != 0) return Failure.NO_SUCH_OUTPUT;
    try {
      return new BitcoinTransaction(transaction, index.low()).read();
    } catch (MalformedException e) {
      return Failure.NOT_A_TRANSACTION;
    }
  }

  private Result read() throws MalformedException {
    take(4);
    var start = bytes.position();
    var inputs = readInputs();
    if (inputs > 0) {
      readOutputs();
      return finish(start);
    }
    // No inputs: either nothing at all, or the marker of a transaction with witnesses.
    switch (readByte()) {
      case 0 -> {
        return finish(start);
      }
      case 1 -> {
        start = bytes.position();
        inputs = readInputs();
        readOutputs();
        var end = bytes.position();
        var hasWitness = false;
        for (int i = 0; i < inputs; i++) hasWitness |= readWitness() > 0;
        if (inputs > 0 && !hasWitness) throw MalformedException.INSTANCE;
        return finish(start, end);
      }
      default -> throw MalformedException.INSTANCE;
    }
  }

  private Result finish(int start) throws MalformedException {
    return finish(start, bytes.position());
  }

  /** Reads the lock time; the inputs and outputs are from start to end. */
  private Result finish(int start, int end) throws MalformedException {
    take(4);
    if (bytes.hasRemaining()) throw MalformedException.INSTANCE;
    if (script == null) return Failure.NO_SUCH_OUTPUT;
    if (script.length > MAX_SCRIPT_LENGTH) return Failure.SCRIPT_TOO_LONG;
    var all = bytes.array();
    var txid =
        Hash.doubleSha256(
            Arrays.copyOf(all, 4),
            Arrays.copyOfRange(all, start, end),
            Arrays.copyOfRange(all, all.length - 4, all.length));
    return new Output(script, new Uint(0, amount), txid);
  }

  private int readInputs() throws MalformedException {
    var count = readLength();
    for (int i = 0; i < count; i++) {
      take(OUTPOINT_LENGTH);
      take(readLength());
      take(4);
    }
    return count;
  }

  private void readOutputs() throws MalformedException {
    var count = readLength();
    for (int i = 0; i < count; i++) {
      var start = bytes.position();
      take(8);
      var length = readLength();
      var scriptStart = bytes.position();
      take(length);
      if (i == wanted) {
        amount = bytes.getLong(start);
        script = Arrays.copyOfRange(bytes.array(), scriptStart, bytes.position());
      }
    }
  }

  private int readWitness() throws MalformedException {
    var count = readLength();
    for (int i = 0; i < count; i++) take(readLength());
    return count;
  }

  /**
   * A number of bytes, or of elements that have at least one byte each: so it is at most what
   * remains.
   */
  private int readLength() throws MalformedException {
    var length = readNumber();
    if (Long.compareUnsigned(length, bytes.remaining()) > 0) throw MalformedException.INSTANCE;
    return (int) length;
  }

  /** A number of one, three, five or nine bytes, which must be as short as it can. */
  private long readNumber() throws MalformedException {
    var first = readByte();
    if (first < 0xfd) return first;
    var size = 1 << (first - 0xfc);
    var start = bytes.position();
    take(size);
    var number =
        switch (size) {
          case 2 -> bytes.getShort(start) & 0xffffL;
          case 4 -> bytes.getInt(start) & 0xffff_ffffL;
          default -> bytes.getLong(start);
        };
    var least = size == 2 ? 0xfd : 1L << 4 * size;
    if (Long.compareUnsigned(number, least) < 0) throw MalformedException.INSTANCE;
    return number;
  }

  private int readByte() throws MalformedException {
    take(1);
    return bytes.get(bytes.position() - 1) & 0xff;
  }

  private void take(int length) throws MalformedException {
    if (length > bytes.remaining()) throw MalformedException.INSTANCE;
    bytes.position(bytes.position() + length);
  }
}
