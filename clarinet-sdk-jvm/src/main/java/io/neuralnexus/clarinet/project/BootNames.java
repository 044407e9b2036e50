package io.neuralnexus.clarinet.project;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.List;

/** The contracts that every simnet has from the start. */
public final class BootNames {
  /** By name, in the order in which plans list them. */
  public static final List<String> NAMES =
      List.of(
          "genesis",
          "lockup",
          "bns",
          "cost-voting",
          "costs",
          "pox",
          "costs-2",
          "pox-2",
          "costs-3",
          "pox-3",
          "pox-4",
          "signers",
          "signers-voting",
          "costs-4",
          "costs-5",
          "pox-5");

  /** Whose they are on test networks. */
  public static final StandardPrincipal TESTNET =
      StandardPrincipal.parse("ST000000000000000000002AMW42H");

  /** Whose they are on mainnet. */
  public static final StandardPrincipal MAINNET =
      StandardPrincipal.parse("SP000000000000000000002Q6VF78");

  /** Whose the contracts of sBTC are. */
  public static final StandardPrincipal SBTC =
      StandardPrincipal.parse("SM3VDXK3WZZSA84XXFKAFAF15NNZX32CTSG82JFQ4");

  private BootNames() {}

  /** Whether a contract is one of them. */
  public static boolean has(ContractPrincipal contract) {
    var issuer = contract.issuer();
    if (issuer.equals(SBTC)) {
      return contract.name().equals("sbtc-registry") || contract.name().equals("sbtc-token");
    }
    return (issuer.equals(TESTNET) || issuer.equals(MAINNET)) && NAMES.contains(contract.name());
  }
}
