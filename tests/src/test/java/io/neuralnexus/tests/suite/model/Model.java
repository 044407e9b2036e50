package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Cl;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A model, what is sold of it, and its income. */
final class Model implements Entry {

  /** Licence terms that the owner offers; amounts in micro-STX, duration in burn blocks. */
  static final class Offer {
    final long index;
    final long purposes;
    final long fee;
    final long duration;
    final boolean transferable;
    final boolean exclusive;
    final boolean derivatives;
    final long share;
    final long minimum;
    final long seats;
    long sold;
    boolean open = true;

    Offer(
        long index,
        long purposes,
        long fee,
        long duration,
        boolean transferable,
        boolean exclusive,
        boolean derivatives,
        long share,
        long minimum,
        long seats) {
      this.index = index;
      this.purposes = purposes;
      this.fee = fee;
      this.duration = duration;
      this.transferable = transferable;
      this.exclusive = exclusive;
      this.derivatives = derivatives;
      this.share = share;
      this.minimum = minimum;
      this.seats = seats;
    }
  }

  /** A freeze by vote; the owner is whom a second vote named. */
  static final class Freeze {
    final Clock since;
    final long blocks;
    Optional<Actor> named = Optional.empty();

    Freeze(Clock since, long blocks) {
      this.since = since;
      this.blocks = blocks;
    }
  }

  final long id;
  final Lineage lineage;
  final Pool pool;
  Actor owner;
  final List<Offer> offers = new ArrayList<>();
  long latestEnd;
  long noOtherBefore;
  boolean restored;

  Model(long id, Lineage lineage, Actor owner, Pool pool) {
    this.id = id;
    this.lineage = lineage;
    this.owner = owner;
    this.pool = pool;
  }

  @Override
  public void agreesWith(Chain chain) {
    assertThat(chain.ask(Chain.MODELS, "get-owner", uint(id)))
        .as("owner of %s", this)
        .isEqualTo(Cl.ok(Cl.some(owner.principal())));
    assertThat(pool.shares.getFirst().holder).as("holder of the owner's share").isEqualTo(owner);
  }

  @Override
  public String toString() {
    return "model " + id;
  }
}
