package io.neuralnexus.simulator.suite;

import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.simulator.suite.ModelFeed.Due;
import java.util.LinkedHashSet;
import java.util.SequencedSet;

/** Has the chain pay what somebody's models earn, all of it together from time to time. */
final class Till {
  private static final long BETWEEN = 50;

  private final SuiteAgent agent;
  private final ModelRegistry.Transactions calls;
  private final SequencedSet<Due> dues = new LinkedHashSet<>();

  Till(SuiteAgent agent) {
    this.agent = agent;
    this.calls = ModelRegistry.on(agent.world.chain()).as(agent.account.address()).tx();
  }

  void add(Due due) {
    if (dues.isEmpty()) agent.in(BETWEEN, this::collect);
    dues.add(due);
  }

  /** Royalties go before shares, which they add to. */
  private void collect() {
    for (var due : dues) {
      if (due instanceof Due.Royalty(var child, var edge)) {
        agent.account.send(calls.settleRoyalty(child, edge));
      }
    }
    for (var due : dues) {
      if (due instanceof Due.Share(var model, var index)) {
        agent.account.send(calls.claimShare(model, index));
      }
    }
    dues.clear();
  }

  boolean isEmpty() {
    return dues.isEmpty();
  }
}
