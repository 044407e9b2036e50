package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import java.util.List;

/** {@code + - * / mod pow sqrti log2}, comparisons, bits. */
final class Arithmetic {
  private Arithmetic() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(new Add());
  }

  private static final class Add extends Function.Plain {
    Add() {
      super(
          "+", Versions.since(1), "native_add", FunctionType.ARITHMETIC_VARIADIC, CostFunction.ADD);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      if (arguments.length == 0) throw Abort.check("IncorrectArgumentCount(1, 0)");
      try {
        return switch (arguments[0]) {
          case Int first -> {
            var sum = first;
            for (int i = 1; i < arguments.length; i++) sum = sum.plus((Int) arguments[i]);
            yield sum;
          }
          case Uint first -> {
            var sum = first;
            for (int i = 1; i < arguments.length; i++) sum = sum.plus((Uint) arguments[i]);
            yield sum;
          }
          default -> throw Abort.check("UnionTypeValueError([IntType, UIntType], ...)");
        };
      } catch (ArithmeticException e) {
        throw call.abort("ArithmeticOverflow");
      }
    }
  }
}
