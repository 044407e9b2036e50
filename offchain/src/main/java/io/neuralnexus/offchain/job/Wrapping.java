package io.neuralnexus.offchain.job;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import io.neuralnexus.offchain.secrecy.Secret;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** What owners and developers have in common: secrets for those with a key on the chain. */
record Wrapping(Chain chain, Secret secret) {
  /** What others registered to be wrapped for. */
  Buff publicKey(Principal who) {
    return DataRights.on(chain)
        .getEncryptionKey(who)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    who + " has no encryption key on the chain: it calls set-encryption-key"));
  }

  /** A key that wraps one message for one. */
  EncryptionKey once(String occasion, Principal to) {
    return EncryptionKey.of(secret.derive("wrapped for %s, %s".formatted(to, occasion)));
  }

  static <O> O done(TypedReceipt<Response<O, Uint>> receipt) {
    if (receipt.value().isErr()) {
      throw new ChainException(
          ChainException.Kind.REFUSED, "a contract refused the call: " + receipt);
    }
    return receipt.value().ok();
  }

  static Buff sha256(Buff bytes) {
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(bytes.bytes()));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }
}
