package io.neuralnexus.tests.suite.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What votes have decided, and the guardian. */
final class Parliament {
  private final Suite suite;
  private final Map<Long, Model.Freeze> freezes = new HashMap<>();
  private Clock pausedSince = new Clock(0, 0);
  private long pause;
  private long rest;

  Parliament(Suite suite) {
    this.suite = suite;
  }

  boolean isPaused() {
    return !suite.now.isOver(pausedSince, pause);
  }

  boolean mayPause() {
    return suite.now.isOver(pausedSince, rest);
  }

  Optional<Model.Freeze> freeze(Model model) {
    return Optional.ofNullable(freezes.get(model.id));
  }

  void pause(long blocks, long andRest) {
    pausedSince = suite.now;
    pause = blocks;
    rest = andRest;
  }
}
