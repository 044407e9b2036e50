package io.neuralnexus.simulator.suite;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.Participant;
import io.neuralnexus.simulator.world.World;

/** What agents of the suite have in common: an account, a feed, and ways to sign. */
abstract class SuiteAgent extends Participant implements Watcher {
  final Account account;
  final SuiteFeed feed;
  final Truth truth;
  final Chance chance;
  final Calls calls;

  /** The contracts, for reading. */
  final ComputationVerification computation;

  final Compensation vault;

  /** Transactions that this agent's account signs. */
  record Calls(
      Marketplace.Transactions market,
      ComputationVerification.Transactions computation,
      DataRights.Transactions data,
      ModelRegistry.Transactions models,
      Compensation.Transactions vault) {
    static Calls of(ContractHost chain, Account account) {
      return new Calls(
          Marketplace.on(chain).as(account.address()).tx(),
          ComputationVerification.on(chain).as(account.address()).tx(),
          DataRights.on(chain).as(account.address()).tx(),
          ModelRegistry.on(chain).as(account.address()).tx(),
          Compensation.on(chain).as(account.address()).tx());
    }
  }

  SuiteAgent(World world, Part part) {
    super(world, part);
    this.account = world.open(part, part.population().wealth());
    this.feed = SuiteFeed.of(world);
    this.truth = Truth.of(world);
    this.chance = part.chance();
    this.calls = Calls.of(world.chain(), account);
    this.computation = ComputationVerification.on(world.chain());
    this.vault = Compensation.on(world.chain());
    feed.follow(account.address(), this);
  }

  @Override
  public void see(LiveJob job, Happening what) {}

  /** Pays for something that is priced in USD, beside the chain. */
  final void spendUsd(double usd) {
    account.spend(stx(usd));
  }

  final void earnUsd(double usd) {
    account.earn(stx(usd));
  }

  /** micro-STX for an amount in USD. */
  final long micro(double usd) {
    return Math.round(stx(usd) * MICRO);
  }

  /** micro-STX with which it can pay a bond: its wallet, and what it has in the vault. */
  final long funds() {
    return account.wallet() + vault.getBalance(account.address()).longValueExact();
  }

  /** For what its models earn. */
  final Till till() {
    return new Till(account, calls.models(), (collect, blocks) -> later(blocks, collect));
  }

  /** Takes a stake back once it is free, after it has been asked for in this block. */
  final void collectUnbonded(Uint hold) {
    later(
        world.parameter("compute-unbonding") + 2,
        () -> account.send(calls.vault().collectHold(hold)));
  }
}
