package io.neuralnexus.clarity.language;

import static io.neuralnexus.clarity.TypeSignature.BOOL;
import static io.neuralnexus.clarity.language.Word.Versions.since;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import java.util.List;

/** {@code and or not is-eq}. */
final class Booleans {
  private Booleans() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new Connective("and", "special_and", CostFunction.AND, false),
        new Connective("or", "special_or", CostFunction.OR, true),
        new Not(),
        new IsEqual());
  }

  /** What a value is, if it is a boolean. */
  static boolean isTrue(Value value) {
    if (value instanceof Bool bool) return bool.value();
    throw Abort.wrongType(BOOL, value);
  }

  /** Looks at its arguments until one decides. */
  private static final class Connective extends Function {
    private final CostFunction cost;
    private final boolean decisive;

    Connective(String name, String identifier, CostFunction cost, boolean decisive) {
      super(name, since(1), identifier, true, new FunctionType.Variadic(BOOL, BOOL));
      this.cost = cost;
      this.decisive = decisive;
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return new UntilDecided(at, at.runtimeCost(cost, arguments.length), arguments, decisive);
    }
  }

  private static final class UntilDecided extends Application {
    private final long cost;
    private final Node[] arguments;
    private final boolean decisive;

    UntilDecided(Linking at, long cost, Node[] arguments, boolean decisive) {
      super(at);
      this.cost = cost;
      this.arguments = arguments;
      this.decisive = decisive;
    }

    @Override
    public Value freely(Frame frame) {
      for (var argument : arguments) {
        if (isTrue(argument.freely(frame)) == decisive) return Bool.of(decisive);
      }
      return Bool.of(!decisive);
    }

    @Override
    protected Value apply(Frame frame) {
      frame.meter().runtime(cost);
      for (var argument : arguments) {
        if (isTrue(argument.look(frame)) == decisive) return Bool.of(decisive);
      }
      return Bool.of(!decisive);
    }
  }

  private static final class Not extends Function.Plain {
    Not() {
      super("not", since(1), "native_not", FunctionType.fixed(BOOL, BOOL), CostFunction.NOT);
    }

    @Override
    public Application apply(Linking at, Node[] arguments) {
      return arguments.length == 1 ? new Negation(at, this, arguments) : super.apply(at, arguments);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      requireArguments(1, arguments);
      return Bool.of(!isTrue(arguments[0]));
    }
  }

  private static final class Negation extends Computation.ByValues {
    Negation(Linking at, Not function, Node[] arguments) {
      super(at, function, arguments);
    }

    @Override
    public Value freely(Frame frame) {
      return Bool.of(!isTrue(arguments[0].freely(frame)));
    }
  }

  /**
   * Whether all arguments are equal: the contents decide, and not the types that lists and tuples
   * carry.
   */
  private static final class IsEqual extends Form.Plain {
    IsEqual() {
      super("is-eq", since(1), "native_eq", CostFunction.EQ);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(1);
      // All arguments are looked at before the first two that cannot be equal are an error.
      var types = application.arguments().stream().map(application::check).toList();
      var type = types.getFirst();
      for (var next : types) {
        type = application.leastSupertype(next, type, CheckError.typeError(next, type));
      }
      return BOOL;
    }

    @Override
    public boolean isChargedBySize(Linking at) {
      return at.isAtLeast(Epoch.EPOCH_2_05);
    }

    @Override
    public Application apply(Linking at, Node[] arguments) {
      return arguments.length == 2 ? new Equality(at, this, arguments) : super.apply(at, arguments);
    }

    @Override
    public Value compute(Value[] arguments, Call call) {
      for (int i = 1; i < arguments.length; i++) {
        if (!arguments[i].equals(arguments[0])) return Bool.FALSE;
      }
      return Bool.TRUE;
    }
  }

  /** Of two values. */
  private static final class Equality extends Computation.ByValues {
    Equality(Linking at, IsEqual function, Node[] arguments) {
      super(at, function, arguments);
    }

    @Override
    public Value freely(Frame frame) {
      var one = arguments[0].freely(frame);
      return Bool.of(arguments[1].freely(frame).equals(one));
    }
  }
}
