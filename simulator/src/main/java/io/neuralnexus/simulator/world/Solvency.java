package io.neuralnexus.simulator.world;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import java.util.List;
import java.util.stream.Stream;

/** Contracts that hold money of others have at least what they owe. */
public final class Solvency implements World.Check {
  private record Vault(String name, ContractPrincipal contract) {}

  private final Simnet chain;
  private final List<Vault> vaults;

  public Solvency(Simnet chain) {
    this.chain = chain;
    this.vaults =
        Stream.of(NeuralTrainingMarket.NAME, Compensation.NAME, Governance.NAME)
            .map(name -> new Vault(name, chain.deployer().contract(name)))
            .toList();
  }

  @Override
  public void check() {
    for (var vault : vaults) {
      var owed = ((Uint) chain.dataVar(vault.name, "obligations")).toBigInteger();
      var there = chain.stxBalance(vault.contract);
      if (owed.compareTo(there) > 0) {
        throw new IllegalStateException(
            "%s owes %s micro-STX and has %s".formatted(vault.name, owed, there));
      }
    }
  }
}
