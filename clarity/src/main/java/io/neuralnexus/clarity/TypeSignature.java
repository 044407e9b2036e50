package io.neuralnexus.clarity;

import io.neuralnexus.clarity.typing.TypeMismatch;
import io.neuralnexus.clarity.typing.Typing;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/**
 * A Clarity type (SIP-002). Its text is as Clarity writes it: {@code (list 5 (optional uint))}.
 *
 * <p>Every type is within the limits of values: at most 1 MiB as {@link #size()} counts, and 32
 * levels.
 */
public sealed interface TypeSignature {
  /** {@code int}. */
  IntType INT = new IntType();

  /** {@code uint}. */
  UintType UINT = new UintType();

  /** {@code bool}. */
  BoolType BOOL = new BoolType();

  /** {@code principal}. */
  PrincipalType PRINCIPAL = new PrincipalType();

  /** A contract that keeps a trait. */
  TraitReferenceType TRAIT_REFERENCE = new TraitReferenceType();

  /** The type of what is never there. */
  NoType NO_TYPE = new NoType();

  /** Whether a value may stand where this type is asked for. */
  boolean admits(Value value);

  /** The size of the largest value of this type, in the bytes that limits and costs count. */
  int size();

  /** The size of the type itself, in the bytes that limits and costs count. */
  int typeSize();

  /** The levels of types: 1 for those without others inside. */
  int depth();

  /** Whether values of this type carry no types of their own and none is cast to a trait. */
  default boolean isFlat() {
    return switch (this) {
      case OptionalType(var inside) -> inside.isFlat();
      case ResponseType(var ok, var error) -> ok.isFlat() && error.isFlat();
      case ListType list -> false;
      case TupleType tuple -> false;
      case CallableType callable -> false;
      case CallableUnionType union -> false;
      case TraitReferenceType trait -> false;
      case IntType t -> true;
      case UintType t -> true;
      case BoolType t -> true;
      case PrincipalType t -> true;
      case NoType t -> true;
      case BuffType t -> true;
      case AsciiType t -> true;
      case Utf8Type t -> true;
    };
  }

  /**
   * The least type that admits all that either admits, as of the entries of one list; empty if
   * there is none.
   *
   * @throws IllegalArgumentException if that type is over the limits
   */
  static Optional<TypeSignature> leastSupertype(TypeSignature one, TypeSignature other) {
    try {
      var common = Typing.requireSupertype(one, other, Epoch.EPOCH_4_0);
      // The VM overlooks fields that only the second tuple has; no type admits both.
      var isCommon = common.equals(Typing.requireSupertype(other, one, Epoch.EPOCH_4_0));
      return isCommon ? Optional.of(common) : Optional.empty();
    } catch (TypeMismatch e) {
      if (e.kind() == TypeMismatch.Kind.TOO_LARGE) {
        throw new LimitException(LimitException.Limit.SIZE, "%s and %s".formatted(one, other));
      }
      return Optional.empty();
    }
  }

  /** A type without others inside. */
  sealed interface Simple extends TypeSignature {
    @Override
    default int typeSize() {
      return 1;
    }

    @Override
    default int depth() {
      return 1;
    }
  }

  /** {@code int}. */
  record IntType() implements Simple {
    @Override
    public boolean admits(Value value) {
      return value instanceof Int;
    }

    @Override
    public int size() {
      return 16;
    }

    @Override
    public String toString() {
      return "int";
    }
  }

  /** {@code uint}. */
  record UintType() implements Simple {
    @Override
    public boolean admits(Value value) {
      return value instanceof Uint;
    }

    @Override
    public int size() {
      return 16;
    }

    @Override
    public String toString() {
      return "uint";
    }
  }

  /** {@code bool}. */
  record BoolType() implements Simple {
    @Override
    public boolean admits(Value value) {
      return value instanceof Bool;
    }

    @Override
    public int size() {
      return 1;
    }

    @Override
    public String toString() {
      return "bool";
    }
  }

  /** {@code principal}. */
  record PrincipalType() implements Simple {
    @Override
    public boolean admits(Value value) {
      return value instanceof Principal;
    }

    @Override
    public int size() {
      return 148;
    }

    @Override
    public String toString() {
      return "principal";
    }
  }

  /**
   * A contract that keeps a trait, as an argument; interfaces do not say which trait. Every
   * contract is admitted here: whether it keeps the trait is for the chain to say.
   */
  record TraitReferenceType() implements Simple {
    @Override
    public boolean admits(Value value) {
      return value instanceof ContractPrincipal;
    }

