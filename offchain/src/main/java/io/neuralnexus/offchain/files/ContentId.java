package io.neuralnexus.offchain.files;

import io.neuralnexus.clarity.Buff;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The address of a file: the sha256 of its bytes, written as a CIDv1 of a raw block in base 32.
 *
 * @param hash 32 bytes
 */
public record ContentId(Buff hash) {
  private static final String SCHEME = "ipfs://";
  private static final String BASE_32 = "abcdefghijklmnopqrstuvwxyz234567";

  /** Version 1, raw block, sha2-256 of 32 bytes. */
  private static final byte[] HEAD = {0x01, 0x55, 0x12, 0x20};

  public ContentId {
    if (hash.length() != 32) {
      throw new IllegalArgumentException("a content id has 32 bytes, not " + hash.length());
    }
  }

  /** The address of a file. */
  public static ContentId of(Buff file) {
    try {
      return new ContentId(Buff.of(MessageDigest.getInstance("SHA-256").digest(file.bytes())));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /**
   * The address in a URI, with or without its scheme.
   *
   * @throws IllegalArgumentException if there is none of this kind
   */
  public static ContentId parse(String uri) {
    var text = uri.startsWith(SCHEME) ? uri.substring(SCHEME.length()) : uri;
    var cid = new ByteArrayOutputStream();
    int pending = 0;
    int bits = 0;
    for (int i = 1; i < text.length(); i++) {
      int digit = BASE_32.indexOf(text.charAt(i));
      if (digit < 0) throw noAddress(uri);
      pending = pending << 5 | digit;
      bits += 5;
      if (bits >= 8) cid.write(pending >> (bits -= 8));
    }
    var bytes = Buff.of(cid.toByteArray());
    if (bytes.length() != HEAD.length + 32) throw noAddress(uri);
    var id = new ContentId(bytes.slice(HEAD.length, bytes.length()));
    if (!id.toString().equals(text)) throw noAddress(uri);
    return id;
  }

  private static IllegalArgumentException noAddress(String uri) {
    return new IllegalArgumentException(
        "\"%s\" is no address of a file: expected ipfs://bafkrei... (CIDv1, raw, sha2-256, base 32)"
            .formatted(uri));
  }

  /** As {@code ipfs://bafkrei...}. */
  public String uri() {
    return SCHEME + this;
  }

  /** As {@code bafkrei...}. */
  @Override
  public String toString() {
    var cid = new ByteArrayOutputStream();
    cid.writeBytes(HEAD);
    cid.writeBytes(hash.bytes());
    var text = new StringBuilder("b");
    int pending = 0;
    int bits = 0;
    for (var next : cid.toByteArray()) {
      pending = pending << 8 | next & 0xff;
      for (bits += 8; bits >= 5; bits -= 5) text.append(BASE_32.charAt(pending >> bits - 5 & 31));
    }
    if (bits > 0) text.append(BASE_32.charAt(pending << 5 - bits & 31));
    return text.toString();
  }
}
