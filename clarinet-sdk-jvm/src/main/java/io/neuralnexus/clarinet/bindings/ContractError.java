package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Uint;

/**
 * An error code that a contract declares as a constant. The enum {@code Error} of generated
 * bindings implements it.
 */
public interface ContractError {
  /** Name of the constant, in Java's spelling. */
  String name();

  /** The code: the value inside {@code (err u...)}. */
  Uint code();

  /** What a function answers that fails with this error: {@code (err u...)}. */
  default ResponseValue.Err response() {
    return new ResponseValue.Err(code());
  }
}
