package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Watches the money of a run from its first micro-STX to its last, by the ledger and not by what
 * contracts say.
 */
final class Audit {
  private final Market market;
  private final Cashbook cashbook;
  private final Set<Principal> everyone;
  private final Map<Account, Long> start = new LinkedHashMap<>();
  private final long supply;
  private boolean solvent = true;
  private boolean paidInFull = true;

  /**
   * Starts watching.
   *
   * @param everyone all principals that may hold STX
   */
  Audit(Market market, Cashbook cashbook, List<Account> accounts, Set<Principal> everyone) {
    this.market = market;
    this.cashbook = cashbook;
    this.everyone = everyone;
    accounts.forEach(account -> start.put(account, market.balance(account.address())));
    this.supply = supply();
  }

  /** Notes whether the market holds what it owes at this moment. */
  void look() {
    var solvency = market.contract().getSolvency();
    var held = Uint.of(market.balance(market.contract().contract()));
    solvent &= held.equals(solvency.balance()) && held.compareTo(solvency.obligations()) >= 0;
  }

  /** Notes whether all that a bid held was claimed, no more and no less. */
  void payout(Outcome outcome, long paid) {
    paidInFull &= paid == outcome.toPayOut();
  }

  List<Report.Line> lines() {
    return start.entrySet().stream()
        .map(
            entry ->
                new Report.Line(
                    entry.getKey().name(),
                    entry.getValue(),
                    market.balance(entry.getKey().address()),
                    cashbook.of(entry.getKey())))
        .toList();
  }

  List<Check> checks(List<Outcome> outcomes, List<Slash> slashes, Account treasury) {
    look();
    var checks = new ArrayList<Check>();
    checks.add(
        new Check("solvency", "after every act the market held at least what it owed", solvent));
    checks.add(
        new Check(
            "emptied",
            "in the end it owed nothing and held nothing",
            market.contract().getSolvency().obligations().equals(Uint.ZERO)
                && market.balance(market.contract().contract()) == 0));
    checks.add(
        new Check(
            "conservation",
            "no micro-STX of all accounts and contracts came or went",
            supply() == supply));
    checks.add(
        new Check("payouts", "each bid paid out what was paid in, to the micro-STX", paidInFull));
    checks.add(
        new Check(
            "prices",
            "each final score was paid as promised",
            outcomes.stream().allMatch(this::isPriced)));
    checks.add(
        new Check(
            "verdicts",
            "each contested score ended at what the hold-out set says",
            outcomes.stream().allMatch(Audit::isTrue)));
    checks.add(
        new Check(
            "slashes",
            "what was slashed is with the injured party and the treasury",
            slashes.stream().mapToLong(Slash::amount).sum()
                == compensated(outcomes) + cashbook.total(treasury)));
    checks.add(
        new Check(
            "claimed", "nobody has anything left to claim or withdraw", isAllClaimed(outcomes)));
    checks.add(
        new Check(
            "explained",
            "the reasons of every account add up to its change",
            lines().stream().allMatch(Report.Line::isExplained)));
    return List.copyOf(checks);
  }

  private boolean isPriced(Outcome outcome) {
    var threshold = market.parameter("market-score-threshold");
    var line = market.parameter("market-slash-line");
    var score = outcome.settlement().score();
    if (score.isEmpty()) return outcome.settlement().price() == outcome.bid().amount() / 2;
    var above = Math.clamp(score.getAsInt() - line, 0, threshold - line);
    return outcome.settlement().price() == outcome.bid().amount() * above / (threshold - line);
  }

  private static boolean isTrue(Outcome outcome) {
    var score = outcome.settlement().score();
    return !outcome.isContested()
        || score.isPresent() && score.getAsInt() == outcome.measured().score();
  }

  private static long compensated(List<Outcome> outcomes) {
    return outcomes.stream()
        .map(Outcome::settlement)
        .mapToLong(settlement -> settlement.compensation() + settlement.bounty())
        .sum();
  }

  private boolean isAllClaimed(List<Outcome> outcomes) {
    return start.keySet().stream()
        .allMatch(
            account ->
                market.deposit(account) == 0
                    && outcomes.stream()
                        .allMatch(outcome -> market.claimable(account, outcome.bid()) == 0));
  }

  private long supply() {
    return everyone.stream().mapToLong(market::balance).reduce(0L, Math::addExact);
  }
}
