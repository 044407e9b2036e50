package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.util.function.Consumer;

/** What the model says a call will answer. */
sealed interface Outcome {

  /** {@code (ok event)}, the event being printed too, after which the model moves. */
  record Tells(String topic, Consumer<TupleValue> effect) implements Outcome {
    @Override
    public String toString() {
      return "(ok {topic: \"" + topic + "\", ...})";
    }
  }

  /** {@code (ok result)}, after which the model moves. */
  record Returns(Value result, Runnable effect) implements Outcome {
    @Override
    public String toString() {
      return "(ok " + result + ")";
    }
  }

  /** {@code (err code)}, after which nothing has changed. */
  record Fails(ContractError error) implements Outcome {
    @Override
    public String toString() {
      return error.name();
    }
  }
}
