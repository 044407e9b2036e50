package io.neuralnexus.clarity.typing;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.CallableType;
import io.neuralnexus.clarity.TypeSignature.CallableUnionType;
import io.neuralnexus.clarity.TypeSignature.ContractLiteralType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.PrincipalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one type has to do with another, as each epoch has it. */
public final class Typing {
  /** Contracts come before traits, as in the official VM, which reports the first that fails. */
  private static final Comparator<CallableType> CALLABLES =
      Comparator.comparing((CallableType type) -> type instanceof TraitType)
          .thenComparing(Typing::sortKey);

  private Typing() {}

  private static String sortKey(CallableType type) {
    return switch (type) {
      case ContractLiteralType(var contract) ->
          "%02d%s%s"
              .formatted(contract.issuer().version(), contract.issuer().hash(), contract.name());
      case TraitType(var trait) ->
          trait.name() + ' ' + sortKey(new ContractLiteralType(trait.contract()));
    };
  }

  /** Whether a value may stand where a type is asked for: its own type decides, as in the VM. */
  public static boolean admits(TypeSignature type, Value value, Epoch epoch) {
    if (type == TypeSignature.UINT) return value instanceof Uint;
    return switch (type) {
      case TypeSignature.UintType t -> value instanceof Uint;
      case TypeSignature.IntType t -> value instanceof Int;
      case TypeSignature.BoolType t -> value instanceof Bool;
      case TypeSignature.PrincipalType t
          when value instanceof Principal && !(value instanceof CallableContract) ->
          true;
      case BuffType(int max) -> value instanceof Buff buff && buff.length() <= max;
      case AsciiType(int max) -> value instanceof AsciiString text && text.length() <= max;
      case Utf8Type(int max) -> value instanceof Utf8String text && text.length() <= max;
      case OptionalType(var inside) when value instanceof OptionalValue.Some(var some) ->
          admits(inside, some, epoch);
      case TupleType tuple when value instanceof TupleValue found ->
          found.carries(tuple) || admitsFields(tuple, found, epoch);
      case ListType(var entry, int max)
          when value instanceof ListValue list
              && list.type().entry() == entry
              && !(entry instanceof NoType) ->
          max >= list.type().maxLength() || list.type().maxLength() == 0;
      default -> admits(type, value.type(), epoch);
    };
  }

  /**
   * Whether all values of a type may stand where another is asked for.
   *
   * @throws TypeMismatch if the type that is asked for is indeterminate
   */
  public static boolean admits(TypeSignature type, TypeSignature other, Epoch epoch) {
    if (epoch.compareTo(Epoch.EPOCH_2_1) < 0) return admitsConcrete(type, other, epoch);
    return concrete(other).filter(found -> admitsConcrete(type, found, epoch)).isPresent();
  }

  private static boolean admitsConcrete(TypeSignature type, TypeSignature other, Epoch epoch) {
    return switch (type) {
      case ListType(var entry, int max) ->
          other instanceof ListType(var otherEntry, int otherMax)
              && (otherMax == 0 || max >= otherMax && admits(entry, otherEntry, epoch));
      case BuffType(int max) -> other instanceof BuffType(int length) && length <= max;
      case AsciiType(int max) -> other instanceof AsciiType(int length) && length <= max;
      case Utf8Type(int max) -> other instanceof Utf8Type(int length) && length <= max;
      case OptionalType(var inside) ->
          other instanceof OptionalType(var otherInside)
              && (otherInside instanceof NoType || admits(inside, otherInside, epoch));
      case ResponseType(var ok, var error) ->
          other instanceof ResponseType(var otherOk, var otherError)
              && (otherError instanceof NoType && !(otherOk instanceof NoType)
                  || admits(error, otherError, epoch))
              && (otherOk instanceof NoType || admits(ok, otherOk, epoch));
      case TupleType tuple ->
          other instanceof TupleType otherTuple && admitsFields(tuple, otherTuple, epoch);
      case NoType none -> throw new TypeMismatch(TypeMismatch.Kind.INDETERMINATE, type, other);
      default -> type.equals(other);
    };
  }

  private static boolean admitsFields(TupleType type, TupleValue tuple, Epoch epoch) {
    if (!type.hasNamesOf(tuple)) return false;
    for (int i = 0; i < tuple.size(); i++) {
      var field = type.typeAt(i);
      var carried = tuple.carriedAt(i);
      var fits =
          carried == null
              ? admits(field, tuple.valueAt(i), epoch)
              : carried == field || admits(field, carried, epoch);
      if (!fits) return false;
    }
    return true;
  }

  private static boolean admitsFields(TupleType tuple, TupleType other, Epoch epoch) {
    if (!tuple.hasNamesOf(other)) return false;
    for (int i = 0; i < tuple.length(); i++) {
      if (!admits(tuple.typeAt(i), other.typeAt(i), epoch)) return false;
    }
    return true;
  }

  /**
   * The type that a literal contract, or the entries of a list of such, have once it is known that
   * nobody takes them for a trait: {@code principal}. Other types stay as they are.
   *
   * @throws TypeMismatch if there are traits among the entries
   */
  public static TypeSignature concretize(TypeSignature type) {
    return concrete(type)
        .orElseThrow(
            () ->
                new TypeMismatch(
                    TypeMismatch.Kind.DIFFERENT,
                    TypeSignature.PRINCIPAL,
                    firstTrait(((CallableUnionType) type).types())));
  }

