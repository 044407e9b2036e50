package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.suite.model.Values.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.tests.model.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.groups.Tuple;

/**
 * The income of a model: what it received, and for each share what that is due to the last digit.
 */
final class Pool implements Entry {
  private static final long BPS = 10_000;

  /** A parent's part. */
  static final class Edge {
    final Model parent;
    final long bps;
    final long minimum;
    long outside;
    long minima;
    long taken;

    Edge(Lineage.Edge edge) {
      this.parent = edge.parent();
      this.bps = edge.bps();
      this.minimum = edge.minimum();
    }
  }

  /** A part of what the parents leave; the first is the owner's. */
  static final class Share {
    final long bps;
    Actor holder;
    long taken;

    /** By rational arithmetic, at whatever moment royalties are passed on. */
    Ratio exact = Ratio.ZERO;

    Share(Actor holder, long bps) {
      this.holder = holder;
      this.bps = bps;
    }
  }

  private final Suite suite;
  final long id;
  final List<Edge> edges;
  final List<Share> shares = new ArrayList<>();
  long total;
  long paid;

  /** For the shares, in micro-STX x BPS. */
  long rest;

  Optional<Long> withheld = Optional.empty();

  Pool(Suite suite, long id, Lineage lineage, Actor owner, List<Share> contributors) {
    this.suite = suite;
    this.id = id;
    this.edges = lineage.edges().stream().map(Edge::new).toList();
    long given = contributors.stream().mapToLong(each -> each.bps).sum();
    shares.add(new Share(owner, BPS - given));
    shares.addAll(contributors);
  }

  long held() {
    return total - paid;
  }

  /** Claimants: whoever floors. */
  int claimants() {
    return shares.size() + edges.size();
  }

  // ---- as the vault does it

  private static long royalty(Edge edge, long income) {
    return Math.max(income * edge.bps, edge.minimum * BPS);
  }

  /** Whether an income covers what is due to the parents. */
  boolean covers(long income) {
    return edges.stream().mapToLong(edge -> royalty(edge, income)).sum() <= income * BPS;
  }

  void sell(long income, boolean frozen) {
    long royalties = 0;
    for (var edge : edges) {
      royalties += royalty(edge, income);
      if (income * edge.bps < edge.minimum * BPS) {
        edge.outside += income;
        edge.minima += edge.minimum;
      }
    }
    receive(income, income * BPS - royalties, frozen);
    var exact = Ratio.of(income);
    for (var edge : edges) {
      var share = Ratio.of(income).part(edge.bps);
      var minimum = Ratio.of(edge.minimum);
      var royalty = minimum.exceeds(share) ? minimum : share;
      exact = exact.minus(royalty);
      edge.parent.pool.accrue(royalty);
    }
    keep(exact);
  }

  private void receive(long income, long forShares, boolean frozen) {
    if (frozen && withheld.isEmpty()) withheld = Optional.of(rest);
    total += income;
    rest += forShares;
    suite.touch(this);
  }

  long due(Edge edge) {
    return edge.minima + (total - edge.outside) * edge.bps / BPS - edge.taken;
  }

  void passOn(Edge edge, boolean parentFrozen) {
    long due = due(edge);
    edge.taken += due;
    paid += due;
    suite.touch(this);
    var parent = edge.parent.pool;
    long toParents = parent.edges.stream().mapToLong(each -> each.bps).sum();
    parent.receive(due, due * (BPS - toParents), parentFrozen);
  }

  long due(Share share, boolean frozen) {
    long counts = frozen ? withheld.orElse(rest) : rest;
    long earned = counts * share.bps / (BPS * BPS);
    return Math.max(0, earned - share.taken);
  }

  void pay(Share share, Actor to, long amount) {
    share.taken += amount;
    paid += amount;
    suite.vault.credit(to, amount);
    suite.touch(this);
    assertThat(Ratio.of(share.taken).exceeds(share.exact))
        .as("share %d of pool %d has %d of %s", shares.indexOf(share), id, share.taken, share.exact)
        .isFalse();
  }

  // ---- by rational arithmetic

  /** Royalties that come in: the parents have their shares, without any minimum. */
  private void accrue(Ratio income) {
    var left = income;
    for (var edge : edges) {
      var share = income.part(edge.bps);
      left = left.minus(share);
      edge.parent.pool.accrue(share);
    }
    keep(left);
  }

  private void keep(Ratio left) {
    for (var share : shares) share.exact = share.exact.plus(left.part(share.bps));
  }

  // ---- against the chain

  @Override
  public void agreesWith(Chain chain) {
    var models = chain.named(Chain.MODELS);
    var entry = chain.record(Chain.VAULT, "pools", tuple("controller", models, "id", uint(id)));
    assertThat(List.of(number(entry, "total"), number(entry, "paid"), number(entry, "rest")))
        .as("total, paid, rest of pool %d", id)
        .isEqualTo(List.of(total, paid, rest));
    var theirs =
        (ListValue)
            chain
                .entry(Chain.VAULT, "shares", tuple("controller", models, "pool", uint(id)))
                .orElseThrow();
    assertThat(theirs.values().stream().map(TupleValue.class::cast))
        .extracting(
            each -> Actor.named(each.get("holder")),
            each -> number(each, "bps"),
            each -> number(each, "taken"))
        .as("holder, bps, taken of the shares of pool %d", id)
        .isEqualTo(
            shares.stream().map(each -> Tuple.tuple(each.holder, each.bps, each.taken)).toList());
  }
}
