package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * A transaction for {@link Simnet#mineBlock}. A contract is named as everywhere: {@code "name"} for
 * the deployer's, or {@code "ST....name"}.
 */
public sealed interface Transaction {

  /** Who signs. */
  StandardPrincipal sender();

  /** A call of a public function. */
  record CallPublic(
      String contract, String function, List<Value> arguments, StandardPrincipal sender)
      implements Transaction {
    public CallPublic {
      arguments = List.copyOf(arguments);
    }
  }

  /** A call of a private function, which only a simnet allows. */
  record CallPrivate(
      String contract, String function, List<Value> arguments, StandardPrincipal sender)
      implements Transaction {
    public CallPrivate {
      arguments = List.copyOf(arguments);
    }
  }

  /** A transfer of micro-STX. */
  record TransferStx(BigInteger amount, Principal recipient, StandardPrincipal sender)
      implements Transaction {}

  /** A deployment; without a version the VM's default for the current epoch. */
  record DeployContract(
      String name, String source, Optional<ClarityVersion> version, StandardPrincipal sender)
      implements Transaction {}

  /** A call of a public function. */
  static Transaction callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    return new CallPublic(contract, function, List.copyOf(arguments), sender);
  }

  /** A call of a private function. */
  static Transaction callPrivate(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    return new CallPrivate(contract, function, List.copyOf(arguments), sender);
  }

  /** A transfer of micro-STX. */
  static Transaction transferStx(long amount, Principal recipient, StandardPrincipal sender) {
    return new TransferStx(BigInteger.valueOf(amount), recipient, sender);
  }

  /** A transfer of micro-STX. */
  static Transaction transferStx(BigInteger amount, Principal recipient, StandardPrincipal sender) {
    return new TransferStx(amount, recipient, sender);
  }

  /** A deployment with the VM's default version for the current epoch. */
  static Transaction deploy(String name, String source, StandardPrincipal sender) {
    return new DeployContract(name, source, Optional.empty(), sender);
  }

  /** A deployment. */
  static Transaction deploy(
      String name, String source, ClarityVersion version, StandardPrincipal sender) {
    return new DeployContract(name, source, Optional.of(version), sender);
  }
}
