package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import java.util.Optional;
import java.util.function.Function;

/** The contracts that are deployed. */
record Contracts(Function<ContractPrincipal, Optional<ContractAnalysis>> deployed) {
  Optional<ContractAnalysis> find(ContractPrincipal contract) {
    return deployed.apply(contract);
  }

  /**
   * A contract.
   *
   * @throws CheckException if it is not deployed, without a place
   */
  ContractAnalysis require(ContractPrincipal contract) {
    return find(contract)
        .orElseThrow(() -> CheckException.unplaced(CheckError.noSuchContract(contract.toString())));
  }

  /**
   * A trait.
   *
   * @throws CheckException if its contract is not deployed, without a place
   */
  Optional<TraitSignature> trait(TraitIdentifier trait) {
    return Optional.ofNullable(require(trait.contract()).traits().get(trait.name()));
  }

  /**
   * A public or read-only function.
   *
   * @throws CheckException if the contract is not deployed, without a place
   */
  Optional<ContractAnalysis.Function> callable(ContractPrincipal contract, String name) {
    return Optional.ofNullable(require(contract).functions().get(name))
        .filter(function -> function.access() != Access.PRIVATE);
  }
}
