package io.neuralnexus.clarity;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Clarity type {@code (tuple (name T) ...)}: named values, kept in the order of their names.
 */
public final class TupleValue implements Value {
  private final String[] names;
  private final Value[] values;
  private final int typedSize;
  private final int typeSize;
  private final int depth;

  /**
   * A tuple of a copy of these fields.
   *
   * @throws IllegalArgumentException if there is none, a name is not a Clarity name, or the whole
   *     is too large or too deep
   */
  public TupleValue(Map<String, ? extends Value> fields) {
    if (fields.isEmpty()) throw new IllegalArgumentException("a tuple has at least one field");
    names = fields.keySet().toArray(String[]::new);
    Arrays.sort(names);
    values = new Value[names.length];
    long size = 0;
    long typeSize = 2L * names.length;
    var depth = 0;
    for (int i = 0; i < names.length; i++) {
      var name = Names.clarityName(names[i]);
      var value = fields.get(name);
      if (value == null) throw new NullPointerException("field " + name + " is null");
      values[i] = value;
      size += Limits.size(value) + name.length();
      typeSize += Limits.typeSize(value) + name.length();
      depth = Math.max(depth, Limits.depth(value));
    }
    this.typedSize = Limits.checkSize(2L * names.length + typeSize + size, "a tuple");
    this.typeSize = (int) typeSize;
    this.depth = Limits.checkDepth(depth + 1, "a tuple");
  }

  /**
   * The value of a field.
   *
   * @throws IllegalArgumentException if there is no such field, naming those there are
   */
  public Value get(String name) {
    var index = Arrays.binarySearch(names, name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "no field \"%s\": the tuple has %s".formatted(name, String.join(", ", names)));
    }
    return values[index];
  }

  /** The fields in the order of their names, unmodifiable. */
  public SortedMap<String, Value> fields() {
    var fields = new TreeMap<String, Value>();
    for (int i = 0; i < names.length; i++) fields.put(names[i], values[i]);
    return Collections.unmodifiableSortedMap(fields);
  }

  /** The number of fields. */
  public int size() {
    return names.length;
  }

  /** The name at an index from 0, in the order of names. */
  String nameAt(int index) {
    return names[index];
  }

  /** The value at an index from 0, in the order of names. */
  Value valueAt(int index) {
    return values[index];
  }

  boolean hasNames(Iterable<String> expected, int count) {
    if (count != names.length) return false;
    var i = 0;
    for (var name : expected) {
      if (!names[i++].equals(name)) return false;
    }
    return true;
  }

  int typedSize() {
    return typedSize;
  }

  int typeSize() {
    return typeSize;
  }

  int depth() {
    return depth;
  }

  @Override
  public TypeSignature.TupleType type() {
    var types = new TreeMap<String, TypeSignature>();
    for (int i = 0; i < names.length; i++) types.put(names[i], values[i].type());
    return new TypeSignature.TupleType(types);
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof TupleValue that
            && Arrays.equals(names, that.names)
            && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(names) * 31 + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    var out = new StringBuilder("(tuple");
    for (int i = 0; i < names.length; i++) {
      out.append(" (").append(names[i]).append(' ').append(values[i]).append(')');
    }
    return out.append(')').toString();
  }
}
