package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;

/**
 * Where contracts live: what typed bindings need of a chain, be it a {@link Simnet} or one behind a
 * network.
 *
 * <p>A contract is named {@code "counter"} if it is the {@link #deployer deployer}'s, or {@code
 * "ST....counter"}.
 */
public interface ContractHost {
  /** Whose contracts are named without an address, and who reads when nobody is named. */
  StandardPrincipal deployer();

  /** Calls a public function, and returns what came of it when it is in a block. */
  Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender);

  /** Calls a read-only function; changes nothing. */
  Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender);

  /** The value of a data variable. */
  Value dataVar(String contract, String name);

  /** The entry of a map. */
  Optional<Value> mapEntry(String contract, String map, Value key);
}
