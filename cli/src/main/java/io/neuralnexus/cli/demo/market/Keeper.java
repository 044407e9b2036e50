package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Done;

/** Pushes on whatever waits for anyone to do so, for tips. */
final class Keeper {
  private final Account account;
  private final World world;

  Keeper(Account account, World world) {
    this.account = account;
    this.world = world;
  }

  Done<?> drawCommittee(Bid bid) {
    return world.market().done(world.market().as(account).drawCommittee(bid.id()));
  }

  Done<?> finalizeVerdict(Bid bid) {
    return world.market().done(world.market().as(account).finalizeVerdict(bid.id()));
  }

  /** Sends the treasury its part of what was slashed, if anything was. */
  void skim(Account treasury) {
    var market = world.market();
    if (market.contract().getSolvency().treasury().equals(Uint.ZERO)) return;
    market.done(treasury, "parts of slashes", market.as(account).skim());
  }

  /** What it has earned and not withdrawn, micro-STX. */
  long tips() {
    return world.market().deposit(account);
  }

  /** Takes its tips, if there are any. */
  void withdraw() {
    if (tips() == 0) return;
    var market = world.market();
    market.done(account, "tips", market.as(account).withdrawBalance(Uint.of(tips())));
  }
}
