package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.List;

/**
 * A call of a public function, signed by who makes it. Made by {@link Wallet#sign}.
 *
 * @param chain {@link Chain#id()} of the chain that it is for
 * @param nonce the number of calls that the sender made before
 * @param key the sender's public key, 33 bytes
 * @param signature ECDSA over {@link #id}, r and s, 64 bytes, s in the lower half
 */
public record SignedCall(
    String chain,
    StandardPrincipal sender,
    long nonce,
    ContractPrincipal contract,
    String function,
    List<Value> arguments,
    Buff key,
    Buff signature) {
  public SignedCall {
    arguments = List.copyOf(arguments);
  }

  /** What is signed: the hash of everything else. */
  public CallId id() {
    return Preimage.hash(chain, sender, nonce, contract, function, arguments);
  }
}
