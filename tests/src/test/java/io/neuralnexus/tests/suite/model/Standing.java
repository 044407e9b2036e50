package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.tests.suite.model.Values.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** The reputation of a data owner. */
final class Standing implements Entry {
  static final long START = 5_000;

  /** Burn blocks between two samples that count. */
  static final long INTERVAL = 144;

  final Actor who;
  long score = START;
  long samples;
  long fees;

  Standing(Actor who) {
    this.who = who;
  }

  static long average(long score, long sample) {
    return (7 * score + sample) / 8;
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.DATA, "reputations", who.principal());
    assertThat(List.of(number(entry, "score"), number(entry, "samples"), number(entry, "fees")))
        .as("score, samples, fees of %s", this)
        .isEqualTo(List.of(score, samples, fees));
  }

  @Override
  public String toString() {
    return "standing of " + who;
  }
}
