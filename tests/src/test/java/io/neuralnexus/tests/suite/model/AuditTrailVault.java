package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Uint.ZERO;
import static io.neuralnexus.tests.suite.model.AuditTrail.lesser;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Compensation.BindStakeFreedStake;
import io.neuralnexus.tests.contracts.Compensation.Escrow;
import io.neuralnexus.tests.contracts.Compensation.Hold;
import io.neuralnexus.tests.contracts.Compensation.HoldSince;
import io.neuralnexus.tests.contracts.Compensation.Pool;
import io.neuralnexus.tests.contracts.Compensation.PoolEdges;
import io.neuralnexus.tests.contracts.Compensation.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Balances, escrows, holds and pools. */
final class AuditTrailVault implements AuditTrailPart {
  private static final Uint BPS = Uint.of(10_000);
  private static final Uint OWNER = ZERO;
  private static final HoldSince NEVER = new HoldSince(ZERO, ZERO);

  /** An escrow or a pool. */
  private record Entry(Principal controller, Uint id) {}

  private record Part(Entry pool, Uint index) {}

  private final Principal self;
  private final AuditTrailEntries<Principal, Uint> balances;
  private final AuditTrailEntries<Entry, Escrow> escrows;
  private final AuditTrailEntries<Uint, Hold> holds;
  private final AuditTrailEntries<Entry, Pool> pools;
  private final AuditTrailEntries<Part, Share> shares;
  private final AuditTrailEntries<String, Uint> totals;

  AuditTrailVault(Compensation vault) {
    self = vault.contract();
    balances =
        new AuditTrailEntries<>("vault: balance of", who -> Optional.of(vault.getBalance(who)));
    escrows =
        new AuditTrailEntries<>(
            "vault: escrow", key -> vault.getEscrow(key.controller(), key.id()));
    holds = new AuditTrailEntries<>("vault: hold", vault::getHold);
    pools =
        new AuditTrailEntries<>("vault: pool", key -> vault.getPool(key.controller(), key.id()));
    shares =
        new AuditTrailEntries<>(
            "vault: share",
            key -> vault.getShare(key.pool().controller(), key.pool().id(), key.index()));
    totals =
        new AuditTrailEntries<>(
            "vault:",
            name ->
                Optional.of(
                    switch (name) {
                      case "obligations" -> vault.getSolvency().obligations();
                      case "treasury" -> vault.getSolvency().treasury();
                      case "wallet" -> vault.getSolvency().balance();
                      case "last hold" -> vault.getLastHold();
                      default -> throw new AssertionError(name);
                    }));
    for (var name : List.of("obligations", "treasury", "wallet", "last hold")) {
      totals.put(name, ZERO);
    }
  }

  @Override
  public List<AuditTrailEntries<?, ?>> entries() {
    return List.of(balances, escrows, holds, pools, shares, totals);
  }

  @Override
  public Optional<String> contradiction() {
    var sum = totals.get("treasury");
    for (var balance : balances.values()) sum = sum.plus(balance);
    for (var escrow : escrows.values()) {
      sum = sum.plus(escrow.amount()).plus(escrow.tips().times(escrow.tip()));
    }
    for (var hold : holds.values()) sum = sum.plus(hold.amount());
    for (var pool : pools.values()) sum = sum.plus(pool.total()).minus(pool.paid());
    return sum.equals(totals.get("obligations"))
        ? Optional.empty()
        : Optional.of(
            "vault: the entries add up to %s, the obligations to %s"
                .formatted(sum, totals.get("obligations")));
  }

  /** STX that come and go, whoever moves them. */
  void read(Event event) {
    switch (event) {
      case Event.StxTransfer(var sender, var recipient, var amount, _) -> {
        if (recipient.equals(self)) add("wallet", Uint.of(amount));
        if (sender.equals(self)) subtract("wallet", Uint.of(amount));
      }
      case Event.StxMint(var recipient, var amount) -> {
        if (recipient.equals(self)) add("wallet", Uint.of(amount));
      }
      default -> {}
    }
  }

