package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.TypeSignature;
import java.util.List;

/** What a function takes, and what it answers to that. */
public sealed interface FunctionType {
  /** Numbers of one type, at least one of them; the answer is of that type. */
  FunctionType ARITHMETIC_VARIADIC = new Arithmetic(Arity.VARIADIC, false);

  /** One number. */
  FunctionType ARITHMETIC_UNARY = new Arithmetic(Arity.UNARY, false);

  /** Two numbers of one type. */
  FunctionType ARITHMETIC_BINARY = new Arithmetic(Arity.BINARY, false);

  /** Two values of one type that has an order; the answer is a boolean. */
  FunctionType ARITHMETIC_COMPARISON = new Arithmetic(Arity.BINARY, true);

  /** How many numbers. */
  enum Arity {
    UNARY,
    BINARY,
    VARIADIC
  }

  /** A function of numbers. */
  record Arithmetic(Arity arity, boolean comparison) implements FunctionType {}

  /** Arguments of these types in order. */
  record Fixed(List<FunctionSignature.Parameter> parameters, TypeSignature returns)
      implements FunctionType {}

  /** One argument or more, all of one type. */
  record Variadic(TypeSignature argument, TypeSignature returns) implements FunctionType {}

  /** One argument of one of several types, which errors name in this order. */
  record Union(List<TypeSignature> arguments, TypeSignature returns) implements FunctionType {}

  /** Two arguments, each of one of several types, which errors name in this order. */
  record Binary(List<TypeSignature> first, List<TypeSignature> second, Returns returns)
      implements FunctionType {
    /** How the answer's type comes about. */
    public enum Returns {
      /** The type of the first argument. */
      FIRST
    }
  }

  /** Arguments of these types. */
  static FunctionType fixed(TypeSignature returns, TypeSignature... arguments) {
    var parameters = new java.util.ArrayList<FunctionSignature.Parameter>();
    for (var argument : arguments) {
      parameters.add(new FunctionSignature.Parameter("argument", argument));
    }
    return new Fixed(List.copyOf(parameters), returns);
  }
}
