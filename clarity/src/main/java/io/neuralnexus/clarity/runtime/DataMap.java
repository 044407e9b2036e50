package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import java.util.HashMap;

/**
 * A data map of one contract on one chain. An entry that was deleted leaves {@code none} behind, as
 * it does in the VM, where that can be told by what a look at it costs.
 */
public final class DataMap implements Journal.Cell {
  private static final OptionalValue.None DELETED = new OptionalValue.None();
  private final TypeSignature keyType;
  private final TypeSignature valueType;
  private final HashMap<Value, OptionalValue> entries;

  DataMap(TypeSignature keyType, TypeSignature valueType) {
    this(keyType, valueType, new HashMap<>());
  }

  private DataMap(
      TypeSignature keyType, TypeSignature valueType, HashMap<Value, OptionalValue> entries) {
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
    return entries.get(key) instanceof OptionalValue.Some(var value) ? value : null;
  }

  /** What is stored under a key: some value, none if it was deleted; null if nothing ever was. */
  public OptionalValue find(Value key) {
    return entries.get(key);
  }

  /** Puts a value under a key; the types admit both. */
  public void put(Value key, Value value, Journal journal) {
    var stored = new OptionalValue.Some(Imprint.of(valueType, value));
    journal.record(this, key, entries.put(key, stored));
  }

  /**
   * Removes what is under a key.
   *
   * @return whether there was anything
   */
  public boolean remove(Value key, Journal journal) {
    if (get(key) == null) return false;
    journal.record(this, key, entries.put(key, DELETED));
    return true;
  }

  @Override
  public Object exchange(Object key, Object value) {
    return value == null ? entries.remove(key) : entries.put((Value) key, (OptionalValue) value);
  }

  DataMap copy() {
    return new DataMap(keyType, valueType, new HashMap<>(entries));
  }
}
