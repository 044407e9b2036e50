package io.neuralnexus.clarity.fuzz;

import io.neuralnexus.clarity.DecodeException;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Any bytes are a value, whose encoding is as long and means the same, or are none; and the same
 * for a value of a type, which the first byte chooses, and whose encoding may be shorter.
 */
public final class EncodingTarget {
  private static final TypeSignature PLACE =
      TupleType.of(Map.of("x", TypeSignature.INT, "y", TypeSignature.UINT, "z", new AsciiType(9)));
  private static final List<TypeSignature> TYPES =
      List.of(
          TypeSignature.INT,
          TypeSignature.UINT,
          TypeSignature.BOOL,
          TypeSignature.PRINCIPAL,
          new BuffType(40),
          new AsciiType(20),
          new Utf8Type(10),
          new OptionalType(TypeSignature.UINT),
          new ResponseType(TypeSignature.BOOL, new BuffType(3)),
          new ListType(TypeSignature.INT, 4),
          new ListType(new ListType(new Utf8Type(3), 2), 2),
          PLACE,
          TupleType.of(Map.of("a", PLACE, "b", new OptionalType(PLACE))),
          new ListType(PLACE, 3));

  private EncodingTarget() {}

  /** Jazzer's way in. */
  public static void fuzzerTestOneInput(byte[] input) {
    if (input.length == 0) return;
    var bytes = Arrays.copyOfRange(input, 1, input.length);
    try {
      var value = Value.deserialize(bytes);
      // Fields of a tuple may come in any order, so the bytes need not be the same.
      var again = value.serialize();
      if (again.length != bytes.length || !Value.deserialize(again).equals(value)) {
        throw new AssertionError(value + " is read as another");
      }
    } catch (DecodeException e) {
      requireReason(e, bytes);
    }
    var type = TYPES.get((input[0] & 0x7f) % TYPES.size());
    try {
      var value = Value.deserialize(bytes, type, input[0] < 0);
      if (!type.admits(value)) throw new AssertionError(value + " is no " + type);
      if (!Value.deserialize(value.serialize(), type, false).equals(value)) {
        throw new AssertionError(value + " is read as another");
      }
    } catch (DecodeException e) {
      requireReason(e, bytes);
    }
  }

  private static void requireReason(DecodeException e, byte[] bytes) {
    if (e.offset() < 0 || e.offset() > bytes.length) {
      throw new AssertionError("no place in %d bytes".formatted(bytes.length), e);
    }
  }
}
