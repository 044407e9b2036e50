package io.neuralnexus.clarity;

import java.util.Objects;

/**
 * A trait: the contract that defines it and its name, written {@code ST1....contract.trait}.
 *
 * @param contract the contract that defines it
 * @param name its name there
 */
public record TraitIdentifier(ContractPrincipal contract, String name)
    implements Comparable<TraitIdentifier> {
  /**
   * Checks what it is made of.
   *
   * @throws IllegalArgumentException if the name is not a Clarity name
   */
  public TraitIdentifier {
    Objects.requireNonNull(contract, "contract");
    Names.clarityName(name);
  }

  /** By the text. */
  @Override
  public int compareTo(TraitIdentifier other) {
    return toString().compareTo(other.toString());
  }

  @Override
  public String toString() {
    return contract + "." + name;
  }
}
