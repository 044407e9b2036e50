package io.neuralnexus.simulator.world;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.function.Consumer;

/**
 * An account of an agent on the chain, and what it pays and earns beside the chain. Whoever has it
 * can sign for it.
 */
public final class Account {
  private final World world;
  private final Part owner;
  private final StandardPrincipal address;
  private final long funded;
  private double beside;

  /** micro-STX that transfers have taken from the wallet, net, and the most that was so far. */
  private long out;

  private long mostOut;

  Account(World world, Part owner, StandardPrincipal address, long funded) {
    this.world = world;
    this.owner = owner;
    this.address = address;
    this.funded = funded;
  }

  public StandardPrincipal address() {
    return address;
  }

  /** Who it belongs to. */
  public Part owner() {
    return owner;
  }

  /** micro-STX in the wallet. */
  public long wallet() {
    return world.balance(address);
  }

  /**
   * Signs a transaction, which is in the next block that is made.
   *
   * @param then is given the receipt
   * @throws IllegalArgumentException if another account would have to sign
   */
  public void send(Transaction transaction, Consumer<Receipt> then) {
    if (!transaction.sender().equals(address)) {
      throw new IllegalArgumentException(
          "%s cannot sign for %s".formatted(owner.name(), transaction.sender()));
    }
    world.enqueue(transaction, then);
  }

  /** Signs a transaction whose receipt nobody waits for. */
  public void send(Transaction transaction) {
    send(transaction, _ -> {});
  }

  /** Pays STX beside the chain, as for electricity or a bribe. */
  public void spend(double stx) {
    beside -= stx;
  }

  /** Gets STX beside the chain. */
  public void earn(double stx) {
    beside += stx;
  }

  void moved(long micro) {
    out -= micro;
    mostOut = Math.max(mostOut, out);
  }

  /** STX that it began with. */
  double funded() {
    return funded / 1e6;
  }

  /** STX that it has won or lost since the beginning, beside the chain too. */
  double profit(long worth) {
    return (worth - funded) / 1e6 + beside;
  }

  /** STX that it had in the contracts at most, or paid beside the chain. */
  double capital() {
    return mostOut / 1e6 + Math.max(0, -beside);
  }
}
