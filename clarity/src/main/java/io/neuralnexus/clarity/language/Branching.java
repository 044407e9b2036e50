package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.LimitException;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.typing.TypeMismatch;
import io.neuralnexus.clarity.typing.Typing;
import java.util.List;

/** {@code if let}. */
final class Branching {
  private Branching() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(new If(), new Let());
  }

  private static final class If extends Form {
    If() {
      super("if", Versions.since(1), "special_if");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(3);
      application.checkExpecting(application.arguments().getFirst(), TypeSignature.BOOL);
      var one = application.check(1);
      var other = application.check(2);
      var mismatch = CheckError.ifArmsMustMatch(one, other);
      var common = application.leastSupertype(one, other, mismatch);
      try {
        return Typing.concretize(common);
      } catch (TypeMismatch | LimitException e) {
        throw application.error(mismatch);
      }
    }

    @Override
    public Application link(Linking at) {
      var condition = at.argument(0);
      var one = at.argument(1);
      var other = at.argument(2);
      var cost = at.runtimeCost(CostFunction.IF, 0);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          return (Booleans.isTrue(condition.freely(frame)) ? one : other).freely(frame);
        }

        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          return switch (condition.look(frame)) {
            case Bool bool -> (bool.value() ? one : other).take(frame);
            case Value value -> throw Abort.wrongType(TypeSignature.BOOL, value);
          };
        }
      };
    }
  }

  private static final class Let extends Form {
    Let() {
      super("let", Versions.since(1), "special_let");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      if (!(application.arguments().getFirst() instanceof ListForm bindings)) {
        throw application.error(CheckError.BAD_LET_SYNTAX);
      }
      var inner = application.inner();
      for (int i = 0; i < bindings.items().size(); i++) {
        var binding = bindings.items().get(i);
        if (!(binding instanceof ListForm pair)) {
          throw application.error(CheckError.Binding.LET.notList(i), binding);
        }
        if (pair.items().size() != 2) {
          throw application.error(CheckError.Binding.LET.invalidLength(i), binding);
        }
        if (!(pair.items().getFirst() instanceof Atom name)) {
          throw application.error(CheckError.Binding.LET.notAtom(i), pair.items().getFirst());
        }
        inner.requireFree(name.name());
        inner.bind(name.name(), inner.check(pair.items().get(1)));
      }
      return inner.checkStatements(body(application.arguments()));
    }

    private static List<Expression> body(List<Expression> arguments) {
      return arguments.subList(1, arguments.size());
    }

    /** A binding that writes decides, whatever comes after it. */
    @Override
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireAtLeast(2, arguments);
      if (!(arguments.getFirst() instanceof ListForm bindings)) {
        throw ReadOnlyCheck.error(CheckError.BAD_LET_SYNTAX);
      }
      for (int i = 0; i < bindings.items().size(); i++) {
        if (!(bindings.items().get(i) instanceof ListForm pair)) {
          throw ReadOnlyCheck.error(CheckError.Binding.LET.notList(i));
        }
        if (pair.items().size() != 2) {
          throw ReadOnlyCheck.error(CheckError.Binding.LET.invalidLength(i));
        }
        if (!check.isReadOnly(pair.items().get(1))) return false;
      }
      return check.areReadOnly(body(arguments));
    }

    @Override
    public Application link(Linking at) {
      var inner = at.inner();
      var bindings =
          ((ListForm) at.arguments().getFirst())
              .items().stream().map(pair -> new Binding(inner, (ListForm) pair)).toList();
      return new Block(at, bindings, inner.linkAll(body(at.arguments())));
    }
  }

  /** A name and what it is bound to. */
  private static final class Binding {
    private final String name;
    private final boolean isTaken;
    private final Node value;
    private final int slot;

    Binding(Linking inner, ListForm pair) {
      name = ((Atom) pair.items().getFirst()).name();
      isTaken = inner.isTaken(name);
      value = inner.link(pair.items().get(1));
      slot = inner.bind(name);
    }

    /** Binds it where nobody counts costs. */
    void bindFreely(Frame frame) {
      if (isTaken) throw Abort.nameAlreadyUsed(name);
      frame.setLocal(slot, value.freely(frame));
    }

    /** Binds it, and returns the memory that it takes. */
    long bind(Frame frame) {
      if (isTaken) throw Abort.nameAlreadyUsed(name);
      var bound = value.look(frame);
      var memory = bound.byteSize();
      frame.meter().addMemory(memory);
      value.keep(frame, bound);
      frame.setLocal(slot, bound);
      return memory;
    }
  }

  private static final class Block extends Application {
    private final Binding[] bindings;
    private final Node[] body;
    private final long cost;

    Block(Linking at, List<Binding> bindings, Node[] body) {
      super(at);
      this.bindings = bindings.toArray(Binding[]::new);
      this.body = body;
      this.cost = at.runtimeCost(CostFunction.LET, bindings.size());
    }

    @Override
    public Value freely(Frame frame) {
      for (var binding : bindings) binding.bindFreely(frame);
      var last = body.length - 1;
      for (int i = 0; i < last; i++) body[i].freely(frame);
      return body[last].freely(frame);
    }

    @Override
    protected Value apply(Frame frame) {
      var meter = frame.meter();
      meter.runtime(cost);
      long memory = 0;
      for (var binding : bindings) memory += binding.bind(frame);
      var last = body.length - 1;
      for (int i = 0; i < last; i++) body[i].look(frame);
      var result = body[last].take(frame);
      meter.dropMemory(memory);
      return result;
    }
  }
}
