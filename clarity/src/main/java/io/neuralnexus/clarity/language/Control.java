package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.EarlyReturn;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.analysis.CheckError;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.List;

/** {@code begin asserts! print as-contract}. */
final class Control {
  private Control() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(
        new Begin(), new If(), new Let(), new Asserts(), new Print(), new AsContract());
  }

  private static final class Begin extends Form {
    Begin() {
      super("begin", Versions.since(1), "native_begin", false);
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(1);
      return application.checkStatements(application.arguments());
    }

    /** The VM computes it from the values of all statements; only the last one is of use. */
    @Override
    public Application link(Linking at) {
      var statements = at.allArguments();
      var cost = at.runtimeCost(CostFunction.BEGIN, statements.length);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          var meter = frame.meter();
          Value last = null;
          long memory = 0;
          for (var statement : statements) {
            last = statement.take(frame);
            var size = last.byteSize();
            meter.addMemory(size);
            memory += size;
          }
          meter.runtime(cost);
          meter.dropMemory(memory);
          return last;
        }
      };
    }
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
      return application.leastSupertype(one, other, CheckError.ifArmsMustMatch(one, other));
    }

    @Override
    public Application link(Linking at) {
      var condition = at.argument(0);
      var ifTrue = at.argument(1);
      var ifFalse = at.argument(2);
      var cost = at.runtimeCost(CostFunction.IF, 0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          return switch (condition.look(frame)) {
            case Bool bool -> (bool.value() ? ifTrue : ifFalse).take(frame);
            case Value other -> throw Abort.wrongType(TypeSignature.BOOL, other);
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
    public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
      ReadOnlyCheck.requireAtLeast(2, arguments);
      if (!(arguments.getFirst() instanceof ListForm bindings)) {
        throw ReadOnlyCheck.error(CheckError.BAD_LET_SYNTAX);
      }
      for (int i = 0; i < bindings.items().size(); i++) {
        if (!check.isReadOnly(pair(bindings, i).getLast())) return false;
      }
      return check.areReadOnly(arguments.subList(1, arguments.size()));
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireAtLeast(2);
      if (!(application.arguments().getFirst() instanceof ListForm bindings)) {
        throw application.error(CheckError.BAD_LET_SYNTAX);
      }
      var inner = application.inner();
      for (int i = 0; i < bindings.items().size(); i++) {
        var pair = pair(bindings, i);
        if (!(pair.getFirst() instanceof Atom name)) {
          throw new CheckException(
              CheckError.Binding.LET.notAtom(i), List.of(pair.getFirst().span()));
        }
        inner.requireFree(name.name());
        inner.bind(name.name(), inner.check(pair.getLast()));
      }
      var arguments = application.arguments();
      return inner.checkStatements(arguments.subList(1, arguments.size()));
    }

    private static List<Expression> pair(ListForm bindings, int index) {
      var binding = bindings.items().get(index);
      if (!(binding instanceof ListForm pair)) {
        throw new CheckException(CheckError.Binding.LET.notList(index), List.of(binding.span()));
      }
      if (pair.items().size() != 2) {
        throw new CheckException(
            CheckError.Binding.LET.invalidLength(index), List.of(binding.span()));
      }
      return pair.items();
    }

    @Override
    public Application link(Linking at) {
      var bindings = ((ListForm) at.arguments().getFirst()).items();
      var inner = at.inner();
      var slots = new int[bindings.size()];
      var values = new Node[bindings.size()];
      for (int i = 0; i < slots.length; i++) {
        var pair = ((ListForm) bindings.get(i)).items();
        values[i] = inner.link(pair.getLast());
        slots[i] = inner.bind(((Atom) pair.getFirst()).name());
      }
      var arguments = at.arguments();
      var statements = inner.linkAll(arguments.subList(1, arguments.size()));
      return new Bound(at, slots, values, statements);
    }

    private static final class Bound extends Application {
      private final int[] slots;
      private final Node[] values;
      private final Node[] statements;
      private final long cost;

      Bound(Linking at, int[] slots, Node[] values, Node[] statements) {
        super(at);
        this.slots = slots;
        this.values = values;
        this.statements = statements;
        this.cost = at.runtimeCost(CostFunction.LET, slots.length);
      }

      @Override
      protected Value apply(Frame frame) {
        var meter = frame.meter();
        meter.runtime(cost);
        long memory = 0;
        for (int i = 0; i < slots.length; i++) {
          var value = values[i].look(frame);
          var size = value.byteSize();
          meter.addMemory(size);
          memory += size;
          values[i].keep(frame, value);
          frame.setLocal(slots[i], value);
        }
        var last = statements.length - 1;
        for (int i = 0; i < last; i++) statements[i].look(frame);
        var result = statements[last].take(frame);
        meter.dropMemory(memory);
        return result;
      }
    }
  }

  private static final class Asserts extends Form {
    Asserts() {
      super("asserts!", Versions.since(1), "special_asserts");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(2);
      application.checkExpecting(application.arguments().getFirst(), TypeSignature.BOOL);
      application.returns(application.check(1));
      return TypeSignature.BOOL;
    }

    @Override
    public Application link(Linking at) {
      var condition = at.argument(0);
      var thrown = at.argument(1);
      var cost = at.runtimeCost(CostFunction.ASSERTS, 0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          frame.meter().runtime(cost);
          return switch (condition.look(frame)) {
            case Bool.TRUE -> {
              condition.keep(frame, Bool.TRUE);
              yield Bool.TRUE;
            }
            case Bool.FALSE -> throw EarlyReturn.ofAssertion(thrown.take(frame));
            case Value other -> throw Abort.wrongType(TypeSignature.BOOL, other);
          };
        }
      };
    }
  }

  private static final class Print extends Form {
    Print() {
      super("print", Versions.since(1), "special_print");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      return application.check(0);
    }

    @Override
    public Application link(Linking at) {
      var argument = at.argument(0);
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          var value = argument.look(frame);
          at.costs().charge(CostFunction.PRINT, value.byteSize(), frame.meter());
          argument.keep(frame, value);
          frame.execution().emit(new ChainEvent.Print(frame.contract().id(), value));
          return value;
        }
      };
    }
  }

  private static final class AsContract extends Form {
    /** The bytes of memory that the VM counts for the change of the sender. */
    private static final long MEMORY = 1;

    AsContract() {
      super("as-contract", Versions.between(1, 3), "special_as-contract");
    }

    @Override
    public TypeSignature check(TypeCheck.Application application) {
      application.requireArguments(1);
      return application.check(0);
    }

    @Override
    public Application link(Linking at) {
      var body = at.argument(0);
      var cost =
          at.isAtLeast(Epoch.EPOCH_2_1) ? at.runtimeCost(CostFunction.AS_CONTRACT, 0) : 0;
      return new Application(at) {
        @Override
        protected Value apply(Frame frame) {
          var meter = frame.meter();
          meter.runtime(cost);
          meter.addMemory(MEMORY);
          var value = body.look(frame.as(frame.contract().id()));
          meter.dropMemory(MEMORY);
          body.keep(frame, value);
          return value;
        }
      };
    }
  }
}
