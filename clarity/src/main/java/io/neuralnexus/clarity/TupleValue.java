package io.neuralnexus.clarity;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The Clarity type {@code (tuple (name T) ...)}: named values, kept in the order of their names.
 */
public final class TupleValue implements Value {
  private final TupleShape shape;
  private final Value[] values;

  /**
   * The types that the fields carry if the tuple's type is wider than its values show, null where a
   * field has that of its value. Null if the whole shows its type.
   */
  private final TypeSignature[] carried;

  private final int depth;
  private final boolean settled;

  /** The sizes follow from the type if it is carried, and are 0 until somebody asks then. */
  private int typedSize;

  private int typeSize;

  /** Null until somebody asks for it. */
  private TypeSignature.TupleType type;

  /** 0 until somebody asks for it. */
  private int encodedLength;

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
    this(TupleShape.of(names), valuesOf(names, fields));
  }

  TupleValue(TupleShape shape, Value[] values) {
    this.shape = shape;
    this.values = values;
    this.carried = null;
    long size = 0;
    long typeSize = 2L * values.length + shape.namesLength();
    var depth = 1;
    var allSettled = true;
    for (var value : values) {
      // Most values are of these kinds, and nothing has to be looked up about them.
      if (value instanceof Uint number) {
        size += number.byteSize();
        typeSize++;
      } else if (value instanceof Principal || value instanceof Bool) {
        size += value.byteSize();
        typeSize++;
      } else if (value instanceof Buff || value instanceof AsciiString) {
        size += value.byteSize();
        typeSize += Limits.TEXT_TYPE_SIZE;
      } else {
        size += value.byteSize();
        typeSize += Limits.typeSize(value);
        depth = Math.max(depth, Limits.depth(value));
        allSettled &= value.settled() == value;
      }
    }
    size += 2L * values.length + typeSize + shape.namesLength();
    this.typedSize = Limits.checkSize(size, "a tuple");
    this.typeSize = (int) typeSize;
    this.depth = Limits.checkDepth(depth + 1, "a tuple");
    this.settled = allSettled;
  }

  private TupleValue(
      TupleShape shape, Value[] values, TypeSignature[] carried, TypeSignature.TupleType type) {
    this.shape = shape;
    this.values = values;
    this.carried = carried;
    this.type = type;
    this.depth = 0;
    this.settled = false;
  }

  @Override
  public Value settled() {
    if (settled) return this;
    var inside = new Value[values.length];
    for (int i = 0; i < inside.length; i++) inside[i] = values[i].settled();
    return new TupleValue(shape, inside);
  }

  /**
   * A tuple that carries a type wider than its values show, as tuples do that came out of storage.
   * Sizes and costs follow that type.
   *
   * @param values a value for each field of the type, in the order of names; must not change any
   *     more
   */
  public static TupleValue typed(TypeSignature.TupleType type, Value[] values) {
    return new TupleValue(type.shape(), values, type.types(), type);
  }

  /** The same fields, carrying a type of the same shape that every one of them has as it is. */
  public TupleValue as(TypeSignature.TupleType other) {
    return new TupleValue(other.shape(), values, other.types(), other);
  }

  /** Whether this tuple carries that very type. */
  public boolean carries(TypeSignature.TupleType other) {
    return carried == other.types();
  }

  /** Whether its type is that of its values, and not one that it carries. */
  public boolean showsItsType() {
    return carried == null;
  }

  /** The type that a field carries; null if it is that of its value. */
  public TypeSignature carriedAt(int index) {
    return carried == null ? null : carried[index];
  }

  /**
   * The fields of both tuples; where both have one, that of the other. The types are {@linkplain
   * TypeSignature.TupleType#mergedWith merged} in the same way.
   */
  public TupleValue mergedWith(TupleValue update) {
    var merge = shape.mergedWith(update.shape);
    var all = new Value[merge.shape().size()];
    merge.apply(values, update.values, all);
    if (carried == null
        && update.carried == null
        && typedSize + update.typedSize <= Limits.MAX_SIZE) {
      return new TupleValue(merge.shape(), all);
    }
    var types = new TypeSignature[all.length];
    merge.apply(carriedTypes(), update.carriedTypes(), types);
    return new TupleValue(merge.shape(), all, types, null);
  }

  private TypeSignature[] carriedTypes() {
    return carried == null ? new TypeSignature[values.length] : carried;
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
    return values[indexOf(name)];
  }

  /** The value of a field, if there is one of that name. */
  public Optional<Value> find(String name) {
    var index = shape.indexOf(name);
    return index < 0 ? Optional.empty() : Optional.of(values[index]);
  }

  /**
   * The index of a field from 0, in the order of names.
   *
   * @throws IllegalArgumentException if there is no such field, naming those there are
   */
  public int indexOf(String name) {
    var index = shape.indexOf(name);
    if (index >= 0) return index;
    throw new IllegalArgumentException("no field \"%s\": the tuple has %s".formatted(name, shape));
  }

  /** Whether that very name, as the shape has it, is at an index. */
  public boolean hasNameAt(int index, String name) {
    return index < values.length && shape.name(index) == name;
  }

  /** The fields in the order of their names, unmodifiable. */
  public SortedMap<String, Value> fields() {
    var fields = new TreeMap<String, Value>();
    for (int i = 0; i < values.length; i++) fields.put(shape.name(i), values[i]);
    return Collections.unmodifiableSortedMap(fields);
  }

  /** The number of fields. */
  public int size() {
    return values.length;
  }

  /** The names of the fields. */
  TupleShape shape() {
    return shape;
  }

  /** The name at an index from 0, in the order of names. */
  public String nameAt(int index) {
    return shape.name(index);
  }

  /** The value at an index from 0, in the order of names. */
  public Value valueAt(int index) {
    return values[index];
  }

  @Override
  public int encodedLength() {
    if (encodedLength == 0) encodedLength = ConsensusEncoding.length(this);
    return encodedLength;
  }

  @Override
  public int byteSize() {
    if (typedSize == 0) typedSize = carriedSize();
    return typedSize;
  }

  /** The size of the type, without making it and also if it is over the limit. */
  private int carriedSize() {
    if (type != null) return type.mergedSize();
    var size = 2L * values.length + typeSize() + shape.namesLength();
    for (int i = 0; i < values.length; i++) {
      size += carried[i] == null ? values[i].byteSize() : carried[i].size();
    }
    return (int) size;
  }

  int typeSize() {
    if (typeSize == 0) {
      var size = 2 * values.length + shape.namesLength();
      for (int i = 0; i < values.length; i++) {
        size += carried[i] == null ? Limits.typeSize(values[i]) : carried[i].typeSize();
      }
      typeSize = size;
    }
    return typeSize;
  }

  int depth() {
    return carried == null ? depth : type().depth();
  }

  @Override
  public TypeSignature.TupleType type() {
    if (type == null) {
      var types = new TypeSignature[values.length];
      for (int i = 0; i < types.length; i++) {
        types[i] = carried == null || carried[i] == null ? values[i].type() : carried[i];
      }
      type = TypeSignature.TupleType.of(shape, types, carried == null);
    }
    return type;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof TupleValue that
            && shape.equals(that.shape)
            && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return shape.hashCode() * 31 + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    var out = new StringBuilder("(tuple");
    for (int i = 0; i < values.length; i++) {
      out.append(" (").append(shape.name(i)).append(' ').append(values[i]).append(')');
    }
    return out.append(')').toString();
  }
}
