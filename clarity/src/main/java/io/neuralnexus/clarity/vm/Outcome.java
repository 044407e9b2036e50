package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainEvent;
import java.util.List;
import java.util.Optional;

/**
 * What came of a deployment, a call or a snippet.
 *
 * @param value the answer; a deployment has one if a form on its top level defines nothing
 * @param events what was told, in order
 * @param cost what it cost; of no meaning without limits
 * @param memory the bytes that it held in the end; of no meaning without limits
 */
public record Outcome(
    Optional<Value> value, List<ChainEvent> events, ExecutionCost cost, long memory) {
  /** Copies the list. */
  public Outcome {
    events = List.copyOf(events);
  }
}
