package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Value;

/**
 * A call that is in a block.
 *
 * @param at the heights of the block
 * @param result what the function returned; if the VM aborted the call, {@code (err none)} and the
 *     call changed nothing
 */
public record MadeCall(Heights at, SignedCall call, Value result) {
  /** Whether the VM aborted it. */
  public boolean isAborted() {
    return result.equals(new ResponseValue.Err(Cl.none()));
  }

  /** Whether it changed what it was to change. */
  public boolean isOk() {
    return result instanceof ResponseValue.Ok;
  }
}
