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

  private final List<Value> values;
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
    this.values = List.copyOf(values);
    this.type = new TypeSignature.ListType(entryType(this.values), this.values.size());
    this.typedSize = type.size();
    this.depth = type.depth();
    this.settled = areSettled(this.values);
  }

  private ListValue(TypeSignature.ListType type, List<Value> values, boolean settled) {
    this.values = values;
    this.type = type;
    this.typedSize = type.size();
    this.depth = type.depth();
    this.settled = settled;
  }

  private static boolean areSettled(List<Value> values) {
    for (var value : values) {
      if (value.settled() != value) return false;
    }
    return true;
  }

  @Override
  public Value settled() {
    return settled ? this : new ListValue(values.stream().map(Value::settled).toList());
  }

  /**
   * A list of a copy of these values that carries a type wider than its entries show, as lists do
   * that came out of storage or were cut from longer ones. Sizes and costs follow that type.
   *
   * @throws IllegalArgumentException if there are more values than the type admits
   */
  public static ListValue typed(TypeSignature.ListType type, List<? extends Value> values) {
    if (values.size() > type.maxLength()) {
      throw new IllegalArgumentException(
          "%d entries: %s admits %d".formatted(values.size(), type, type.maxLength()));
    }
    return new ListValue(type, List.copyOf(values), false);
  }

  /**
   * A list of these values without a copy: the array must not change any more. It is not checked
   * that the type admits them.
   *
   * @param settled whether the type is just what the entries show, and all of these are {@linkplain
   *     #settled() settled}
   */
  public static ListValue owning(TypeSignature.ListType type, Value[] values, boolean settled) {
    return new ListValue(type, Collections.unmodifiableList(Arrays.asList(values)), settled);
  }

  private static TypeSignature entryType(List<Value> values) {
    TypeSignature type = TypeSignature.NO_TYPE;
    for (int i = 0; i < values.size(); i++) {
      var value = values.get(i);
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

  /** The entries, unmodifiable. */
  public List<Value> values() {
    return values;
  }

  /**
   * The entry at an index from 0.
   *
   * @throws IndexOutOfBoundsException if there is none
   */
  public Value get(int index) {
    return values.get(index);
  }

  /** The number of entries. */
  public int size() {
    return values.size();
  }

  @Override
  public Iterator<Value> iterator() {
    return values.iterator();
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
    return this == other || other instanceof ListValue that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.stream().map(Value::toString).collect(Collectors.joining(" ", "(list ", ")"));
  }
}
