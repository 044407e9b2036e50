package io.neuralnexus.tests.market.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each validator weighs in each generation: a change acts two generations after it was made.
 */
final class Weights {
  private final Map<Actor, TreeMap<Long, Long>> histories = new EnumMap<>(Actor.class);

  void change(Actor validator, long weight, Clock now) {
    histories.computeIfAbsent(validator, who -> new TreeMap<>()).put(now.generation() + 2, weight);
  }

  long of(Actor validator, long generation) {
    var history = histories.get(validator);
    var entry = history == null ? null : history.floorEntry(generation);
    return entry == null ? 0 : entry.getValue();
  }

  /** The weight of all that may judge a bid. */
  long without(Bid bid, long generation) {
    return histories.keySet().stream()
        .filter(who -> !bid.isParty(who))
        .mapToLong(who -> of(who, generation))
        .sum();
  }
}
