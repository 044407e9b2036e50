package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.cost.CostFunction;

/** The entry into a contract: from a transaction, or from another contract. */
public final class ContractCall {
  /** Which functions may be entered. */
  public enum Entry {
    /** Public and read-only ones. */
    PUBLIC,
    /** Read-only ones. */
    READ_ONLY,
    /** All; what they answer need not be a response. A simnet offers this. */
    ANY
  }

  private ContractCall() {}

  /** Calls a function of a contract in a transaction. */
  public static Value fromOutside(
      Execution execution,
      ContractPrincipal contract,
      String function,
      Value[] arguments,
      Principal sender,
      Entry entry) {
    var state = execution.world().requireContract(contract);
    var outside = Frame.outermost(execution, state, sender, sender, 0);
    return enter(outside, state, function, arguments, sender, Site.start(), entry);
  }

  /** Calls a function of a contract from another, or from the outermost frame. */
  public static Value enter(
      Frame from,
      ContractPrincipal id,
      String name,
      Value[] arguments,
      Principal caller,
      Site site,
      Entry entry) {
    var contract = from.execution().world().requireContract(id);
    return enter(from, contract, name, arguments, caller, site, entry);
  }

  private static Value enter(
      Frame from,
      ContractState contract,
      String name,
      Value[] arguments,
      Principal caller,
      Site site,
      Entry entry) {
    var execution = from.execution();
    var epoch = execution.epoch();
    var meter = execution.meter();
    var size = contract.size();
    execution.costs().charge(CostFunction.LOAD_CONTRACT, size, meter);
    meter.addMemory(size);
    if (!contract.isReadable()) {
      throw Abort.internal("Expect(\"Failed to deserialize vm.Value\")");
    }
    var function =
        contract
            .code()
            .function(name, epoch, execution.isWatched())
            .orElseThrow(() -> Abort.check("UndefinedFunction(\"" + name + "\")"));
    if (entry != Entry.ANY && function.access() == Access.PRIVATE) {
      throw Abort.check("NoSuchPublicFunction(\"%s\", \"%s\")".formatted(contract.id(), name));
    }
    if (entry == Entry.READ_ONLY && function.access() != Access.READ_ONLY) {
      throw Abort.check(
          "Unreachable(\"Public function not read-only: %s %s\")".formatted(contract.id(), name));
    }
    var sane = new Value[arguments.length];
    for (int i = 0; i < sane.length; i++) sane[i] = Sanitizer.sanitize(arguments[i], epoch);
    if (from.isRunning(function)) {
      throw Abort.check("CircularReference([\"" + function.identifier() + "\"])");
    }
    var open = site.depth() + 2;
    var value =
        function.callAsTransaction(from, contract, caller, sane, site, open, entry == Entry.ANY);
    contract
        .code()
        .stacking()
        .ifPresent(pox -> pox.answered(from, site, contract, name, sane, value));
    meter.dropMemory(size);
    return value;
  }
}
