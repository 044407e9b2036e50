package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.IntType;
import io.neuralnexus.clarity.TypeSignature.UintType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.analysis.FunctionType.Arithmetic;
import io.neuralnexus.clarity.analysis.FunctionType.Arity;
import io.neuralnexus.clarity.typing.Typing;
import java.util.List;

/** Applies function types to the types of arguments. */
record FunctionTyping(ClarityVersion version, Epoch epoch) {
  private static final List<TypeSignature> NUMBERS = List.of(TypeSignature.INT, TypeSignature.UINT);
  private static final List<TypeSignature> ORDERED =
      List.of(
          TypeSignature.INT,
          TypeSignature.UINT,
          new AsciiType(1 << 20),
          new Utf8Type(1 << 18),
          new BuffType(1 << 20));

  /**
   * The type of the answer.
   *
   * @throws CheckException if the function does not take such arguments, without a place
   */
  TypeSignature apply(FunctionType function, List<TypeSignature> arguments) {
    return switch (function) {
      case Arithmetic(var arity, boolean comparison) ->
          comparison ? compare(arguments) : calculate(arity, arguments);
      case FunctionType.Fixed(var parameters, var returns) -> {
        Forms.requireCount(parameters.size(), arguments);
        for (int i = 0; i < arguments.size(); i++) {
          requireType(parameters.get(i).type(), arguments.get(i));
        }
        yield returns;
      }
      case FunctionType.Variadic(var expected, var returns) -> {
        Forms.requireAtLeast(1, arguments);
        for (var argument : arguments) requireType(expected, argument);
        yield returns;
      }
      case FunctionType.Union(var expected, var returns) -> {
        Forms.requireCount(1, arguments);
        requireOneOf(expected, arguments.getFirst());
        yield returns;
      }
      case FunctionType.Binary(var first, var second, var returns) -> {
        Forms.requireCount(2, arguments);
        requireOneOf(first, arguments.getFirst());
        requireOneOf(second, arguments.get(1));
        yield switch (returns) {
          case FIRST -> arguments.getFirst();
        };
      }
    };
  }

  private void requireType(TypeSignature expected, TypeSignature found) {
    if (!Typing.admits(expected, found, epoch)) {
      throw CheckException.unplaced(CheckError.typeError(expected, found));
    }
  }

  private void requireOneOf(List<TypeSignature> expected, TypeSignature found) {
    if (expected.size() == 1) requireType(expected.getFirst(), found);
    else if (expected.stream().noneMatch(type -> Typing.admits(type, found, epoch))) {
      throw CheckException.unplaced(CheckError.unionTypeError(expected, found));
    }
  }

  private static TypeSignature calculate(Arity arity, List<TypeSignature> arguments) {
    switch (arity) {
      case UNARY -> Forms.requireCount(1, arguments);
      case BINARY -> Forms.requireCount(2, arguments);
      case VARIADIC -> Forms.requireAtLeast(1, arguments);
    }
    var first = arguments.getFirst();
    requireNumber(first);
    for (var argument : Forms.rest(arguments)) requireSame(first, argument);
    return first;
  }

  private static void requireNumber(TypeSignature type) {
    if (!NUMBERS.contains(type)) {
      throw CheckException.unplaced(CheckError.unionTypeError(NUMBERS, type));
    }
  }

  private static void requireSame(TypeSignature first, TypeSignature other) {
    if (!first.equals(other)) {
      throw CheckException.unplaced(CheckError.typeError(first, other));
    }
  }

  private TypeSignature compare(List<TypeSignature> arguments) {
    Forms.requireCount(2, arguments);
    var first = arguments.getFirst();
    var second = arguments.get(1);
    if (epoch.compareTo(Epoch.EPOCH_2_1) < 0) {
      requireNumber(first);
      requireSame(first, second);
      return TypeSignature.BOOL;
    }
    if (!hasOrder(first)) {
      throw CheckException.unplaced(CheckError.unionTypeError(ORDERED, first));
    }
    if (first.getClass() != second.getClass()) {
      throw CheckException.unplaced(CheckError.typeError(first, second));
    }
    return TypeSignature.BOOL;
  }

  private boolean hasOrder(TypeSignature type) {
    return switch (type) {
      case IntType i -> true;
      case UintType u -> true;
      case AsciiType a -> version.compareTo(ClarityVersion.CLARITY_2) >= 0;
      case Utf8Type u -> version.compareTo(ClarityVersion.CLARITY_2) >= 0;
      case BuffType b -> version.compareTo(ClarityVersion.CLARITY_2) >= 0;
      default -> false;
    };
  }
}
