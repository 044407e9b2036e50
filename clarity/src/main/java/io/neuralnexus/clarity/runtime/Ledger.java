package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import java.util.HashMap;

/** Who has how many micro-STX, free and locked. */
public final class Ledger implements Journal.Cell {
  /**
   * What one principal has.
   *
   * @param unlocked micro-STX to spend
   * @param locked micro-STX that are locked, unless the unlock height has come
   * @param unlockHeight the burn height from which they are free
   */
  public record Account(Uint unlocked, Uint locked, long unlockHeight) {
    /** Nothing. */
    public static final Account EMPTY = new Account(Uint.ZERO, Uint.ZERO, 0);
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
  public void restore(Object key, Object before) {
    if (key == null) liquid = (Uint) before;
    else if (before == null) accounts.remove(key);
    else accounts.put((Principal) key, (Account) before);
  }

  Ledger copy() {
    var copy = new Ledger();
    copy.accounts.putAll(accounts);
    copy.liquid = liquid;
    return copy;
  }
}
