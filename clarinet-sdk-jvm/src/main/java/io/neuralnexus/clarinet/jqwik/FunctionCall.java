package io.neuralnexus.clarinet.jqwik;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.List;

/**
 * A call of a contract's function with arguments of its types.
 *
 * @param name name of the function
 * @param access who may call it
 * @param arguments one value per parameter
 */
public record FunctionCall(String name, Access access, List<Value> arguments) {
  public FunctionCall {
    arguments = List.copyOf(arguments);
  }

  /**
   * Makes the call.
   *
   * @param contract as {@link Simnet} names contracts
   */
  public Receipt on(Simnet simnet, String contract, StandardPrincipal sender) {
    return switch (access) {
      case PUBLIC -> simnet.callPublic(contract, name, arguments, sender);
      case READ_ONLY -> simnet.callReadOnly(contract, name, arguments, sender);
      case PRIVATE -> simnet.callPrivate(contract, name, arguments, sender);
    };
  }

  /** The call as Clarity prints it: {@code (transfer u1 ST1...)}. */
  @Override
  public String toString() {
    var call = new StringBuilder("(").append(name);
    arguments.forEach(argument -> call.append(' ').append(argument));
    return call.append(')').toString();
  }
}
