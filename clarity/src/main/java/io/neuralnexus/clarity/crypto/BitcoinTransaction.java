package io.neuralnexus.clarity.crypto;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.ChainProfile;
import java.io.ByteArrayOutputStream;
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

  /** The bits of a length of a script that its reader keeps. */
  private final long kept;

  /** The transaction without witnesses, as far as {@link #copied}. */
  private final ByteArrayOutputStream stripped = new ByteArrayOutputStream();

  private int copied;

  /** The script of the wanted output once it was met, else null. */
  private byte[] script;

  private long amount;

  private BitcoinTransaction(byte[] bytes, long wanted, long kept) {
    this.bytes = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    this.wanted = wanted;
    this.kept = kept;
  }

  /**
   * The output at an index, for {@code get-bitcoin-tx-output?}.
   *
   * @param transaction the serialised transaction
   * @param index the position of the output, from 0
   * @param reader who reads it: the VM of the simnet is a 32-bit program, a node one of 64 bits
   */
  public static Result output(byte[] transaction, Uint index, ChainProfile reader) {
    // An index that no 64 bits hold is refused before the transaction is looked at.
    if (index.high() != 0) return Failure.NO_SUCH_OUTPUT;
    try {
      var kept = reader == ChainProfile.SIMNET ? 0xffff_ffffL : -1L;
      return new BitcoinTransaction(transaction, index.low(), kept).read();
    } catch (MalformedException e) {
      return Failure.NOT_A_TRANSACTION;
    }
  }

  private Result read() throws MalformedException {
    take(4);
    var afterVersion = bytes.position();
    var inputs = readInputs();
    if (inputs > 0) {
      readOutputs();
    } else {
      // No inputs: either nothing at all, or the marker of a transaction with witnesses.
      switch (readByte()) {
        case 0 -> {}
        case 1 -> {
          copyUntil(afterVersion);
          copied = bytes.position();
          inputs = readInputs();
          readOutputs();
          copyUntil(bytes.position());
          readWitnesses(inputs);
          copied = bytes.position();
        }
        default -> throw MalformedException.INSTANCE;
      }
    }
    take(4);
    copyUntil(bytes.position());
    if (bytes.hasRemaining()) throw MalformedException.INSTANCE;
    if (script == null) return Failure.NO_SUCH_OUTPUT;
    if (script.length > MAX_SCRIPT_LENGTH) return Failure.SCRIPT_TOO_LONG;
    return new Output(script, new Uint(0, amount), Hash.doubleSha256(stripped.toByteArray()));
  }

  private void copyUntil(int end) {
    stripped.write(bytes.array(), copied, end - copied);
    copied = end;
  }

  private int readInputs() throws MalformedException {
    var count = readCount();
    for (int i = 0; i < count; i++) {
      take(OUTPOINT_LENGTH);
      readScript();
      take(4);
    }
    return count;
  }

  private void readOutputs() throws MalformedException {
    var count = readCount();
    for (int i = 0; i < count; i++) {
      var start = bytes.position();
      take(8);
      var length = readScript();
      if (i == wanted) {
        amount = bytes.getLong(start);
        script = Arrays.copyOfRange(bytes.array(), bytes.position() - length, bytes.position());
      }
    }
  }

  private void readWitnesses(int inputs) throws MalformedException {
    var found = false;
    for (int i = 0; i < inputs; i++) {
      var count = readCount();
      for (int j = 0; j < count; j++) take(readCount());
      found |= count > 0;
    }
    if (inputs > 0 && !found) throw MalformedException.INSTANCE;
  }

  /**
   * Reads a script and returns its length. The official VM of the simnet is a 32-bit program and
   * keeps the last 32 bits of the length; in the transaction that it hashes, the length is then
   * spelt as short as it can be.
   */
  private int readScript() throws MalformedException {
    var start = bytes.position();
    var number = readNumber();
    var length = checked(number & kept);
    if (length != number) {
      copyUntil(start);
      copied = bytes.position();
      writeNumber(length);
    }
    take(length);
    return length;
  }

  /** A number of bytes, or of elements of at least one byte each. */
  private int readCount() throws MalformedException {
    return checked(readNumber());
  }

  private int checked(long length) throws MalformedException {
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

  private void writeNumber(int number) {
    var size = number < 0xfd ? 0 : number <= 0xffff ? 2 : 4;
    if (size > 0) stripped.write(size == 2 ? 0xfd : 0xfe);
    for (int i = 0; i < Math.max(size, 1); i++) stripped.write(number >> 8 * i);
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
