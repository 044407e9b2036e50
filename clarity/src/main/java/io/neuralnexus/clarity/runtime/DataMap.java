package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A data map of one contract on one chain. An entry that was deleted leaves {@code none} behind, as
 * it does in the VM, where that can be told by what a look at it costs. What was forgotten leaves
 * nothing behind, and may not be asked for.
 */
public final class DataMap implements Journal.Cell {
  private static final OptionalValue.None DELETED = new OptionalValue.None();
  private final TypeSignature keyType;
  private final TypeSignature valueType;
  private final HashMap<Value, OptionalValue> entries;

  /** What is gone; null as long as nothing is. */
  private Forgotten forgotten;

  /**
   * Keys by their numbers, where several have one: null until something is forgotten. A key may be
   * here that has no entry any more.
   */
  private Map<Uint, List<Value>> numbered;

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
    check(key);
    return entries.get(key) instanceof OptionalValue.Some(var value) ? value : null;
  }

  /** What is stored under a key: some value, none if it was deleted; null if nothing ever was. */
  public OptionalValue find(Value key) {
    check(key);
    return entries.get(key);
  }

  /** Puts a value under a key; the types admit both. */
  public void put(Value key, Value value, Journal journal) {
    check(key);
    var stored = new OptionalValue.Some(Imprint.of(valueType, value));
    journal.record(this, key, enter(key, stored));
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

  private void check(Value key) {
    if (forgotten != null) forgotten.check(key);
  }

  private OptionalValue enter(Value key, OptionalValue stored) {
    var before = entries.put(key, stored);
    if (before == null && numbered != null) note(key);
    return before;
  }

  private void note(Value key) {
    numbered.computeIfAbsent(forgotten.number(key), _ -> new ArrayList<>(2)).add(key);
  }

  /**
   * Drops all entries whose number is below another, those that were deleted too. The cost is that
   * of the numbers that are passed, or of the entries if those are fewer; the first time for tuples
   * that of the entries.
   *
   * @param map what to call this map in errors
   * @param field which field of a key is the number; empty if the key itself is
   * @throws IllegalArgumentException if it was another field before
   */
  public void forget(String map, Optional<String> field, Uint below, Journal journal) {
    var from = forgotten == null ? Uint.ZERO : forgotten.below();
    if (forgotten != null && !forgotten.field().equals(field)) {
      throw new IllegalArgumentException(
          "%s forgets by the field %s of its keys already".formatted(map, forgotten.field().get()));
    }
    if (below.compareTo(from) <= 0) return;
    var next = new Forgotten(map, field, below);
    journal.record(this, null, forgotten);
    forgotten = next;
    if (next.field().isPresent() && numbered == null) number();
    var passed = next.below().toBigInteger().subtract(from.toBigInteger());
    if (passed.compareTo(BigInteger.valueOf(entries.size())) > 0) {
      var gone = entries.keySet().stream().filter(next::has).toList();
      for (var key : gone) drop(key, journal);
      if (numbered != null)
        numbered.keySet().removeIf(number -> number.compareTo(next.below()) < 0);
      return;
    }
    for (var number = from; number.compareTo(next.below()) < 0; number = number.plus(Uint.ONE)) {
      if (numbered == null) drop(number, journal);
      else for (var key : keysOf(number)) drop(key, journal);
    }
  }

  private void number() {
    numbered = new HashMap<>();
    entries.keySet().forEach(this::note);
  }

  private List<Value> keysOf(Uint number) {
    var keys = numbered.remove(number);
    return keys == null ? List.of() : keys;
  }

  private void drop(Value key, Journal journal) {
    var dropped = entries.remove(key);
    if (dropped != null) journal.record(this, key, dropped);
  }

  @Override
  public Object exchange(Object key, Object value) {
    if (key == null) {
      var before = forgotten;
      forgotten = (Forgotten) value;
      if (forgotten == null) numbered = null;
      return before;
    }
    return value == null ? entries.remove(key) : enter((Value) key, (OptionalValue) value);
  }

  DataMap copy() {
    var copy = new DataMap(keyType, valueType, new HashMap<>(entries));
    copy.forgotten = forgotten;
    return copy;
  }
}
