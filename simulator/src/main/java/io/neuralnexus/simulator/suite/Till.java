package io.neuralnexus.simulator.suite;

import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.simulator.suite.ModelFeed.Due;
import io.neuralnexus.simulator.world.Account;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.function.ObjLongConsumer;

/** Has the chain pay what somebody's models earn, all of it together from time to time. */
final class Till {
  private static final long BETWEEN = 50;

  private final Account account;
  private final ModelRegistry.Transactions calls;
  private final ObjLongConsumer<Runnable> later;
  private final SequencedSet<Due> dues = new LinkedHashSet<>();

  /**
   * @param calls that the account signs
   * @param later does something in so many blocks
   */
  Till(Account account, ModelRegistry.Transactions calls, ObjLongConsumer<Runnable> later) {
    this.account = account;
    this.calls = calls;
    this.later = later;
  }

  void add(Due due) {
    if (dues.isEmpty()) later.accept(this::collect, BETWEEN);
    dues.add(due);
  }

  /** Royalties go before shares, which they add to. */
  private void collect() {
    for (var due : dues) {
      if (due instanceof Due.Royalty(var child, var edge)) {
        account.send(calls.settleRoyalty(child, edge));
      }
    }
    for (var due : dues) {
      if (due instanceof Due.Share(var model, var index)) {
        account.send(calls.claimShare(model, index));
      }
    }
    dues.clear();
  }

  boolean isEmpty() {
    return dues.isEmpty();
  }
}
