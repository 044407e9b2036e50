package io.neuralnexus.clarity.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/** What an independent implementation signs. */
class SignaturePropertiesTest {
  private static final int TRIES = 60;
  private static final ECDomainParameters K1 = curve("secp256k1");
  private static final ECDomainParameters R1 = curve("secp256r1");

  @Property(tries = TRIES)
  void theKeyThatSignedIsRecoveredByOneOfTheFourIds(
      @ForAll("secrets") BigInteger secret, @ForAll @Size(32) byte[] digest) {
    var signature = sign(K1, secret, digest);
    var key = key(K1, secret);

    var recovering =
        IntStream.range(0, 4)
            .filter(
                id ->
                    Secp256k1.recover(digest, append(signature, id))
                        .filter(recovered -> Arrays.equals(recovered, key))
                        .isPresent())
            .count();

    assertThat(recovering).isOne();
  }

  @Property(tries = TRIES)
  void aSignatureHoldsInBothFormsOfS(
      @ForAll("secrets") BigInteger secret, @ForAll @Size(32) byte[] digest) {
    for (var curve : new ECDomainParameters[] {K1, R1}) {
      var key = key(curve, secret);
      var signature = sign(curve, secret, digest);

      assertThat(verify(curve, digest, signature, key)).isTrue();
      assertThat(verify(curve, digest, negateS(curve, signature), key)).isTrue();
    }
  }

  @Property(tries = TRIES)
  void aChangedBitAnywhereIsNoticed(
      @ForAll("secrets") BigInteger secret,
      @ForAll @Size(32) byte[] digest,
      @ForAll @IntRange(max = 255) int bit) {
    for (var curve : new ECDomainParameters[] {K1, R1}) {
      var key = key(curve, secret);
      var signature = sign(curve, secret, digest);

      assertThat(verify(curve, flip(digest, bit), signature, key)).isFalse();
      assertThat(verify(curve, digest, flip(signature, bit), key)).isFalse();
      assertThat(verify(curve, digest, flip(signature, bit + 256), key)).isFalse();
      assertThat(verify(curve, digest, signature, flip(key, bit))).isFalse();
    }
  }

  @Property(tries = TRIES)
  void theUncompressedKeyIsThePoint(@ForAll("secrets") BigInteger secret) {
    assertThat(Secp256k1.decompress(key(K1, secret)))
        .contains(K1.getG().multiply(secret).getEncoded(false));
  }

  @Property(tries = TRIES)
  void ed25519TakesHonestSignaturesAndNoticesAChangedBit(
      @ForAll @Size(32) byte[] secret,
      @ForAll @Size(min = 1, max = 300) byte[] message,
      @ForAll @IntRange(max = 511) int bit) {
    var privateKey = new Ed25519PrivateKeyParameters(secret, 0);
    var key = privateKey.generatePublicKey().getEncoded();
    var signer = new Ed25519Signer();
    signer.init(true, privateKey);
    signer.update(message, 0, message.length);
    var signature = signer.generateSignature();

    assertThat(Ed25519.verify(message, signature, key)).isTrue();
    assertThat(Ed25519.verify(message, flip(signature, bit), key)).isFalse();
    assertThat(Ed25519.verify(flip(message, bit % (8 * message.length)), signature, key)).isFalse();
    assertThat(Ed25519.verify(message, signature, flip(key, bit % 256))).isFalse();
  }

  @Provide
  Arbitrary<BigInteger> secrets() {
    return Arbitraries.bigIntegers()
        .between(BigInteger.ONE, K1.getN().min(R1.getN()).subtract(BigInteger.ONE));
  }

  private static ECDomainParameters curve(String name) {
    return new ECDomainParameters(CustomNamedCurves.getByName(name));
  }

  private static byte[] key(ECDomainParameters curve, BigInteger secret) {
    return curve.getG().multiply(secret).getEncoded(true);
  }

  private static byte[] sign(ECDomainParameters curve, BigInteger secret, byte[] digest) {
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, curve));
    var numbers = signer.generateSignature(digest);
    return pair(numbers[0], numbers[1]);
  }

  private static boolean verify(
      ECDomainParameters curve, byte[] digest, byte[] signature, byte[] key) {
    return curve == K1
        ? Secp256k1.verify(digest, signature, key)
        : Secp256r1.verify(digest, signature, key);
  }

  private static byte[] negateS(ECDomainParameters curve, byte[] signature) {
    var r = new BigInteger(1, signature, 0, 32);
    var s = new BigInteger(1, signature, 32, 32);
    return pair(r, curve.getN().subtract(s));
  }

  private static byte[] pair(BigInteger r, BigInteger s) {
    var bytes = new byte[64];
    BigIntegers.asUnsignedByteArray(r, bytes, 0, 32);
    BigIntegers.asUnsignedByteArray(s, bytes, 32, 32);
    return bytes;
  }

  private static byte[] append(byte[] bytes, int last) {
    var longer = Arrays.copyOf(bytes, bytes.length + 1);
    longer[bytes.length] = (byte) last;
    return longer;
  }

  private static byte[] flip(byte[] bytes, int bit) {
    var flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }
}
