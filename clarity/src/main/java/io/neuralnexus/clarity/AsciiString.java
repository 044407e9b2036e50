package io.neuralnexus.clarity;

/**
 * The Clarity type {@code (string-ascii n)}: printable ASCII, tab, line feed, form feed, return.
 */
public final class AsciiString implements Value, Comparable<AsciiString> {
  private final String value;

  private AsciiString(String value) {
    this.value = value;
  }

  /**
   * The text as a Clarity value.
   *
   * @throws IllegalArgumentException if a character is not allowed, naming it and its index, or if
   *     there are more than 1 MiB
   */
  public static AsciiString of(String value) {
    Limits.checkLength(value.length(), Limits.MAX_SIZE, "a string-ascii");
    for (int i = 0; i < value.length(); i++) {
      if (!isAllowed(value.charAt(i))) {
        throw new IllegalArgumentException(
            "U+%04X at index %d is not a character of string-ascii"
                .formatted((int) value.charAt(i), i));
      }
    }
    return new AsciiString(value);
  }

  private static boolean isAllowed(char c) {
    return c >= ' ' && c <= '~' || c == '\t' || c == '\n' || c == '\f' || c == '\r';
  }

  /** The text. */
  public String value() {
    return value;
  }

  /** The number of characters. */
  public int length() {
    return value.length();
  }

  @Override
  public int compareTo(AsciiString other) {
    return value.compareTo(other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AsciiString that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public int byteSize() {
    return 4 + value.length();
  }

  @Override
  public int encodedLength() {
    return 5 + value.length();
  }

  @Override
  public TypeSignature type() {
    return new TypeSignature.AsciiType(value.length());
  }

  @Override
  public String toString() {
    var out = new StringBuilder(value.length() + 2).append('"');
    for (int i = 0; i < value.length(); i++) escape(value.charAt(i), out);
    return out.append('"').toString();
  }

  /** Appends an ASCII character as the VM prints it. */
  static void escape(int c, StringBuilder out) {
    switch (c) {
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '"' -> out.append("\\\"");
      case '\'' -> out.append("\\'");
      case '\\' -> out.append("\\\\");
      default -> {
        if (c >= ' ' && c <= '~') out.append((char) c);
        else out.append("\\x").append(hexDigit(c >> 4)).append(hexDigit(c & 15));
      }
    }
  }

  private static char hexDigit(int digit) {
    return Character.forDigit(digit, 16);
  }
}
