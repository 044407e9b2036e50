package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Snapshot;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chain on which one sequence after the other begins: how it looks after an opening is kept. For
 * one thread.
 */
final class Stage implements AutoCloseable {
  private final Chain chain;
  private final Map<String, Long> parameters;
  private final Snapshot wired;
  private final Clock begin;
  private final Map<Opening, Tape> tapes = new EnumMap<>(Opening.class);

  /** An opening as it was played once. */
  private record Tape(List<Take> takes, Snapshot after) {}

  private record Take(Optional<Receipt> receipt, Clock then) {}

  Stage() {
    this.chain = Chain.open();
    this.parameters = chain.parameters(Suite.PARAMETERS);
    this.wired = chain.snapshot();
    this.begin = chain.now();
  }

  /** A play that has just begun. */
  Play opened(Opening opening) {
    var tape = tapes.computeIfAbsent(opening, this::record);
    chain.restore(tape.after);
    var play = new Play(chain, parameters, begin);
    var steps = opening.steps();
    for (int i = 0; i < steps.size(); i++) {
      var take = tape.takes.get(i);
      play.recall(steps.get(i).apply(play.suite()), take.receipt, take.then);
    }
    play.suite().changes();
    return play;
  }

  private Tape record(Opening opening) {
    chain.restore(wired);
    var play = new Play(chain, parameters, begin);
    var takes = new ArrayList<Take>();
    for (var step : opening.steps()) {
      takes.add(new Take(play.perform(step.apply(play.suite())), play.suite().now));
    }
    return new Tape(takes, chain.snapshot());
  }

  @Override
  public void close() {
    chain.close();
  }
}
