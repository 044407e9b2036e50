package io.neuralnexus.clarity.language;

import static io.neuralnexus.clarity.TypeSignature.BOOL;
import static io.neuralnexus.clarity.TypeSignature.INT;
import static io.neuralnexus.clarity.TypeSignature.PRINCIPAL;
import static io.neuralnexus.clarity.TypeSignature.UINT;
import static io.neuralnexus.clarity.language.Word.Versions.since;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.DecodeException;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.analysis.TypeExpressions;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.syntax.Expression;
import java.math.BigInteger;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiFunction;

/** Between numbers, strings and buffers; and the consensus encoding of any value. */
final class Conversions {
  private static final int MAX_SIZE = 1024 * 1024;
  private static final TypeSignature WORD = new BuffType(16);
  private static final TypeSignature ANY_BUFF = new BuffType(MAX_SIZE);
  private static final List<TypeSignature> NUMBERS = List.of(INT, UINT);
  private static final List<TypeSignature> TEXTS =
      List.of(new AsciiType(MAX_SIZE), new Utf8Type(MAX_SIZE / 4));

  /** More digits than the largest number has. */
  private static final int TOO_MANY_DIGITS = 40;

  private Conversions() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new FromBuff("buff-to-int-le", INT, CostFunction.BUFF_TO_INT_LE, true, Int::new),
        new FromBuff("buff-to-int-be", INT, CostFunction.BUFF_TO_INT_BE, false, Int::new),
        new FromBuff("buff-to-uint-le", UINT, CostFunction.BUFF_TO_UINT_LE, true, Uint::new),
        new FromBuff("buff-to-uint-be", UINT, CostFunction.BUFF_TO_UINT_BE, false, Uint::new),
        new FromText("string-to-int?", "native_string_to_int", INT, CostFunction.STRING_TO_INT),
        new FromText("string-to-uint?", "native_string_to_uint", UINT, CostFunction.STRING_TO_UINT),
        new ToText(
            "int-to-ascii",
            "native_int_to_ascii",
            new AsciiType(40),
            CostFunction.INT_TO_ASCII,
            AsciiString::of),
        new ToText(
            "int-to-utf8",
            "native_int_to_utf8",
            new Utf8Type(40),
            CostFunction.INT_TO_UTF8,
            Utf8String::of),
        new ToAscii(),
        new ToConsensusBuff(),
        new FromConsensusBuff());
  }

  /** Reads a number of up to 16 bytes; what is missing are zeros at the upper end. */
  private static final class FromBuff extends Function.Plain {
    private final boolean littleEndian;
    private final BiFunction<Long, Long, Value> number;

    FromBuff(
        String name,
        TypeSignature type,
        CostFunction cost,
        boolean littleEndian,
        BiFunction<Long, Long, Value> number) {
      super(
          name, since(2), "native_" + name.replace('-', '_'), FunctionType.fixed(type, WORD), cost);
      this.littleEndian = littleEndian;
      this.number = number;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      if (!(arguments[0] instanceof Buff bytes && bytes.length() <= 16)) {
        throw Abort.wrongType(WORD, arguments[0]);
      }
      long high = 0;
      long low = 0;
      for (int i = 0; i < bytes.length(); i++) {
        high = high << 8 | low >>> 56;
        low = low << 8 | bytes.at(littleEndian ? bytes.length() - 1 - i : i);
      }
      return number.apply(high, low);
    }
  }

  /** Reads decimal digits after an optional sign. */
  private static final class FromText extends Function.Plain {
    private final TypeSignature type;

    FromText(String name, String identifier, TypeSignature type, CostFunction cost) {
      super(
          name, since(2), identifier, new FunctionType.Union(TEXTS, new OptionalType(type)), cost);
      this.type = type;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      return switch (arguments[0]) {
        case AsciiString text -> number(text.value());
        case Utf8String text -> number(text.value());
        default -> throw Abort.wrongType(TEXTS, arguments[0]);
      };
    }

    private Value number(String text) {
      var negative = type == INT && text.startsWith("-");
      var digits = negative || text.startsWith("+") ? text.substring(1) : text;
      if (digits.isEmpty()) return Cl.none();
      var start = 0;
      for (int i = 0; i < digits.length(); i++) {
        var digit = digits.charAt(i);
        if (digit < '0' || digit > '9') return Cl.none();
        if (digit == '0' && start == i) start++;
      }
      if (digits.length() - start >= TOO_MANY_DIGITS) return Cl.none();
      var magnitude = new BigInteger(digits);
      var number = negative ? magnitude.negate() : magnitude;
      var fits = type == INT ? number.bitLength() <= 127 : number.bitLength() <= 128;
      if (!fits) return Cl.none();
      return Cl.some(type == INT ? Int.of(number) : Uint.of(number));
    }
  }

  /** A number without the {@code u} of Clarity. */
  private static String digits(Uint number) {
    return number.toString().substring(1);
  }

  private static final class ToText extends Function.Plain {
    private final java.util.function.Function<String, Value> text;

    ToText(
        String name,
        String identifier,
        TypeSignature type,
        CostFunction cost,
        java.util.function.Function<String, Value> text) {
      super(name, since(2), identifier, new FunctionType.Union(NUMBERS, type), cost);
      this.text = text;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      return switch (arguments[0]) {
        case Int number -> text.apply(number.toString());
        case Uint number -> text.apply(digits(number));
        default -> throw Abort.wrongType(NUMBERS, arguments[0]);
      };
    }
  }

  /** {@code (to-ascii? value)}: as it is printed; only text may have characters beyond ASCII. */
  private static final class ToAscii extends Form {
    private static final int MAX_BUFF = 524_284;
    private static final int MAX_NUMBER = 40;
    private static final int MAX_PRINCIPAL = 170;
    private static final List<TypeSignature> CONVERTIBLE =
        List.of(INT, UINT, BOOL, PRINCIPAL, new BuffType(MAX_BUFF), new Utf8Type(MAX_SIZE / 4));

    ToAscii() {
      super("to-ascii?", since(4), "special_to_ascii");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      var type = application.check(0);
      return new ResponseType(
          new AsciiType(
              switch (type) {
                case TypeSignature.IntType number -> MAX_NUMBER;
                case TypeSignature.UintType number -> MAX_NUMBER;
                case TypeSignature.BoolType bool -> "false".length();
                case TypeSignature.PrincipalType principal -> MAX_PRINCIPAL;
                case TypeSignature.CallableType contract -> MAX_PRINCIPAL;
                case BuffType(int length) when length <= MAX_BUFF -> 2 + 2 * length;
                case Utf8Type(int length) -> length;
                default -> throw application.error(CheckError.unionTypeError(CONVERTIBLE, type));
              }),
          UINT);
    }

    @Override
    public Application link(Linking at) {
      var argument = at.argument(0);
      var costs = at.costs();
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          var value = argument.look(frame);
          costs.charge(CostFunction.TO_ASCII, value.byteSize(), frame.meter());
          return switch (value) {
            case Utf8String text -> ascii(text);
            case CallableContract contract -> throw Abort.wrongType(CONVERTIBLE, value);
            case Int number -> printed(number);
            case Uint number -> printed(number);
            case Bool bool -> printed(bool);
            case Principal principal -> printed(principal);
            case Buff buff -> printed(buff);
            default -> throw Abort.wrongType(CONVERTIBLE, value);
          };
        }
      };
    }

    private static Value printed(Value value) {
      return Cl.ok(AsciiString.of(value.toString()));
    }

    private static Value ascii(Utf8String text) {
      try {
        return Cl.ok(AsciiString.of(text.value()));
      } catch (IllegalArgumentException e) {
        return Cl.err(Uint.ONE);
      }
    }
  }

  private static final class ToConsensusBuff extends Form.Plain {
    ToConsensusBuff() {
      super("to-consensus-buff?", since(2), "to_consensus_buff", CostFunction.TO_CONSENSUS_BUFF);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      var length =
          maxEncodedLength(application.check(0))
              .orElseThrow(
                  () -> application.error(CheckError.COULD_NOT_DETERMINE_SERIALIZATION_TYPE));
      return new OptionalType(new BuffType((int) Math.min(length, Integer.MAX_VALUE)));
    }

    /**
     * The longest encoding of values of a type; empty if there are no such values, or it is not yet
     * known what they are.
     */
    private static OptionalLong maxEncodedLength(TypeSignature type) {
      return switch (type) {
        case TypeSignature.IntType number -> OptionalLong.of(17);
        case TypeSignature.UintType number -> OptionalLong.of(17);
        case TypeSignature.BoolType bool -> OptionalLong.of(1);
        case BuffType(int length) -> OptionalLong.of(5 + length);
        case AsciiType(int length) -> OptionalLong.of(5 + length);
        case Utf8Type(int length) -> OptionalLong.of(5 + 4L * length);
        case TypeSignature.PrincipalType principal -> OptionalLong.of(151);
        case TypeSignature.CallableType contract -> OptionalLong.of(151);
        case TypeSignature.TraitReferenceType contract -> OptionalLong.of(151);
        case ListType(var entry, int max) -> plus(5, max, maxEncodedLength(entry));
        case OptionalType(var inside) -> OptionalLong.of(1 + maxEncodedLength(inside).orElse(0));
        case ResponseType(var ok, var error) -> {
          var ofOk = maxEncodedLength(ok);
          var ofError = maxEncodedLength(error);
          yield ofOk.isEmpty() && ofError.isEmpty()
              ? OptionalLong.empty()
              : OptionalLong.of(1 + Math.max(ofOk.orElse(0), ofError.orElse(0)));
        }
        case TupleType tuple -> {
          var length = OptionalLong.of(5);
          for (var field : tuple.fields().entrySet()) {
            if (length.isEmpty()) break;
            var before = length.getAsLong() + 1 + field.getKey().length();
            length = plus(before, 1, maxEncodedLength(field.getValue()));
          }
          yield length;
        }
        case TypeSignature.NoType none -> OptionalLong.empty();
        case TypeSignature.CallableUnionType contracts -> OptionalLong.empty();
      };
    }

    private static OptionalLong plus(long length, long times, OptionalLong more) {
      return more.isEmpty() ? more : OptionalLong.of(length + times * more.getAsLong());
    }

    @Override
    public boolean isChargedBySize(Linking at) {
      return at.isAtLeast(Epoch.EPOCH_2_05);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      Computation.requireArguments(1, arguments);
      try {
        return Cl.some(Buff.of(arguments[0].serialize()));
      } catch (LimitException e) {
        return Cl.none();
      }
    }
  }

  /** {@code (from-consensus-buff? type buffer)}: none if it is not exactly a value of the type. */
  private static final class FromConsensusBuff extends Form {
    FromConsensusBuff() {
      super("from-consensus-buff?", since(2), "from_consensus_buff");
    }

    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireArguments(2, arguments);
      return check.areReadOnly(arguments.subList(1, 2));
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      var type = application.parseType(application.arguments().getFirst());
      application.checkExpecting(application.arguments().get(1), ANY_BUFF);
      return new OptionalType(type);
    }

    @Override
    public Application link(Linking at) {
      var typeExpression = at.arguments().getFirst();
      var type = TypeExpressions.parse(typeExpression);
      var typeCost = at.typeReadingCost(typeExpression);
      var argument = at.argument(1);
      var costs = at.costs();
      // The logarithm in the cost has no value at 0; from Clarity 5 on that is avoided.
      var leastSize = at.isAtLeast(ClarityVersion.CLARITY_5) ? 1 : 0;
      var tolerant = at.isAtLeast(Epoch.EPOCH_2_4);
      var abortsAtVersions = !at.isAtLeast(Epoch.EPOCH_3_4);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(typeCost);
          var value = argument.look(frame);
          if (!(value instanceof Buff bytes)) throw Abort.wrongType(ANY_BUFF, value);
          var size = Math.max(leastSize, bytes.length());
          costs.charge(CostFunction.FROM_CONSENSUS_BUFF, size, frame.meter());
          try {
            return Cl.some(Value.deserialize(bytes.bytes(), type, tolerant));
          } catch (DecodeException e) {
            if (abortsAtVersions && e.isOfVersion()) {
              throw Abort.check("Unreachable(\"UnexpectedSerialization\")");
            }
            return Cl.none();
          } catch (LimitException e) {
            return Cl.none();
          }
        }
      };
    }
  }
}
