package io.neuralnexus.tests.suite;

import static java.util.stream.Collectors.joining;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;

/**
 * A contract that stands between a signer and another contract: it has the same public functions and
 * passes each call on. With a role it is a controller, a marketplace, an attestor that does what a
 * test says; without one it is a thief.
 */
final class Relay {
  private Relay() {}

  /** Deploys it, beside the contract that it stands before. */
  static ContractPrincipal deploy(Simnet chain, String name, String target) {
    chain.deploy(name, source(chain.contractInterface(target), target), chain.deployer());
    return new ContractPrincipal(chain.deployer(), name);
  }

  private static String source(ContractInterface contract, String target) {
    return contract.functions().stream()
        .filter(each -> each.access() == Access.PUBLIC)
        .map(
            function ->
                "(define-public (%s %s)\n  (contract-call? .%s %s %s))\n"
                    .formatted(
                        function.name(),
                        function.arguments().stream()
                            .map(each -> "(" + each.name() + " " + each.type() + ")")
                            .collect(joining(" ")),
                        target,
                        function.name(),
                        function.arguments().stream()
                            .map(ContractInterface.Argument::name)
                            .collect(joining(" "))))
        .collect(joining());
  }
}
