package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the VM prints in the name of a PoX contract when somebody has stacked or delegated: who,
 * what it had before the lock, and what was asked for. From epoch 2.5 on also from which reward
 * cycle to which.
 */
final class StackingPrint {
  private static final OptionalValue.None NONE = new OptionalValue.None();

  private final Frame from;
  private final ContractState pox;
  private final String function;
  private final Value[] arguments;
  private final Value answer;
  private final boolean withCycles;

  private StackingPrint(
      Frame from, ContractState pox, String function, Value[] arguments, Value answer) {
    this.from = from;
    this.pox = pox;
    this.function = function;
    this.arguments = arguments;
    this.answer = answer;
    this.withCycles = from.execution().epoch().compareTo(Epoch.EPOCH_2_5) >= 0;
  }

  /**
   * What is printed after a successful answer; nothing where nothing is to tell, or it cannot be
   * computed.
   */
  static Optional<Value> of(
      Frame from, ContractState pox, String function, Value[] arguments, Value answer) {
    try {
      return new StackingPrint(from, pox, function, arguments, answer).print();
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  private Optional<Value> print() {
    return switch (function) {
      case "stack-stx" -> told(sender(), stacked(0, 1, 2, 3, 4));
      case "delegate-stack-stx" -> told(stacker(), delegated(stacked(1, 2, 3, 4, -1)));
      case "stack-extend" -> told(sender(), extended(sender(), 1, 0, 2));
      case "delegate-stack-extend" -> told(stacker(), delegated(extended(stacker(), 1, 2, -1)));
      case "stack-increase" ->
          addressOfSender().flatMap(to -> told(sender(), increased(sender(), 0, to, 1)));
      case "delegate-stack-increase" ->
          told(stacker(), delegated(increased(stacker(), 2, arguments[1], -1)));
      case "delegate-stx" -> told(sender(), delegation());
      case "revoke-delegate-stx" -> withCycles ? revoked() : Optional.empty();
      case "stack-aggregation-commit", "stack-aggregation-commit-indexed" -> aggregated(2);
      case "stack-aggregation-increase" -> aggregated(3);
      default -> Optional.empty();
    };
  }

  private Principal sender() {
    return from.sender();
  }

  private Principal stacker() {
    return (Principal) arguments[0];
  }

  private Optional<Value> told(Principal stacker, TreeMap<String, Value> data) {
    var account = from.world().ledger().account(stacker).at(from.world().blocks());
    return Optional.of(
        Cl.tuple(
            "name", AsciiString.of(function),
            "stacker", stacker,
            "balance", account.unlocked(),
            "locked", account.locked(),
            "burnchain-unlock-height", unlockHeight(stacker),
            "data", new TupleValue(data)));
  }

  /** Zero if nothing is locked. */
  private Uint unlockHeight(Principal stacker) {
    var blocks = from.world().blocks();
    return from.world()
        .ledger()
        .account(stacker)
        .at(blocks)
        .lock()
        .map(lock -> Uint.of(lock.effectiveUnlockHeight(blocks)))
        .orElse(Uint.ZERO);
  }

  // What was asked for

  private TreeMap<String, Value> stacked(int amount, int to, int start, int period, int signer) {
    var until = startOf(cycle().plus(Uint.ONE).plus((Uint) arguments[period]));
    var data = new TreeMap<String, Value>();
    data.put("lock-amount", arguments[amount]);
    data.put("unlock-burn-height", until);
    data.put("pox-addr", arguments[to]);
    data.put("start-burn-height", arguments[start]);
    data.put("lock-period", arguments[period]);
    if (signer >= 0) sign(data, signer);
    between(data, firstCycle(), Cl.some(cycleOf(until)));
    return data;
  }

  private TreeMap<String, Value> extended(Principal stacker, int to, int count, int signer) {
    var next = cycle().plus(Uint.ONE);
    var ends = cycleOf(unlockHeight(stacker));
    var first = next.compareTo(ends) > 0 ? next : ends;
    var last = first.plus((Uint) arguments[count]).minus(Uint.ONE);
    var until = startOf(last.plus(Uint.ONE));
    var data = new TreeMap<String, Value>();
    data.put("pox-addr", arguments[to]);
    data.put("extend-count", arguments[count]);
    data.put("unlock-burn-height", until);
    if (signer >= 0) sign(data, signer);
    between(data, firstCycle(), Cl.some(cycleOf(until)));
    return data;
  }

  private TreeMap<String, Value> increased(Principal stacker, int by, Value to, int signer) {
    var account = from.world().ledger().account(stacker).at(from.world().blocks());
    var data = new TreeMap<String, Value>();
    data.put("increase-by", arguments[by]);
    data.put("total-locked", ((Uint) arguments[by]).plus(account.locked()));
    data.put("pox-addr", to);
    if (signer >= 0) sign(data, signer);
    between(data, firstCycle(), Cl.some(cycleOf(unlockHeight(stacker))));
    return data;
  }

  private Optional<Value> addressOfSender() {
    return entry("stacking-state", Cl.tuple("stacker", sender()))
        .map(state -> ((TupleValue) state).get("pox-addr"));
  }

  private TreeMap<String, Value> delegation() {
    var data = new TreeMap<String, Value>();
    data.put("amount-ustx", arguments[0]);
    data.put("delegate-to", arguments[1]);
    data.put("unlock-burn-height", arguments[2]);
    data.put("pox-addr", arguments[3]);
    between(
        data,
        firstCycle(),
        arguments[2] instanceof OptionalValue.Some(Uint until) ? Cl.some(cycleOf(until)) : NONE);
    return data;
  }

  private Optional<Value> revoked() {
    var data = new TreeMap<String, Value>();
    if (answer instanceof OptionalValue.Some(TupleValue before)) {
      data.put("delegate-to", before.get("delegated-to"));
      between(data, cycle().plus(Uint.ONE), NONE);
    } else {
      data.put("unimplemented", Cl.bool(true));
    }
    return told(sender(), data);
  }

  private Optional<Value> aggregated(int signer) {
    var to = arguments[0];
    var cycle = (Uint) arguments[1];
    var key = Cl.tuple("pox-addr", to, "sender", sender(), "reward-cycle", cycle);
    return entry("logged-partial-stacked-by-cycle", key)
        .flatMap(
            logged -> {
              var data = new TreeMap<String, Value>();
              data.put("pox-addr", to);
              data.put("reward-cycle", cycle);
              data.put("amount-ustx", ((TupleValue) logged).get("stacked-amount"));
              delegated(data);
              if (withCycles) {
                if (signer == 3) data.put("reward-cycle-index", argument(2));
                sign(data, signer);
                var next = cycle.equals(cycle().plus(Uint.ONE));
                between(data, next ? cycle.plus(offset()) : cycle, Cl.some(cycle.plus(Uint.ONE)));
              }
              return told(sender(), data);
            });
  }

  private TreeMap<String, Value> delegated(TreeMap<String, Value> data) {
    data.put("delegator", sender());
    if (function.startsWith("delegate-")) data.put("stacker", stacker());
    return data;
  }

  /** PoX 4 has a signer; its predecessors have no such arguments. */
  private void sign(TreeMap<String, Value> data, int at) {
    if (!withCycles) return;
    data.put("signer-sig", argument(at));
    data.put("signer-key", argument(at + 1));
    data.put("max-amount", argument(at + 2));
    data.put("auth-id", argument(at + 3));
  }

  private Value argument(int at) {
    return at < arguments.length ? arguments[at] : NONE;
  }

  private void between(TreeMap<String, Value> data, Uint first, Value end) {
    if (!withCycles) return;
    data.put("start-cycle-id", first);
    data.put("end-cycle-id", end);
  }

  // Reward cycles

  private Uint cycle() {
    return cycleOf(height());
  }

  private Uint height() {
    return Uint.of(from.world().blocks().burnHeight());
  }

  private Uint cycleOf(Uint height) {
    return height
        .minus(variable("first-burnchain-block-height"))
        .dividedBy(variable("pox-reward-cycle-length"));
  }

  private Uint startOf(Uint cycle) {
    return variable("first-burnchain-block-height")
        .plus(cycle.times(variable("pox-reward-cycle-length")));
  }

  /** Who comes in the prepare phase comes a cycle later. */
  private Uint firstCycle() {
    return withCycles ? cycle().plus(Uint.ONE).plus(offset()) : Uint.ZERO;
  }

  private Uint offset() {
    var length = variable("pox-reward-cycle-length");
    var inCycle = height().minus(variable("first-burnchain-block-height")).remainder(length);
    var early = inCycle.compareTo(length.minus(variable("pox-prepare-cycle-length"))) < 0;
    return early ? Uint.ZERO : Uint.ONE;
  }

  private Uint variable(String name) {
    return pox.code()
        .dataVar(name)
        .map(slot -> (Uint) pox.dataVar(slot).get())
        .orElseThrow(() -> new ArithmeticException(name + " is not there"));
  }

  private Optional<Value> entry(String map, Value key) {
    return pox.code().map(map).flatMap(slot -> Optional.ofNullable(pox.map(slot).get(key)));
  }
}
