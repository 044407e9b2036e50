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
import java.util.List;

/** {@code begin asserts! print as-contract}. */
final class Control {
  private Control() {}

  /** All of them. */
  static List<Word> words() {
    return List.of(new Begin(), new Asserts(), new Print(), new AsContract());
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
        public Value freely(Frame frame) {
          Value last = null;
          for (var statement : statements) last = statement.freely(frame);
          return last;
        }

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
        public Value freely(Frame frame) {
          if (Booleans.isTrue(condition.freely(frame))) return Bool.TRUE;
          throw EarlyReturn.ofAssertion(thrown.freely(frame));
        }

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
      var type = application.check(0);
      application.prints(type);
      return type;
    }

    @Override
    public Application link(Linking at) {
      var argument = at.argument(0);
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          return print(argument.freely(frame), frame);
        }

        @Override
        protected Value apply(Frame frame) {
          var value = argument.look(frame);
          at.costs().charge(CostFunction.PRINT, value.byteSize(), frame.meter());
          argument.keep(frame, value);
          return print(value, frame);
        }

        private static Value print(Value value, Frame frame) {
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
      var cost = at.isAtLeast(Epoch.EPOCH_2_1) ? at.runtimeCost(CostFunction.AS_CONTRACT, 0) : 0;
      return new Application(at) {
        @Override
        public Value freely(Frame frame) {
          return body.freely(frame.as(frame.contract().id()));
        }

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
