package io.neuralnexus.offchain.chain;

import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A chain that calls public functions for the accounts whose wallets it was given. */
abstract class SigningChain implements Chain {
  private final Map<StandardPrincipal, Wallet> wallets;

  /** One call at a time: the next takes the nonce after it. */
  private final Object calling = new Object();

  SigningChain(Collection<Wallet> wallets) {
    this.wallets =
        wallets.stream()
            .collect(Collectors.toUnmodifiableMap(Wallet::address, Function.identity()));
  }

  /**
   * Signs a call, sends it and waits until it is in a block.
   *
   * @return its result, and what contracts printed in it; nothing else of what happened
   * @throws ClarityRuntimeException if the VM aborted it
   * @throws ChainException also if no wallet of the sender is here
   */
  @Override
  public final Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender) {
    var wallet = wallets.get(sender);
    if (wallet == null) {
      throw new ChainException(
          ChainException.Kind.REFUSED,
          "%s cannot be called as %s, whose wallet is not here".formatted(function, sender));
    }
    synchronized (calling) {
      var id = send(wallet.sign(id(), nonce(sender), principal(contract), function, arguments));
      var made = made(id);
      if (made.isAborted()) {
        throw new ClarityRuntimeException("the VM aborted %s.%s".formatted(contract, function), "");
      }
      return new Receipt(made.result(), prints(id, made.at().stacks()), Optional.empty());
    }
  }

  private ContractPrincipal principal(String contract) {
    try {
      return contract.indexOf('.') < 0
          ? deployer().contract(contract)
          : ContractPrincipal.parse(contract);
    } catch (IllegalArgumentException e) {
      throw new ChainException(
          ChainException.Kind.REFUSED,
          "'%s' is not a contract: %s".formatted(contract, e.getMessage()));
    }
  }

  private MadeCall made(CallId id) {
    while (true) {
      var seen = heights();
      var made = find(id);
      if (made.isPresent()) return made.get();
      try {
        await(seen, Long.MAX_VALUE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ChainException(
            ChainException.Kind.UNREACHABLE,
            "interrupted before the call %s was in a block; it may get there".formatted(id),
            e);
      }
    }
  }

  private List<Event> prints(CallId id, long height) {
    var prints = new ArrayList<Event>();
    for (var event : events(height).events()) {
      if (event.call().equals(id)) prints.add(event.print());
    }
    return prints;
  }
}
