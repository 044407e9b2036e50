package io.neuralnexus.clarity;

import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** The Clarity type {@code (list n T)}: values of one type. */
public final class ListValue implements Value, Iterable<Value> {
  /** {@code (list)}. */
  public static final ListValue EMPTY = new ListValue(List.of());

  private final Value[] values;
  private final TypeSignature.ListType type;
  private final int typedSize;
  private final int depth;
  private final boolean settled;

  /** 0 until somebody asks for it. */
  private int encodedLength;

  /**
   * A list of a copy of these values.
   *
   * @throws IllegalArgumentException if two of them have no type in common, naming the index, or if
   *     the whole is too large or too deep
   */
  public ListValue(List<? extends Value> values) {
    this(copied(values));
  }

  private ListValue(Value[] values) {
    this(new TypeSignature.ListType(entryType(values), values.length), values, areSettled(values));
  }

  private ListValue(TypeSignature.ListType type, Value[] values, boolean settled) {
    this.values = values;
    this.type = type;
    this.typedSize = type.size();
    this.depth = type.depth();
    this.settled = settled;
  }

  private static Value[] copied(List<? extends Value> values) {
    var copy = values.toArray(Value[]::new);
    for (int i = 0; i < copy.length; i++) {
      if (copy[i] == null) throw new NullPointerException("entry " + i + " is null");
    }
    return copy;
  }

  private static boolean areSettled(Value[] values) {
    for (var value : values) {
      if (value.settled() != value) return false;
    }
    return true;
  }

  @Override
  public Value settled() {
    if (settled) return this;
    if (isUniform()) {
      var own = type.maxLength() == values.length ? type : type.withMaxLength(values.length);
      return new ListValue(own, values, true);
    }
    var inside = new Value[values.length];
    for (int i = 0; i < inside.length; i++) inside[i] = values[i].settled();
    return new ListValue(inside);
  }

  /** Whether each entry has just the type of entries that the list carries, and there are some. */
  private boolean isUniform() {
    var entry = type.entry();
    var isUniform = entry == TypeSignature.UINT || entry == TypeSignature.BOOL;
    return isUniform && values.length > 0;
  }

  /**
   * A list of a copy of these values that carries a type wider than its entries show, as lists do
   * that came out of storage or were cut from longer ones. Sizes and costs follow that type.
   *
   * @throws IllegalArgumentException if there are more values than the type admits
   */
  public static ListValue typed(TypeSignature.ListType type, List<? extends Value> values) {
    return typed(type, copied(values));
  }

  private static ListValue typed(TypeSignature.ListType type, Value[] values) {
    if (values.length > type.maxLength()) {
      throw new IllegalArgumentException(
          "%d entries: %s admits %d".formatted(values.length, type, type.maxLength()));
    }
    return new ListValue(type, values, false);
  }

  /**
   * The same entries, carrying another type.
   *
   * @throws IllegalArgumentException if there are more of them than the type admits
   */
  public ListValue as(TypeSignature.ListType other) {
    return type == other ? this : typed(other, values);
  }

  /**
   * A list of these values without a copy: the array must not change any more. It is not checked
   * that the type admits them.
   *
   * @param settled whether the type is just what the entries show, and all of these are {@linkplain
   *     #settled() settled}
   */
  public static ListValue owning(TypeSignature.ListType type, Value[] values, boolean settled) {
    return new ListValue(type, values, settled);
  }

  private static TypeSignature entryType(Value[] values) {
    TypeSignature type = TypeSignature.NO_TYPE;
    for (int i = 0; i < values.length; i++) {
      var value = values[i];
      if (i > 0 && type.admits(value)) continue;
      var own = value.type();
      if (i == 0) {
        type = own;
        continue;
      }
      var before = type;
      var index = i;
      type =
          TypeSignature.leastSupertype(type, own)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "a list has entries of one type: entry %d is %s, before it came %s"
                              .formatted(index, own, before)));
    }
    return type;
  }

  /** A copy of the entries from an index to before another, with room for more at the end. */
  public Value[] copy(int from, int to, int room) {
    var copy = new Value[to - from + room];
    System.arraycopy(values, from, copy, 0, to - from);
    return copy;
  }

  /** The entries, unmodifiable. */
  public List<Value> values() {
    return Collections.unmodifiableList(Arrays.asList(values));
  }

  /**
   * The entry at an index from 0.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Value get(int index) {
    return values[index];
  }

  /** The number of entries. */
  public int size() {
    return values.length;
  }

  @Override
  public Iterator<Value> iterator() {
    return values().iterator();
  }

  @Override
  public TypeSignature.ListType type() {
    return type;
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

  int depth() {
    return depth;
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof ListValue that && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return Arrays.stream(values)
        .map(Value::toString)
        .collect(Collectors.joining(" ", "(list ", ")"));
  }
}
