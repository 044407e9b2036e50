package io.neuralnexus.clarity.language;

import static io.neuralnexus.clarity.TypeSignature.INT;
import static io.neuralnexus.clarity.TypeSignature.UINT;
import static io.neuralnexus.clarity.language.Word.Versions.since;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** Numbers: {@code + - * / mod pow sqrti log2}, comparisons, bits, {@code to-int to-uint}. */
final class Arithmetic {
  private static final List<TypeSignature> NUMBERS = List.of(INT, UINT);
  private static final List<TypeSignature> ORDERED =
      List.of(
          INT,
          UINT,
          new AsciiType(1024 * 1024),
          new Utf8Type(256 * 1024),
          new BuffType(1024 * 1024));
  private static final String OVERFLOW = "ArithmeticOverflow";
  private static final long MAX_EXPONENT = 0xffff_ffffL;

  /** What the memory of the VM counts for a number. */
  private static final int NUMBER_SIZE = 16;

  private Arithmetic() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new Chain("+", since(1), "native_add", CostFunction.ADD, OVERFLOW, Int::plus, Uint::plus),
        new Difference(),
        new Chain("*", since(1), "native_mul", CostFunction.MUL, OVERFLOW, Int::times, Uint::times),
        new Quotient(),
        new Remainder(),
        new Power(),
        new SquareRoot(),
        new Logarithm(),
        new Comparison(">=", "special_geq", CostFunction.GEQ, order -> order >= 0),
        new Comparison("<=", "special_leq", CostFunction.LEQ, order -> order <= 0),
        new Comparison("<", "special_le", CostFunction.LE, order -> order < 0),
        new Comparison(">", "special_ge", CostFunction.GE, order -> order > 0),
        new Cast("to-int", "native_to_int", INT, UINT),
        new Cast("to-uint", "native_to_uint", UINT, INT),
        new Pair(
            "xor",
            "native_xor",
            CostFunction.XOR,
            Arithmetic::exclusiveOr,
            Arithmetic::exclusiveOr),
        bits(
            "bit-xor",
            "native_bitwise_xor",
            CostFunction.XOR,
            Arithmetic::exclusiveOr,
            Arithmetic::exclusiveOr),
        bits(
            "bit-and",
            "native_bitwise_and",
            CostFunction.BITWISE_AND,
            (a, b) -> new Int(a.high() & b.high(), a.low() & b.low()),
            (a, b) -> new Uint(a.high() & b.high(), a.low() & b.low())),
        bits(
            "bit-or",
            "native_bitwise_or",
            CostFunction.BITWISE_OR,
            (a, b) -> new Int(a.high() | b.high(), a.low() | b.low()),
            (a, b) -> new Uint(a.high() | b.high(), a.low() | b.low())),
        new Single(
            "bit-not",
            since(2),
            "native_bitwise_not",
            CostFunction.BITWISE_NOT,
            a -> new Int(~a.high(), ~a.low()),
            a -> new Uint(~a.high(), ~a.low())),
        new Shift(
            "bit-shift-left",
            "native_bitwise_left_shift",
            CostFunction.BITWISE_LEFT_SHIFT,
            Int::shiftLeft,
            Uint::shiftLeft),
        new Shift(
            "bit-shift-right",
            "native_bitwise_right_shift",
            CostFunction.BITWISE_RIGHT_SHIFT,
            Int::shiftRight,
            Uint::shiftRight));
  }

  private static Int exclusiveOr(Int one, Int other) {
    return new Int(one.high() ^ other.high(), one.low() ^ other.low());
  }

  private static Uint exclusiveOr(Uint one, Uint other) {
    return new Uint(one.high() ^ other.high(), one.low() ^ other.low());
  }

  private static Word bits(
      String name,
      String identifier,
      CostFunction cost,
      BinaryOperator<Int> ints,
      BinaryOperator<Uint> uints) {
    return new Chain(name, since(2), identifier, cost, OVERFLOW, ints, uints);
  }

  /** A reason of its own why a number cannot be computed. */
  private static final class Refusal extends ArithmeticException {
    private static final long serialVersionUID = 1L;

    Refusal(String message) {
      super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this;
    }

    String detail() {
      return "Arithmetic(\"" + getMessage() + "\")";
    }
  }

  /** A function of numbers of one type. */
  private abstract static class OfNumbers extends Function.Plain {
    private final String failure;

    /** A function that aborts with this failure if its result is out of range. */
    OfNumbers(
        String name,
        Versions versions,
        String identifier,
        FunctionType type,
        CostFunction cost,
        String failure) {
      super(name, versions, identifier, type, cost);
      this.failure = failure;
    }

    final String detail(ArithmeticException error) {
      return error instanceof Refusal refusal ? refusal.detail() : failure;
    }
  }

  /** A function of one number. */
  private static class Single extends OfNumbers {
    private final UnaryOperator<Int> ints;
    private final UnaryOperator<Uint> uints;

    Single(
        String name,
        Versions versions,
        String identifier,
        CostFunction cost,
        UnaryOperator<Int> ints,
        UnaryOperator<Uint> uints) {
      super(name, versions, identifier, FunctionType.ARITHMETIC_UNARY, cost, OVERFLOW);
      this.ints = ints;
      this.uints = uints;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      try {
        return switch (arguments[0]) {
          case Int number -> ints.apply(number);
          case Uint number -> uints.apply(number);
          default -> throw Abort.wrongType(NUMBERS, arguments[0]);
        };
      } catch (ArithmeticException e) {
        throw call.abort(detail(e));
      }
    }
  }

  private static final class SquareRoot extends Single {
    SquareRoot() {
      super(
          "sqrti",
          since(1),
          "native_sqrti",
          CostFunction.SQRTI,
          SquareRoot::squareRoot,
          Uint::squareRoot);
    }

    private static Int squareRoot(Int number) {
      if (number.high() < 0) throw new Refusal("sqrti must be passed a positive integer");
      var root = number.magnitude().squareRoot();
      return new Int(root.high(), root.low());
    }
  }

  /** To the base of 2, rounded down. */
  private static final class Logarithm extends Single {
    Logarithm() {
      super(
          "log2",
          since(1),
          "native_log2",
          CostFunction.LOG2,
          number -> Int.of(logarithm(number.high() < 0 ? Uint.ZERO : number.magnitude())),
          number -> Uint.of(logarithm(number)));
    }

    private static int logarithm(Uint number) {
      if (number.bitLength() == 0) throw new Refusal("log2 must be passed a positive integer");
      return number.bitLength() - 1;
    }
  }

  /** A function of two numbers, or of the result so far and the next number. */
  private abstract static class OfTwo extends OfNumbers {
    private final BinaryOperator<Int> ints;
    private final BinaryOperator<Uint> uints;

    OfTwo(
        String name,
        Versions versions,
        String identifier,
        FunctionType type,
        CostFunction cost,
        String failure,
        BinaryOperator<Int> ints,
        BinaryOperator<Uint> uints) {
      super(name, versions, identifier, type, cost, failure);
      this.ints = ints;
      this.uints = uints;
    }

    @Override
    public final Application link(Linking at, Node[] arguments) {
      return arguments.length == 2
          ? new OnTwo(at, this, arguments[0], arguments[1])
          : apply(at, arguments);
    }

    final Value compute(Value first, Value second) {
      if (first instanceof Uint a && second instanceof Uint b) return uints.apply(a, b);
      if (first instanceof Int a && second instanceof Int b) return ints.apply(a, b);
      throw mismatch(first, second);
    }

    /** The abort for values that are not numbers of one type. */
    abstract Abort mismatch(Value first, Value second);
  }

  /** The application of such a function to two numbers: no array is made. */
  private static final class OnTwo extends Application {
    private final OfTwo function;
    private final Node first;
    private final Node second;
    private final long cost;

    OnTwo(Linking at, OfTwo function, Node first, Node second) {
      super(at);
      this.function = function;
      this.first = first;
      this.second = second;
      this.cost = at.runtimeCost(function.cost(), 2);
    }

    @Override
    public Value freely(Frame frame) {
      var one = first.freely(frame);
      return compute(one, second.freely(frame), frame);
    }

    @Override
    protected Value apply(Frame frame) {
      var meter = frame.meter();
      var one = first.take(frame);
      meter.addMemory(NUMBER_SIZE);
      var other = second.take(frame);
      meter.addMemory(NUMBER_SIZE);
      meter.runtime(cost);
      var result = compute(one, other, frame);
      meter.dropMemory(2 * NUMBER_SIZE);
      return result;
    }

    private Value compute(Value one, Value other, Frame frame) {
      try {
        return function.compute(one, other);
      } catch (ArithmeticException e) {
        throw abort(frame, function.detail(e));
      }
    }
  }

  /** A function that goes through its arguments from left to right. */
  private static class Chain extends OfTwo {
    Chain(
        String name,
        Versions versions,
        String identifier,
        CostFunction cost,
        String failure,
        BinaryOperator<Int> ints,
        BinaryOperator<Uint> uints) {
      super(
          name, versions, identifier, FunctionType.ARITHMETIC_VARIADIC, cost, failure, ints, uints);
    }

    @Override
    public final Value compute(Value[] arguments, Call call) {
      if (arguments.length == 0) throw Abort.check("IncorrectArgumentCount(1, 0)");
      if (!(arguments[0] instanceof Int || arguments[0] instanceof Uint)) {
        throw Abort.wrongType(NUMBERS, arguments[0]);
      }
      try {
        if (arguments.length == 1) return single(arguments[0]);
        var result = arguments[0];
        for (int i = 1; i < arguments.length; i++) result = compute(result, arguments[i]);
        return result;
      } catch (ArithmeticException e) {
        throw call.abort(detail(e));
      }
    }

    /** What one number alone gives: itself. */
    Value single(Value only) {
      return only;
    }

    @Override
    final Abort mismatch(Value first, Value second) {
      return switch (first) {
        case Int number -> Abort.wrongType(INT, second);
        case Uint number -> Abort.wrongType(UINT, second);
        default -> Abort.wrongType(NUMBERS, first);
      };
    }
  }

  private static final class Difference extends Chain {
    Difference() {
      super(
          "-",
          since(1),
          "native_sub",
          CostFunction.SUB,
          "ArithmeticUnderflow",
          Int::minus,
          Uint::minus);
    }

    @Override
    Value single(Value only) {
      return compute(only instanceof Int ? Int.ZERO : Uint.ZERO, only);
    }
  }

  private static final class Quotient extends Chain {
    Quotient() {
      super(
          "/",
          since(1),
          "native_div",
          CostFunction.DIV,
          "DivisionByZero",
          Int::dividedBy,
          Uint::dividedBy);
    }
  }

  /** A function of exactly two numbers. */
  private static class Pair extends OfTwo {
    Pair(
        String name,
        String identifier,
        CostFunction cost,
        BinaryOperator<Int> ints,
        BinaryOperator<Uint> uints) {
      this(name, identifier, cost, OVERFLOW, ints, uints);
    }

    Pair(
        String name,
        String identifier,
        CostFunction cost,
        String failure,
        BinaryOperator<Int> ints,
        BinaryOperator<Uint> uints) {
      super(name, since(1), identifier, FunctionType.ARITHMETIC_BINARY, cost, failure, ints, uints);
    }

    @Override
    public final Value compute(Value[] arguments, Call call) {
      requireArguments(2, arguments);
      return compute(arguments[0], arguments[1]);
    }

    @Override
    final Abort mismatch(Value first, Value second) {
      return Abort.wrongType(NUMBERS, first);
    }
  }

  private static final class Remainder extends Pair {
    Remainder() {
      super(
          "mod",
          "native_mod",
          CostFunction.MOD,
          "DivisionByZero",
          Remainder::remainder,
          Uint::remainder);
    }

    /** The VM divides to find it, and the quotient of the least number by -1 is out of range. */
    private static Int remainder(Int number, Int divisor) {
      if (number.equals(Int.MIN) && (divisor.high() & divisor.low()) == -1) {
        throw new ArithmeticException(number + " mod " + divisor);
      }
      return number.remainder(divisor);
    }
  }

  private static final class Power extends Pair {
    Power() {
      super("pow", "native_pow", CostFunction.POW, Power::power, Power::power);
    }

    private static Int power(Int base, Int exponent) {
      if (base.high() == 0 && base.low() == 1) return base;
      if (base.equals(Int.ZERO)) return exponent.equals(Int.ZERO) ? Int.ONE : base;
      if (exponent.equals(Int.ONE)) return base;
      return base.power(exponent(exponent.high(), exponent.low()));
    }

    private static Uint power(Uint base, Uint exponent) {
      if (base.equals(Uint.ONE)) return base;
      if (base.equals(Uint.ZERO)) return exponent.equals(Uint.ZERO) ? Uint.ONE : base;
      if (exponent.equals(Uint.ONE)) return base;
      return base.power(exponent(exponent.high(), exponent.low()));
    }

    private static long exponent(long high, long low) {
      if (high != 0 || low < 0 || low > MAX_EXPONENT) {
        throw new Refusal("Power argument to (pow ...) must be a u32 integer");
      }
      return low;
    }
  }

  /** By as many bits as the second number says, modulo 128. */
  private static final class Shift extends Function.Plain {
    private final Shifter<Int> ints;
    private final Shifter<Uint> uints;

    private interface Shifter<N> {
      N shift(N number, int bits);
    }

    Shift(
        String name, String identifier, CostFunction cost, Shifter<Int> ints, Shifter<Uint> uints) {
      super(
          name,
          since(2),
          identifier,
          new FunctionType.Binary(NUMBERS, List.of(UINT), FunctionType.Binary.Returns.FIRST),
          cost);
      this.ints = ints;
      this.uints = uints;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(2, arguments);
      if (!(arguments[1] instanceof Uint amount)) throw Abort.wrongType(UINT, arguments[1]);
      var bits = (int) amount.low() & 127;
      return switch (arguments[0]) {
        case Int number -> ints.shift(number, bits);
        case Uint number -> uints.shift(number, bits);
        default ->
            throw Abort.check("Unreachable(\"Union type error " + arguments[0].type() + "\")");
      };
    }
  }

  /** Between the two kinds of numbers. */
  private static final class Cast extends Function.Plain {
    private final TypeSignature from;

    Cast(String name, String identifier, TypeSignature to, TypeSignature from) {
      super(name, since(1), identifier, FunctionType.fixed(to, from), CostFunction.INT_CAST);
      this.from = from;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      if (from == INT && arguments[0] instanceof Int number) {
        if (number.high() < 0) throw call.abort("ArithmeticUnderflow");
        return new Uint(number.high(), number.low());
      }
      if (from == UINT && arguments[0] instanceof Uint number) {
        if (number.high() < 0) throw call.abort("ArithmeticOverflow");
        return new Int(number.high(), number.low());
      }
      throw Abort.wrongType(from, arguments[0]);
    }
  }

  /** Which of two comes first: numbers, and from Clarity 2 on buffers and strings. */
  private static final class Comparison extends Function {
    private final CostFunction cost;
    private final IntPredicate order;

    Comparison(String name, String identifier, CostFunction cost, IntPredicate order) {
      super(name, since(1), identifier, true, FunctionType.ARITHMETIC_COMPARISON);
      this.cost = cost;
      this.order = order;
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return arguments.length == 2
          ? new Compare(at, this, arguments[0], arguments[1])
          : new WrongCount(at, 2, arguments.length);
    }
  }

  private static final class Compare extends Application {
    private final CostTable costs;
    private final CostFunction cost;
    private final IntPredicate order;
    private final boolean onlyNumbers;
    private final long costOfNumbers;
    private final Node first;
    private final Node second;

    Compare(Linking at, Comparison function, Node first, Node second) {
      super(at);
      this.costs = at.costs();
      this.cost = function.cost;
      this.order = function.order;
      this.onlyNumbers = !at.isAtLeast(ClarityVersion.CLARITY_2);
      this.costOfNumbers = at.runtimeCost(cost, onlyNumbers ? 2 : NUMBER_SIZE);
      this.first = first;
      this.second = second;
    }

    @Override
    public Value freely(Frame frame) {
      var one = first.freely(frame);
      var other = second.freely(frame);
      if (one instanceof Uint a && other instanceof Uint b) {
        return Bool.of(order.test(a.compareTo(b)));
      }
      return compare(one, other, frame);
    }

    @Override
    protected Value apply(Frame frame) {
      return compare(first.look(frame), second.look(frame), frame);
    }

    private Value compare(Value one, Value other, Frame frame) {
      if (one instanceof Uint a && other instanceof Uint b) {
        frame.meter().runtime(costOfNumbers);
        return Bool.of(order.test(a.compareTo(b)));
      }
      if (one instanceof Int a && other instanceof Int b) {
        frame.meter().runtime(costOfNumbers);
        return Bool.of(order.test(a.compareTo(b)));
      }
      if (onlyNumbers) {
        frame.meter().runtime(costOfNumbers);
        throw Abort.wrongType(NUMBERS, one);
      }
      costs.charge(cost, Math.min(one.byteSize(), other.byteSize()), frame.meter());
      if (one instanceof AsciiString a && other instanceof AsciiString b) {
        return Bool.of(order.test(a.compareTo(b)));
      }
      if (one instanceof Utf8String a && other instanceof Utf8String b) {
        return Bool.of(order.test(a.compareTo(b)));
      }
      if (one instanceof Buff a && other instanceof Buff b) {
        return Bool.of(order.test(a.compareTo(b)));
      }
      throw Abort.wrongType(ORDERED, one);
    }
  }
}
