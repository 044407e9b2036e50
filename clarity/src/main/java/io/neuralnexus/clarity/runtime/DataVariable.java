package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;

/** A data variable of one contract on one chain. */
public final class DataVariable implements Journal.Cell {
  private final TypeSignature type;
  private Value value;

  DataVariable(TypeSignature type) {
    this.type = type;
  }

  /** The declared type. */
  public TypeSignature type() {
    return type;
  }

  /** The value; null before the definition has run. */
  public Value get() {
    return value;
  }

  /** Changes the value; the type admits it. */
  public void set(Value next, Journal journal) {
    journal.record(this, null, value);
    value = Imprint.of(type, next);
  }

  @Override
  public Object exchange(Object key, Object other) {
    var before = value;
    value = (Value) other;
    return before;
  }

  DataVariable copy() {
    var copy = new DataVariable(type);
    copy.value = value;
    return copy;
  }
}
