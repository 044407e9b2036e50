package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Check;
import io.neuralnexus.cli.demo.Ending.Line;
import io.neuralnexus.cli.demo.Opening;
import io.neuralnexus.cli.demo.Slash;
import java.util.List;

/**
 * Watches the money of a run from its first micro-STX to its last, by the ledger and not by what
 * contracts say.
 */
final class Audit {
  private final Market market;
  private final Cashbook cashbook;
  private final Cast cast;
  private final Opening opening;
  private boolean solvent = true;
  private boolean paidInFull = true;

  /** Starts watching. */
  Audit(Market market, Cashbook cashbook, Cast cast) {
    this.market = market;
    this.cashbook = cashbook;
    this.cast = cast;
    this.opening = new Opening(market.chain(), cast.all());
  }

  /** Notes whether the market holds what it owes at this moment. */
  void look() {
    var solvency = market.contract().getSolvency();
    var held = Uint.of(market.chain().balance(market.contract().contract()));
    solvent &= held.equals(solvency.balance()) && held.compareTo(solvency.obligations()) >= 0;
  }

  /** Notes whether all that a bid held was claimed, no more and no less. */
  void payout(Outcome outcome, long paid) {
    paidInFull &= paid == outcome.toPayOut();
  }

  /** How the accounts stand now, and why. */
  List<Line> lines() {
    return opening.lines(cashbook);
  }

  /** What must hold of a run that ended so. */
  List<Check> checks(List<Line> lines, List<Outcome> outcomes, List<Slash> slashes) {
    look();
    return List.of(
        new Check("solvency", "after every act the market held at least what it owed", solvent),
        new Check("emptied", "in the end it owed nothing and held nothing", isEmptied()),
        new Check(
            "conservation",
            "no micro-STX of all accounts and contracts came or went",
            opening.isSupplyKept()),
        new Check("payouts", "each bid paid out what was paid in, to the micro-STX", paidInFull),
        new Check(
            "prices",
            "each final score was paid as promised",
            outcomes.stream().allMatch(this::isPriced)),
        new Check(
            "verdicts",
            "each contested score ended at what the hold-out set says",
            outcomes.stream().allMatch(Audit::isTrue)),
        new Check(
            "slashes",
            "what was slashed is with the injured party and the treasury",
            isHandedOn(outcomes, slashes)),
        new Check("claimed", "nobody has anything left to claim or withdraw", isClaimed(outcomes)),
        new Check(
            "explained",
            "the reasons of every account add up to its change",
            lines.stream().allMatch(Line::isExplained)));
  }

  private boolean isEmptied() {
    var owed = market.contract().getSolvency().obligations();
    return owed.equals(Uint.ZERO) && market.chain().balance(market.contract().contract()) == 0;
  }

  private boolean isPriced(Outcome outcome) {
    var threshold = market.chain().parameter("market-score-threshold");
    var line = market.chain().parameter("market-slash-line");
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

  private boolean isHandedOn(List<Outcome> outcomes, List<Slash> slashes) {
    var slashed = slashes.stream().mapToLong(Slash::amount).sum();
    var compensated =
        outcomes.stream()
            .map(Outcome::settlement)
            .mapToLong(settlement -> settlement.compensation() + settlement.bounty())
            .sum();
    return slashed == compensated + cashbook.total(cast.treasury());
  }

  private boolean isClaimed(List<Outcome> outcomes) {
    return cast.all().stream().allMatch(account -> market.deposit(account) == 0)
        && outcomes.stream().allMatch(this::isClaimed);
  }

  /** Only a contest leaves anything to validators. */
  private boolean isClaimed(Outcome outcome) {
    return cast.all().stream()
        .filter(account -> outcome.isContested() || !cast.validators().contains(account))
        .allMatch(account -> market.claimable(account, outcome.bid()) == 0);
  }
}
