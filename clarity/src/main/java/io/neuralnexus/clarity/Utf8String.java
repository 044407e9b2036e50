package io.neuralnexus.clarity;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The Clarity type {@code (string-utf8 n)}: Unicode text. Its length counts characters (code
 * points), not the {@code char}s of Java.
 */
public final class Utf8String implements Value, Comparable<Utf8String> {
  private final String value;
  private final int length;

  private Utf8String(String value, int length) {
    this.value = value;
    this.length = length;
  }

  /**
   * The text as a Clarity value.
   *
   * @throws IllegalArgumentException if it has half a surrogate pair, naming the index, or more
   *     than 262,144 characters
   */
  public static Utf8String of(String value) {
    var length = value.codePointCount(0, value.length());
    Limits.checkLength(length, Limits.MAX_UTF8_LENGTH, "a string-utf8");
    // Only text with characters of two chars, or with broken ones, holds surrogates at all.
    for (int i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      if (!Character.isSurrogate(c)) continue;
      if (Character.isHighSurrogate(c)
          && i + 1 < value.length()
          && Character.isLowSurrogate(value.charAt(i + 1))) {
        i++;
      } else {
        throw new IllegalArgumentException(
            "U+%04X at index %d is half a surrogate pair, not a character".formatted((int) c, i));
      }
    }
    return new Utf8String(value, length);
  }

  /** The text. */
  public String value() {
    return value;
  }

  /** The number of characters (code points). */
  public int length() {
    return length;
  }

  /** Orders by UTF-8 bytes, which is by code points. */
  @Override
  public int compareTo(Utf8String other) {
    var end = Math.min(value.length(), other.value.length());
    for (int i = 0; i < end; i++) {
      var mine = value.charAt(i);
      var theirs = other.value.charAt(i);
      if (mine != theirs) {
        // Surrogates stand for code points above all others, yet sort below U+E000 as chars.
        if (Character.isSurrogate(mine) != Character.isSurrogate(theirs)) {
          return Character.isSurrogate(mine) ? 1 : -1;
        }
        return Character.compare(mine, theirs);
      }
    }
    return Integer.compare(value.length(), other.value.length());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Utf8String that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int byteSize() {
    return 4 + 4 * length;
  }

  @Override
  public int encodedLength() {
    var bytes = 5;
    for (int i = 0; i < value.length(); i++) {
      var c = value.charAt(i);
      // A character of two chars has four bytes.
      bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
    }
    return bytes;
  }

  @Override
  public TypeSignature type() {
    return new TypeSignature.Utf8Type(length);
  }

  @Override
  public String toString() {
    var out = new StringBuilder(value.length() + 3).append("u\"");
    value
        .codePoints()
        .forEach(
            c -> {
              if (c < 0x80) AsciiString.escape(c, out);
              else out.append("\\u{").append(utf8Hex(c)).append('}');
            });
    return out.append('"').toString();
  }

  private static String utf8Hex(int codePoint) {
    return HexFormat.of().formatHex(Character.toString(codePoint).getBytes(StandardCharsets.UTF_8));
  }
}