    @Override
    public int size() {
      return 276;
    }

    @Override
    public String toString() {
      return "trait_reference";
    }
  }

  /** A contract as the analysis knows it. */
  sealed interface CallableType extends Simple {}

  /**
   * A contract that keeps this trait.
   *
   * @param trait the trait
   */
  record TraitType(TraitIdentifier trait) implements CallableType {
    @Override
    public boolean admits(Value value) {
      return value instanceof ContractPrincipal
          || value instanceof CallableContract callable
              && callable.trait().filter(trait::equals).isPresent();
    }

    @Override
    public int size() {
      return 276;
    }

    @Override
    public String toString() {
      return "<" + trait + ">";
    }
  }

  /**
   * A literal contract that may still become a trait's.
   *
   * @param contract the contract
   */
  record ContractLiteralType(ContractPrincipal contract) implements CallableType {
    @Override
    public boolean admits(Value value) {
      return value.equals(contract);
    }

    @Override
    public int size() {
      return 148;
    }

    @Override
    public String toString() {
      return "(principal " + contract + ")";
    }
  }

  /**
   * The entries of a list of literal contracts or of traits, before it is known which they are to
   * be.
   *
   * @param types the literals, or the traits, in the order of their text
   */
  record CallableUnionType(SortedSet<CallableType> types) implements Simple {
    @Override
    public boolean admits(Value value) {
      return types.stream().anyMatch(type -> type.admits(value));
    }

    @Override
    public int size() {
      return 148;
    }

    @Override
    public String toString() {
      return "principal";
    }
  }

  /**
   * The type of what is never there: inside {@code none}, the other side of an {@code ok} or {@code
   * err}, the entries of an empty list. It admits nothing and prints as the VM prints it, {@code
   * UnknownType}.
   */
  record NoType() implements Simple {
    @Override
    public boolean admits(Value value) {
      return false;
    }

    @Override
    public int size() {
      return Limits.NO_TYPE;
    }

    @Override
    public String toString() {
      return "UnknownType";
    }
  }

  /**
   * {@code (buff n)}.
   *
   * @param maxLength the most bytes
   */
  record BuffType(int maxLength) implements Simple {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the length is negative or over 1 MiB
     */
    public BuffType {
      Limits.checkLength(maxLength, Limits.MAX_SIZE, "a buff");
    }

    @Override
    public boolean admits(Value value) {
      return value instanceof Buff buff && buff.length() <= maxLength;
    }

    @Override
    public int size() {
      return 4 + maxLength;
    }

    @Override
    public int typeSize() {
      return 5;
    }

    @Override
    public String toString() {
      return "(buff " + maxLength + ")";
    }
  }

  /**
   * {@code (string-ascii n)}.
   *
   * @param maxLength the most characters
   */
  record AsciiType(int maxLength) implements Simple {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the length is negative or over 1 MiB
     */
    public AsciiType {
      Limits.checkLength(maxLength, Limits.MAX_SIZE, "a string-ascii");
    }

    @Override
    public boolean admits(Value value) {
      return value instanceof AsciiString string && string.length() <= maxLength;
    }

    @Override
    public int size() {
      return 4 + maxLength;
    }

    @Override
    public int typeSize() {
      return 5;
    }

    @Override
    public String toString() {
      return "(string-ascii " + maxLength + ")";
    }
  }

  /**
   * {@code (string-utf8 n)}.
   *
   * @param maxLength the most characters (code points)
   */
  record Utf8Type(int maxLength) implements Simple {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the length is negative or over 262,144
     */
    public Utf8Type {
      Limits.checkLength(maxLength, Limits.MAX_UTF8_LENGTH, "a string-utf8");
    }

    @Override
    public boolean admits(Value value) {
      return value instanceof Utf8String string && string.length() <= maxLength;
    }

    @Override
    public int size() {
      return 4 + 4 * maxLength;
    }

    @Override
    public int typeSize() {
      return 5;
    }

    @Override
    public String toString() {
      return "(string-utf8 " + maxLength + ")";
    }
  }

  /**
   * {@code (optional T)}.
   *
   * @param value the type of what may be inside
   */
  record OptionalType(TypeSignature value) implements TypeSignature {
    static final OptionalType OF_NOTHING = new OptionalType(NO_TYPE);

    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the type is over the limits
     */
    public OptionalType {
      Limits.checkSize((long) value.size() + Limits.WRAPPER_SIZE, "an optional");
      Limits.checkDepth(value.depth() + 1, "an optional");
    }

