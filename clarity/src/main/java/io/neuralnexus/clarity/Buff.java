package io.neuralnexus.clarity;

import java.util.Arrays;
import java.util.Objects;

/** The Clarity type {@code (buff n)}: bytes, ordered as unsigned numbers from the left. */
public final class Buff implements Value, Comparable<Buff> {
  /** {@code 0x}. */
  public static final Buff EMPTY = new Buff(new byte[0]);

  private final byte[] bytes;

  /** 0 until somebody asks for it, and then again if it is 0. */
  private int hash;

  private Buff(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A buffer of a copy of these bytes.
   *
   * @throws IllegalArgumentException if there are more than 1 MiB
   */
  public static Buff of(byte... bytes) {
    return owning(bytes.clone());
  }

  /**
   * A buffer of hex digits, with or without {@code 0x}.
   *
   * @throws IllegalArgumentException if these are not hex digits of at most 1 MiB
   */
  public static Buff fromHex(String hex) {
    return owning(Hex.parse(hex));
  }

  /** A buffer that keeps the array: for callers that made it and let go of it. */
  static Buff owning(byte[] bytes) {
    Limits.checkLength(bytes.length, Limits.MAX_SIZE, "a buffer");
    return new Buff(bytes);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The bytes themselves, for reading only. */
  byte[] array() {
    return bytes;
  }

  /** The number of bytes. */
  public int length() {
    return bytes.length;
  }

  /**
   * The byte at an index from 0, as a number from 0 to 255.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  /**
   * The bytes from an index to before another.
   *
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public Buff slice(int from, int to) {
    Objects.checkFromToIndex(from, to, bytes.length);
    return new Buff(Arrays.copyOfRange(bytes, from, to));
  }

  /**
   * These bytes, then the others.
   *
   * @throws LimitException if that is more than 1 MiB
   */
  public Buff plus(Buff other) {
    var joined = Arrays.copyOf(bytes, bytes.length + other.bytes.length);
    System.arraycopy(other.bytes, 0, joined, bytes.length, other.bytes.length);
    return owning(joined);
  }

  @Override
  public int compareTo(Buff other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof Buff that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    if (hash == 0) hash = Arrays.hashCode(bytes);
    return hash;
  }

  @Override
  public int byteSize() {
    return 4 + bytes.length;
  }

  @Override
  public int encodedLength() {
    return 5 + bytes.length;
  }

  @Override
  public TypeSignature type() {
    return new TypeSignature.BuffType(bytes.length);
  }

  @Override
  public String toString() {
    return Hex.format(bytes);
  }
}
