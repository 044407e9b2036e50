package io.neuralnexus.tests.market.model;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import java.util.function.Consumer;

/** What the model says a call will answer. */
sealed interface Outcome {

  /** {@code (ok result)}, after which the model moves. */
  record Returns(Value result, Runnable effect) implements Outcome {
    @Override
    public String toString() {
      return "(ok " + result + ")";
    }
  }

  /** {@code (ok event)}, the event being printed too, after which the model moves. */
  record ReturnsEvent(String topic, Consumer<Receipt> effect) implements Outcome {
    @Override
    public String toString() {
      return "(ok {topic: \"" + topic + "\", ...})";
    }
  }

  /** {@code (err code)}, after which nothing has changed. */
  record Fails(NeuralTrainingMarket.Error error) implements Outcome {
    @Override
    public String toString() {
      return error.name();
    }
  }
}
