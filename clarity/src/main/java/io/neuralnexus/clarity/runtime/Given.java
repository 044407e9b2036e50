package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;

/** A value that is there already: nothing is paid for it. */
abstract class Given extends Node {
  @Override
  public final Value freely(Frame frame) {
    return look(frame);
  }

  /** A literal. */
  static final class Constant extends Given {
    private final Value value;

    Constant(Value value) {
      this.value = value;
    }

    @Override
    public Value look(Frame frame) {
      return value;
    }
  }

  /** A constant of the contract. */
  static final class ContractConstant extends Given {
    private final int slot;

    ContractConstant(int slot) {
      this.slot = slot;
    }

    @Override
    public Value look(Frame frame) {
      return frame.contract().constant(slot);
    }
  }

  /** What {@code fold} and its like put into a slot. */
  static final class Slot extends Given {
    private final int slot;

    Slot(int slot) {
      this.slot = slot;
    }

    @Override
    public Value look(Frame frame) {
      return frame.local(slot);
    }
  }
}
