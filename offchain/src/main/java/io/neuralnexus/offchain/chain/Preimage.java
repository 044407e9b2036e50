package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What the id of a call is the hash of: each part with its length before it. */
final class Preimage {
  private static final String TAG = "neuralnexus/call/1";

  private final MessageDigest digest;

  private Preimage() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  static CallId hash(
      String chain,
      StandardPrincipal sender,
      long nonce,
      ContractPrincipal contract,
      String function,
      List<Value> arguments) {
    var preimage = new Preimage();
    preimage.add(TAG);
    preimage.add(chain);
    preimage.add(sender.toString());
    preimage.add(Long.toString(nonce));
    preimage.add(contract.toString());
    preimage.add(function);
    for (var argument : arguments) preimage.add(argument.serialize());
    return new CallId(Buff.of(preimage.digest.digest()));
  }

  private void add(String text) {
    add(text.getBytes(StandardCharsets.UTF_8));
  }

  private void add(byte[] part) {
    digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
    digest.update(part);
  }
}
