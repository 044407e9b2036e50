package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.StandardPrincipal;
import java.util.ArrayDeque;
import java.util.List;

/**
 * What changed a chain since it opened, newest first. Immutable and shared: a snapshot is a
 * reference into it, and chains of events that part after a snapshot are branches of one tree.
 */
record History(History before, byte[] request, int answer) {

  /** The moment of opening. */
  static final History NONE = new History(null, new byte[0], 0);

  /** A snapshot: of which chain, after what, with whom as deployer. */
  record Moment(OfficialSimnet chain, History history, StandardPrincipal deployer)
      implements Snapshot {}

  /** This and then a request that was answered with something of that hash. */
  History then(byte[] request, int answer) {
    return new History(this, request, answer);
  }

  /** The steps from the opening on. */
  List<History> steps() {
    var steps = new ArrayDeque<History>();
    for (var step = this; step != NONE; step = step.before) {
      steps.addFirst(step);
    }
    return List.copyOf(steps);
  }
}
