package io.neuralnexus.clarity.watch;

import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.chain.ChainEvent;
import java.util.List;
import java.util.Optional;

/** What is going on around an expression that runs. */
public interface Scene {
  /** The function by which its contract was entered, if it was. */
  Optional<String> entrance();

  /** What the transaction has cost so far; nothing if nobody counts. */
  ExecutionCost cost();

  /** What the transaction has told so far, without what was undone; to be read at once. */
  List<ChainEvent> events();
}
