package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.Blocks;
import java.util.HashMap;
import java.util.Optional;

/**
 * Who has how many micro-STX, free and locked. What has come free stays written as locked until its
 * owner spends or locks again; {@link Account#at} says what it is worth now.
 */
public final class Ledger implements Journal.Cell {
  /**
   * What one principal has.
   *
   * @param unlocked micro-STX to spend
   * @param lock what is locked, if anything
   */
  public record Account(Uint unlocked, Optional<Lock> lock) {
    /** Nothing. */
    public static final Account EMPTY = new Account(Uint.ZERO, Optional.empty());

    /** The same account as it counts in the block that is being made. */
    public Account at(Blocks blocks) {
      if (lock.isEmpty() || !lock.get().isOver(blocks)) return this;
      return new Account(total(), Optional.empty());
    }

    /** All that is there, free and locked. */
    public Uint total() {
      try {
        return unlocked.plus(locked());
      } catch (ArithmeticException e) {
        throw Abort.internal("Expect(\"STX overflow\")");
      }
    }

    /** Micro-STX that are locked; zero if none are. */
    public Uint locked() {
      return lock.map(Lock::amount).orElse(Uint.ZERO);
    }

    Account plus(Uint amount) {
      return new Account(unlocked.plus(amount), lock);
    }

    Account minus(Uint amount) {
      return new Account(unlocked.minus(amount), lock);
    }
  }

  /**
   * Micro-STX that are locked for stacking.
   *
   * @param amount how many, more than zero
   * @param unlockHeight the burn height from which they are free
   * @param pox the version of PoX that has locked them, from 1 to 5
   */
  public record Lock(Uint amount, long unlockHeight, int pox) {
    /** A new version of PoX frees what its predecessor has locked, from its epoch on. */
    private Optional<Long> retirement(Blocks blocks) {
      var since =
          switch (pox) {
            case 1 -> Epoch.EPOCH_2_0;
            case 2 -> Epoch.EPOCH_2_2;
            case 3 -> Epoch.EPOCH_2_5;
            case 4 -> Epoch.EPOCH_4_0;
            default -> null;
          };
      return since != null && blocks.epoch().compareTo(since) >= 0
          ? Optional.of(blocks.unlockHeight(pox))
          : Optional.empty();
    }

    /** The burn height from which they are free, with the retirement of that version. */
    public long effectiveUnlockHeight(Blocks blocks) {
      return retirement(blocks).map(height -> Math.min(height, unlockHeight)).orElse(unlockHeight);
    }

    boolean isOver(Blocks blocks) {
      return effectiveUnlockHeight(blocks) <= blocks.burnHeight();
    }
  }

  private final HashMap<Principal, Account> accounts = new HashMap<>();
  private Uint liquid = Uint.ZERO;

  /** What a principal has, as last written: what has come free since still counts as locked. */
  public Account account(Principal owner) {
    return accounts.getOrDefault(owner, Account.EMPTY);
  }

  /** Changes what a principal has. */
  public void setAccount(Principal owner, Account next, Journal journal) {
    journal.record(this, owner, accounts.put(owner, next));
  }

  /**
   * Sends micro-STX from one to another, if the sender has them free.
   *
   * @return whether that is so
   * @throws ArithmeticException if the recipient would have too many; nothing has changed then
   */
  public boolean transfer(
      Principal from, Principal to, Uint amount, Blocks blocks, Journal journal) {
    var sender = account(from).at(blocks);
    if (sender.unlocked().compareTo(amount) < 0) return false;
    var recipient = account(to).plus(amount);
    setAccount(to, recipient, journal);
    setAccount(from, sender.minus(amount), journal);
    return true;
  }

  /**
   * Destroys micro-STX, if their owner has them free.
   *
   * @return whether that is so
   */
  public boolean burn(Principal from, Uint amount, Blocks blocks, Journal journal) {
    var sender = account(from).at(blocks);
    if (sender.unlocked().compareTo(amount) < 0) return false;
    setAccount(from, sender.minus(amount), journal);
    setLiquidSupply(liquid.minus(amount), journal);
    return true;
  }

  /**
   * Makes micro-STX for a principal.
   *
   * @throws ArithmeticException if there would be too many; nothing has changed then
   */
  public void mint(Principal to, Uint amount, Journal journal) {
    var recipient = account(to).plus(amount);
    var supply = liquid.plus(amount);
    setAccount(to, recipient, journal);
    setLiquidSupply(supply, journal);
  }

  /**
   * Changes what is locked of what a principal has: the rest is free. What has come free counts as
   * free.
   *
   * @return whether the principal has as much
   */
  public boolean lock(Principal owner, Lock lock, Blocks blocks, Journal journal) {
    var total = account(owner).at(blocks).total();
    if (total.compareTo(lock.amount()) < 0) return false;
    setAccount(owner, new Account(total.minus(lock.amount()), Optional.of(lock)), journal);
    return true;
  }

  /** All micro-STX there are ({@code stx-liquid-supply}). */
  public Uint liquidSupply() {
    return liquid;
  }

  /** Changes how many micro-STX there are. */
  public void setLiquidSupply(Uint next, Journal journal) {
    journal.record(this, null, liquid);
    liquid = next;
  }

  @Override
  public Object exchange(Object key, Object value) {
    if (key != null) {
      return value == null ? accounts.remove(key) : accounts.put((Principal) key, (Account) value);
    }
    var before = liquid;
    liquid = (Uint) value;
    return before;
  }

  Ledger copy() {
    var copy = new Ledger();
    copy.accounts.putAll(accounts);
    copy.liquid = liquid;
    return copy;
  }
}
