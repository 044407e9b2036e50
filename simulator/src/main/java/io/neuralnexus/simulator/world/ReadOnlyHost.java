package io.neuralnexus.simulator.world;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;

/** A chain that can only be read: what changes it is signed and sent. */
record ReadOnlyHost(Simnet chain) implements ContractHost {
  @Override
  public StandardPrincipal deployer() {
    return chain.deployer();
  }

  @Override
  public Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    throw new UnsupportedOperationException(
        "%s.%s: agents send transactions by their accounts".formatted(contract, function));
  }

  @Override
  public Receipt callReadOnly(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    return chain.callReadOnly(contract, function, arguments, sender);
  }

  @Override
  public Value dataVar(String contract, String name) {
    return chain.dataVar(contract, name);
  }

  @Override
  public Optional<Value> mapEntry(String contract, String map, Value key) {
    return chain.mapEntry(contract, map, key);
  }
}
