package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What a machine is in between two steps, memory by its root.
 *
 * @param pc the index of the next instruction
 * @param registers r0 .. r15; r0 is 0
 * @param memoryRoot 32 bytes
 */
public record State(int pc, Status status, List<Long> registers, Buff memoryRoot) {
  /** The length of a state in bytes. */
  public static final int LENGTH = 166;

  /** The number of registers. */
  public static final int REGISTERS = 16;

  public State {
    registers = List.copyOf(registers);
    if (registers.size() != REGISTERS || registers.getFirst() != 0) {
      throw new IllegalArgumentException("a state has 16 registers of which r0 is 0");
    }
    if (memoryRoot.length() != Hashing.LENGTH) {
      throw new IllegalArgumentException("a memory root has 32 bytes");
    }
  }

  /**
   * The state in these bytes.
   *
   * @throws IllegalArgumentException that says what is wrong if it is none
   */
  public static State parse(Buff bytes) {
    if (bytes.length() != LENGTH || bytes.at(0) != Hashing.STATE) {
      throw new IllegalArgumentException("a state is 166 bytes, the first of which is 2");
    }
    var in = ByteBuffer.wrap(bytes.bytes()).position(1);
    int pc = in.getInt();
    int status = Byte.toUnsignedInt(in.get());
    if (status >= Status.values().length) {
      throw new IllegalArgumentException("no state has the status " + status);
    }
    var registers = LongStream.range(0, REGISTERS).map(i -> in.getLong()).boxed().toList();
    return new State(
        pc, Status.values()[status], registers, bytes.slice(LENGTH - Hashing.LENGTH, LENGTH));
  }

  /** Its 166 bytes. */
  public Buff bytes() {
    var out = ByteBuffer.allocate(LENGTH).put(Hashing.STATE).putInt(pc).put((byte) status.code());
    registers.forEach(out::putLong);
    return Buff.of(out.put(memoryRoot.bytes()).array());
  }

  long[] registerWords() {
    return registers.stream().mapToLong(Long::longValue).toArray();
  }

  /** The commitment to it. */
  public Buff hash() {
    return Buff.of(Hashing.sha256().digest(bytes().bytes()));
  }
}
