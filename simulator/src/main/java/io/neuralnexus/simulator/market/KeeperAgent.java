package io.neuralnexus.simulator.market;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.market.Deal.State;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.function.Supplier;

/** Pushes on whatever waits, for tips. */
final class KeeperAgent extends MarketAgent {
  private static final int ROUNDS = 288;

  private final Account account;

  KeeperAgent(World world, Part part) {
    super(world, part);
    account = open(part.population().wealth());
    feed.watch(this);
    later(ROUNDS, this::goRound);
  }

  private void goRound() {
    withdrawBalance(account);
    if (market.vars().treasuryDue().compareTo(Uint.ZERO) > 0) send(account, as(account).skim());
    if (!isClosed()) later(ROUNDS, this::goRound);
  }

  @Override
  public void close() {
    super.close();
    later(1, this::goRound);
  }

  @Override
  public void told(Deal deal, Event event) {
    switch (event) {
      case Event.BidPlaced _ -> awaitEnd(deal);
      case Event.ResultClaimed _ ->
          push(deal, State.CLAIMED, () -> as(account).settleUnanswered(deal.id));
      case Event.DrawAwaited _ ->
          push(deal, State.CONTESTED, () -> as(account).drawCommittee(deal.id));
      case Event.VotingOpened _ ->
          push(deal, State.VOTING, () -> as(account).finalizeVerdict(deal.id));
      default -> {}
    }
  }

  /** Calls a function once the present deadline has passed, if nothing has happened until then. */
  private void push(Deal deal, State state, Supplier<Transaction> call) {
    var round = deal.round;
    whenPassed(
        deal.deadline,
        () -> {
          if (deal.state == state && deal.round.equals(round)) send(account, call.get());
        });
  }

  private void awaitEnd(Deal deal) {
    whenPassed(
        deal.deadline - deal.time,
        () -> {
          if (deal.state == State.QUEUED) expire(deal);
        });
    whenPassed(
        deal.deadline,
        () -> {
          if (deal.state.ordinal() <= State.DELIVERED.ordinal()) expire(deal);
        });
  }

  private void expire(Deal deal) {
    send(account, as(account).expireBid(deal.id));
  }
}
