package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Slash;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.Compensation.Event.AddToHold;
import io.neuralnexus.offchain.contracts.Compensation.Event.BindStake;
import io.neuralnexus.offchain.contracts.Compensation.Event.CollectHold;
import io.neuralnexus.offchain.contracts.Compensation.Event.Deposit;
import io.neuralnexus.offchain.contracts.Compensation.Event.LeaveHold;
import io.neuralnexus.offchain.contracts.Compensation.Event.LockHolds;
import io.neuralnexus.offchain.contracts.Compensation.Event.MoveHold;
import io.neuralnexus.offchain.contracts.Compensation.Event.MoveShare;
import io.neuralnexus.offchain.contracts.Compensation.Event.NamePayees;
import io.neuralnexus.offchain.contracts.Compensation.Event.OpenEscrow;
import io.neuralnexus.offchain.contracts.Compensation.Event.OpenHold;
import io.neuralnexus.offchain.contracts.Compensation.Event.OpenPool;
import io.neuralnexus.offchain.contracts.Compensation.Event.PayPool;
import io.neuralnexus.offchain.contracts.Compensation.Event.PayRoyalty;
import io.neuralnexus.offchain.contracts.Compensation.Event.PayShare;
import io.neuralnexus.offchain.contracts.Compensation.Event.RefundFromShare;
import io.neuralnexus.offchain.contracts.Compensation.Event.ReleaseHolds;
import io.neuralnexus.offchain.contracts.Compensation.Event.SettleEscrow;
import io.neuralnexus.offchain.contracts.Compensation.Event.Skim;
import io.neuralnexus.offchain.contracts.Compensation.Event.SlashHolds;
import io.neuralnexus.offchain.contracts.Compensation.Event.TipKeeper;
import io.neuralnexus.offchain.contracts.Compensation.Event.UnlockHolds;
import io.neuralnexus.offchain.contracts.Compensation.Event.Withdraw;
import io.neuralnexus.offchain.contracts.Compensation.SlashHoldsSlashed;
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
  private final Map<Uint, Hold> holds = new LinkedHashMap<>();
  private final Map<Uint, Account> payers = new HashMap<>();
  private final List<Slash> slashes = new ArrayList<>();

  Ledger(Compensation vault, Cast cast) {
    this.vault = vault;
    this.cast = cast;
  }

  /** Reads what a call did. */
  void read(List<Event> events) {
    for (var event : events) {
      if (event instanceof Event.Print(ContractPrincipal contract, Value print)
          && contract.equals(vault.contract())) {
        book(Compensation.Event.fromClarity(print));
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
        .map(Map.Entry::getKey)
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

  private void book(Compensation.Event event) {
    switch (event) {
      case OpenEscrow opened -> open(opened);
      case TipKeeper tipped -> tip(tipped.id(), tipped.keeper(), tipped.tip());
      case SettleEscrow settled -> settle(settled);
      case OpenHold hold -> hold(hold.id(), hold.owner(), hold.purpose(), hold.amount());
      case BindStake bond -> {
        hold(bond.id(), bond.owner(), bond.purpose(), bond.amount());
        bond.released().forEach(part -> release(part.id(), part.amount()));
      }
      case ReleaseHolds parts ->
          parts.released().forEach(part -> release(part.id(), part.amount()));
      case CollectHold left -> release(left.id(), left.amount());
      case SlashHolds parts -> parts.slashed().forEach(this::slash);
      case PayPool sale -> sell(sale);
      case PayRoyalty royalty ->
          flow(model(royalty.id()), model(royalty.parent()), Reason.ROYALTIES, royalty.amount());
      case PayShare share -> share(share);
      case Skim skimmed -> book(cast.treasury(), Reason.TREASURY, number(skimmed.amount()));
      case NamePayees _, LockHolds _, UnlockHolds _, LeaveHold _, OpenPool _ -> {}
      case Deposit _, Withdraw _ -> {}
      case AddToHold _, MoveHold _, MoveShare _, RefundFromShare _ ->
          throw new IllegalStateException("nobody in the play does this: " + event);
    }
  }

  private void open(OpenEscrow escrow) {
    var payer = cast.account(escrow.payer());
    payers.put(escrow.id(), payer);
    var tips = number(escrow.tips()) * number(escrow.tip());
    book(payer, Reason.BUDGETS, -number(escrow.amount()) - tips);
  }

  private void tip(Uint escrow, Principal who, Uint tip) {
    var keeper = cast.account(who);
    book(keeper, Reason.TIPS, number(tip));
    flow(payers.get(escrow).name(), keeper.name(), Reason.TIPS, tip);
  }

  private void settle(SettleEscrow escrow) {
    var payer = cast.account(escrow.payer());
    for (var payment : escrow.payments()) {
      var to = cast.account(payment.to());
      book(to, cast.work(to), number(payment.amount()));
      flow(payer.name(), to.name(), cast.work(to), payment.amount());
    }
    flow(payer.name(), cast.treasury().name(), Reason.PLATFORM_FEES, escrow.fee());
    escrow.keeper().ifPresent(keeper -> tip(escrow.id(), keeper, escrow.tip()));
    book(payer, Reason.BUDGETS, number(escrow.refund()));
  }

  private void hold(Uint id, Principal owner, String purpose, Uint amount) {
    var hold = new Hold(cast.account(owner), Purpose.of(purpose));
    holds.put(id, hold);
    book(hold.owner(), hold.purpose().reason(), -number(amount));
  }

  private void release(Uint id, Uint amount) {
    if (amount.equals(Uint.ZERO)) return;
    var hold = holds.get(id);
    book(hold.owner(), hold.purpose().reason(), number(amount));
  }

  /** What is slashed was booked as stake or bond; from here on it will not come back. */
  private void slash(SlashHoldsSlashed slash) {
    var hold = holds.get(slash.id());
    var owner = hold.owner();
    var injured = cast.account(slash.injured());
    var prover = cast.account(slash.prover());
    var damages = hold.purpose().damages();
    book(owner, hold.purpose().reason(), number(slash.amount()));
    book(owner, Reason.SLASHED, -number(slash.amount()));
    book(injured, damages, number(slash.damage()));
    book(prover, Reason.BOUNTIES, number(slash.bounty()));
    flow(owner.name(), injured.name(), damages, slash.damage());
    flow(owner.name(), prover.name(), Reason.BOUNTIES, slash.bounty());
    flow(owner.name(), cast.treasury().name(), Reason.PART_OF_A_SLASH, slash.treasury());
    slashes.add(new Slash(owner, number(slash.amount()), hold.purpose().fault()));
  }

  private void sell(PayPool sale) {
    var payer = cast.account(sale.payer());
    book(payer, Reason.LICENCES, -number(sale.income()) - number(sale.fee()));
    flow(payer.name(), model(sale.id()), Reason.LICENCES, sale.income());
    flow(payer.name(), cast.treasury().name(), Reason.PLATFORM_FEES, sale.fee());
  }

  private void share(PayShare paid) {
    var share = vault.getShare(paid.controller(), paid.id(), paid.index()).orElseThrow();
    var holder = cast.account(share.holder());
    book(holder, Reason.SHARES, number(paid.amount()));
    flow(model(paid.id()), holder.name(), Reason.SHARES, paid.amount());
  }

  private void book(Account account, Reason reason, long amount) {
    cashbook.add(account, reason.toString(), amount);
  }

  private void flow(String from, String to, Reason reason, Uint amount) {
    if (amount.equals(Uint.ZERO) || from.equals(to)) return;
    flows.merge(new Flow(from, to, reason), number(amount), Math::addExact);
  }

  private static String model(Uint id) {
    return "model " + Text.number(id);
  }

  private static long number(Uint value) {
    return value.longValueExact();
  }
}
