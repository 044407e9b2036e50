package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.tests.model.Choice;
import io.neuralnexus.tests.suite.model.Model.Offer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Models and licences: what changes when a call succeeds. */
final class Registry {
  private static final long BPS = Suite.BPS;
  static final int SLOTS = 8;

  private final Suite suite;

  Registry(Suite suite) {
    this.suite = suite;
  }

  Model mint(Actor owner, Lineage lineage, List<Pool.Share> contributors) {
    long id = suite.models.size() + 1L;
    var pool = new Pool(suite, id, lineage, owner, contributors);
    var model = new Model(id, lineage, owner, pool);
    suite.models.add(model);
    suite.touch(model);
    suite.touch(pool);
    return model;
  }

  // ---- freezes

  boolean isWithheld(Model model) {
    return suite
        .parliament
        .freeze(model)
        .filter(
            freeze ->
                freeze.named.isPresent()
                    ? !model.restored
                    : !suite.now.isOver(freeze.since, freeze.blocks))
        .isPresent();
  }

  void restore(Model model, Actor to) {
    if (model.owner != to) move(model, to);
    model.restored = true;
    suite.touch(model);
  }

  /** The owner's share, after it was paid what it is due, goes with the model. */
  void move(Model model, Actor to) {
    moveShare(model, model.pool.shares.getFirst(), to);
    model.owner = to;
    suite.touch(model);
  }

  void moveShare(Model model, Pool.Share share, Actor to) {
    model.pool.pay(share, share.holder, model.pool.due(share, isWithheld(model)));
    share.holder = to;
    suite.touch(model.pool);
  }

  // ---- licences

  /** Whether the account may use the model for these purposes. */
  record Right(Suite suite, Model model, Actor who, long purposes) implements Entry {
    @Override
    public void agreesWith(Chain chain) {
      boolean expected =
          suite.licences.stream()
              .anyMatch(
                  each ->
                      each.model == model
                          && each.holder == who
                          && each.runs(suite.now)
                          && (each.offer.purposes & purposes) == purposes);
      assertThat(
              chain.ask(
                  Chain.MODELS, "is-licensed", uint(model.id), who.principal(), uint(purposes)))
          .as("%s is licensed for %s, purposes %d", who, model, purposes)
          .isEqualTo(bool(expected));
    }
  }

  /** All that could be asked about who is licensed for what. */
  List<Right> rights() {
    return suite.licences.stream()
        .flatMap(
            each -> Stream.of(1L, 2L, 3L).map(p -> new Right(suite, each.model, each.holder, p)))
        .distinct()
        .toList();
  }

  /** Time alone ends a licence: those that run for the last time now, or have just ended. */
  void touchEnding() {
    suite.licences.stream()
        .filter(each -> each.end == suite.now.burn() || each.end == suite.now.burn() - 1)
        .forEach(each -> touch(each, each.holder));
  }

  long running(Model model, Actor holder) {
    return suite.licences.stream()
        .filter(each -> each.model == model && each.holder == holder && each.runs(suite.now))
        .count();
  }

  private void touch(Licence licence, Actor who) {
    suite.touch(new Right(suite, licence.model, who, licence.offer.purposes));
  }

  long end(Model model, Offer offer) {
    return Math.min(
        model.lineage.end(),
        offer.duration == 0 ? Lineage.FOREVER : suite.now.burn() + offer.duration);
  }

  long platformFee(long fee) {
    return fee * suite.parameter("platform-fee-bps") / BPS;
  }

  void purchase(Model model, Offer offer, Actor buyer) {
    var licence =
        new Licence(
            suite.licences.size() + 1L, model, offer, suite.now.burn(), end(model, offer), buyer);
    suite.licences.add(licence);
    offer.sold++;
    model.latestEnd = Math.max(model.latestEnd, licence.end);
    if (offer.exclusive) model.noOtherBefore = licence.end + 1;
    long fee = platformFee(offer.fee);
    if (offer.fee > 0) {
      suite.vault.collect(buyer, offer.fee);
      suite.vault.treasuryDue += fee;
      model.pool.sell(offer.fee - fee, false);
    }
    touch(licence, buyer);
  }

  void transfer(Licence licence, Actor to) {
    touch(licence, licence.holder);
    licence.holder = to;
    touch(licence, to);
  }

  long unused(Licence licence) {
    long whole = licence.end - licence.start;
    long left = Math.max(0, licence.end - suite.now.burn());
    return whole > 0 ? Math.multiplyExact(licence.offer.fee, left) / whole : 0;
  }

  long refundable(Licence licence) {
    var pool = licence.model.pool;
    return Math.min(unused(licence), pool.due(pool.shares.getFirst(), false));
  }

  void refund(Licence licence) {
    var model = licence.model;
    long amount = refundable(licence);
    if (model.noOtherBefore > suite.now.burn()) {
      model.latestEnd = 0;
      model.noOtherBefore = 0;
    }
    licence.refunded = true;
    model.pool.pay(model.pool.shares.getFirst(), licence.holder, amount);
    touch(licence, licence.holder);
  }

  // ---- parents

  /** Licences from which an account could derive a model now, together. */
  List<Licence> parents(Actor who, Choice choice) {
    var chosen = new ArrayList<Licence>();
    long bps = 0;
    for (var licence : suite.licences) {
      boolean known = chosen.stream().anyMatch(each -> each.model == licence.model);
      if (known || !derives(licence, who) || chosen.size() == 8) continue;
      if (bps + licence.offer.share > 5_000 || !choice.chance("parent " + licence.id, 0.6)) {
        continue;
      }
      chosen.add(licence);
      bps += licence.offer.share;
    }
    return chosen;
  }

  private boolean derives(Licence licence, Actor who) {
    return licence.holder == who
        && licence.offer.derivatives
        && !licence.refunded
        && Math.min(licence.end, licence.model.lineage.end()) >= suite.now.burn();
  }

  static Lineage lineage(List<Licence> licences) {
    return new Lineage(
        licences.stream()
            .map(each -> new Lineage.Edge(each.model, each.offer.share, each.offer.minimum))
            .toList(),
        licences.stream()
            .mapToLong(each -> Math.min(each.end, each.model.lineage.end()))
            .reduce(Lineage.FOREVER, Math::min));
  }
}
