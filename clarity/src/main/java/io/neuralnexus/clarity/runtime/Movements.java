package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainEvent;
import java.util.ArrayList;
import java.util.List;

/**
 * What a transaction has taken from whom, in order; allowances are checked against a part of it.
 */
public final class Movements {
  /** Something that was taken from somebody. */
  public sealed interface Movement {
    /** From whom. */
    Principal from();
  }

  /** Micro-STX that were sent. */
  public record Stx(Principal from, Uint amount) implements Movement {}

  /** Micro-STX that were burnt. */
  public record StxBurnt(Principal from, Uint amount) implements Movement {}

  /** Units of a fungible token that were sent or burnt. */
  public record Ft(Principal from, ChainEvent.Asset asset, Uint amount) implements Movement {}

  /** A non-fungible token that was sent or burnt. */
  public record Nft(Principal from, ChainEvent.Asset asset, Value id) implements Movement {}

  /** Micro-STX that were locked for stacking. */
  public record Stacked(Principal from, Uint amount) implements Movement {}

  /** An action of PoX that changes a position, also one that failed. */
  public record PoxAction(Principal from) implements Movement {}

  private final ArrayList<Movement> movements = new ArrayList<>();

  /** Whether an amount of tokens was so large that a sum might not be counted any more. */
  private boolean large;

  /**
   * Notes a movement.
   *
   * @throws ArithmeticException if more units of a token have been taken from one than can be
   *     counted, as may be when they go to and fro
   */
  public void add(Movement movement) {
    if (movement instanceof Ft tokens) count(tokens);
    movements.add(movement);
  }

  private void count(Ft tokens) {
    large |= tokens.amount().high() != 0;
    if (!large) return;
    var total = tokens.amount();
    for (var each : movements) {
      if (each instanceof Ft(var from, var asset, var amount)
          && from.equals(tokens.from())
          && asset.equals(tokens.asset())) {
        total = total.plus(amount);
      }
    }
  }

  /** The present, to count from or go back to. */
  public int mark() {
    return movements.size();
  }

  /** Forgets what has moved since a mark. */
  public void rollback(int mark) {
    while (movements.size() > mark) movements.removeLast();
  }

  /** What has moved since a mark; valid until the next change. */
  public List<Movement> since(int mark) {
    return movements.subList(mark, movements.size());
  }
}
