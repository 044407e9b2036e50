package io.neuralnexus.clarity;

/**
 * A Clarity value: immutable, compared by content, at most 1 MiB large and 32 levels deep.
 *
 * <p>The kinds are those of SIP-002; {@link #serialize()} and {@link #deserialize(byte[])} speak
 * the consensus encoding of SIP-005, which is what transactions, map keys and events carry. {@link
 * Cl} makes values briefly.
 */
public sealed interface Value
    permits Int,
        Uint,
        Bool,
        Buff,
        AsciiString,
        Utf8String,
        Principal,
        OptionalValue,
        ResponseValue,
        ListValue,
        TupleValue {

  /**
   * The least type that admits this very value: {@code (some u1)} is {@code (optional uint)},
   * {@code "abc"} is {@code (string-ascii 3)}, and what the value does not show is {@link
   * TypeSignature.NoType}.
   */
  TypeSignature type();

  /**
   * What limits and costs count as the size of this value, in bytes: the {@linkplain
   * TypeSignature#size() size} of its type. Lists and tuples know it, the others compute it in a
   * few steps.
   */
  int byteSize();

  /** The length of the consensus encoding in bytes, without making it. */
  int encodedLength();

  /**
   * The same value with the types that its contents show, at every level: what the VM makes of a
   * value that is stored, or passed from contract to contract.
   */
  default Value settled() {
    return this;
  }

  /** The consensus encoding (SIP-005). */
  default byte[] serialize() {
    return ConsensusEncoding.encode(this);
  }

  /** The consensus encoding as {@code 0x} and lower-case hex digits. */
  default String toHex() {
    return Hex.format(serialize());
  }

  /**
   * Reads one value from its consensus encoding (SIP-005).
   *
   * @throws DecodeException if the bytes are not exactly one value: the offset and the reason are
   *     in the exception
   */
  static Value deserialize(byte[] bytes) {
    return ConsensusEncoding.decode(bytes);
  }

  /**
   * Reads one value of a type from its consensus encoding, as contracts do with {@code
   * from-consensus-buff?}. Lists and tuples carry the types that are expected.
   *
   * @param tolerant whether tuples may have more fields than expected, which are left out, and
   *     values up to 32 levels rather than 16: from epoch 2.4 on
   * @throws DecodeException if the bytes are not exactly one value of that type
   */
  static Value deserialize(byte[] bytes, TypeSignature type, boolean tolerant) {
    return ConsensusEncoding.decode(bytes, type, tolerant);
  }

  /**
   * Reads one value from the hex digits of its consensus encoding, with or without {@code 0x}.
   *
   * @throws DecodeException if these are not hex digits or the bytes are not exactly one value
   */
  static Value fromHex(String hex) {
    byte[] bytes;
    try {
      bytes = Hex.parse(hex);
    } catch (IllegalArgumentException e) {
      throw new DecodeException(0, e.getMessage());
    }
    return deserialize(bytes);
  }

  /**
   * The value as Clarity prints it: {@code u1}, {@code -3}, {@code 0x00ff}, {@code "say \"a\""},
   * {@code (some u1)}, {@code (list 1 2)}, {@code (tuple (a u1))}. Principals print bare. A
   * character beyond ASCII prints as the hex of its UTF-8 bytes, so that an e with acute accent is
   * <code>
   * u"&#92;u{c3a9}"</code>.
   */
  @Override
  String toString();
}
