package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractPrincipal;
import java.util.List;

/**
 * One line of the cost report.
 *
 * @param testName what was last set with {@link Simnet#setCurrentTestName}
 * @param contract the called contract
 * @param function the called function
 * @param arguments the arguments, as Clarity prints them
 * @param costs what the call cost
 */
public record CallCost(
    String testName,
    ContractPrincipal contract,
    String function,
    List<String> arguments,
    CallCosts costs) {

  public CallCost {
    arguments = List.copyOf(arguments);
  }
}
