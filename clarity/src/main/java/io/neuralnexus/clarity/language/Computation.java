package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Application;
import io.neuralnexus.clarity.runtime.Frame;
import io.neuralnexus.clarity.runtime.Linking;
import io.neuralnexus.clarity.runtime.Node;

/**
 * What the VM computes from the values of all arguments: they are evaluated in order and their
 * memory counted; then the cost is charged, by their number or, from epoch 2.05 on, by their size;
 * then it is computed. {@link Function.Plain} and {@link Form.Plain} are of this kind.
 */
interface Computation {
  /** What it costs. */
  CostFunction cost();

  /** Whether it is charged by {@link #costInput}, and not by the number of arguments. */
  default boolean isChargedBySize(Linking at) {
    return false;
  }

  /** The size by which it is charged: the encoded length of all arguments unless overridden. */
  default long costInput(Value[] arguments) {
    var length = 0L;
    for (var argument : arguments) length += argument.encodedLength();
    return length;
  }

  /**
   * Computes it. There are as many arguments as the source says; a function that is not variadic
   * must {@linkplain #requireArguments require} them first, as {@code map} may bring fewer.
   */
  Value compute(Value[] arguments, Call call);

  /** An application of it. */
  default Application apply(Linking at, Node[] arguments) {
    return new ByValues(at, this, arguments);
  }

  /** Aborts as the VM does where the analysis cannot have seen it. */
  static void requireArguments(int expected, Value[] arguments) {
    if (arguments.length != expected) {
      throw Abort.check("IncorrectArgumentCount(%d, %d)".formatted(expected, arguments.length));
    }
  }

  /** One computation: what it may need besides its arguments. */
  final class Call {
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

  /** Evaluates, pays, computes. */
  class ByValues extends Application {
    private final Linking at;
    private final Computation computation;
    final Node[] arguments;
    private final long fixedCost;
    private final boolean bySize;

    ByValues(Linking at, Computation computation, Node[] arguments) {
      super(at);
      this.at = at;
      this.computation = computation;
      this.arguments = arguments;
      this.bySize = computation.isChargedBySize(at);
      this.fixedCost = bySize ? 0 : at.runtimeCost(computation.cost(), arguments.length);
    }

    private Abort abortIn(Frame frame, String detail) {
      return abort(frame, detail);
    }

    @Override
    public Value freely(Frame frame) {
      var values = new Value[arguments.length];
      for (int i = 0; i < values.length; i++) values[i] = arguments[i].freely(frame);
      return computation.compute(values, new Call(frame, this));
    }

    @Override
    protected final Value apply(Frame frame) {
      var meter = frame.meter();
      var values = new Value[arguments.length];
      long memory = 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments[i].take(frame);
        var size = values[i].byteSize();
        meter.addMemory(size);
        memory += size;
      }
      if (bySize) at.costs().charge(computation.cost(), computation.costInput(values), meter);
      else meter.runtime(fixedCost);
      var result = computation.compute(values, new Call(frame, this));
      meter.dropMemory(memory);
      return result;
    }
  }
}
