package io.neuralnexus.simulator.suite;

import static io.neuralnexus.simulator.world.Participant.MICRO;

import io.neuralnexus.clarinet.Event.Print;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Follows the money of the vault: who pays whom and why, what is slashed, and what an account owns
 * there beside its balance.
 */
final class MoneyTrail {
  private static final String TREASURY = "treasury";

  private final World world;
  private final SuiteFeed feed;
  private final Recorder recorder;
  private final Compensation vault;
  private final Governance governance;
  private final ModelRegistry models;
  private final Principal market;

  private final Map<Principal, Set<Uint>> holds = new HashMap<>();
  private final Map<Uint, Principal> owners = new HashMap<>();
  private final Map<Principal, Map<Uint, Long>> escrows = new HashMap<>();

  private MoneyTrail(World world, SuiteFeed feed) {
    this.world = world;
    this.feed = feed;
    this.recorder = world.recorder();
    this.vault = Compensation.on(world.chain());
    this.governance = Governance.on(world.chain());
    this.models = ModelRegistry.on(world.chain());
    this.market = Marketplace.on(world.chain()).contract();
    world.listen(vault.contract(), this::read);
    world.holding(this::worth);
  }

  static MoneyTrail of(World world, SuiteFeed feed) {
    return world.shared(MoneyTrail.class, _ -> new MoneyTrail(world, feed));
  }

  /** micro-STX in balance, holds, escrows and locked votes. */
  private long worth(StandardPrincipal who) {
    var worth = vault.getBalance(who).longValueExact();
    for (var id : holds.getOrDefault(who, Set.of())) worth += amount(id);
    for (var escrow : escrows.getOrDefault(who, Map.of()).values()) worth += escrow;
    return worth + governance.getLock(who).map(lock -> lock.amount().longValueExact()).orElse(0L);
  }

  private long amount(Uint hold) {
    return vault.getHold(hold).map(each -> each.amount().longValueExact()).orElse(0L);
  }

  private void read(Print print) {
    switch (vault.event(print).orElseThrow()) {
      case Compensation.Event.OpenEscrow opened ->
          escrows
              .computeIfAbsent(opened.payer(), _ -> new LinkedHashMap<>())
              .put(
                  opened.id(),
                  opened.amount().longValueExact()
                      + opened.tips().longValueExact() * opened.tip().longValueExact());
      case Compensation.Event.TipKeeper tipped -> {
        var job = feed.job(tipped.id());
        var tip = tipped.tip().longValueExact();
        job.ifPresent(
            known -> {
              flow(known.developer, tipped.keeper(), "tip", tip);
              escrows.get(known.developer).merge(tipped.id(), -tip, Long::sum);
            });
      }
      case Compensation.Event.SettleEscrow settled -> {
        escrows.get(settled.payer()).remove(settled.id());
        for (var payment : settled.payments()) {
          flow(
              settled.payer(),
              payment.to(),
              reason(settled.id(), payment.to()),
              payment.amount().longValueExact());
        }
        settled
            .keeper()
            .ifPresent(
                keeper -> flow(settled.payer(), keeper, "tip", settled.tip().longValueExact()));
        fee(settled.payer(), settled.fee().longValueExact());
      }
      case Compensation.Event.OpenHold opened -> hold(opened.owner(), opened.id());
      case Compensation.Event.BindStake bound -> {
        hold(bound.owner(), bound.id());
        bound.released().forEach(each -> drop(each.id()));
      }
      case Compensation.Event.ReleaseHolds released ->
          released.released().forEach(each -> drop(each.id()));
      case Compensation.Event.CollectHold collected -> drop(collected.id());
      case Compensation.Event.SlashHolds slashed -> slashed.slashed().forEach(this::slash);
      case Compensation.Event.PayPool sold -> {
        fee(sold.payer(), sold.fee().longValueExact());
        owner(sold.id())
            .ifPresent(
                owner -> flow(sold.payer(), owner, "licence", sold.income().longValueExact()));
      }
      case Compensation.Event.PayRoyalty paid ->
          owner(paid.id())
              .ifPresent(
                  from ->
                      owner(paid.parent())
                          .ifPresent(
                              to -> flow(from, to, "royalty", paid.amount().longValueExact())));
      default -> {}
    }
  }

  private java.util.Optional<Principal> owner(Uint model) {
    return models.getModel(model).flatMap(ModelRegistry.Model::owner);
  }

  private String reason(Uint id, Principal to) {
    var job = feed.job(id);
    if (job.isEmpty()) return "price";
    if (job.get().isProvider(to)) return "computation";
    if (job.get().auditors().contains(to)) return "audit";
    return "data";
  }

  private void fee(Principal payer, long micro) {
    recorder.flow(world.group(payer), TREASURY, "fee", micro);
    recorder.add("revenue.platform", micro / MICRO);
  }

  private void flow(Principal from, Principal to, String reason, long micro) {
    recorder.flow(world.group(from), world.group(to), reason, micro);
  }

  private void slash(Compensation.SlashHoldsSlashed slashed) {
    var owner = slashed.owner();
    var population = world.group(owner);
    recorder.add("slashed." + population, slashed.amount().longValueExact() / MICRO);
    var account = world.account(owner);
    if (account != null && Honesty.isHonest(account.owner().population())) {
      recorder.add("slashed.false", slashed.amount().longValueExact() / MICRO);
    }
    pay(owner, slashed.injured(), slashed.damage().longValueExact());
    pay(owner, slashed.prover(), slashed.bounty().longValueExact());
    recorder.flow(population, TREASURY, "slash", slashed.treasury().longValueExact());
    recorder.add("slashed.to.treasury", slashed.treasury().longValueExact() / MICRO);
    drop(slashed.id());
  }

  private void pay(Principal from, Principal to, long micro) {
    if (micro == 0) return;
    flow(from, to, "slash", micro);
    recorder.add("slashed.to." + world.group(to), micro / MICRO);
  }

  private void hold(Principal owner, Uint id) {
    holds.computeIfAbsent(owner, _ -> new LinkedHashSet<>()).add(id);
    owners.put(id, owner);
  }

  /** Forgets a hold that is empty. */
  private void drop(Uint id) {
    if (amount(id) > 0) return;
    var owner = owners.remove(id);
    if (owner == null) return;
    var left = holds.get(owner);
    left.remove(id);
    if (left.isEmpty()) holds.remove(owner);
  }
}
