package io.neuralnexus.simulator.world;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.List;

/** Something that a world did to its chain. */
public sealed interface Act {
  /** An account got micro-STX from outside. */
  record Fund(StandardPrincipal account, long micro) implements Act {}

  /** A burn block passed, with the first Stacks block of its tenure. */
  record Burn() implements Act {}

  /** A Stacks block was made of these transactions. */
  record Mine(List<Transaction> transactions) implements Act {
    public Mine {
      transactions = List.copyOf(transactions);
    }
  }
}
