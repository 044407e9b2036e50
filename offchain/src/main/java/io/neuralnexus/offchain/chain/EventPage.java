package io.neuralnexus.offchain.chain;

import java.util.List;

/**
 * What contracts printed in some blocks.
 *
 * @param events in the order in which they happened
 * @param next the Stacks height of the first block that is not among them
 */
public record EventPage(List<ChainEvent> events, long next) {
  public EventPage {
    events = List.copyOf(events);
  }
}
