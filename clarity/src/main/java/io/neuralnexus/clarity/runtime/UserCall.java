package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;

/** The application of a function of the same contract. */
final class UserCall extends Application {
  private final UserFunction function;
  private final Node[] arguments;

  UserCall(Linking at, UserFunction function, Node[] arguments) {
    super(at);
    this.function = function;
    this.arguments = arguments;
  }

  @Override
  public Value freely(Frame frame) {
    requireNotRunning(frame);
    return function.callFreely(frame, arguments, site());
  }

  @Override
  protected Value apply(Frame frame) {
    requireNotRunning(frame);
    var meter = frame.meter();
    var values = new Value[arguments.length];
    long memory = 0;
    for (int i = 0; i < values.length; i++) {
      values[i] = arguments[i].take(frame);
      var size = values[i].byteSize();
      meter.addMemory(size);
      memory += size;
    }
    var result = function.callLocally(frame, values, site());
    meter.dropMemory(memory);
    return result;
  }

  private void requireNotRunning(Frame frame) {
    if (frame.isForeign() && frame.isRunning(function)) {
      throw Abort.check("CircularReference([\"" + function.identifier() + "\"])");
    }
  }
}
