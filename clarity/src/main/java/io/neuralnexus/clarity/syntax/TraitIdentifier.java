package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.ContractPrincipal;

/** A trait by the contract that defines it and its name there. */
public record TraitIdentifier(ContractPrincipal contract, String name) {

  /** As the VM prints it: {@code ST1....contract.name}. */
  @Override
  public String toString() {
    return contract + "." + name;
  }
}
