package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;

/** Types and values as the messages of the official VM name them. */
public final class ErrorText {
  private ErrorText() {}

  /** A type: {@code UIntType}. */
  public static String type(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType t -> "IntType";
      case TypeSignature.UintType t -> "UIntType";
      case TypeSignature.BoolType t -> "BoolType";
      case TypeSignature.PrincipalType t -> "PrincipalType";
      case TypeSignature.NoType t -> "NoType";
      default -> type.toString();
    };
  }

  /** An early return outside of a function: {@code EarlyReturn(UnwrapFailed(UInt(1)))}. */
  public static String earlyReturn(EarlyReturn early) {
    return "EarlyReturn(%s(%s))"
        .formatted(early.isAssertion() ? "AssertionFailed" : "UnwrapFailed", value(early.value()));
  }

  /** A value. */
  public static String value(Value value) {
    return value.toString();
  }

  /** Text inside of quotation marks. */
  static String escaped(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
