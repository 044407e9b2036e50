package io.neuralnexus.clarity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The c32check encoding of addresses: Crockford's base 32 with a checksum of four bytes. */
final class C32 {
  private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int CHECKSUM_LENGTH = 4;
  private static final int PAYLOAD_LENGTH = StandardPrincipal.HASH_LENGTH + CHECKSUM_LENGTH;

  private C32() {}

  static String address(int version, byte[] hash) {
    var payload = Arrays.copyOf(hash, PAYLOAD_LENGTH);
    System.arraycopy(checksum(version, hash), 0, payload, hash.length, CHECKSUM_LENGTH);
    return "S" + ALPHABET.charAt(version) + encode(payload);
  }

  static StandardPrincipal parseAddress(String address) {
    if (address.isEmpty()) throw invalid(address, "it is empty");
    if (address.charAt(0) != 'S') throw invalid(address, "it must start with S");
    for (int i = 1; i < address.length(); i++) {
      if (ALPHABET.indexOf(address.charAt(i)) < 0) {
        throw invalid(
            address,
            "'%c' at index %d is not a character of c32 (digits and capitals without I, L, O, U)"
                .formatted(address.charAt(i), i));
      }
    }
    // The longest text of the payload has 39 characters, and the quick reading below is quadratic.
    if (address.length() < 3 || address.length() > 41) {
      throw invalid(address, address.length() + " characters instead of about 41");
    }
    var version = ALPHABET.indexOf(address.charAt(1));
    var payload = decode(address.substring(2));
    if (payload.length != PAYLOAD_LENGTH) {
      throw invalid(
          address,
          "it holds %d bytes instead of %d; are characters missing or added?"
              .formatted(payload.length, PAYLOAD_LENGTH));
    }
    var hash = Arrays.copyOf(payload, StandardPrincipal.HASH_LENGTH);
    var found = Arrays.copyOfRange(payload, StandardPrincipal.HASH_LENGTH, PAYLOAD_LENGTH);
    if (!Arrays.equals(checksum(version, hash), found)) {
      throw invalid(address, "its checksum does not match; is a character mistyped?");
    }
    return new StandardPrincipal(version, Buff.owning(hash));
  }

  private static IllegalArgumentException invalid(String address, String fault) {
    var shown = address.length() > 60 ? address.substring(0, 60) + "..." : address;
    return new IllegalArgumentException("\"%s\" is not an address: %s".formatted(shown, fault));
  }

  /** One number of base 32, with a digit 0 for each leading byte 0. */
  static String encode(byte[] bytes) {
    var out = new StringBuilder();
    var carry = 0;
    var carried = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      carry |= (bytes[i] & 0xff) << carried;
      carried += 8;
      while (carried >= 5) {
        out.append(ALPHABET.charAt(carry & 31));
        carry >>= 5;
        carried -= 5;
      }
    }
    if (carried > 0) out.append(ALPHABET.charAt(carry));
    var digits = out.length();
    while (digits > 0 && out.charAt(digits - 1) == '0') digits--;
    out.setLength(digits);
    out.repeat('0', leading(bytes));
    return out.reverse().toString();
  }

  /** The inverse of {@link #encode}; every character must be of the alphabet. */
  static byte[] decode(String text) {
    var zeros = 0;
    while (zeros < text.length() && text.charAt(zeros) == '0') zeros++;
    var reversed = new byte[text.length() * 5 / 8 + 1];
    var length = 0;
    var carry = 0;
    var carried = 0;
    for (int i = text.length() - 1; i >= zeros; i--) {
      carry |= ALPHABET.indexOf(text.charAt(i)) << carried;
      carried += 5;
      if (carried >= 8) {
        reversed[length++] = (byte) carry;
        carry >>= 8;
        carried -= 8;
      }
    }
    if (carry > 0) reversed[length++] = (byte) carry;
    while (length > 0 && reversed[length - 1] == 0) length--;
    var bytes = new byte[zeros + length];
    for (int i = 0; i < length; i++) bytes[bytes.length - 1 - i] = reversed[i];
    return bytes;
  }

  private static int leading(byte[] bytes) {
    var zeros = 0;
    while (zeros < bytes.length && bytes[zeros] == 0) zeros++;
    return zeros;
  }

  private static byte[] checksum(int version, byte[] hash) {
    var sha256 = sha256();
    sha256.update((byte) version);
    return Arrays.copyOf(sha256.digest(sha256.digest(hash)), CHECKSUM_LENGTH);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
