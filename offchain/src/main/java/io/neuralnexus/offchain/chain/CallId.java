package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarity.Buff;

/**
 * Names a signed call.
 *
 * @param hash 32 bytes
 */
public record CallId(Buff hash) {
  public CallId {
    if (hash.length() != 32) {
      throw new IllegalArgumentException("the id of a call has 32 bytes, not " + hash.length());
    }
  }

  /** Its hexadecimal digits, with {@code 0x}. */
  @Override
  public String toString() {
    return hash.toString();
  }
}
