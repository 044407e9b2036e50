package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Value;

/**
 * What a contract printed.
 *
 * @param at the heights of the block
 * @param call that made it print
 */
public record ChainEvent(Heights at, CallId call, ContractPrincipal contract, Value value) {
  /** For typed bindings, which say what it means. */
  public Event print() {
    return new Event.Print(contract, value);
  }
}
