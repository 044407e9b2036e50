package io.neuralnexus.clarity;

import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of the fields of a tuple, in their order. Tuples and types of the same shape share it
 * where that is known, so that a field is found by its index, and what becomes of two shapes is
 * found out once.
 */
public final class TupleShape {
  private static final ConcurrentHashMap<List<String>, TupleShape> SHARED =
      new ConcurrentHashMap<>();

  /** How many merges a shape remembers: those of one place in a contract are always the same. */
  private static final int REMEMBERED = 16;

  private final String[] names;
  private final int namesLength;
  private final int hash;
  private volatile Merge[] merges = {};

  private TupleShape(String[] names) {
    this.names = names;
    this.hash = Arrays.hashCode(names);
    var length = 0;
    for (var name : names) length += name.length();
    this.namesLength = length;
  }

  /**
   * The shape of these names, which is kept for others that ask for it: for types and for what
   * stands in the source of a contract.
   *
   * @param names distinct Clarity names in ascending order
   */
  public static TupleShape shared(String... names) {
    var known = SHARED.get(Arrays.asList(names));
    if (known != null) return known;
    var own = Arrays.stream(names).map(String::intern).toArray(String[]::new);
    return SHARED.computeIfAbsent(List.of(own), each -> new TupleShape(own));
  }

  /** The shape of these names, in ascending order: one that is shared already if there is one. */
  static TupleShape of(String[] names) {
    var known = SHARED.get(Arrays.asList(names));
    return known != null ? known : new TupleShape(names);
  }

  /**
   * A tuple of this shape.
   *
   * @param values a value for each name; must not change any more
   * @throws IllegalArgumentException if the whole is too large or too deep
   */
  public TupleValue tuple(Value... values) {
    return new TupleValue(this, values);
  }

  int size() {
    return names.length;
  }

  /** The name at an index from 0. */
  public String name(int index) {
    return names[index];
  }

  /** The characters of all names together. */
  int namesLength() {
    return namesLength;
  }

  /**
   * The index of a name; negative if there is none. Names of shared shapes are interned, as those
   * in Java sources are: mostly the very text is found.
   */
  @SuppressWarnings("ReferenceEquality")
  int indexOf(String name) {
    for (int i = 0; i < names.length; i++) if (names[i] == name) return i;
    return Arrays.binarySearch(names, name);
  }

  /** What becomes of a tuple of this shape that is merged with one of another. */
  Merge mergedWith(TupleShape update) {
    for (var merge : merges) {
      if (merge.update == update) return merge;
    }
    var merge = new Merge(this, update);
    var known = merges;
    if (known.length < REMEMBERED) {
      var more = Arrays.copyOf(known, known.length + 1);
      more[known.length] = merge;
      merges = more;
    }
    return merge;
  }

  /** The fields of two shapes together. */
  static final class Merge {
    private final TupleShape update;
    private final TupleShape shape;

    /**
     * Where each field comes from: an index of the update, or the complement of one of the base.
     */
    private final int[] origins;

    private Merge(TupleShape base, TupleShape update) {
      this.update = update;
      var all = new TreeSet<>(Arrays.asList(base.names));
      all.addAll(Arrays.asList(update.names));
      this.shape = shared(all.toArray(String[]::new));
      this.origins = new int[shape.size()];
      for (int i = 0; i < origins.length; i++) {
        var place = update.indexOf(shape.name(i));
        origins[i] = place >= 0 ? place : ~base.indexOf(shape.name(i));
      }
    }

    TupleShape shape() {
      return shape;
    }

    /** Puts together what the two have by field, as values or types. */
    <T> void apply(T[] base, T[] updated, T[] into) {
      for (int i = 0; i < into.length; i++) {
        var origin = origins[i];
        into[i] = origin >= 0 ? updated[origin] : base[~origin];
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return this == other || other instanceof TupleShape that && Arrays.equals(names, that.names);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return String.join(", ", names);
  }
}
