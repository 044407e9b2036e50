package io.neuralnexus.tests.suite;

import static java.util.stream.Collectors.joining;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import java.util.function.Function;

/**
 * A contract that stands between a signer and another contract: it has the same public functions
 * and passes each call on. With a role it is a controller, a marketplace, an attestor that does
 * what a test says; without one it is a thief.
 */
final class Relay {
  private Relay() {}

  /** All STX that one which takes part as itself may spend in a call, in micro-STX. */
  private static final String FUNDS = "(with-stx u1000000000000)";

  /** Deploys it, beside the contract that it stands before. */
  static ContractPrincipal deploy(Simnet chain, String name, String target) {
    return deploy(chain, name, target, _ -> "%s");
  }

  /** The same, but it takes part as itself, whoever calls it. */
  static ContractPrincipal deployItself(Simnet chain, String name, String target) {
    return deploy(
        chain,
        name,
        target,
        function ->
            "(as-contract? (%s) (%s %%s))"
                .formatted(FUNDS, fails(function) ? "try!" : "unwrap-panic"));
  }

  private static boolean fails(ContractInterface.Function function) {
    return function.output() instanceof ResponseType(_, var error) && !(error instanceof NoType);
  }

  private static ContractPrincipal deploy(
      Simnet chain,
      String name,
      String target,
      Function<ContractInterface.Function, String> passingOn) {
    chain.deploy(
        name, source(chain.contractInterface(target), target, passingOn), chain.deployer());
    return new ContractPrincipal(chain.deployer(), name);
  }

  private static String source(
      ContractInterface contract,
      String target,
      Function<ContractInterface.Function, String> passingOn) {
    return contract.functions().stream()
        .filter(each -> each.access() == Access.PUBLIC)
        .map(
            function ->
                "(define-public (%s %s)\n  %s)\n"
                    .formatted(
                        function.name(),
                        function.arguments().stream()
                            .map(each -> "(" + each.name() + " " + each.type() + ")")
                            .collect(joining(" ")),
                        passingOn.apply(function).formatted(call(target, function))))
        .collect(joining());
  }

  private static String call(String target, ContractInterface.Function function) {
    return "(contract-call? .%s %s %s)"
        .formatted(
            target,
            function.name(),
            function.arguments().stream()
                .map(ContractInterface.Argument::name)
                .collect(joining(" ")));
  }
}
