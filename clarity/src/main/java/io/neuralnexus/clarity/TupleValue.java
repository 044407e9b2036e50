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
  private final boolean settled;

  /** 0 until somebody asks for it. */
  private int encodedLength;

  /** The type this tuple carries, if that is wider than its values show; otherwise null. */
  private final TypeSignature.TupleType carried;

  /**
   * A tuple of a copy of these fields.
   *
   * @throws IllegalArgumentException if there is none, a name is not a Clarity name, or the whole
   *     is too large or too deep
   */
  public TupleValue(Map<String, ? extends Value> fields) {
    if (fields.isEmpty()) throw new IllegalArgumentException("a tuple has at least one field");
    this(sortedNames(fields), fields);
  }

  private TupleValue(String[] names, Map<String, ? extends Value> fields) {
    this(names, valuesOf(names, fields));
  }

  private TupleValue(String[] names, Value[] values) {
    this.names = names;
    this.values = values;
    this.carried = null;
    long size = 0;
    long typeSize = 2L * names.length;
    var depth = 0;
    var allSettled = true;
    for (int i = 0; i < names.length; i++) {
      var value = values[i];
      size += value.byteSize() + names[i].length();
      typeSize += Limits.typeSize(value) + names[i].length();
      depth = Math.max(depth, Limits.depth(value));
      allSettled &= value.settled() == value;
    }
    this.typedSize = Limits.checkSize(2L * names.length + typeSize + size, "a tuple");
    this.typeSize = (int) typeSize;
    this.depth = Limits.checkDepth(depth + 1, "a tuple");
    this.settled = allSettled;
  }

  private TupleValue(TypeSignature.TupleType type, Value[] values) {
    this.names = type.names();
    this.values = values;
    this.carried = type;
    this.typedSize = type.mergedSize();
    this.typeSize = type.typeSize();
    this.depth = type.depth();
    this.settled = false;
  }

  @Override
  public Value settled() {
    if (settled) return this;
    var inside = new Value[values.length];
    for (int i = 0; i < inside.length; i++) inside[i] = values[i].settled();
    return new TupleValue(names, inside);
  }

  /**
   * A tuple of these fields without a copy: the arrays must not change any more.
   *
   * @param names distinct Clarity names in ascending order
   * @param values their values
   * @throws IllegalArgumentException if the whole is too large or too deep
   */
  public static TupleValue ofSorted(String[] names, Value[] values) {
    return new TupleValue(names, values);
  }

  /**
   * A tuple that carries a type wider than its values show, as tuples do that came out of storage.
   * Sizes and costs follow that type.
   *
   * @param values a value for each field of the type, in the order of names; must not change any
   *     more
   */
  public static TupleValue typed(TypeSignature.TupleType type, Value[] values) {
    return new TupleValue(type, values);
  }

  /** Whether this tuple carries that very type. */
  public boolean carries(TypeSignature.TupleType type) {
    return carried == type;
  }

  /** Whether its type is that of its values, and not one that it carries. */
  public boolean showsItsType() {
    return carried == null;
  }

  /**
   * The fields of both tuples; where both have one, that of the other. The types are {@linkplain
   * TypeSignature.TupleType#mergedWith merged} in the same way.
   */
  public TupleValue mergedWith(TupleValue update) {
    var merged = new TreeMap<String, Value>(fields());
    merged.putAll(update.fields());
    var all = merged.values().toArray(Value[]::new);
    var showTheirTypes = showsItsType() && update.showsItsType();
    return showTheirTypes && typedSize + update.typedSize <= Limits.MAX_SIZE
        ? new TupleValue(merged.keySet().toArray(String[]::new), all)
        : new TupleValue(type().mergedWith(update.type()), all);
  }

  private static String[] sortedNames(Map<String, ? extends Value> fields) {
    var names = fields.keySet().toArray(String[]::new);
    Arrays.sort(names);
    for (var name : names) Names.clarityName(name);
    return names;
  }

  private static Value[] valuesOf(String[] names, Map<String, ? extends Value> fields) {
    var values = new Value[names.length];
    for (int i = 0; i < names.length; i++) {
      values[i] = fields.get(names[i]);
      if (values[i] == null) throw new NullPointerException("field " + names[i] + " is null");
    }
    return values;
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
  public String nameAt(int index) {
    return names[index];
  }

  /** The value at an index from 0, in the order of names. */
  public Value valueAt(int index) {
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

  @Override
  public int encodedLength() {
    if (encodedLength == 0) encodedLength = ConsensusEncoding.length(this);
    return encodedLength;
  }

  @Override
  public int byteSize() {
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
    if (carried != null) return carried;
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
