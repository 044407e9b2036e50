package io.neuralnexus.clarity;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * Short factories of Clarity values, made to be imported statically:
 *
 * <pre>{@code
 * some(tuple("id", uint(1), "owner", principal("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM")))
 * }</pre>
 *
 * All of them throw {@link IllegalArgumentException} for what is not a value.
 */
public final class Cl {
  private Cl() {}

  /** An {@code int}. */
  public static Int int_(long value) {
    return Int.of(value);
  }

  /** An {@code int}. */
  public static Int int_(BigInteger value) {
    return Int.of(value);
  }

  /** An {@code int} of decimal digits. */
  public static Int int_(String value) {
    return Int.of(value);
  }

  /** A {@code uint}. */
  public static Uint uint(long value) {
    return Uint.of(value);
  }

  /** A {@code uint}. */
  public static Uint uint(BigInteger value) {
    return Uint.of(value);
  }

  /** A {@code uint} of decimal digits. */
  public static Uint uint(String value) {
    return Uint.of(value);
  }

  /** A {@code bool}. */
  public static Bool bool(boolean value) {
    return Bool.of(value);
  }

  /** A buffer of a copy of these bytes. */
  public static Buff buff(byte... bytes) {
    return Buff.of(bytes);
  }

  /** A buffer of hex digits, with or without {@code 0x}. */
  public static Buff buffFromHex(String hex) {
    return Buff.fromHex(hex);
  }

  /** A {@code string-ascii}. */
  public static AsciiString ascii(String value) {
    return AsciiString.of(value);
  }

  /** A {@code string-utf8}. */
  public static Utf8String utf8(String value) {
    return Utf8String.of(value);
  }

  /** An account or a contract, read from its text. */
  public static Principal principal(String text) {
    return Principal.parse(text);
  }

  /** The contract of a name that an account deployed. */
  public static ContractPrincipal contract(String address, String name) {
    return StandardPrincipal.parse(address).contract(name);
  }

  /** {@code (some value)}. */
  public static OptionalValue.Some some(Value value) {
    return new OptionalValue.Some(value);
  }

  /** {@code none}. */
  public static OptionalValue.None none() {
    return OptionalValue.None.NONE;
  }

  /** {@code (ok value)}. */
  public static ResponseValue.Ok ok(Value value) {
    return new ResponseValue.Ok(value);
  }

  /** {@code (err value)}. */
  public static ResponseValue.Err err(Value value) {
    return new ResponseValue.Err(value);
  }

  /** A list of values that have a type in common. */
  public static ListValue list(Value... values) {
    return new ListValue(Arrays.asList(values));
  }

  /** A list of values that have a type in common. */
  public static ListValue list(List<? extends Value> values) {
    return new ListValue(values);
  }

  /**
   * A tuple of names and values in turn.
   *
   * @throws IllegalArgumentException if names and values do not alternate, or a name comes twice
   */
  public static TupleValue tuple(String name, Value value, Object... more) {
    var fields = new TreeMap<String, Value>();
    fields.put(name, value);
    for (int i = 0; i < more.length; i += 2) {
      if (!(more[i] instanceof String next)) {
        throw new IllegalArgumentException("tuple: the name of a field was due, not " + more[i]);
      }
      if (i + 1 == more.length || !(more[i + 1] instanceof Value field)) {
        throw new IllegalArgumentException("tuple: field " + next + " has no Clarity value");
      }
      if (fields.put(next, field) != null) {
        throw new IllegalArgumentException("tuple: field " + next + " comes twice");
      }
    }
    return new TupleValue(fields);
  }
}
