package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.cli.demo.Check;
import io.neuralnexus.cli.demo.Ending.Line;
import io.neuralnexus.cli.demo.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Watches the money of the suite from its first micro-STX to its last: by the ledger of the chain,
 * by the events of the vault, and by what the terms say, each independent of the others.
 */
final class SuiteAudit {
  private final Stage stage;
  private final Cast cast;
  private final Oracle oracle;
  private final Opening opening;
  private final long treasury;
  private final List<Check> found = new ArrayList<>();
  private boolean solvent = true;
  private boolean explained = true;

  /** Starts watching, before anything is in the vault. */
  SuiteAudit(Stage stage, Cast cast, Oracle oracle) {
    this.stage = stage;
    this.cast = cast;
    this.oracle = oracle;
    this.opening = new Opening(stage.chain(), cast.all());
    this.treasury = stage.chain().balance(cast.treasury().address());
  }

  /** Notes whether the vault holds what it owes, and whether its events explain all wealth. */
  void look() {
    var solvency = stage.vault.getSolvency();
    solvent &= held() == solvency.balance().longValueExact();
    solvent &= solvency.balance().equals(solvency.obligations());
    explained &=
        opening.balances().entrySet().stream()
            .allMatch(
                entry ->
                    entry.getValue() + stage.ledger().cashbook().total(entry.getKey())
                        == stage.wealth(entry.getKey()));
  }

  /** Notes something else that must hold. */
  void found(String name, String meaning, boolean ok) {
    found.add(new Check(name, meaning, ok));
  }

  /** How the accounts stand now, and why. */
  List<Line> lines() {
    return opening.lines(stage.ledger().cashbook());
  }

  /** What must hold when everybody has left. */
  List<Check> checks() {
    look();
    var money =
        List.of(
            new Check("vault", "after every act the vault held exactly what it owed", solvent),
            new Check(
                "ledger",
                "after every act the vault's events explained what everyone had",
                explained),
            new Check(
                "settlement",
                "data, computation and audits were paid as the jobs' terms say",
                agrees(
                    Reason.DATA, Reason.COMPUTATION, Reason.AUDITS, Reason.BUDGETS, Reason.TIPS)),
            new Check(
                "penalties",
                "who was wrong lost, and who proved it or was harmed got, what the rules say",
                agrees(Reason.SLASHED, Reason.BONDS_WON, Reason.BOUNTIES, Reason.COMPENSATION)),
            new Check(
                "royalties",
                "licences, royalties two levels up and shares: equal to exact fractions",
                agrees(Reason.LICENCES, Reason.SHARES)),
            new Check(
                "returned",
                "every stake and bond that was not slashed came back",
                agrees(Reason.STAKES, Reason.BONDS)),
            new Check(
                "treasury", "the treasury has its fees and parts of slashes", isTreasuryPaid()),
            new Check(
                "dust",
                "everybody has withdrawn; what is left is the dust of fractions",
                isEmptyButForDust()),
            new Check(
                "supply",
                "no micro-STX of all accounts and contracts came or went",
                opening.isSupplyKept()));
    return Stream.concat(found.stream(), money.stream()).toList();
  }

  /** What is left in the vault, micro-STX. */
  long held() {
    return stage.chain().balance(stage.vault.contract());
  }

  private boolean agrees(Reason... reasons) {
    return cast.all().stream()
        .allMatch(
            account ->
                oracle.agrees(account, stage.ledger().cashbook().of(account), List.of(reasons)));
  }

  private boolean isTreasuryPaid() {
    return stage.chain().balance(cast.treasury().address()) - treasury == oracle.treasury();
  }

  private boolean isEmptyButForDust() {
    return cast.all().stream().allMatch(account -> stage.balance(account.address()) == 0)
        && held() == oracle.dust()
        && oracle.dust() < Math.max(1, oracle.claimants());
  }
}
