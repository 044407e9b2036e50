package io.neuralnexus.tests.market.model;

import io.neuralnexus.clarity.Buff;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A drawn round of a contest. */
final class Committee {
  /** What a voter has bound itself to; a copied commitment binds it to nothing it can open. */
  record Ballot(int vote, Buff salt, boolean copied) {}

  final int round;
  final List<Actor> seats;
  final Deadline revealBy;
  final Map<Actor, Ballot> committed = new EnumMap<>(Actor.class);
  final Map<Actor, Integer> revealed = new EnumMap<>(Actor.class);

  /** micro-STX that paid voters have not claimed. */
  final Map<Actor, Long> due = new EnumMap<>(Actor.class);

  Committee(int round, List<Actor> seats, Deadline revealBy) {
    this.round = round;
    this.seats = List.copyOf(seats);
    this.revealBy = revealBy;
  }

  Set<Actor> voters() {
    return new LinkedHashSet<>(seats);
  }

  long escrow() {
    return due.values().stream().mapToLong(Long::longValue).sum();
  }
}
