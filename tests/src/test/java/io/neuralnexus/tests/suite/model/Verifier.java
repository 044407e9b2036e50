package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.suite.model.Values.number;
import static io.neuralnexus.tests.suite.model.Values.truth;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** One registration for draws. */
final class Verifier implements Entry {
  static final int SEATS = 4;

  final long number;
  final Actor who;
  final Hold stake;
  boolean open = true;
  long seats;

  Verifier(long number, Actor who, Hold stake) {
    this.number = number;
    this.who = who;
    this.stake = stake;
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.COMPUTATION, "verifiers", uint(number));
    assertThat(
            List.of(
                Actor.named(entry.get("who")),
                number(entry, "stake"),
                truth(entry, "open"),
                number(entry, "seats")))
        .as("account, stake, open, seats of %s", this)
        .isEqualTo(List.of(who, stake.id, open, seats));
    assertThat(seats).as("seats of %s", this).isBetween(0L, (long) SEATS);
  }

  @Override
  public String toString() {
    return "verifier " + number;
  }
}
