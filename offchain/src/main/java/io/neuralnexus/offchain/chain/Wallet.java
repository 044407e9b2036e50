package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.bouncycastle.crypto.digests.RIPEMD160Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;

/** The key of an account of a test network, which signs its calls. */
public final class Wallet {
  private static final int SECRET_LENGTH = 32;

  private final BigInteger secret;
  private final Buff key;

  private Wallet(BigInteger secret) {
    this.secret = secret;
    this.key =
        Buff.of(
            new FixedPointCombMultiplier()
                .multiply(Curve.DOMAIN.getG(), secret)
                .normalize()
                .getEncoded(true));
  }

  /**
   * The account with a secret.
   *
   * @param secret 32 bytes, as good as random
   * @throws IllegalArgumentException if they are not 32 bytes, or no number from 1 to below the
   *     order of the curve
   */
  public static Wallet of(Buff secret) {
    var number = new BigInteger(1, secret.bytes());
    if (secret.length() != SECRET_LENGTH
        || number.signum() == 0
        || number.compareTo(Curve.DOMAIN.getN()) >= 0) {
      throw new IllegalArgumentException(
          "the secret of an account is 32 bytes of a number on the curve");
    }
    return new Wallet(number);
  }

  /** Its address. */
  public StandardPrincipal address() {
    return addressOf(key);
  }

  /** A call that only this account can have made; signed alike every time (RFC 6979). */
  public SignedCall sign(
      String chain,
      long nonce,
      ContractPrincipal contract,
      String function,
      List<? extends Value> arguments) {
    var values = List.<Value>copyOf(arguments);
    var id = Preimage.hash(chain, address(), nonce, contract, function, values);
    var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
    signer.init(true, new ECPrivateKeyParameters(secret, Curve.DOMAIN));
    var parts = signer.generateSignature(id.hash().bytes());
    var s = parts[1].compareTo(Curve.HALF) > 0 ? Curve.DOMAIN.getN().subtract(parts[1]) : parts[1];
    var signature = bytes(parts[0]).plus(bytes(s));
    return new SignedCall(chain, address(), nonce, contract, function, values, key, signature);
  }

  /** Whether a call was signed by its sender. */
  static boolean isSigned(SignedCall call) {
    if (call.key().length() != 33 || call.signature().length() != 2 * SECRET_LENGTH) return false;
    if (!call.sender().equals(addressOf(call.key()))) return false;
    var r = new BigInteger(1, call.signature().slice(0, SECRET_LENGTH).bytes());
    var s = new BigInteger(1, call.signature().slice(SECRET_LENGTH, 2 * SECRET_LENGTH).bytes());
    if (s.compareTo(Curve.HALF) > 0) return false;
    try {
      var point = Curve.DOMAIN.getCurve().decodePoint(call.key().bytes());
      var verifier = new ECDSASigner();
      verifier.init(false, new ECPublicKeyParameters(point, Curve.DOMAIN));
      return verifier.verifySignature(call.id().hash().bytes(), r, s);
    } catch (IllegalArgumentException e) {
      return false; // no point of the curve
    }
  }

  private static Buff bytes(BigInteger number) {
    return Buff.of(BigIntegers.asUnsignedByteArray(SECRET_LENGTH, number));
  }

  private static StandardPrincipal addressOf(Buff key) {
    try {
      var inner = MessageDigest.getInstance("SHA-256").digest(key.bytes());
      var digest = new RIPEMD160Digest();
      digest.update(inner, 0, inner.length);
      var hash = new byte[digest.getDigestSize()];
      digest.doFinal(hash, 0);
      return new StandardPrincipal(StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /** secp256k1. */
  private static final class Curve {
    static final ECDomainParameters DOMAIN =
        new ECDomainParameters(CustomNamedCurves.getByName("secp256k1"));
    static final BigInteger HALF = DOMAIN.getN().shiftRight(1);

    private Curve() {}
  }
}
