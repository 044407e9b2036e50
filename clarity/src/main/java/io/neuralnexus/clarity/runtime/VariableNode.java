package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;

/** The use of a local name or of a constant. */
abstract class VariableNode extends Node {
  private final CostTable costs;
  private final long lookup;
  private final boolean lends;

  VariableNode(Linker linker, long lookup) {
    this.costs = linker.costs();
    this.lookup = lookup;
    this.lends = linker.lends();
  }

  abstract Value value(Frame frame);

  @Override
  public boolean lends() {
    return lends;
  }

  @Override
  public final Value look(Frame frame) {
    frame.meter().runtime(lookup);
    var value = value(frame);
    if (lends) return value;
    pay(frame, value);
    return copy(value);
  }

  /** What a copy of the value is like, where it is not lent. */
  Value copy(Value value) {
    return value;
  }

  @Override
  public final Value take(Frame frame) {
    var value = look(frame);
    keep(frame, value);
    return value;
  }

  @Override
  public final void keep(Frame frame, Value value) {
    if (lends) pay(frame, value);
  }

  void pay(Frame frame, Value value) {
    costs.charge(CostFunction.LOOKUP_VARIABLE_SIZE, value.byteSize(), frame.meter());
  }

  /** A parameter, or a name that {@code let} or {@code match} binds. */
  static final class Local extends VariableNode {
    private final int slot;
    private final boolean plainPrincipals;

    Local(Linker linker, long lookup, int slot) {
      super(linker, lookup);
      this.slot = slot;
      this.plainPrincipals = !linker.isAtLeast(ClarityVersion.CLARITY_2);
    }

    @Override
    public Value freely(Frame frame) {
      return value(frame);
    }

    @Override
    Value value(Frame frame) {
      var value = frame.local(slot);
      return plainPrincipals && value instanceof CallableContract callable
          ? callable.contract()
          : value;
    }

    /** In Clarity 1 a trait is not a variable: its principal is made anew and costs no copy. */
    @Override
    void pay(Frame frame, Value value) {
      if (plainPrincipals && frame.local(slot) instanceof CallableContract) return;
      super.pay(frame, value);
    }
  }

  /** A constant of the contract. */
  static final class Constant extends VariableNode {
    private final int slot;
    private final Epoch epoch;

    Constant(Linker linker, long lookup, int slot) {
      super(linker, lookup);
      this.slot = slot;
      this.epoch = linker.epoch();
    }

    @Override
    public Value freely(Frame frame) {
      var value = value(frame);
      return lends() ? value : copy(value);
    }

    @Override
    Value value(Frame frame) {
      return lends() ? frame.contract().settledConstant(slot) : frame.contract().constant(slot);
    }

    @Override
    Value copy(Value value) {
      return Sanitizer.sanitize(value, epoch);
    }
  }
}