    @Override
    public boolean admits(Value other) {
      return other instanceof OptionalValue.None
          || other instanceof OptionalValue.Some(var inside) && value.admits(inside);
    }

    @Override
    public int size() {
      return Limits.WRAPPER_SIZE + value.size();
    }

    @Override
    public int typeSize() {
      return 1 + value.typeSize();
    }

    @Override
    public int depth() {
      return 1 + value.depth();
    }

    @Override
    public String toString() {
      return "(optional " + value + ")";
    }
  }

  /**
   * {@code (response OK ERR)}.
   *
   * @param ok the type of what is inside {@code ok}
   * @param error the type of what is inside {@code err}
   */
  record ResponseType(TypeSignature ok, TypeSignature error) implements TypeSignature {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the type is over the limits
     */
    public ResponseType {
      Limits.checkSize(
          (long) Math.max(ok.size(), error.size()) + Limits.WRAPPER_SIZE, "a response");
      Limits.checkDepth(Math.max(ok.depth(), error.depth()) + 1, "a response");
    }

    @Override
    public boolean admits(Value value) {
      return switch (value) {
        case ResponseValue.Ok(var inside) -> ok.admits(inside);
        case ResponseValue.Err(var inside) -> error.admits(inside);
        default -> false;
      };
    }

    @Override
    public int size() {
      return Limits.WRAPPER_SIZE + Math.max(ok.size(), error.size());
    }

    @Override
    public int typeSize() {
      return 1 + ok.typeSize() + error.typeSize();
    }

    @Override
    public int depth() {
      return 1 + Math.max(ok.depth(), error.depth());
    }

    @Override
    public String toString() {
      return "(response " + ok + " " + error + ")";
    }
  }

  /**
   * {@code (list n T)}.
   *
   * @param entry the type of the entries
   * @param maxLength the most entries
   */
  record ListType(TypeSignature entry, int maxLength) implements TypeSignature {
    /**
     * Checks what it is made of.
     *
     * @throws IllegalArgumentException if the length is negative or the type over the limits
     */
    public ListType {
      Limits.checkDepth(entry.depth() + 1, "a list");
      Limits.checkLength(maxLength, Limits.MAX_SIZE, "a list");
      Limits.checkSize(
          (long) maxLength * entry.size() + 5 + entry.typeSize(), "a list of " + maxLength);
    }

    @Override
    public boolean admits(Value value) {
      if (!(value instanceof ListValue list) || list.size() > maxLength) return false;
      for (var inside : list) {
        if (!entry.admits(inside)) return false;
      }
      return true;
    }

    @Override
    public int size() {
      return maxLength * entry.size() + typeSize();
    }

    /**
     * A list of the same entries of another length.
     *
     * @throws IllegalArgumentException if the type is over the limits
     */
    ListType withMaxLength(int length) {
      return new ListType(entry, length);
    }

    /**
     * A list of other entries of the same length.
     *
     * @throws IllegalArgumentException if the type is over the limits
     */
    public ListType of(TypeSignature other) {
      return other.equals(entry) ? this : new ListType(other, maxLength);
    }

    @Override
    public int typeSize() {
      return 5 + entry.typeSize();
    }

    @Override
    public int depth() {
      return 1 + entry.depth();
    }

    @Override
    public String toString() {
      return "(list " + maxLength + " " + entry + ")";
    }
  }

  /** {@code (tuple (name T) ...)}. */
  final class TupleType implements TypeSignature {
    private final TupleShape shape;
    private final TypeSignature[] types;
    private final int size;
    private final int typeSize;
    private final int depth;

    /** Whether values are the same whether or not they carry this type's parts. */
    private final boolean flat;

    /** Null until somebody asks for it. */
    private SortedMap<String, TypeSignature> fields;

    /**
     * A tuple type of a copy of these fields.
     *
     * @throws IllegalArgumentException if there is no field, a name is not a Clarity name, or the
     *     type is over the limits
     */
    public TupleType(SortedMap<String, TypeSignature> fields) {
      if (fields.isEmpty()) throw new IllegalArgumentException("a tuple has at least one field");
      var sorted = new TreeMap<>(Map.copyOf(fields));
      for (var name : sorted.keySet()) Names.clarityName(name);
      this(
          TupleShape.shared(sorted.keySet().toArray(String[]::new)),
          sorted.values().toArray(TypeSignature[]::new),
          true);
    }

