package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Slash;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.Compensation.Event.BindStake;
import io.neuralnexus.offchain.contracts.Compensation.Event.OpenEscrow;
import io.neuralnexus.offchain.contracts.Compensation.Event.OpenHold;
import io.neuralnexus.offchain.contracts.Compensation.Event.SettleEscrow;
import io.neuralnexus.offchain.contracts.Compensation.Event.SlashHolds;
import io.neuralnexus.offchain.contracts.Compensation.Event.TipKeeper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who earned and lost what, read from the vault's events. What an account has is its wallet, its
 * balance in the vault and what it holds there: stakes and bonds are still its own.
 */
final class Books {
  private final Compensation vault;
  private final Cast cast;
  private final Cashbook cashbook = new Cashbook();
  private final Map<Uint, Principal> holds = new LinkedHashMap<>();
  private final Map<Uint, String> purposes = new HashMap<>();
  private final List<Slash> slashes = new ArrayList<>();

  Books(Compensation vault, Cast cast) {
    this.vault = vault;
    this.cast = cast;
  }

  Cashbook cashbook() {
    return cashbook;
  }

  List<Slash> slashes() {
    return List.copyOf(slashes);
  }

  void read(Compensation.Event event) {
    switch (event) {
      case OpenHold hold -> note(hold.id(), hold.owner(), hold.purpose());
      case BindStake bond -> note(bond.id(), bond.owner(), bond.purpose());
      case OpenEscrow opened ->
          book(
              opened.payer(),
              "budgets",
              -number(opened.amount()) - number(opened.tips()) * number(opened.tip()));
      case TipKeeper tipped -> book(tipped.keeper(), "tips", number(tipped.tip()));
      case SettleEscrow settled -> {
        for (var part : settled.payments()) {
          book(part.to(), cast.work(part.to()), number(part.amount()));
        }
        settled.keeper().ifPresent(keeper -> book(keeper, "tips", number(settled.tip())));
        book(settled.payer(), "budgets", number(settled.refund()));
      }
      case SlashHolds parts -> parts.slashed().forEach(this::slash);
      default -> {}
    }
  }

  private void note(Uint id, Principal owner, String purpose) {
    holds.put(id, owner);
    purposes.put(id, purpose);
  }

  private void slash(Compensation.SlashHoldsSlashed slash) {
    book(slash.owner(), "slashed", -number(slash.amount()));
    book(slash.injured(), "damages", number(slash.damage()));
    book(slash.prover(), "bounties", number(slash.bounty()));
    slashes.add(
        new Slash(cast.account(slash.owner()), number(slash.amount()), purposes.get(slash.id())));
  }

  private void book(Principal who, String reason, long amount) {
    cashbook.add(cast.account(who), reason, amount);
  }

  /** What an account holds in the vault besides its balance, micro-STX. */
  long held(Principal who) {
    return holds.entrySet().stream()
        .filter(hold -> hold.getValue().equals(who))
        .flatMap(hold -> vault.getHold(hold.getKey()).stream())
        .mapToLong(hold -> number(hold.amount()))
        .sum();
  }

  private static long number(Uint value) {
    return value.longValueExact();
  }
}