  private static Optional<TypeSignature> concrete(TypeSignature type) {
    return switch (type) {
      case ContractLiteralType literal -> Optional.of(TypeSignature.PRINCIPAL);
      case CallableUnionType(var types) ->
          areContracts(types) ? Optional.of(TypeSignature.PRINCIPAL) : Optional.empty();
      default -> Optional.of(type);
    };
  }

  private static boolean areContracts(SortedSet<CallableType> types) {
    return types.stream().allMatch(ContractLiteralType.class::isInstance);
  }

  private static TypeSignature firstTrait(SortedSet<CallableType> types) {
    return types.stream().filter(TraitType.class::isInstance).findFirst().orElseThrow();
  }

  /**
   * The least type that admits all that either admits, as of the entries of one list; empty if
   * there is none.
   *
   * @throws LimitException if it is an optional or a response over the limits
   */
  public static Optional<TypeSignature> leastSupertype(
      TypeSignature one, TypeSignature other, Epoch epoch) {
    try {
      return Optional.of(requireSupertype(one, other, epoch));
    } catch (TypeMismatch e) {
      return Optional.empty();
    }
  }

  /**
   * The least type that admits all that either admits. As in the VM it is not quite symmetric:
   * fields that only the other tuple has are left out.
   *
   * @throws TypeMismatch if there is none; it names the parts that differ
   * @throws LimitException if it is an optional or a response over the limits
   */
  public static TypeSignature requireSupertype(
      TypeSignature one, TypeSignature other, Epoch epoch) {
    if (one.equals(other) || other instanceof NoType) return one;
    return switch (one) {
      case NoType none -> other;
      case BuffType(int a) when other instanceof BuffType(int b) -> a >= b ? one : other;
      case AsciiType(int a) when other instanceof AsciiType(int b) -> a >= b ? one : other;
      case Utf8Type(int a) when other instanceof Utf8Type(int b) -> a >= b ? one : other;
      case OptionalType(var a) when other instanceof OptionalType(var b) ->
          new OptionalType(requireSupertype(a, b, epoch));
      case ResponseType(var okA, var errorA)
          when other instanceof ResponseType(var okB, var errorB) -> {
        var ok = requireSupertype(okA, okB, epoch);
        yield new ResponseType(ok, requireSupertype(errorA, errorB, epoch));
      }
      case ListType a when other instanceof ListType b -> commonList(a, b, epoch);
      case TupleType a when other instanceof TupleType b -> commonTuple(a, b, epoch);
      default -> commonCallable(one, other, epoch);
    };
  }

  private static TypeSignature commonList(ListType one, ListType other, Epoch epoch) {
    // The entries of a list that is always empty may be of any type.
    TypeSignature entry;
    if (one.maxLength() == 0) entry = other.entry();
    else if (other.maxLength() == 0) entry = one.entry();
    else entry = requireSupertype(one.entry(), other.entry(), epoch);
    try {
      return new ListType(entry, Math.max(one.maxLength(), other.maxLength()));
    } catch (LimitException e) {
      throw new TypeMismatch(TypeMismatch.Kind.TOO_LARGE, one, other);
    }
  }

  private static TypeSignature commonTuple(TupleType one, TupleType other, Epoch epoch) {
    var common = new TreeMap<String, TypeSignature>();
    for (var field : one.fields().entrySet()) {
      var found = other.fields().get(field.getKey());
      if (found == null) throw different(one, other);
      common.put(field.getKey(), requireSupertype(field.getValue(), found, epoch));
    }
    try {
      return new TupleType(common);
    } catch (LimitException e) {
      throw new TypeMismatch(TypeMismatch.Kind.TOO_LARGE, one, other);
    }
  }

  private static TypeSignature commonCallable(TypeSignature one, TypeSignature other, Epoch epoch) {
    if (epoch.compareTo(Epoch.EPOCH_2_1) < 0) throw different(one, other);
    if (one instanceof PrincipalType && isContract(other)) return one;
    if (other instanceof PrincipalType && isContract(one)) return other;
    var all = new TreeSet<>(CALLABLES);
    if (!collect(one, all) || !collect(other, all)) throw different(one, other);
    return new CallableUnionType(all);
  }

  private static boolean isContract(TypeSignature type) {
    return switch (type) {
      case ContractLiteralType literal -> true;
      case CallableUnionType(var types) -> areContracts(types);
      default -> false;
    };
  }

  private static boolean collect(TypeSignature type, SortedSet<CallableType> into) {
    switch (type) {
      case CallableType callable -> into.add(callable);
      case CallableUnionType(var types) -> into.addAll(types);
      default -> {
        return false;
      }
    }
    return true;
  }

  private static TypeMismatch different(TypeSignature one, TypeSignature other) {
    return new TypeMismatch(TypeMismatch.Kind.DIFFERENT, one, other);
  }

  /**
   * The type of a list of entries of these types, in every epoch by the rules of the newest.
   *
   * @throws TypeMismatch if two of them have no type in common
   * @throws LimitException if it is over the limits
   */
  public static ListType listOf(List<TypeSignature> entries) {
    if (entries.isEmpty()) return new ListType(TypeSignature.NO_TYPE, 0);
    var entry = entries.getFirst();
    for (var next : entries.subList(1, entries.size())) {
      entry = requireSupertype(entry, next, Epoch.EPOCH_4_0);
    }
    return new ListType(entry, entries.size());
  }
}
