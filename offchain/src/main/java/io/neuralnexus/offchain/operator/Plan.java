package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarinet.Transaction.CallPublic;
import java.util.ArrayList;
import java.util.List;

/** What a role decided, looking at the latest block: the calls due now, and when to look again. */
final class Plan {
  /**
   * A call that is due.
   *
   * @param intention what it is for: the same as long as the same is due
   * @param last burn height at which it is still of use
   */
  record Duty(String intention, CallPublic call, long last) {}

  private final List<Duty> duties = new ArrayList<>();
  private long wake = Long.MAX_VALUE;

  /** A call that is due until a burn height. */
  void due(String intention, Transaction call, long last) {
    if (!(call instanceof CallPublic made)) {
      throw new IllegalArgumentException("only public functions can be called: " + call);
    }
    duties.add(new Duty(intention, made, last));
  }

  /** A call that is due for as long as it takes. */
  void due(String intention, Transaction call) {
    due(intention, call, Long.MAX_VALUE);
  }

  /** Looks again at the latest when the burn chain has a height. */
  void wakeAt(long burn) {
    wake = Math.min(wake, burn);
  }

  List<Duty> duties() {
    return List.copyOf(duties);
  }

  /** The burn height at which something may be due without any other event. */
  long wake() {
    return wake;
  }
}