  void read(Compensation.Event event, AuditTrailMoment now) {
    switch (event) {
      case Compensation.Event.Deposit e -> {
        credit(e.who(), e.amount());
        add("obligations", e.amount());
      }
      case Compensation.Event.Withdraw e -> {
        debit(e.who(), e.amount());
        subtract("obligations", e.amount());
      }
      case Compensation.Event.Skim e -> {
        subtract("treasury", e.fees());
        subtract("obligations", e.fees());
      }
      case Compensation.Event.OpenEscrow e -> {
        escrows.put(
            new Entry(e.controller(), e.id()),
            new Escrow(e.amount(), List.of(), e.payer(), e.tip(), e.tips()));
        collect(e.payer(), e.amount().plus(e.tips().times(e.tip())));
      }
      case Compensation.Event.NamePayees e ->
          escrows.change(
              new Entry(e.controller(), e.id()),
              escrow -> escrow.withPayees(joined(escrow.payees(), e.payees())));
      case Compensation.Event.TipKeeper e -> {
        escrows.change(
            new Entry(e.controller(), e.id()),
            escrow -> escrow.withTips(escrow.tips().minus(Uint.ONE)));
        credit(e.keeper(), e.tip());
      }
      case Compensation.Event.SettleEscrow e -> {
        escrows.remove(new Entry(e.controller(), e.id()));
        for (var payment : e.payments()) credit(payment.to(), payment.amount());
        e.keeper().ifPresent(keeper -> credit(keeper, e.tip()));
        credit(e.payer(), e.refund());
        add("treasury", e.fee());
      }
      case Compensation.Event.OpenHold e ->
          openHold(e.id(), e.controller(), e.purpose(), e.owner(), e.amount());
      case Compensation.Event.AddToHold e -> {
        holds.change(e.id(), hold -> hold.withAmount(hold.amount().plus(e.amount())));
        collect(e.payer(), e.amount());
      }
      case Compensation.Event.BindStake e -> {
        for (var part : e.released()) release(part.id(), part.owner(), part.amount());
        e.freed().ifPresent(freed -> unlock(freed.stake()));
        lock(e.stake());
        openHold(e.id(), e.controller(), e.purpose(), e.owner(), e.amount());
      }
      case Compensation.Event.LockHolds e -> e.parts().forEach(this::lock);
      case Compensation.Event.UnlockHolds e -> e.parts().forEach(this::unlock);
      case Compensation.Event.LeaveHold e ->
          holds.change(
              e.id(),
              hold ->
                  hold.withLeaving(e.amount())
                      .withUnbonding(e.unbonding())
                      .withSince(new HoldSince(now.burn(), now.stacks())));
      case Compensation.Event.CollectHold e -> {
        release(e.id(), e.owner(), e.amount());
        holds.change(e.id(), hold -> hold.withLeaving(hold.leaving().minus(e.amount())));
      }
      case Compensation.Event.ReleaseHolds e -> {
        for (var part : e.released()) release(part.id(), part.owner(), part.amount());
      }
      case Compensation.Event.SlashHolds e -> e.slashed().forEach(this::slash);
      case Compensation.Event.MoveHold e -> holds.change(e.id(), hold -> hold.withOwner(e.to()));
      case Compensation.Event.OpenPool e -> openPool(e);
      case Compensation.Event.PayPool e -> {
        var key = new Entry(e.controller(), e.id());
        var sold = pools.get(key);
        pools.put(key, sold(sold, e.income(), e.frozen()));
        add("treasury", e.fee());
        collect(e.payer(), e.income().plus(e.fee()));
      }
      case Compensation.Event.PayRoyalty e -> {
        pools.change(new Entry(e.controller(), e.id()), pool -> passed(pool, e.edge(), e.amount()));
        pools.change(
            new Entry(e.controller(), e.parent()),
            parent ->
                earning(
                    parent,
                    e.amount(),
                    e.amount().times(BPS.minus(passedOn(parent))),
                    parent.edges(),
                    e.frozen()));
      }
      case Compensation.Event.PayShare e -> {
        var holder = takeShare(e.controller(), e.id(), e.index(), e.amount());
        credit(holder, e.amount());
      }
      case Compensation.Event.MoveShare e -> {
        credit(takeShare(e.controller(), e.id(), e.index(), e.amount()), e.amount());
        shares.change(
            new Part(new Entry(e.controller(), e.id()), e.index()),
            share -> share.withHolder(e.to()));
      }
      case Compensation.Event.RefundFromShare e -> {
        takeShare(e.controller(), e.id(), e.index(), e.amount());
        credit(e.to(), e.amount());
      }
    }
  }

  // --- money

  private void credit(Principal who, Uint amount) {
    balances.put(who, balances.find(who).orElse(ZERO).plus(amount));
  }

  private void debit(Principal who, Uint amount) {
    balances.change(who, balance -> balance.minus(amount));
  }

  /** From the balance, and what that lacks from the wallet. */
  private void collect(Principal who, Uint amount) {
    var fromBalance = lesser(amount, balances.find(who).orElse(ZERO));
    balances.put(who, balances.find(who).orElse(ZERO).minus(fromBalance));
    add("obligations", amount.minus(fromBalance));
  }

