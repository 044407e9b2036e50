package io.neuralnexus.clarity.typing;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
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
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What one type has to do with another, as each epoch has it. */
public final class Typing {
  private Typing() {}

  /** Whether a value may stand where a type is asked for: its own type decides, as in the VM. */
  public static boolean admits(TypeSignature type, Value value, Epoch epoch) {
    return switch (type) {
      case TypeSignature.UintType t -> value instanceof Uint;
      case TypeSignature.IntType t -> value instanceof Int;
      case TypeSignature.BoolType t -> value instanceof Bool;
      case TypeSignature.PrincipalType t ->
          value instanceof Principal && !(value instanceof CallableContract);
      default -> admits(type, value.type(), epoch);
    };
  }

  /** Whether all values of a type may stand where another is asked for. */
  public static boolean admits(TypeSignature type, TypeSignature other, Epoch epoch) {
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
          other instanceof TupleType otherTuple
              && tuple.fields().keySet().equals(otherTuple.fields().keySet())
              && tuple.fields().entrySet().stream()
                  .allMatch(
                      field -> admits(field.getValue(), otherTuple.get(field.getKey()), epoch));
      default -> type.equals(other);
    };
  }

  /**
   * The least type that admits all that either admits, as of the entries of one list; empty if
   * there is none. As in the VM it is not quite symmetric: fields that only the other tuple has are
   * left out.
   *
   * @throws IllegalArgumentException if that type is over the limits
   */
  public static Optional<TypeSignature> leastSupertype(
      TypeSignature one, TypeSignature other, Epoch epoch) {
    if (one.equals(other) || other instanceof NoType) return Optional.of(one);
    return switch (one) {
      case NoType none -> Optional.of(other);
      case BuffType(int a) when other instanceof BuffType(int b) ->
          Optional.of(a >= b ? one : other);
      case AsciiType(int a) when other instanceof AsciiType(int b) ->
          Optional.of(a >= b ? one : other);
      case Utf8Type(int a) when other instanceof Utf8Type(int b) ->
          Optional.of(a >= b ? one : other);
      case OptionalType(var a) when other instanceof OptionalType(var b) ->
          leastSupertype(a, b, epoch).map(OptionalType::new);
      case ResponseType(var okA, var errorA)
          when other instanceof ResponseType(var okB, var errorB) ->
          leastSupertype(okA, okB, epoch)
              .flatMap(
                  ok -> leastSupertype(errorA, errorB, epoch).map(e -> new ResponseType(ok, e)));
      case ListType(var a, int maxA) when other instanceof ListType(var b, int maxB) -> {
        // The entries of a list that is always empty may be of any type.
        if (maxA == 0) yield Optional.of(other);
        if (maxB == 0) yield Optional.of(one);
        yield leastSupertype(a, b, epoch).map(entry -> new ListType(entry, Math.max(maxA, maxB)));
      }
      case TupleType a when other instanceof TupleType b -> leastTuple(a, b, epoch);
      default ->
          epoch.compareTo(Epoch.EPOCH_2_1) < 0 ? Optional.empty() : leastCallable(one, other);
    };
  }

  private static Optional<TypeSignature> leastTuple(TupleType one, TupleType other, Epoch epoch) {
    var fields = new TreeMap<String, TypeSignature>();
    for (var field : one.fields().entrySet()) {
      var type = other.fields().get(field.getKey());
      if (type == null) return Optional.empty();
      var least = leastSupertype(field.getValue(), type, epoch);
      if (least.isEmpty()) return Optional.empty();
      fields.put(field.getKey(), least.get());
    }
    return Optional.of(new TupleType(fields));
  }

  /** Contracts of one list may still become traits; with a plain principal they are principals. */
  private static Optional<TypeSignature> leastCallable(TypeSignature one, TypeSignature other) {
    if (one instanceof PrincipalType) {
      return callables(other).stream().anyMatch(each -> !(each instanceof ContractLiteralType))
              || callables(other).isEmpty()
          ? Optional.empty()
          : Optional.of(one);
    }
    if (other instanceof PrincipalType) return leastCallable(other, one);
    var all = new TreeSet<CallableType>(Comparator.comparing(CallableType::toString));
    if (callables(one).isEmpty() || callables(other).isEmpty()) return Optional.empty();
    all.addAll(callables(one));
    all.addAll(callables(other));
    return Optional.of(new CallableUnionType(all));
  }

  private static Set<CallableType> callables(TypeSignature type) {
    return switch (type) {
      case CallableType callable -> Set.of(callable);
      case CallableUnionType(var types) -> types;
      default -> Set.of();
    };
  }
}
