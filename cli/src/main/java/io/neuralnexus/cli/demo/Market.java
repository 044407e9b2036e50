package io.neuralnexus.cli.demo;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.contracts.Governance;
import io.neuralnexus.cli.contracts.NeuralTrainingMarket;
import java.util.SequencedMap;

/**
 * The chain as everyone in the play uses it: calls that must succeed, each with the reason for the
 * STX it moves, and time.
 */
final class Market {
  private final Simnet simnet;
  private final Cashbook cashbook;
  private final NeuralTrainingMarket contract;
  private final Governance governance;

  Market(Simnet simnet, Cashbook cashbook) {
    this.simnet = simnet;
    this.cashbook = cashbook;
    this.contract = NeuralTrainingMarket.on(simnet);
    this.governance = Governance.on(simnet);
  }

  NeuralTrainingMarket.As as(Account account) {
    return contract.as(account.address());
  }

  Governance.As governanceAs(Account account) {
    return governance.as(account.address());
  }

  /** For reading. */
  NeuralTrainingMarket contract() {
    return contract;
  }

  Governance governance() {
    return governance;
  }

  /**
   * A call that moves nothing, or nothing of whoever makes it.
   *
   * @throws IllegalStateException if the contract refused it
   */
  <O, E> Done<O> done(TypedReceipt<Response<O, E>> receipt) {
    if (receipt.value().isErr()) {
      throw new IllegalStateException("the market refused a call of the demo: " + receipt);
    }
    return new Done<>(receipt.value().ok(), receipt.receipt().events());
  }

  /** A call that moves STX of one account, for one reason. */
  <O, E> Done<O> done(Account account, String reason, TypedReceipt<Response<O, E>> receipt) {
    var done = done(receipt);
    cashbook.add(account, reason, done.moved(account));
    return done;
  }

  /** Claims all that a settled bid still owes an account, for one reason; returns micro-STX. */
  long collect(Account account, Bid bid, String reason) {
    var paid = claim(account, bid);
    book(account, reason, paid);
    return paid;
  }

  /**
   * Claims all that a settled bid still owes an account; returns micro-STX.
   *
   * @param parts the reasons for it, in the order to tell them
   * @throws IllegalStateException if the reasons do not add up to what was paid
   */
  long collect(Account account, Bid bid, SequencedMap<String, Long> parts) {
    var paid = claim(account, bid);
    var sum = parts.values().stream().mapToLong(Long::longValue).sum();
    if (sum != paid) {
      throw new IllegalStateException(
          "bid %s paid %d micro-STX to %s, but for %s".formatted(bid.id(), paid, account, parts));
    }
    parts.forEach((reason, amount) -> book(account, reason, amount));
    return paid;
  }

  private long claim(Account account, Bid bid) {
    if (claimable(account, bid) == 0) return 0;
    return done(as(account).claimValidationReward(bid.modelId())).moved(account);
  }

  /** Notes a reason for which STX of an account moved; micro-STX, negative if it paid them. */
  void book(Account account, String reason, long amount) {
    cashbook.add(account, reason, amount);
  }

  /** What a settled bid still owes an account, micro-STX. */
  long claimable(Account account, Bid bid) {
    return contract.getClaimable(bid.modelId(), account.address()).longValueExact();
  }

  /** What lies in the market for an account, micro-STX. */
  long deposit(Account account) {
    return contract.getBalance(account.address()).longValueExact();
  }

  /** Lets that many blocks of both chains pass. */
  void mine(long blocks) {
    simnet.mineEmptyBurnBlocks(Math.toIntExact(blocks));
  }

  /** Lets the burn chain grow beyond a height. */
  void mineBeyond(Uint burnHeight) {
    var missing = burnHeight.longValueExact() + 1 - simnet.burnBlockHeight();
    if (missing > 0) mine(missing);
  }

  /** The value of a parameter of governance, in its unit. */
  long parameter(String name) {
    return governance
        .getParameter(name)
        .orElseThrow(() -> new IllegalStateException("governance has no parameter " + name))
        .value()
        .longValueExact();
  }

  /** Unlocked micro-STX from the ledger. */
  long balance(Principal who) {
    return simnet.stxBalance(who).longValueExact();
  }
}
