package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarinet.Receipt;
import java.util.Optional;

/**
 * What a call answered: the result as a Java value, and the receipt with events and costs.
 *
 * @param value the result
 * @param receipt the receipt it was read from
 * @param declaredError the constant of the contract that the result is, if it is an err with a code
 *     the contract declares
 * @param <T> Java type of the result
 */
public record TypedReceipt<T>(T value, Receipt receipt, Optional<ContractError> declaredError) {
  /** Name of the declared error if there is one, then the result as Clarity prints it. */
  @Override
  public String toString() {
    return declaredError.map(error -> error.name() + " ").orElse("") + receipt.result();
  }
}
