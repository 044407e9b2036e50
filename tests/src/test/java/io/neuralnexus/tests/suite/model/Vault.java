package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where every micro-STX is: wallets, and what the vault owes to whom. */
final class Vault {
  private static final long BPS = 10_000;
  private static final long MOST_BOUNTY_BPS = 2_000;

  private final Suite suite;
  private final Map<Actor, Long> wallets = new EnumMap<>(Actor.class);
  private final Map<Actor, Long> balances = new EnumMap<>(Actor.class);
  final List<Hold> holds = new ArrayList<>();
  long treasuryDue;
  long gifts;

  Vault(Suite suite) {
    this.suite = suite;
    for (var who : Actor.values()) {
      wallets.put(who, who.purse());
      balances.put(who, 0L);
    }
  }

  /** A balance as an entry. */
  private record Balance(Vault vault, Actor who) implements Entry {
    @Override
    public void agreesWith(Chain chain) {
      var seen = chain.entry(Chain.VAULT, "balances", who.principal()).map(Values::number);
      assertThat(seen.orElse(0L)).as("balance of %s", who).isEqualTo(vault.balance(who));
    }
  }

  List<Entry> entries() {
    var all = new ArrayList<Entry>(holds);
    for (var who : Actor.values()) all.add(new Balance(this, who));
    return all;
  }

  long wallet(Actor who) {
    return wallets.get(who);
  }

  long balance(Actor who) {
    return balances.get(who);
  }

  boolean canPay(Actor who, long amount) {
    return wallet(who) + balance(who) >= amount;
  }

  /** What the vault owes. */
  long obligations() {
    long sum = treasuryDue;
    for (var each : balances.values()) sum += each;
    for (var each : holds) sum += each.amount;
    for (var each : suite.jobs) {
      if (each.escrow.isPresent()) sum += each.escrow.get().total();
    }
    for (var each : suite.models) sum += each.pool.held();
    return sum;
  }

  // ---- money that comes and goes

  void move(Actor who, long amount) {
    wallets.merge(who, amount, Long::sum);
  }

  void credit(Actor who, long amount) {
    assertThat(amount).as("credit of %s", who).isNotNegative();
    balances.merge(who, amount, Long::sum);
    suite.touch(new Balance(this, who));
  }

  /** Takes from the balance, and what that lacks from the wallet. */
  void collect(Actor who, long amount) {
    long fromBalance = Math.min(balance(who), amount);
    balances.merge(who, -fromBalance, Long::sum);
    wallets.merge(who, fromBalance - amount, Long::sum);
    suite.touch(new Balance(this, who));
  }

  void deposit(Actor who, long amount) {
    move(who, -amount);
    credit(who, amount);
  }

  void withdraw(Actor who, long amount) {
    balances.merge(who, -amount, Long::sum);
    move(who, amount);
    suite.touch(new Balance(this, who));
  }

  void give(Actor who, long amount) {
    move(who, -amount);
    gifts += amount;
  }

  /** What a skim would send. */
  long skimmable() {
    return treasuryDue + gifts;
  }

  void skim() {
    move(Actor.TREASURY, skimmable());
    treasuryDue = 0;
    gifts = 0;
  }

  // ---- escrows

  void settle(Job job, List<Payment> payments, long fee, Optional<Actor> keeper) {
    var escrow = job.escrow.orElseThrow();
    for (var payment : payments) {
      assertThat(payment.to() == escrow.payer || escrow.payees.contains(payment.to()))
          .as("%s is a payee of %s", payment.to(), job)
          .isTrue();
      escrow.amount -= payment.amount();
      credit(payment.to(), payment.amount());
    }
    escrow.amount -= fee;
    assertThat(escrow.amount).as("what is left of the escrow of %s", job).isNotNegative();
    treasuryDue += fee;
    keeper.filter(who -> escrow.tips > 0).ifPresent(who -> tip(job, who));
    credit(escrow.payer, escrow.total());
    job.escrow = Optional.empty();
  }

  void tip(Job job, Actor keeper) {
    var escrow = job.escrow.orElseThrow();
    assertThat(escrow.tips).as("tips left of %s", job).isPositive();
    escrow.tips--;
    credit(keeper, escrow.tip);
  }

  record Payment(Actor to, long amount) {}

  // ---- holds

  Hold open(String purpose, Actor owner, long amount) {
    collect(owner, amount);
    var hold = new Hold(holds.size() + 1L, purpose, owner, amount);
    holds.add(hold);
    suite.touch(hold);
    return hold;
  }

  void lock(Hold hold, long amount) {
    assertThat(hold.free()).as("free in %s", hold).isGreaterThanOrEqualTo(amount);
    hold.locked += amount;
    suite.touch(hold);
  }

  void unlock(Hold hold, long amount) {
    hold.locked -= Math.min(amount, hold.locked);
    suite.touch(hold);
  }

  /** Credits the owner with all that is free. */
  void release(Hold hold) {
    long free = hold.free();
    hold.amount -= free;
    credit(hold.owner, free);
    suite.touch(hold);
  }

  void leave(Hold hold, long unbonding) {
    hold.leaving = hold.free();
    hold.since = suite.now;
    hold.unbonding = unbonding;
    suite.touch(hold);
  }

  void collect(Hold hold) {
    credit(hold.owner, hold.leaving);
    hold.amount -= hold.leaving;
    hold.leaving = 0;
    suite.touch(hold);
  }

  /** The waterfall: the injured, the prover, the treasury. */
  void slash(Hold hold, long most, long damage, Actor injured, long bounty, Actor prover) {
    long amount = Math.min(most, hold.amount);
    long toInjured = Math.min(damage, amount);
    long toProver = Math.min(bounty, Math.min(amount - toInjured, amount * MOST_BOUNTY_BPS / BPS));
    hold.amount -= amount;
    hold.locked = Math.min(hold.locked, hold.amount);
    hold.leaving = Math.min(hold.leaving, hold.amount - hold.locked);
    credit(injured, toInjured);
    credit(prover, toProver);
    treasuryDue += amount - toInjured - toProver;
    suite.touch(hold);
  }

  // ---- all of it against the chain

  void sumsAgreeWith(Chain chain) {
    assertThat(chain.variable(Chain.VAULT, "obligations"))
        .as("tracked obligations, against the sum of the model's entries")
        .isEqualTo(obligations());
    assertThat(chain.variable(Chain.VAULT, "treasury-due"))
        .as("owed to the treasury")
        .isEqualTo(treasuryDue);
    assertThat(chain.heldBy(Chain.VAULT))
        .as("held by the vault, against obligations and gifts")
        .isEqualTo(obligations() + gifts);
    for (var who : Actor.values()) {
      assertThat(chain.wallet(who)).as("wallet of %s", who).isEqualTo(wallet(who));
    }
  }
}