    private TupleType(TupleShape shape, TypeSignature[] types, boolean isLimited) {
      this.shape = shape;
      this.types = types;
      long size = 2L * types.length + shape.namesLength();
      long typeSize = size;
      var depth = 0;
      var flat = true;
      for (var type : types) {
        size += type.size();
        typeSize += type.typeSize();
        depth = Math.max(depth, type.depth());
        flat &= type.isFlat();
      }
      this.flat = flat;
      this.depth = isLimited ? Limits.checkDepth(depth + 1, "a tuple") : depth + 1;
      size += typeSize;
      this.size = isLimited ? Limits.checkSize(size, "a tuple") : (int) size;
      this.typeSize = (int) typeSize;
    }

    /**
     * A tuple type of these names and types.
     *
     * @param isLimited whether it is held to the limits
     */
    static TupleType of(TupleShape shape, TypeSignature[] types, boolean isLimited) {
      return new TupleType(shape, types, isLimited);
    }

    /**
     * The fields of both types; where both have one, that of the other. As in the VM this may be
     * over the limit of sizes, which shows as soon as something else is made of it.
     */
    public TupleType mergedWith(TupleType update) {
      var merge = shape.mergedWith(update.shape);
      var merged = new TypeSignature[merge.shape().size()];
      merge.apply(types, update.types, merged);
      return new TupleType(merge.shape(), merged, false);
    }

    /** A tuple type of these fields. */
    public static TupleType of(Map<String, TypeSignature> fields) {
      return new TupleType(new TreeMap<>(fields));
    }

    /** The types by name, in the order of names. */
    public SortedMap<String, TypeSignature> fields() {
      if (fields == null) {
        var named = new TreeMap<String, TypeSignature>();
        for (int i = 0; i < types.length; i++) named.put(shape.name(i), types[i]);
        fields = Collections.unmodifiableSortedMap(named);
      }
      return fields;
    }

    /** The number of fields. */
    public int length() {
      return types.length;
    }

    /** The type at an index from 0, in the order of names. */
    public TypeSignature typeAt(int index) {
      return types[index];
    }

    /** The names of the fields. */
    public TupleShape shape() {
      return shape;
    }

    /** The types in the order of names, shared: not to be changed. */
    TypeSignature[] types() {
      return types;
    }

    /** Whether a tuple has fields of these names and no others. */
    public boolean hasNamesOf(TupleValue tuple) {
      return shape == tuple.shape() || shape.equals(tuple.shape());
    }

    /** Whether another type has fields of these names and no others. */
    public boolean hasNamesOf(TupleType other) {
      return shape == other.shape || shape.equals(other.shape);
    }

    /** Whether nothing inside of a field carries a type or may be cast to a trait. */
    public boolean hasFlatFields() {
      return flat;
    }

    /**
     * The type of a field.
     *
     * @throws IllegalArgumentException if there is no such field, naming those there are
     */
    public TypeSignature get(String name) {
      var index = shape.indexOf(name);
      if (index >= 0) return types[index];
      throw new IllegalArgumentException(
          "no field \"%s\": the tuple has %s".formatted(name, shape));
    }

    @Override
    public boolean admits(Value value) {
      if (!(value instanceof TupleValue tuple) || !hasNamesOf(tuple)) return false;
      for (int i = 0; i < types.length; i++) {
        if (!types[i].admits(tuple.valueAt(i))) return false;
      }
      return true;
    }

    /**
     * {@inheritDoc}
     *
     * @throws LimitException if it was {@linkplain #mergedWith merged} and is over the limit
     */
    @Override
    public int size() {
      if (size > Limits.MAX_SIZE) {
        throw new LimitException(
            LimitException.Limit.MERGED_SIZE, "a merged tuple of %,d bytes".formatted(size));
      }
      return size;
    }

    /** The size, also if it is over the limit. */
    int mergedSize() {
      return size;
    }

    @Override
    public int typeSize() {
      return typeSize;
    }

    @Override
    public int depth() {
      return depth;
    }

    @Override
    public String toString() {
      var out = new StringBuilder("(tuple");
      for (int i = 0; i < types.length; i++) {
        out.append(" (").append(shape.name(i)).append(' ').append(types[i]).append(')');
      }
      return out.append(')').toString();
    }

    @Override
    public boolean equals(Object other) {
      return this == other
          || other instanceof TupleType that
              && hasNamesOf(that)
              && Arrays.equals(types, that.types);
    }

    @Override
    public int hashCode() {
      return fields().hashCode();
    }
  }
}
