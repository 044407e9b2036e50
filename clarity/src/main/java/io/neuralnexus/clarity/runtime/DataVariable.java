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

  /** Changes the value, which the type admits and which is already {@linkplain Sanitizer sane}. */
  public void set(Value next, Journal journal) {
    journal.record(this, null, value);
    value = next;
  }

  @Override
  public void restore(Object key, Object before) {
    value = (Value) before;
  }

  DataVariable copy() {
    var copy = new DataVariable(type);
    copy.value = value;
    return copy;
  }
}
