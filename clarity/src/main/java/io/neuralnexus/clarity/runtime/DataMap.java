package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.util.HashMap;

/** A data map of one contract on one chain. */
public final class DataMap implements Journal.Cell {
  private final TypeSignature keyType;
  private final TypeSignature valueType;
  private final HashMap<Value, Value> entries;

  DataMap(TypeSignature keyType, TypeSignature valueType) {
    this(keyType, valueType, new HashMap<>());
  }

  private DataMap(TypeSignature keyType, TypeSignature valueType, HashMap<Value, Value> entries) {
    this.keyType = keyType;
    this.valueType = valueType;
    this.entries = entries;
  }

  /** The declared type of keys. */
  public TypeSignature keyType() {
    return keyType;
  }

  /** The declared type of values. */
  public TypeSignature valueType() {
    return valueType;
  }

  /** The value under a key; null if there is none. */
  public Value get(Value key) {
    return entries.get(key);
  }

  /** Puts a value under a key; both are admitted and {@linkplain Sanitizer sane}. */
  public void put(Value key, Value value, Journal journal) {
    journal.record(this, key, entries.put(key, value));
  }

  /** Removes what is under a key, if anything. */
  public void remove(Value key, Journal journal) {
    var before = entries.remove(key);
    if (before != null) journal.record(this, key, before);
  }

  @Override
  public void restore(Object key, Object before) {
    if (before == null) entries.remove(key);
    else entries.put((Value) key, (Value) before);
  }

  DataMap copy() {
    return new DataMap(keyType, valueType, new HashMap<>(entries));
  }
}
