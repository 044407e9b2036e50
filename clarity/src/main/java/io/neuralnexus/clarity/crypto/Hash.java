package io.neuralnexus.clarity.crypto;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bouncycastle.crypto.digests.KeccakDigest;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;

/**
 * The hash functions of the language. Of an {@code int} or {@code uint} it hashes the 16 bytes of
 * the number, least significant first.
 */
public final class Hash {
  private static final ThreadLocal<MessageDigest> SHA256 = digest("SHA-256");
  private static final ThreadLocal<MessageDigest> SHA512 = digest("SHA-512");
  private static final ThreadLocal<MessageDigest> SHA512_256 = digest("SHA-512/256");

  private Hash() {}

  /** {@code sha256}: 32 bytes. */
  public static byte[] sha256(byte[] bytes) {
    return SHA256.get().digest(bytes);
  }

  /** {@code sha512}: 64 bytes. */
  public static byte[] sha512(byte[] bytes) {
    return SHA512.get().digest(bytes);
  }

  /** {@code sha512/256}: 32 bytes, which are not the first of {@code sha512}. */
  public static byte[] sha512Half(byte[] bytes) {
    return SHA512_256.get().digest(bytes);
  }

  /** {@code keccak256}: 32 bytes, with the padding of Ethereum and not that of SHA-3. */
  public static byte[] keccak256(byte[] bytes) {
    var digest = new KeccakDigest(256);
    digest.update(bytes, 0, bytes.length);
    var hash = new byte[32];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** {@code hash160}: 20 bytes, the RIPEMD-160 of the SHA-256. */
  public static byte[] hash160(byte[] bytes) {
    return ripemd160(sha256(bytes));
  }

  /** RIPEMD-160: 20 bytes. */
  public static byte[] ripemd160(byte[] bytes) {
    var digest = new RIPEMD160Digest();
    digest.update(bytes, 0, bytes.length);
    var hash = new byte[20];
    digest.doFinal(hash, 0);
    return hash;
  }

  /** The SHA-256 of the SHA-256, with which Bitcoin names blocks and transactions: 32 bytes. */
  static byte[] doubleSha256(byte[]... parts) {
    var digest = SHA256.get();
    for (var part : parts) digest.update(part);
    return digest.digest(digest.digest());
  }

  /** SHA-512 of several byte strings, one after the other. */
  static byte[] sha512Of(byte[]... parts) {
    var digest = SHA512.get();
    for (var part : parts) digest.update(part);
    return digest.digest();
  }

  private static ThreadLocal<MessageDigest> digest(String algorithm) {
    return ThreadLocal.withInitial(
        () -> {
          try {
            return MessageDigest.getInstance(algorithm);
          } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks " + algorithm, e);
          }
        });
  }
}