  private void add(String total, Uint amount) {
    totals.change(total, sum -> sum.plus(amount));
  }

  private void subtract(String total, Uint amount) {
    totals.change(total, sum -> sum.minus(amount));
  }

  private static List<Principal> joined(List<Principal> some, List<Principal> more) {
    var all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  // --- holds

  private void openHold(
      Uint id, Principal controller, String purpose, Principal owner, Uint amount) {
    holds.put(id, new Hold(amount, controller, ZERO, ZERO, owner, purpose, NEVER, ZERO));
    totals.put("last hold", id);
    collect(owner, amount);
  }

  private void lock(BindStakeFreedStake part) {
    holds.change(part.id(), hold -> hold.withLocked(hold.locked().plus(part.amount())));
  }

  private void unlock(BindStakeFreedStake part) {
    holds.change(
        part.id(),
        hold -> hold.withLocked(hold.locked().minus(lesser(part.amount(), hold.locked()))));
  }

  private void release(Uint id, Principal owner, Uint amount) {
    holds.change(id, hold -> hold.withAmount(hold.amount().minus(amount)));
    credit(owner, amount);
  }

  /** What is left is locked as far as it was, and leaves as far as that lets it. */
  private void slash(Compensation.SlashHoldsSlashed slash) {
    holds.change(
        slash.id(),
        hold -> {
          var left = hold.amount().minus(slash.amount());
          var locked = lesser(hold.locked(), left);
          return hold.withAmount(left)
              .withLocked(locked)
              .withLeaving(lesser(hold.leaving(), left.minus(locked)));
        });
    credit(slash.injured(), slash.damage());
    credit(slash.prover(), slash.bounty());
    add("treasury", slash.treasury());
  }

  // --- pools

  private void openPool(Compensation.Event.OpenPool e) {
    var key = new Entry(e.controller(), e.id());
    var edges =
        e.parents().stream()
            .map(
                parent ->
                    new PoolEdges(
                        parent.bps(), ZERO, parent.minimum(), ZERO, parent.parent(), ZERO))
            .toList();
    pools.put(key, new Pool(edges, ZERO, ZERO, ZERO, Optional.empty()));
    var owners = BPS;
    var index = OWNER;
    for (var contributor : e.contributors()) {
      index = index.plus(Uint.ONE);
      owners = owners.minus(contributor.bps());
      shares.put(new Part(key, index), new Share(contributor.bps(), contributor.to(), ZERO));
    }
    shares.put(new Part(key, OWNER), new Share(owners, e.owner(), ZERO));
  }

  /** Each parent is due its share of the income, or its minimum if that is more. */
  private static Pool sold(Pool pool, Uint income, boolean frozen) {
    var edges = new ArrayList<PoolEdges>();
    var royalties = ZERO;
    for (var edge : pool.edges()) {
      var share = income.times(edge.bps());
      var minimum = edge.minimum().times(BPS);
      boolean byShare = share.compareTo(minimum) >= 0;
      royalties = royalties.plus(byShare ? share : minimum);
      edges.add(
          byShare
              ? edge
              : edge.withOutside(edge.outside().plus(income))
                  .withMinima(edge.minima().plus(edge.minimum())));
    }
    return earning(pool, income, income.times(BPS).minus(royalties), edges, frozen);
  }

  private static Pool earning(
      Pool pool, Uint income, Uint rest, List<PoolEdges> edges, boolean frozen) {
    return new Pool(
        edges,
        pool.paid(),
        pool.rest().plus(rest),
        pool.total().plus(income),
        pool.withheld().or(() -> frozen ? Optional.of(pool.rest()) : Optional.empty()));
  }

  private static Pool passed(Pool pool, Uint edge, Uint amount) {
    var edges = new ArrayList<>(pool.edges());
    int index = Math.toIntExact(edge.longValueExact());
    var parent = edges.get(index);
    edges.set(index, parent.withTaken(parent.taken().plus(amount)));
    return pool.withEdges(edges).withPaid(pool.paid().plus(amount));
  }

  private static Uint passedOn(Pool pool) {
    return pool.edges().stream().map(PoolEdges::bps).reduce(ZERO, Uint::plus);
  }

  /** The holder of a share of which so much is paid. */
  private Principal takeShare(Principal controller, Uint id, Uint index, Uint amount) {
    var pool = new Entry(controller, id);
    var key = new Part(pool, index);
    shares.change(key, share -> share.withTaken(share.taken().plus(amount)));
    pools.change(pool, entry -> entry.withPaid(entry.paid().plus(amount)));
    return shares.get(key).holder();
  }
}
