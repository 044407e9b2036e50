package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * The words from which an account's keys are derived (BIP-39, BIP-32). For the test accounts of a
 * project: it keeps what it has derived.
 */
final class Mnemonic {
  private static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  private static final Map<String, Integer> WORDS = words();
  private static final int HARDENED = 0x8000_0000;
  private static final Map<List<String>, StandardPrincipal> KNOWN = new ConcurrentHashMap<>();

  private final String phrase;

  private Mnemonic(String phrase) {
    this.phrase = phrase;
  }

  /**
   * Checks the words.
   *
   * @throws IllegalArgumentException if their number, one of them or their checksum is wrong
   */
  static Mnemonic parse(String text) {
    var words = text.strip().split("\\s+");
    if (words.length < 12 || words.length > 24 || words.length % 3 != 0) {
      throw new IllegalArgumentException("mnemonic has an invalid word count: " + words.length);
    }
    var bits = BigInteger.ONE;
    for (int at = 0; at < words.length; at++) {
      var number = WORDS.get(words[at]);
      if (number == null) {
        throw new IllegalArgumentException(
            "mnemonic contains an unknown word (word %d)".formatted(at));
      }
      bits = bits.shiftLeft(11).or(BigInteger.valueOf(number));
    }
    int sumBits = words.length / 3;
    var entropy = Arrays.copyOfRange(bits.shiftRight(sumBits).toByteArray(), 1, 1 + 4 * sumBits);
    int sum = bits.and(BigInteger.ONE.shiftLeft(sumBits).subtract(BigInteger.ONE)).intValue();
    if ((sha256(entropy)[0] & 0xff) >> (8 - sumBits) != sum) {
      throw new IllegalArgumentException("the mnemonic has an invalid checksum");
    }
    return new Mnemonic(String.join(" ", words));
  }

  /**
   * The address of one key on a test network.
   *
   * @param path as {@code m/44'/5757'/0'/0/0}
   * @throws IllegalArgumentException if the path is not one
   */
  StandardPrincipal address(String path) {
    return KNOWN.computeIfAbsent(List.of(phrase, path), _ -> derive(path));
  }

  private StandardPrincipal derive(String path) {
    var key = hmac("Bitcoin seed".getBytes(StandardCharsets.UTF_8), seed());
    var secret = new BigInteger(1, Arrays.copyOf(key, 32));
    for (int index : indices(path)) {
      var data = ByteBuffer.allocate(37);
      if (index < 0) data.put((byte) 0).put(bytes(secret));
      else data.put(publicKey(secret));
      key = hmac(Arrays.copyOfRange(key, 32, 64), data.putInt(index).array());
      secret = new BigInteger(1, Arrays.copyOf(key, 32)).add(secret).mod(CURVE.getN());
    }
    return new StandardPrincipal(
        StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(hash160(publicKey(secret))));
  }

  private static int[] indices(String path) {
    var parts = path.split("/");
    try {
      if (!parts[0].equals("m")) throw new NumberFormatException();
      return Arrays.stream(parts)
          .skip(1)
          .mapToInt(
              part ->
                  part.endsWith("'")
                      ? Integer.parseUnsignedInt(part.substring(0, part.length() - 1)) | HARDENED
                      : Integer.parseUnsignedInt(part))
          .toArray();
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' is not a derivation path, as m/44'/5757'/0'/0/0 is".formatted(path), e);
    }
  }

  private byte[] seed() {
    try {
      var salt = "mnemonic".getBytes(StandardCharsets.UTF_8);
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
          .generateSecret(new PBEKeySpec(phrase.toCharArray(), salt, 2048, 512))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks PBKDF2 with SHA-512", e);
    }
  }

  private static byte[] publicKey(BigInteger secret) {
    return new FixedPointCombMultiplier().multiply(CURVE.getG(), secret).getEncoded(true);
  }

  private static byte[] bytes(BigInteger number) {
    var bytes = number.toByteArray();
    var fixed = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  private static byte[] hmac(byte[] key, byte[] data) {
    try {
      var mac = Mac.getInstance("HmacSHA512");
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      return mac.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HMAC with SHA-512", e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks SHA-256", e);
    }
  }

  private static byte[] hash160(byte[] bytes) {
    var inner = sha256(bytes);
    var digest = new RIPEMD160Digest();
    digest.update(inner, 0, inner.length);
    var hash = new byte[20];
    digest.doFinal(hash, 0);
    return hash;
  }

  private static Map<String, Integer> words() {
    try (var in = Mnemonic.class.getResourceAsStream("bip-0039-english.txt")) {
      var words = new HashMap<String, Integer>();
      new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .forEach(word -> words.put(word, words.size()));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException("the words of BIP-39 cannot be read", e);
    }
  }
}
