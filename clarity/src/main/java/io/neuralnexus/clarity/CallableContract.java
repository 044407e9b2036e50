package io.neuralnexus.clarity;

import java.util.Objects;
import java.util.Optional;

/**
 * A contract that stands for a trait while a function runs, so that it can be called through it.
 * Prints and encodes as the contract; as in the VM, it is not equal to the plain principal.
 *
 * @param contract the contract
 * @param trait the trait it was passed as; empty for a literal that no parameter has typed yet
 */
public record CallableContract(ContractPrincipal contract, Optional<TraitIdentifier> trait)
    implements Principal {
  public CallableContract {
    Objects.requireNonNull(contract, "contract");
    Objects.requireNonNull(trait, "trait");
  }

  @Override
  public StandardPrincipal issuer() {
    return contract.issuer();
  }

  @Override
  public int byteSize() {
    return type().size();
  }

  @Override
  public int encodedLength() {
    return contract.encodedLength();
  }

  @Override
  public TypeSignature type() {
    return trait
        .<TypeSignature>map(TypeSignature.TraitType::new)
        .orElseGet(() -> new TypeSignature.ContractLiteralType(contract));
  }

  @Override
  public String toString() {
    return contract.toString();
  }
}
