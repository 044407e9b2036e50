package io.neuralnexus.clarity;

import java.util.HexFormat;

/** Byte strings as Clarity writes them: {@code 0x00ff}. */
final class Hex {
  private static final HexFormat FORMAT = HexFormat.of();

  private Hex() {}

  static String format(byte[] bytes) {
    return "0x" + FORMAT.formatHex(bytes);
  }

  static byte[] parse(String hex) {
    var start = hex.startsWith("0x") ? 2 : 0;
    if ((hex.length() - start) % 2 != 0) {
      throw new IllegalArgumentException(
          (hex.length() - start) + " hex digits, which is not a whole number of bytes");
    }
    for (int i = start; i < hex.length(); i++) {
      if (!HexFormat.isHexDigit(hex.charAt(i))) {
        throw new IllegalArgumentException(
            "'%c' at index %d is not a hex digit".formatted(hex.charAt(i), i));
      }
    }
    return FORMAT.parseHex(hex, start, hex.length());
  }
}
