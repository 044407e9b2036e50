package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import java.util.HashMap;
import java.util.Optional;

/** A fungible token of one contract on one chain. */
public final class FungibleToken implements Journal.Cell {
  private Optional<Uint> maximum = Optional.empty();
  private Uint supply;
  private final HashMap<Principal, Uint> balances = new HashMap<>();

  /** The most units there may be, if the definition says so. */
  public Optional<Uint> maximum() {
    return maximum;
  }

  void limit(Uint most) {
    maximum = Optional.of(most);
  }

  /** The units there are; null before the definition has run. */
  public Uint supply() {
    return supply;
  }

  /** Changes the units there are. */
  public void setSupply(Uint next, Journal journal) {
    journal.record(this, null, supply);
    supply = next;
  }

  /** The units that a principal holds. */
  public Uint balance(Principal owner) {
    return balances.getOrDefault(owner, Uint.ZERO);
  }

  /** Changes the units that a principal holds. */
  public void setBalance(Principal owner, Uint next, Journal journal) {
    journal.record(this, owner, balances.put(owner, next));
  }

  @Override
  public Object exchange(Object key, Object value) {
    if (key != null) {
      return value == null ? balances.remove(key) : balances.put((Principal) key, (Uint) value);
    }
    var before = supply;
    supply = (Uint) value;
    return before;
  }

  FungibleToken copy() {
    var copy = new FungibleToken();
    copy.maximum = maximum;
    copy.supply = supply;
    copy.balances.putAll(balances);
    return copy;
  }
}
