package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.contracts.Compensation;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Printed;
import io.neuralnexus.cli.demo.Slash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Who paid whom and for what, read from the vault's events and from nothing else. What an account
 * has is its wallet and its balance in the vault; whatever moves STX into or out of these is
 * booked.
 */
final class Ledger {
  /** STX that went from one to another for a reason. */
  record Flow(String from, String to, Reason reason) {}

  private record Hold(Account owner, Purpose purpose) {}

  private final Compensation vault;
  private final Cast cast;
  private final Cashbook cashbook = new Cashbook();
  private final SequencedMap<Flow, Long> flows = new LinkedHashMap<>();
  private final Map<Long, Hold> holds = new LinkedHashMap<>();
  private final Map<Long, Account> payers = new HashMap<>();
  private final List<Slash> slashes = new ArrayList<>();

  Ledger(Compensation vault, Cast cast) {
    this.vault = vault;
    this.cast = cast;
  }

  /** Reads what a call did. */
  void read(List<Event> events) {
    for (var event : events) {
      if (event instanceof Event.Print(ContractPrincipal contract, var _)
          && contract.equals(vault.contract())) {
        book(Printed.of(event).orElseThrow());
      }
    }
  }

  /** Why accounts have more or less than before. */
  Cashbook cashbook() {
    return cashbook;
  }

  /** Micro-STX that changed hands, in the order in which each first happened. */
  SequencedMap<Flow, Long> flows() {
    return Collections.unmodifiableSequencedMap(flows);
  }

  /** Numbers of the entries of the vault that hold a stake. */
  List<Uint> stakes() {
    return holds.entrySet().stream()
        .filter(hold -> hold.getValue().purpose().reason() == Reason.STAKES)
        .map(hold -> Uint.of(hold.getKey()))
        .toList();
  }

  /** What was slashed, each account's fault once. */
  List<Slash> slashes() {
    var amounts = new LinkedHashMap<Slash, Long>();
    for (var slash : slashes) {
      amounts.merge(new Slash(slash.who(), 0, slash.reason()), slash.amount(), Math::addExact);
    }
    return amounts.entrySet().stream()
        .map(sum -> new Slash(sum.getKey().who(), sum.getValue(), sum.getKey().reason()))
        .toList();
  }

  private void book(Printed event) {
    switch (event.topic()) {
      case "open-escrow" -> openEscrow(event);
      case "tip-keeper" -> tip(event, cast.account(event.principal("keeper")));
      case "settle-escrow" -> settleEscrow(event);
      case "open-hold" -> openHold(event);
      case "bind-stake" -> {
        openHold(event);
        event.tuples("released").forEach(this::release);
      }
      case "release-holds" -> event.tuples("released").forEach(this::release);
      case "collect-hold" -> release(event);
      case "slash-holds" -> event.tuples("slashed").forEach(this::slash);
      case "pay-pool" -> payPool(event);
      case "pay-royalty" ->
          flow(model(event.amount("id")), model(event.amount("parent")), Reason.ROYALTIES, event);
      case "pay-share" -> payShare(event);
      case "skim" -> book(cast.treasury(), Reason.TREASURY, event.amount("amount"));
      case "name-payees",
          "lock-holds",
          "unlock-holds",
          "leave-hold",
          "open-pool",
          "deposit",
          "withdraw" -> {}
      default -> throw new IllegalStateException("the vault did what nobody books: " + event);
    }
  }

  private void book(Account account, Reason reason, long amount) {
    cashbook.add(account, reason.toString(), amount);
  }

  private void openEscrow(Printed event) {
    var payer = cast.account(event.principal("payer"));
    var tips = event.amount("tips") * event.amount("tip");
    payers.put(event.amount("id"), payer);
    book(payer, Reason.BUDGETS, -event.amount("amount") - tips);
  }

  private void tip(Printed event, Account keeper) {
    book(keeper, Reason.TIPS, event.amount("tip"));
    flow(payers.get(event.amount("id")).name(), keeper.name(), Reason.TIPS, event.amount("tip"));
  }

  private void settleEscrow(Printed event) {
    var payer = cast.account(event.principal("payer"));
    for (var payment : event.tuples("payments")) {
      var to = cast.account(payment.principal("to"));
      book(to, cast.work(to), payment.amount("amount"));
      flow(payer.name(), to.name(), cast.work(to), payment.amount("amount"));
    }
    flow(payer.name(), cast.treasury().name(), Reason.PLATFORM_FEES, event.amount("fee"));
    event.optionalPrincipal("keeper").ifPresent(keeper -> tip(event, cast.account(keeper)));
    book(payer, Reason.BUDGETS, event.amount("refund"));
  }

  private void openHold(Printed event) {
    var hold = new Hold(cast.account(event.principal("owner")), Purpose.of(event.text("purpose")));
    holds.put(event.amount("id"), hold);
    book(hold.owner(), hold.purpose().reason(), -event.amount("amount"));
  }

  private void release(Printed part) {
    if (part.amount("amount") == 0) return;
    var hold = holds.get(part.amount("id"));
    book(hold.owner(), hold.purpose().reason(), part.amount("amount"));
  }

  /** What is slashed was booked as stake or bond; from here on it will not come back. */
  private void slash(Printed slash) {
    var hold = holds.get(slash.amount("id"));
    var injured = cast.account(slash.principal("injured"));
    var prover = cast.account(slash.principal("prover"));
    var owner = hold.owner();
    book(owner, hold.purpose().reason(), slash.amount("amount"));
    book(owner, Reason.SLASHED, -slash.amount("amount"));
    book(injured, hold.purpose().damages(), slash.amount("damage"));
    book(prover, Reason.BOUNTIES, slash.amount("bounty"));
    flow(owner.name(), injured.name(), hold.purpose().damages(), slash.amount("damage"));
    flow(owner.name(), prover.name(), Reason.BOUNTIES, slash.amount("bounty"));
    flow(owner.name(), cast.treasury().name(), Reason.PART_OF_A_SLASH, slash.amount("treasury"));
    slashes.add(new Slash(owner, slash.amount("amount"), hold.purpose().fault()));
  }

  private void payPool(Printed event) {
    var payer = cast.account(event.principal("payer"));
    book(payer, Reason.LICENCES, -event.amount("income") - event.amount("fee"));
    flow(payer.name(), model(event.amount("id")), Reason.LICENCES, event.amount("income"));
    flow(payer.name(), cast.treasury().name(), Reason.PLATFORM_FEES, event.amount("fee"));
  }

  private void payShare(Printed event) {
    var pool = event.amount("id");
    var share =
        vault.getShare(
            event.principal("controller"), Uint.of(pool), Uint.of(event.amount("index")));
    var holder = cast.account(share.orElseThrow().holder());
    book(holder, Reason.SHARES, event.amount("amount"));
    flow(model(pool), holder.name(), Reason.SHARES, event.amount("amount"));
  }

  private void flow(String from, String to, Reason reason, Printed event) {
    flow(from, to, reason, event.amount("amount"));
  }

  private void flow(String from, String to, Reason reason, long amount) {
    if (amount > 0 && !from.equals(to))
      flows.merge(new Flow(from, to, reason), amount, Math::addExact);
  }

  private static String model(long id) {
    return "model " + id;
  }
}
