package io.neuralnexus.cli.demo;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Bootstrap;
import io.neuralnexus.offchain.contracts.Governance;
import java.util.HashSet;
import java.util.Set;

/**
 * The chain on which everything is played, once its deployer has wired the contracts: calls that
 * must succeed, time, and the ledger.
 */
public final class Chain {
  private final Simnet simnet;
  private final Governance governance;
  private final Account deployer;
  private final Account treasury = Account.named("treasury");
  private final Account guardian = Account.named("guardian");

  private Chain(Simnet simnet) {
    this.simnet = simnet;
    this.governance = Governance.on(simnet);
    this.deployer = new Account("deployer", simnet.deployer());
  }

  /**
   * Ends the bootstrap of a fresh chain as the deployment plans do: treasury, guardian, vaults and
   * roles. From here on the deployer has no power.
   */
  public static Chain open(Simnet simnet) {
    var chain = new Chain(simnet);
    Bootstrap.finish(simnet, chain.treasury.address(), chain.guardian.address());
    return chain;
  }

  /** For bindings. */
  public Simnet simnet() {
    return simnet;
  }

  public Account deployer() {
    return deployer;
  }

  /** Where fees and parts of slashes go. */
  public Account treasury() {
    return treasury;
  }

  public Account guardian() {
    return guardian;
  }

  /**
   * A call that must succeed.
   *
   * @throws IllegalStateException if the contract refused it
   */
  public <O, E> Done<O> done(TypedReceipt<Response<O, E>> receipt) {
    if (receipt.value().isErr()) {
      throw new IllegalStateException("a contract refused a call of the demo: " + receipt);
    }
    return new Done<>(receipt.value().ok(), receipt.receipt().events());
  }

  /** Gives an account micro-STX to begin with. */
  public void fund(Account account, long amount) {
    simnet.mintStx(account.address(), amount);
  }

  /** Lets that many blocks of both chains pass. */
  public void mine(long blocks) {
    simnet.mineEmptyBurnBlocks(Math.toIntExact(blocks));
  }

  /** Lets a window of that many blocks pass, to the first moment after it. */
  public void waitOut(Uint window) {
    mine(window.longValueExact() + 1);
  }

  /** Lets the burn chain grow beyond a height. */
  public void mineBeyond(Uint burnHeight) {
    var missing = burnHeight.longValueExact() + 1 - simnet.burnBlockHeight();
    if (missing > 0) mine(missing);
  }

  /** The value of a parameter of governance, in its unit. */
  public long parameter(String name) {
    return governance
        .getParameter(name)
        .orElseThrow(() -> new IllegalStateException("governance has no parameter " + name))
        .value()
        .longValueExact();
  }

  /** Unlocked micro-STX from the ledger. */
  public long balance(Principal who) {
    return simnet.stxBalance(who).longValueExact();
  }

  /** All principals that can hold STX before anybody takes part: accounts and contracts. */
  Set<Principal> holders() {
    var holders = new HashSet<Principal>(simnet.accounts().values());
    holders.addAll(simnet.contractInterfaces().keySet());
    holders.add(treasury.address());
    holders.add(guardian.address());
    return holders;
  }
}
