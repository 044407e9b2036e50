package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.tests.suite.model.Values.number;
import static io.neuralnexus.tests.suite.model.Values.truth;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A compute provider and its standing. */
final class Provider implements Entry {
  final Actor who;
  final Hold stake;
  boolean open = true;
  long score = Standing.START;
  long samples;
  long fees;

  /** Burn height of the last sample that each developer gave. */
  final Map<Actor, Long> sampled = new EnumMap<>(Actor.class);

  Provider(Actor who, Hold stake) {
    this.who = who;
    this.stake = stake;
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.COMPUTATION, "providers", who.principal());
    assertThat(
            List.of(
                number(entry, "stake"),
                truth(entry, "open"),
                number(entry, "score"),
                number(entry, "samples"),
                number(entry, "fees")))
        .as("stake, open, score, samples, fees of %s", who)
        .isEqualTo(List.of(stake.id, open, score, samples, fees));
  }

  @Override
  public String toString() {
    return "provider " + who;
  }
}
