package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TupleShape;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.List;
import java.util.TreeMap;

/** {@code tuple get merge}. */
final class Tuples {
  private Tuples() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(new Make(), new Get(), new Merge());
  }

  private static final class Make extends Form {
    /** What the names, types and values of the fields before the last one may take. */
    private static final long MAX_SIZE = 1024 * 1024;

    Make() {
      super("tuple", Versions.since(1), "special_tuple");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(1);
      var isLimited = application.epoch().compareTo(Epoch.EPOCH_2_1) >= 0;
      var fields = new TreeMap<String, TypeSignature>();
      String twice = null;
      long size = 0;
      var tooLarge = false;
      for (int i = 0; i < application.arguments().size(); i++) {
        var pair = pair(application, i);
        var name = ((Atom) pair.getFirst()).name();
        var type = application.check(pair.get(1));
        if (isLimited && size >= MAX_SIZE) {
          tooLarge = true;
          continue;
        }
        size += 2L * name.length() + type.typeSize() + type.size();
        if (fields.put(name, type) != null && twice == null) twice = name;
      }
      if (tooLarge) {
        throw bad(
            application,
            "type size of %d bytes exceeds maximum of %d bytes".formatted(size, MAX_SIZE));
      }
      if (twice != null) throw bad(application, CheckError.nameAlreadyUsed(twice).message());
      try {
        return new TupleType(fields);
      } catch (LimitException e) {
        var error =
            e.limit() == LimitException.Limit.DEPTH
                ? CheckError.TYPE_SIGNATURE_TOO_DEEP
                : CheckError.VALUE_TOO_LARGE;
        throw bad(application, error.message());
      }
    }

    private static CheckException bad(TypeCheck.Application application, String why) {
      return application.error(CheckError.badTupleConstruction(why));
    }

    private static List<Expression> pair(TypeCheck.Application application, int index) {
      var argument = application.arguments().get(index);
      var binding = CheckError.Binding.TUPLE;
      if (!(argument instanceof ListForm pair)) {
        throw application.error(binding.notList(index), argument);
      }
      var items = pair.items();
      if (items.size() != 2) throw application.error(binding.invalidLength(index), argument);
      if (!(items.getFirst() instanceof Atom)) {
        throw application.error(binding.notAtom(index), items.getFirst());
      }
      return items;
    }

    /** Stops at the first field that writes; what is malformed after it is for the types to say. */
    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      for (int i = 0; i < arguments.size(); i++) {
        var argument = arguments.get(i);
        if (!(argument instanceof ListForm pair)) {
          throw malformed(CheckError.Binding.TUPLE.notList(i), argument);
        }
        if (pair.items().size() != 2) {
          throw malformed(CheckError.Binding.TUPLE.invalidLength(i), argument);
        }
        if (!check.isReadOnly(pair.items().get(1))) return false;
      }
      return true;
    }

    private static CheckException malformed(CheckError error, Expression place) {
      return new CheckException(error, List.of(place.span()));
    }

    @Override
    public Application link(Linking at) {
      var count = at.arguments().size();
      var values = new Node[count];
      var places = new TreeMap<String, Integer>();
      for (int i = 0; i < count; i++) {
        var pair = ((ListForm) at.arguments().get(i)).items();
        places.put(((Atom) pair.getFirst()).name(), i);
        values[i] = at.link(pair.get(1));
      }
      var shape = TupleShape.shared(places.keySet().toArray(String[]::new));
      var ranks = new int[count];
      var rank = 0;
      for (var place : places.values()) ranks[place] = rank++;
      var cost = at.runtimeCost(CostFunction.TUPLE_CONS, count);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          var fields = new Value[values.length];
          for (int i = 0; i < fields.length; i++) fields[ranks[i]] = values[i].freely(frame);
          return shape.tuple(fields);
        }

        @Override
        protected Value apply(Frame frame) {
          var fields = new Value[values.length];
          for (int i = 0; i < fields.length; i++) fields[ranks[i]] = values[i].take(frame);
          frame.meter().runtime(cost);
          return shape.tuple(fields);
        }
      };
    }
  }

  private static final class Get extends Form {
    Get() {
      super("get", Versions.since(1), "special_get-tuple");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      var name = application.name(0, CheckError.BAD_TUPLE_FIELD_NAME);
      return switch (application.check(1)) {
        case TupleType tuple -> field(application, tuple, name);
        case OptionalType(TupleType tuple) -> new OptionalType(field(application, tuple, name));
        case OptionalType(var other) -> throw application.error(CheckError.expectedTuple(other));
        case TypeSignature other -> throw application.error(CheckError.expectedTuple(other));
      };
    }

    private static TypeSignature field(
        TypeCheck.Application application, TupleType tuple, String name) {
      var type = tuple.fields().get(name);
      if (type == null) throw application.error(CheckError.noSuchTupleField(name, tuple));
      return type;
    }

    @Override
    public Application link(Linking at) {
      return new Field(at);
    }
  }

  private static final class Field extends Application {
    private final String name;
    private final Node argument;
    private final CostTable costs;

    /** Where the field was the last time: tuples that come here mostly have the same shape. */
    private int guess;

    Field(Linking at) {
      super(at);
      name = at.name(0).intern();
      argument = at.argument(1);
      costs = at.costs();
    }

    @Override
    public Value freely(Frame frame) {
      var value = argument.freely(frame);
      if (value instanceof TupleValue tuple) return field(tuple);
      return switch (value) {
        case OptionalValue.Some(TupleValue tuple) -> Cl.some(field(tuple));
        case OptionalValue.None none -> none;
        default -> throw notTuple(value);
      };
    }

    @Override
    protected Value apply(Frame frame) {
      return switch (argument.take(frame)) {
        case TupleValue tuple -> {
          costs.charge(CostFunction.TUPLE_GET, tuple.size(), frame.meter());
          yield field(tuple);
        }
        case OptionalValue.Some(TupleValue tuple) -> {
          costs.charge(CostFunction.TUPLE_GET, tuple.size(), frame.meter());
          yield Cl.some(field(tuple));
        }
        case OptionalValue.None none -> none;
        case Value other -> throw notTuple(other);
      };
    }

    private Value field(TupleValue tuple) {
      var place = guess;
      if (!tuple.hasNameAt(place, name)) {
        place = tuple.indexOf(name);
        guess = place;
      }
      return tuple.valueAt(place);
    }
  }

  private static final class Merge extends Form.Plain {
    Merge() {
      super("merge", Versions.since(1), "native_merge-tuple", CostFunction.TUPLE_MERGE);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      var base = tuple(application, 0);
      return base.mergedWith(tuple(application, 1));
    }

    private static TupleType tuple(TypeCheck.Application application, int argument) {
      return switch (application.check(argument)) {
        case TupleType tuple -> tuple;
        case TypeSignature other -> throw application.error(CheckError.expectedTuple(other));
      };
    }

    @Override
    public boolean isChargedBySize(Linking at) {
      return at.isAtLeast(Epoch.EPOCH_2_05);
    }

    @Override
    public Application apply(Linking at, Node[] arguments) {
      return new Merging(at, this, arguments);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      return tuple(arguments[0]).mergedWith(tuple(arguments[1]));
    }

    private static TupleValue tuple(Value value) {
      if (value instanceof TupleValue tuple) return tuple;
      throw notTuple(value);
    }
  }

  private static final class Merging extends Computation.ByValues {
    Merging(Linking at, Merge function, Node[] arguments) {
      super(at, function, arguments);
    }

    @Override
    public Value freely(Frame frame) {
      var base = arguments[0].freely(frame);
      var update = arguments[1].freely(frame);
      return Merge.tuple(base).mergedWith(Merge.tuple(update));
    }
  }

  private static Abort notTuple(Value value) {
    return Abort.check("Unreachable(\"Expected tuple: " + value.type() + "\")");
  }
}
