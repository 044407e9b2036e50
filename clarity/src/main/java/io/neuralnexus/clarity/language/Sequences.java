package io.neuralnexus.clarity.language;

import static io.neuralnexus.clarity.TypeSignature.BOOL;
import static io.neuralnexus.clarity.TypeSignature.UINT;
import static io.neuralnexus.clarity.language.Word.Versions.since;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.AsciiType;
import io.neuralnexus.clarity.TypeSignature.BuffType;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.NoType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.Utf8Type;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.runtime.Sanitizer;
import io.neuralnexus.clarity.runtime.Step;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.typing.TypeMismatch;
import io.neuralnexus.clarity.typing.Typing;
import java.util.ArrayList;
import java.util.List;

/** Lists, buffers and strings. */
final class Sequences {
  private static final int MAX_SIZE = 1024 * 1024;

  private Sequences() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new Cons(),
        new Map(),
        new Filter(),
        new Fold(),
        new Append(),
        new Concat(),
        new AsMaxLength(),
        new Length(),
        new ElementAt("element-at", since(1)),
        new ElementAt("element-at?", since(2)),
        new IndexOf("index-of", since(1)),
        new IndexOf("index-of?", since(2)),
        new Slice(),
        new ReplaceAt());
  }

  /** The type of the entries: of a buffer or string, one byte or character. */
  private static TypeSignature entry(TypeSignature sequence, TypeCheck.Application application) {
    return switch (sequence) {
      case ListType(var entry, int max) -> entry;
      case BuffType buff -> new BuffType(1);
      case AsciiType ascii -> new AsciiType(1);
      case Utf8Type utf8 -> new Utf8Type(1);
      default -> throw application.error(CheckError.expectedSequence(sequence));
    };
  }

  private static int maxLength(TypeSignature sequence) {
    return switch (sequence) {
      case ListType(var entry, int max) -> max;
      case BuffType(int max) -> max;
      case AsciiType(int max) -> max;
      case Utf8Type(int max) -> max;
      default -> throw new IllegalArgumentException("not a sequence: " + sequence);
    };
  }

  /** {@code (list ...)}. */
  private static final class Cons extends Form {
    Cons() {
      super("list", since(1), "special_list_cons");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      var types = new ArrayList<TypeSignature>();
      var size = 0L;
      for (var argument : application.arguments()) {
        var type = application.check(argument);
        types.add(type);
        size += type.size();
      }
      if (size > MAX_SIZE && application.epoch().compareTo(Epoch.EPOCH_2_1) >= 0) {
        throw application.error(CheckError.VALUE_TOO_LARGE);
      }
      return Typing.listOf(types);
    }

    @Override
    public Application link(Linking at) {
      var arguments = at.allArguments();
      var costs = at.costs();
      var epoch = at.linker().epoch();
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var values = new Value[arguments.length];
          for (int i = 0; i < values.length; i++) values[i] = arguments[i].freely(frame);
          return Entries.list(values, epoch);
        }

        @Override
        protected Value apply(Frame frame) {
          var values = new Value[arguments.length];
          var size = 0L;
          for (int i = 0; i < values.length; i++) values[i] = arguments[i].take(frame);
          for (var value : values) size += value.byteSize();
          costs.charge(CostFunction.LIST_CONS, size, frame.meter());
          return Entries.list(values, epoch);
        }
      };
    }
  }

  /** A form whose first argument is the name of a function. */
  private abstract static class Iteration extends Form {
    Iteration(String name, String identifier) {
      super(name, since(1), identifier);
    }

    /** The type of the function that is named. */
    static FunctionType function(TypeCheck.Application application) {
      var name = application.name(0, CheckError.NON_FUNCTION_APPLICATION);
      return application.functionNamed(name);
    }

    abstract void requireArguments(List<Expression> arguments);

    /** As if the function were applied to the sequences. */
    @Override
    public final boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      requireArguments(arguments);
      var first = arguments.getFirst();
      return check.isReadOnly(new ListForm(arguments, first.span(), first.comments()));
    }
  }

  private static final class Map extends Iteration {
    Map() {
      super("map", "special_map");
    }

    @Override
    void requireArguments(List<Expression> arguments) {
      ReadOnlyCheck.requireAtLeast(2, arguments);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      var function = function(application);
      var entries = new ArrayList<TypeSignature>();
      var length = Integer.MAX_VALUE;
      for (int i = 1; i < application.arguments().size(); i++) {
        var sequence = application.check(i);
        entries.add(entry(sequence, application));
        length = Math.min(length, maxLength(sequence));
      }
      var mapped = application.applyFunction(function, entries);
      try {
        return new ListType(mapped, length);
      } catch (IllegalArgumentException e) {
        throw application.error(CheckError.CONSTRUCTED_LIST_TOO_LARGE);
      }
    }

    @Override
    public Application link(Linking at) {
      return new Mapping(at);
    }
  }

  /**
   * Applies a function to the entries with the same index of all sequences. It ends with the
   * shortest of them; but beside an empty one, the VM applies it to the entries of the others.
   */
  private static final class Mapping extends Application {
    private final CostTable costs;
    private final Epoch epoch;
    private final long cost;
    private final long lookup;
    private final Node[] sequences;

    /** By the number of sequences that are not empty; none at 0. */
    private final Step[] steps;

    private final boolean isVariadic;
    private final int expected;

    Mapping(Linking at) {
      super(at);
      costs = at.costs();
      epoch = at.linker().epoch();
      cost = at.runtimeCost(CostFunction.MAP, at.arguments().size());
      lookup = at.runtimeCost(CostFunction.LOOKUP_FUNCTION, 0);
      var name = at.name(0);
      var arguments = at.arguments();
      sequences = at.linkAll(arguments.subList(1, arguments.size()));
      var type =
          Words.clarity().word(name, at.linker().version()).flatMap(TypeCheck.Word::functionType);
      isVariadic =
          type.isEmpty()
              || type.get() instanceof FunctionType.Variadic
              || type.get().equals(FunctionType.ARITHMETIC_VARIADIC);
      expected = sequences.length;
      steps = new Step[sequences.length + 1];
      for (int i = isVariadic ? 1 : expected; i <= expected; i++) steps[i] = at.step(name, i);
    }

    @Override
    public Value freely(Frame frame) {
      if (sequences.length > 1) return apply(frame);
      var entries = Entries.of(sequences[0].freely(frame));
      var results = new Value[entries.size()];
      for (int i = 0; i < results.length; i++) results[i] = steps[1].freely(frame, entries.get(i));
      return Entries.list(results, epoch);
    }

    @Override
    protected Value apply(Frame frame) {
      var meter = frame.meter();
      meter.runtime(cost);
      meter.runtime(lookup);
      if (sequences.length == 1) {
        var entries = Entries.of(sequences[0].take(frame));
        var results = new Value[entries.size()];
        for (int i = 0; i < results.length; i++) results[i] = steps[1].apply(frame, entries.get(i));
        return Entries.list(results, epoch);
      }
      return Entries.list(applyToRows(frame), epoch);
    }

    private Value[] applyToRows(Frame frame) {
      var columns = new ArrayList<List<Value>>(sequences.length);
      var shortest = Integer.MAX_VALUE;
      var rows = Integer.MAX_VALUE;
      for (var sequence : sequences) {
        var column = Entries.of(sequence.take(frame));
        // Beyond an empty sequence, only the first entries still count.
        if (!column.isEmpty()) {
          columns.add(column);
          rows = Math.min(rows, shortest == 0 ? 1 : column.size());
        }
        shortest = Math.min(shortest, column.size());
      }
      if (columns.isEmpty()) return new Value[0];
      var step = steps[columns.size()];
      if (step == null) {
        throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(expected, columns.size()));
      }
      var results = new Value[rows];
      var row = new Value[columns.size()];
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < row.length; j++) row[j] = columns.get(j).get(i);
        results[i] = step.apply(frame, row);
      }
      return results;
    }
  }

  private static final class Filter extends Iteration {
    Filter() {
      super("filter", "special_filter");
    }

    @Override
    void requireArguments(List<Expression> arguments) {
      ReadOnlyCheck.requireArguments(2, arguments);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      var function = function(application);
      var sequence = application.check(1);
      var kept = application.applyFunction(function, List.of(entry(sequence, application)));
      if (kept != BOOL) throw application.error(CheckError.typeError(BOOL, kept));
      return sequence;
    }

    @Override
    public Application link(Linking at) {
      var cost = at.runtimeCost(CostFunction.FILTER, 0);
      var lookup = at.runtimeCost(CostFunction.LOOKUP_FUNCTION, 0);
      var step = at.step(at.name(0), 1);
      var argument = at.argument(1);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var sequence = argument.freely(frame);
          var kept = new ArrayList<Value>();
          for (var entry : Entries.of(sequence)) {
            if (Booleans.isTrue(step.freely(frame, entry))) kept.add(entry);
          }
          return join(sequence, kept);
        }

        private static Value join(Value sequence, List<Value> kept) {
          return kept.size() == Entries.length(sequence) ? sequence : Entries.join(sequence, kept);
        }

        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          var sequence = argument.take(frame);
          frame.meter().runtime(lookup);
          var kept = new ArrayList<Value>();
          for (var entry : Entries.of(sequence)) {
            var keep = step.apply(frame, entry);
            if (!(keep instanceof Bool bool)) throw Abort.wrongType(BOOL, keep);
            if (bool.value()) kept.add(entry);
          }
          return join(sequence, kept);
        }
      };
    }
  }

  private static final class Fold extends Iteration {
    Fold() {
      super("fold", "special_fold");
    }

    @Override
    void requireArguments(List<Expression> arguments) {
      ReadOnlyCheck.requireArguments(3, arguments);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      var function = function(application);
      var entry = entry(application.check(1), application);
      var initial = application.check(2);
      // It must take what it begins with, and also what it answers.
      var result = application.applyFunction(function, List.of(entry, initial));
      return application.applyFunction(function, List.of(entry, result));
    }

    @Override
    public Application link(Linking at) {
      var cost = at.runtimeCost(CostFunction.FOLD, 0);
      var lookup = at.runtimeCost(CostFunction.LOOKUP_FUNCTION, 0);
      var step = at.step(at.name(0), 2);
      var argument = at.argument(1);
      var initial = at.argument(2);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var sequence = argument.freely(frame);
          var result = initial.freely(frame);
          if (sequence instanceof ListValue list) {
            for (int i = 0; i < list.size(); i++) result = step.freely(frame, list.get(i), result);
            return result;
          }
          for (var entry : Entries.of(sequence)) result = step.freely(frame, entry, result);
          return result;
        }

        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          frame.meter().runtime(lookup);
          var sequence = argument.take(frame);
          var result = initial.take(frame);
          for (var entry : Entries.of(sequence)) result = step.apply(frame, entry, result);
          return result;
        }
      };
    }
  }

  private static final class Append extends Form {
    Append() {
      super("append", since(1), "special_append");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      if (!(application.check(0) instanceof ListType(var entry, int max))) {
        throw application.error(CheckError.EXPECTED_LIST_APPLICATION);
      }
      var added = application.check(1);
      return new ListType(application.leastSupertype(entry, added), max + 1);
    }

    @Override
    public Application link(Linking at) {
      var list = at.argument(0);
      var element = at.argument(1);
      var costs = at.costs();
      var epoch = at.linker().epoch();
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var before = requireList(list.freely(frame));
          return append(before, element.freely(frame), epoch);
        }

        private static ListValue requireList(Value value) {
          if (value instanceof ListValue before) return before;
          throw Abort.check("Unreachable(\"Expected list application\")");
        }

        @Override
        protected Value apply(Frame frame) {
          var before = requireList(list.take(frame));
          // The element is looked at first: what it costs to keep it comes after the rest.
          var added = element.look(frame);
          var entry = before.type().entry();
          var size = Math.max(entry.size(), added.byteSize());
          costs.charge(CostFunction.APPEND, size, frame.meter());
          element.keep(frame, added);
          return append(before, added, epoch);
        }
      };
    }

    private static ListValue append(ListValue before, Value added, Epoch epoch) {
      var entry = before.type().entry();
      if (entry instanceof NoType) return Entries.list(new Value[] {added}, epoch);
      var common = Typing.requireSupertype(entry, added.type(), epoch);
      var type = Entries.listType(common, before.type().maxLength() + 1);
      var values = before.copy(0, before.size(), 1);
      var kept = Sanitizer.sanitize(added, common, epoch);
      values[before.size()] = kept;
      var settled = before.settled() == before && kept == added && added.settled() == added;
      return ListValue.owning(type, values, settled);
    }
  }

  private static final class Concat extends Form {
    Concat() {
      super("concat", since(1), "special_concat");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      if (application.version().compareTo(ClarityVersion.CLARITY_6) >= 0) {
        application.requireAtLeast(2);
      } else {
        application.requireArguments(2);
      }
      var joined = application.check(0);
      for (int i = 1; i < application.arguments().size(); i++) {
        var next = application.check(i);
        joined = joined(joined, next, application);
      }
      return joined;
    }

    private static TypeSignature joined(
        TypeSignature one, TypeSignature other, TypeCheck.Application application) {
      if (!isSequence(one) || !isSequence(other)) {
        throw application.error(CheckError.expectedSequence(one));
      }
      return switch (one) {
        case ListType(var a, int maxA) when other instanceof ListType(var b, int maxB) ->
            new ListType(application.leastSupertype(a, b), maxA + maxB);
        case BuffType(int a) when other instanceof BuffType(int b) -> new BuffType(a + b);
        case AsciiType(int a) when other instanceof AsciiType(int b) -> new AsciiType(a + b);
        case Utf8Type(int a) when other instanceof Utf8Type(int b) -> new Utf8Type(a + b);
        default -> throw application.error(CheckError.typeError(one, other));
      };
    }

    private static boolean isSequence(TypeSignature type) {
      return switch (type) {
        case ListType list -> true;
        case BuffType buff -> true;
        case AsciiType ascii -> true;
        case Utf8Type utf8 -> true;
        default -> false;
      };
    }

    @Override
    public Application link(Linking at) {
      var arguments = at.allArguments();
      var costs = at.costs();
      var epoch = at.linker().epoch();
      var bySize = !at.isAtLeast(Epoch.EPOCH_2_05);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var values = new Value[arguments.length];
          for (int i = 0; i < values.length; i++) values[i] = arguments[i].freely(frame);
          return joined(values);
        }

        private Value joined(Value[] values) {
          var joined = values[0];
          for (int i = 1; i < values.length; i++) joined = join(joined, values[i], epoch);
          return joined;
        }

        @Override
        protected Value apply(Frame frame) {
          var values = new Value[arguments.length];
          var total = 0L;
          for (int i = 0; i < values.length; i++) {
            values[i] = arguments[i].take(frame);
            total += bySize ? values[i].byteSize() : Entries.length(values[i]);
          }
          costs.charge(CostFunction.CONCAT, total, frame.meter());
          return joined(values);
        }
      };
    }

    private static Value join(Value one, Value other, Epoch epoch) {
      return switch (one) {
        case ListValue a when other instanceof ListValue b -> join(a, b, epoch);
        case Buff a when other instanceof Buff b -> a.plus(b);
        case AsciiString a when other instanceof AsciiString b ->
            AsciiString.of(a.value() + b.value());
        case Utf8String a when other instanceof Utf8String b ->
            Utf8String.of(a.value() + b.value());
        default -> throw Abort.wrongType(one.type(), other);
      };
    }

    private static Value join(ListValue one, ListValue other, Epoch epoch) {
      var entry = Typing.requireSupertype(one.type().entry(), other.type().entry(), epoch);
      var type = Entries.listType(entry, one.type().maxLength() + other.type().maxLength());
      var values = one.copy(0, one.size(), other.size());
      var settled = one.settled() == one && other.settled() == other;
      for (int i = 0; i < other.size(); i++) {
        var kept = Sanitizer.sanitize(other.get(i), entry, epoch);
        settled &= kept == other.get(i);
        values[one.size() + i] = kept;
      }
      return ListValue.owning(type, values, settled);
    }
  }

  private static final class AsMaxLength extends Form {
    AsMaxLength() {
      super("as-max-len?", since(1), "special_as_max_len");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      if (!(application.arguments().get(1) instanceof Literal literal
          && literal.value() instanceof Uint limit)) {
        throw application.error(CheckError.typeError(UINT, application.check(1)));
      }
      if (limit.high() != 0 || limit.low() >>> 32 != 0) {
        throw application.error(CheckError.MAX_LENGTH_OVERFLOW);
      }
      // No type has a length beyond that of an int.
      var max = (int) Math.min(limit.low(), Integer.MAX_VALUE);
      var sequence = application.check(0);
      return new OptionalType(
          switch (sequence) {
            case ListType(var entry, int before) -> new ListType(entry, max);
            case BuffType buff -> new BuffType(max);
            case AsciiType ascii -> new AsciiType(max);
            case Utf8Type utf8 -> new Utf8Type(max);
            default -> throw application.error(CheckError.expectedSequence(sequence));
          });
    }

    @Override
    public Application link(Linking at) {
      var argument = at.argument(0);
      var cost = at.runtimeCost(CostFunction.AS_MAX_LEN, 0);
      var max = (int) ((Uint) ((Literal) at.arguments().get(1)).value()).low();
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          return limited(argument.freely(frame));
        }

        @Override
        protected Value apply(Frame frame) {
          var sequence = argument.take(frame);
          frame.meter().runtime(cost);
          return limited(sequence);
        }

        private Value limited(Value sequence) {
          if (Entries.length(sequence) > max) return Cl.none();
          return Cl.some(sequence instanceof ListValue list ? withMaxLength(list, max) : sequence);
        }
      };
    }

    private static ListValue withMaxLength(ListValue list, int max) {
      if (max >= list.type().maxLength()) return list;
      return list.as(new ListType(list.type().entry(), max));
    }
  }

  private static final class Length extends Form.Plain {
    Length() {
      super("len", since(1), "native_len", CostFunction.LEN);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      entry(application.check(0), application);
      return UINT;
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      return Uint.of(Entries.length(arguments[0]));
    }
  }

  private static final class ElementAt extends Form.Plain {
    ElementAt(String name, Versions versions) {
      super(name, versions, "native_element_at", CostFunction.ELEMENT_AT);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      application.checkExpecting(application.arguments().get(1), UINT);
      return new OptionalType(entry(application.check(0), application));
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      var sequence = arguments[0];
      var length = Entries.length(sequence);
      if (!(arguments[1] instanceof Uint index)) throw Abort.wrongType(UINT, arguments[1]);
      return isBelow(index, length) ? Cl.some(Entries.at(sequence, (int) index.low())) : Cl.none();
    }
  }

  private static boolean isBelow(Uint index, int length) {
    return index.high() == 0 && index.low() >= 0 && index.low() < length;
  }

  private static final class IndexOf extends Form.Plain {
    IndexOf(String name, Versions versions) {
      super(name, versions, "native_index_of", CostFunction.INDEX_OF);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      var entry = entry(application.check(0), application);
      application.checkExpecting(application.arguments().get(1), entry);
      return new OptionalType(UINT);
    }

    @Override
    public boolean isChargedBySize(Linking at) {
      return at.isAtLeast(Epoch.EPOCH_2_05);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      var index = Entries.of(arguments[0]).indexOf(arguments[1]);
      return index < 0 ? Cl.none() : Cl.some(Uint.of(index));
    }
  }

  private static final class Slice extends Form {
    Slice() {
      super("slice?", since(2), "special_slice");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      var sequence = application.check(0);
      entry(sequence, application);
      var sliced = new OptionalType(sequence);
      application.checkExpecting(application.arguments().get(1), UINT);
      application.checkExpecting(application.arguments().get(2), UINT);
      return sliced;
    }

    @Override
    public Application link(Linking at) {
      var argument = at.argument(0);
      var left = at.argument(1);
      var right = at.argument(2);
      var costs = at.costs();
      var epoch = at.linker().epoch();
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var sequence = argument.freely(frame);
          var from = left.freely(frame);
          return sliced(sequence, from, right.freely(frame), frame);
        }

        @Override
        protected Value apply(Frame frame) {
          var sequence = argument.take(frame);
          var from = left.look(frame);
          return sliced(sequence, from, right.look(frame), frame);
        }

        private Value sliced(Value sequence, Value from, Value to, Frame frame) {
          if (!(from instanceof Uint first && to instanceof Uint end)) {
            throw Abort.check("Unreachable(\"Bad type construction\")");
          }
          var length = Entries.length(sequence);
          if (!isBelow(first, length) || !isBelow(end, length + 1) || end.compareTo(first) < 0) {
            return Cl.none();
          }
          var size = (end.low() - first.low()) * entrySize(sequence);
          costs.charge(CostFunction.SLICE, size, frame.meter());
          return Cl.some(slice(sequence, (int) first.low(), (int) end.low(), epoch));
        }
      };
    }

    private static long entrySize(Value sequence) {
      return switch (sequence) {
        case ListValue list -> list.type().entry().size();
        case Utf8String utf8 -> 8;
        default -> 5;
      };
    }

    private static Value slice(Value sequence, int from, int to, Epoch epoch) {
      return switch (sequence) {
        case ListValue list -> Entries.list(list.copy(from, to, 0), epoch);
        case Buff buff -> buff.slice(from, to);
        case AsciiString ascii -> AsciiString.of(ascii.value().substring(from, to));
        case Utf8String utf8 -> Entries.slice(utf8, from, to);
        default -> throw Entries.notSequence(sequence);
      };
    }
  }

  private static final class ReplaceAt extends Form {
    ReplaceAt() {
      super("replace-at?", since(2), "replace_at");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      var sequence = application.check(0);
      var entry = entry(sequence, application);
      application.checkExpecting(application.arguments().get(1), UINT);
      application.checkExpecting(application.arguments().get(2), entry);
      return new OptionalType(sequence);
    }

    @Override
    public Application link(Linking at) {
      return new Replacement(at);
    }
  }

  private static final class Replacement extends Application {
    private final Node argument;
    private final Node position;
    private final Node element;
    private final CostTable costs;
    private final Epoch epoch;

    Replacement(Linking at) {
      super(at);
      argument = at.argument(0);
      position = at.argument(1);
      element = at.argument(2);
      costs = at.costs();
      epoch = at.linker().epoch();
    }

    @Override
    public Value freely(Frame frame) {
      var sequence = argument.freely(frame);
      var entry = entryType(sequence);
      var index = position.freely(frame);
      var replacing = element.freely(frame);
      if (!admits(entry, replacing)) throw Abort.wrongType(entry, replacing);
      if (!(index instanceof Uint at)) throw Abort.wrongType(UINT, index);
      return isBelow(at, Entries.length(sequence))
          ? Cl.some(replace(sequence, (int) at.low(), replacing))
          : Cl.none();
    }

    @Override
    protected Value apply(Frame frame) {
      var sequence = argument.look(frame);
      costs.charge(CostFunction.REPLACE_AT, sequence.byteSize(), frame.meter());
      var entry = entryType(sequence);
      var index = position.look(frame);
      var replacing = element.look(frame);
      if (!admits(entry, replacing)) throw Abort.wrongType(entry, replacing);
      if (!(index instanceof Uint at)) throw Abort.wrongType(UINT, index);
      // An index that no machine word holds is found before the sequence is copied.
      if (at.high() != 0 || at.low() >>> 32 != 0) return Cl.none();
      argument.keep(frame, sequence);
      if (!isBelow(at, Entries.length(sequence))) return Cl.none();
      element.keep(frame, replacing);
      return Cl.some(replace(sequence, (int) at.low(), replacing));
    }

    private boolean admits(TypeSignature entry, Value replacing) {
      try {
        return entry instanceof NoType || Typing.admits(entry, replacing, epoch);
      } catch (TypeMismatch e) {
        // The entries show no type themselves, as those of (list none).
        throw Abort.check("CouldNotDetermineType");
      }
    }

    private static TypeSignature entryType(Value sequence) {
      return switch (sequence) {
        case ListValue list -> list.type().entry();
        case Buff buff -> new BuffType(1);
        case AsciiString ascii -> new AsciiType(1);
        case Utf8String utf8 -> new Utf8Type(1);
        default -> throw Entries.notSequence(sequence);
      };
    }

    private static Value replace(Value sequence, int index, Value replacing) {
      if (!(sequence instanceof ListValue list)) {
        var length = Entries.length(replacing);
        if (length != 1) throw wrongLength(length);
        var entries = new ArrayList<>(Entries.of(sequence));
        entries.set(index, replacing);
        return Entries.join(sequence, entries);
      }
      var values = list.copy(0, list.size(), 0);
      values[index] = replacing;
      return ListValue.owning(list.type(), values, false);
    }

    private static Abort wrongLength(int found) {
      return Abort.check(
          ("Unreachable(\"Unexpected error type during runtime analysis: "
                  + "SequenceElementArityMismatch { expected: 1, found: %d }\")")
              .formatted(found));
    }
  }
}
