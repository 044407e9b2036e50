package io.neuralnexus.clarity.typing;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;

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
}
