package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.FunctionType;
import io.neuralnexus.clarity.analysis.ReadOnlyCheck;
import io.neuralnexus.clarity.analysis.TypeCheck;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;
import io.neuralnexus.clarity.syntax.Expression;
import java.util.List;
import java.util.Optional;

/**
 * A word whose arguments are values: what it is applied to may be any expressions, and {@code
 * fold}, {@code map} and {@code filter} may be given its name.
 */
abstract non-sealed class Function extends Word {
  private final FunctionType type;

  Function(String name, Versions versions, String identifier, boolean special, FunctionType type) {
    super(name, versions, identifier, special);
    this.type = type;
  }

  /** What it takes and answers. */
  @Override
  public final Optional<FunctionType> functionType() {
    return Optional.of(type);
  }

  @Override
  public final TypeSignature check(TypeCheck.Application application) {
    return application.checkFunction(type);
  }

  @Override
  public boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments) {
    return check.areReadOnly(arguments);
  }

  @Override
  public final Application link(Linking at) {
    return link(at, at.allArguments());
  }

  /**
   * A function that the VM computes from the values of all its arguments: they are evaluated in
   * order and their memory counted; then its cost is charged, by their number or, from epoch 2.05
   * on, by their size; then it is computed.
   */
  abstract static class Plain extends Function {
    private final CostFunction cost;

    Plain(String name, Versions versions, String identifier, FunctionType type, CostFunction cost) {
      super(name, versions, identifier, false, type);
      this.cost = cost;
    }

    @Override
    public Application link(Linking at, Node[] arguments) {
      return new ByValues(at, this, arguments);
    }

    /** Whether it is charged by {@link #costInput}, and not by the number of arguments. */
    boolean isChargedBySize(Linking at) {
      return false;
    }

    /** The size by which it is charged: the encoded length of all arguments unless overridden. */
    long costInput(Value[] arguments) {
      var length = 0L;
      for (var argument : arguments) length += argument.encodedLength();
      return length;
    }

    /**
     * Computes it. There are as many arguments as the source says; a function that is not variadic
     * must {@linkplain #requireArguments require} them first, as {@code map} may bring fewer.
     */
    abstract Value compute(Value[] arguments, Call call);

    /** Aborts as the VM does where the analysis cannot have seen it. */
    static void requireArguments(int expected, Value[] arguments) {
      if (arguments.length != expected) {
        throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(expected, arguments.length));
      }
    }
  }

  /** One computation: what it may need besides its arguments. */
  static final class Call {
    private final Frame frame;
    private final ByValues application;

    private Call(Frame frame, ByValues application) {
      this.frame = frame;
      this.application = application;
    }

    /** The function that calls. */
    Frame frame() {
      return frame;
    }

    /** The place: its contract, version and epoch. */
    Linking at() {
      return application.at;
    }

    /** An abort here. */
    Abort abort(String detail) {
      return application.abortIn(frame, detail);
    }
  }

  private static final class ByValues extends Application {
    private final Linking at;
    private final Plain function;
    private final Node[] arguments;
    private final long fixedCost;
    private final boolean bySize;

    ByValues(Linking at, Plain function, Node[] arguments) {
      super(at);
      this.at = at;
      this.function = function;
      this.arguments = arguments;
      this.bySize = function.isChargedBySize(at);
      this.fixedCost = bySize ? 0 : at.runtimeCost(function.cost, arguments.length);
    }

    private Abort abortIn(Frame frame, String detail) {
      return abort(frame, detail);
    }

    @Override
    protected Value apply(Frame frame) {
      var meter = frame.meter();
      var values = new Value[arguments.length];
      long memory = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].take(frame);
        var size = values[i].byteSize();
        meter.addMemory(size);
        memory += size;
      }
      if (bySize) at.costs().charge(function.cost, function.costInput(values), meter);
      else meter.runtime(fixedCost);
      var result = function.compute(values, new Call(frame, this));
      meter.dropMemory(memory);
      return result;
    }
  }
}
