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
 *
 * <p>The first derivation in a process takes a third of a second, most of it for the signatures of
 * Bouncy Castle's jar. Nearly all projects have the accounts of Clarinet's template, whose
 * addresses are therefore kept with this class.
 */
final class Mnemonic {
  /** The key of an account, unless its settings say otherwise. */
  static final String PATH = "m/44'/5757'/0'/0/0";

  private static final Map<String, StandardPrincipal> WELL_KNOWN = wellKnown();
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
    var phrase = String.join(" ", words);
    if (WELL_KNOWN.containsKey(phrase)) return new Mnemonic(phrase);
    if (words.length < 12 || words.length > 24 || words.length % 3 != 0) {
      throw new IllegalArgumentException("mnemonic has an invalid word count: " + words.length);
    }
    var bits = BigInteger.ONE;
    for (int at = 0; at < words.length; at++) {
      var number = WordList.NUMBERS.get(words[at]);
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
    return new Mnemonic(phrase);
  }

  /**
   * The address of one key on a test network.
   *
   * @param path as {@code m/44'/5757'/0'/0/0}
   * @throws IllegalArgumentException if the path is not one
   */
  StandardPrincipal address(String path) {
    var address = path.equals(PATH) ? WELL_KNOWN.get(phrase) : null;
    return address != null
        ? address
        : KNOWN.computeIfAbsent(List.of(phrase, path), _ -> derive(path));
  }

  StandardPrincipal derive(String path) {
    var key = hmac("Bitcoin seed".getBytes(StandardCharsets.UTF_8), seed());
    var secret = new BigInteger(1, Arrays.copyOf(key, 32));
    for (int index : indices(path)) {
      var data = ByteBuffer.allocate(37);
      if (index < 0) data.put((byte) 0).put(bytes(secret));
      else data.put(publicKey(secret));
      key = hmac(Arrays.copyOfRange(key, 32, 64), data.putInt(index).array());
      secret = new BigInteger(1, Arrays.copyOf(key, 32)).add(secret).mod(Secp256k1.CURVE.getN());
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
    return new FixedPointCombMultiplier().multiply(Secp256k1.CURVE.getG(), secret).getEncoded(true);
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

  /** The phrases of Clarinet's template, with their addresses. */
  static Map<String, StandardPrincipal> wellKnown() {
    var accounts = new HashMap<String, StandardPrincipal>();
    for (var line : lines("well-known-accounts.txt")) {
      var end = line.indexOf(' ');
      accounts.put(line.substring(end + 1), StandardPrincipal.parse(line.substring(0, end)));
    }
    return accounts;
  }

  /** Needed for derivations only. */
  private static final class Secp256k1 {
    static final X9ECParameters CURVE = CustomNamedCurves.getByName("secp256k1");
  }

  /** Needed for phrases that are not well known. */
  private static final class WordList {
    static final Map<String, Integer> NUMBERS = numbers();

    private static Map<String, Integer> numbers() {
      var numbers = new HashMap<String, Integer>();
      for (var word : lines("bip-0039-english.txt")) numbers.put(word, numbers.size());
      return numbers;
    }
  }

  private static List<String> lines(String resource) {
    try (var in = Mnemonic.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " cannot be read", e);
    }
  }
}
