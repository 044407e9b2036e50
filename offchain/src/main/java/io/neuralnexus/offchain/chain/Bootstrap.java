package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.offchain.contracts.LicenceToken;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket;
import io.neuralnexus.offchain.contracts.ZkVerification;
import java.util.ArrayList;
import java.util.List;

/** The one call that makes a suite of freshly deployed contracts. */
public final class Bootstrap {
  /** Contracts that open entries of the vault, beside which each may have another role. */
  private static final List<String> CONTROLLERS =
      List.of(DataRights.NAME, ComputationVerification.NAME, ModelRegistry.NAME, Marketplace.NAME);

  private Bootstrap() {}

  /**
   * Names treasury, guardian, vaults and roles, as the deployer, who has no power from then on.
   *
   * @throws IllegalStateException if governance refuses it, as when it was done before
   */
  public static void finish(ContractHost host, Principal treasury, Principal guardian) {
    var finished =
        Governance.on(host)
            .as(host.deployer())
            .finishBootstrap(
                treasury,
                guardian,
                List.of(named(host, Compensation.NAME), named(host, NeuralTrainingMarket.NAME)),
                roles(host));
    if (finished.value().isErr()) {
      throw new IllegalStateException("governance refuses the bootstrap: " + finished);
    }
  }

  private static List<FinishBootstrapRoles> roles(ContractHost host) {
    var roles = new ArrayList<FinishBootstrapRoles>();
    for (var name : CONTROLLERS) roles.add(role("controller", host, name));
    roles.add(role("marketplace", host, Marketplace.NAME));
    roles.add(role("licence-token", host, LicenceToken.NAME));
    roles.add(role("attestor", host, ZkVerification.NAME));
    return roles;
  }

  private static FinishBootstrapRoles role(String role, ContractHost host, String contract) {
    return new FinishBootstrapRoles(role, named(host, contract));
  }

  private static ContractPrincipal named(ContractHost host, String contract) {
    return host.deployer().contract(contract);
  }
}
