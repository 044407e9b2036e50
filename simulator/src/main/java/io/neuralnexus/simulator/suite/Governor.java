package io.neuralnexus.simulator.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Governance;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Part;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.Map;

/**
 * Votes with locked STX, which earn nothing meanwhile. A governor with a proposal to make asks for
 * another platform fee, and has a profit of it for every block that it is in force.
 */
final class Governor extends SuiteAgent {
  private static final String PARAMETER = "platform-fee-bps";
  private static final double BLOCKS_A_YEAR = 52_560;

  private final GovernorStrategy strategy;
  private final Governance governance;
  private final Governance.Transactions calls;
  private final Polls polls;
  private final Map<Principal, Account> besides = new HashMap<>();
  private boolean voting;

  Governor(World world, Part part, GovernorStrategy strategy) {
    super(world, part);
    this.strategy = strategy;
    this.governance = Governance.on(world.chain());
    this.calls = governance.as(account.address()).tx();
    this.polls = Polls.of(world);
    polls.attend(this::read);
    if (part.setting("propose") > 0) later((long) part.setting("propose"), this::propose);
  }

  private void propose() {
    account.send(calls.proposeParameter(PARAMETER, uint((long) part.setting("target"))));
  }

  private void read(Governance.Event.Propose made) {
    var own = made.proposer().equals(account.address());
    if (own) {
      polls.promise(made.id(), part.setting("bribe"));
      later(made.timelock().longValueExact() + 1, () -> end(made.id()));
      voting = true;
      later(1, () -> vote(made.id(), own));
      return;
    }
    // After a bribe can be known, and before the end.
    later(
        2 + chance.below((int) Math.max(1, made.voting().longValueExact() - 4)),
        () -> vote(made.id(), own));
  }

  private void vote(Uint id, boolean own) {
    var proposal = governance.getProposal(id);
    if (proposal.isEmpty()) return;
    var known = proposal.get();
    var wealth = account.wallet() / MICRO;
    var blocks = known.timelock().longValueExact();
    var cost = wealth * part.setting("yield") * blocks / BLOCKS_A_YEAR;
    var bribe = own ? 0 : polls.promised(id) * wealth;
    var choice =
        strategy.votes(
            new GovernorStrategy.Ballot(
                known.quorum().longValueExact() / MICRO,
                known.yes().longValueExact() / MICRO,
                known.no().longValueExact() / MICRO,
                wealth,
                cost,
                bribe,
                own));
    if (choice.equals("abstain") || account.wallet() == 0) return;
    var yes = choice.equals("yes");
    account.send(
        calls.vote(id, yes, uint(account.wallet())),
        receipt -> {
          if (!(receipt.result() instanceof ResponseValue.Ok)) return;
          account.spend(cost);
          if (yes && bribe > 0) {
            account.earn(bribe);
            pay(known.proposer(), bribe);
          }
          voting = true;
          var lock = governance.getLock(account.address()).orElseThrow();
          later(lock.release().burn().longValueExact() + 1 - world.burnHeight(), this::withdraw);
        });
  }

  /** A bribe is paid by whoever proposed. */
  private void pay(Principal proposer, double stx) {
    var payer = besides.computeIfAbsent(proposer, world::account);
    if (payer != null) payer.spend(stx);
  }

  private void withdraw() {
    account.send(calls.withdrawLock(), _ -> voting = false);
  }

  private void end(Uint id) {
    account.send(
        calls.execute(id),
        receipt -> {
          if (receipt.result() instanceof ResponseValue.Ok) {
            world.recorder().add("captured", 1);
            var left = Math.max(0, world.scenario().horizon() - world.block());
            earnUsd(part.setting("gain") * left);
          } else {
            account.send(calls.close(id));
          }
        });
  }

  @Override
  public boolean isBusy() {
    return voting;
  }
}
