package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.suite.model.Values.number;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/** A stake or a bond in the vault. */
final class Hold implements Entry {
  final long id;
  final String purpose;
  Actor owner;
  long amount;
  long locked;
  long leaving;
  Clock since = new Clock(0, 0);
  long unbonding;

  Hold(long id, String purpose, Actor owner, long amount) {
    this.id = id;
    this.purpose = purpose;
    this.owner = owner;
    this.amount = amount;
  }

  long free() {
    return amount - locked - leaving;
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.VAULT, "holds", uint(id));
    assertThat(
            List.of(
                Actor.named(entry.get("owner")),
                number(entry, "amount"),
                number(entry, "locked"),
                number(entry, "leaving")))
        .as("%s, its owner, amount, locked, leaving", this)
        .isEqualTo(List.of(owner, amount, locked, leaving));
    assertThat(locked + leaving).as("bound of %s", this).isLessThanOrEqualTo(amount);
  }

  @Override
  public String toString() {
    return purpose + " " + id;
  }
}
