package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.cost.CostMeter;
import io.neuralnexus.clarity.watch.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One call of one function, or the run of one form on the top level of a contract. */
public final class Frame implements Scene {
  private final Execution execution;
  private final CostMeter meter;
  private final ContractState contract;
  private final Principal sender;
  private final Principal caller;
  private final Value[] locals;
  private final int depth;
  private final UserFunction function;
  private final Frame outer;
  private final Site site;
  private final boolean foreign;

  private Frame(
      Execution execution,
      ContractState contract,
      Principal sender,
      Principal caller,
      Value[] locals,
      int depth,
      UserFunction function,
      Frame outer,
      Site site) {
    this.execution = execution;
    this.meter = execution.meter();
    this.contract = contract;
    this.sender = sender;
    this.caller = caller;
    this.locals = locals;
    this.depth = depth;
    this.function = function;
    this.outer = outer;
    this.site = site;
    this.foreign = outer != null && (outer.contract != contract || outer.foreign);
  }

  /** The frame of a form on the top level, or of the outside that calls a contract. */
  static Frame outermost(
      Execution execution, ContractState contract, Principal sender, Principal caller, int slots) {
    return new Frame(execution, contract, sender, caller, new Value[slots], 0, null, null, null);
  }

  /** The frame of a function that is called from this one. */
  Frame call(
      UserFunction callee,
      ContractState of,
      Principal newCaller,
      Value[] slots,
      Site at,
      int open) {
    return new Frame(execution, of, sender, newCaller, slots, depth + open, callee, this, at);
  }

  /** This frame while its contract acts for itself: the locals are the same. */
  public Frame as(Principal principal) {
    return new Frame(
        execution, contract, principal, principal, locals, depth, function, outer, site);
  }

  /** The transaction. */
  public Execution execution() {
    return execution;
  }

  /** What the transaction has cost so far. */
  public CostMeter meter() {
    return meter;
  }

  /** The chain. */
  public World world() {
    return execution.world();
  }

  /** The undo log of the chain. */
  public Journal journal() {
    return execution.world().journal();
  }

  /** The contract whose code runs, as this chain has it. */
  public ContractState contract() {
    return contract;
  }

  /** {@code tx-sender}. */
  public Principal sender() {
    return sender;
  }

  /** {@code contract-caller}. */
  public Principal caller() {
    return caller;
  }

  /** The value in a slot. */
  public Value local(int slot) {
    return locals[slot];
  }

  /** Puts a value into a slot. */
  public void setLocal(int slot, Value value) {
    locals[slot] = value;
  }

  /** The levels of the call stack that were open when this function began, itself included. */
  int depth() {
    return depth;
  }

  /** Whether a function is running somewhere below. */
  boolean isRunning(UserFunction other) {
    for (var frame = this; frame != null; frame = frame.outer) {
      if (frame.function != null && frame.function.isSameAs(other)) return true;
    }
    return false;
  }

  /** Whether the call came from another contract, so that functions may come in again. */
  boolean isForeign() {
    return foreign;
  }

  @Override
  public Optional<String> entrance() {
    var entrance = Optional.<String>empty();
    for (var frame = this; frame.function != null && frame.isIn(contract); frame = frame.outer) {
      entrance = Optional.of(frame.function.name());
    }
    return entrance;
  }

  private boolean isIn(ContractState other) {
    return contract.id().equals(other.id());
  }

  @Override
  public ExecutionCost cost() {
    return meter.isFree() ? ExecutionCost.ZERO : meter.total();
  }

  @Override
  public List<ChainEvent> events() {
    return execution.events();
  }

  ArrayList<String> trace() {
    var trace = outer == null ? new ArrayList<String>() : outer.trace();
    if (site != null) site.addTrace(trace, false);
    if (function != null) trace.add(function.identifier());
    return trace;
  }
}
