package io.neuralnexus.cli.demo.market;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Cashbook;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Check;
import io.neuralnexus.cli.demo.Slash;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.learning.Accuracy;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check fails for the wrong it is there for, and for no other. */
class AuditTest {
  private static Simnet simnet;
  private static Chain chain;

  private final Cashbook cashbook = new Cashbook();
  private Account payer;
  private Account treasury;
  private Market market;
  private Audit audit;

  @BeforeAll
  static void open() {
    simnet = Simnet.open(Path.of(System.getProperty("nexus.root"), "Clarinet.toml"));
    chain = Chain.open(simnet);
  }

  @AfterAll
  static void close() {
    simnet.close();
  }

  @BeforeEach
  void start() {
    var cast = Cast.of(chain, 0, 0);
    market = new Market(chain, cashbook);
    payer = cast.developer();
    treasury = cast.treasury();
    simnet.mintStx(payer.address(), Stx.of(100));
    audit = new Audit(market, cashbook, cast);
  }

  @Test
  void nothingFailsWhenNothingHappened() {
    assertThat(failed(List.of(), List.of())).isEmpty();
  }

  @Test
  void stxFromNowhereBreakConservationAndAreUnexplained() {
    simnet.mintStx(payer.address(), 1);

    assertThat(failed(List.of(), List.of())).containsExactlyInAnyOrder("conservation", "explained");
  }

  @Test
  void aPaymentWithoutAReasonIsUnexplained() {
    simnet.transferStx(5, treasury.address(), payer.address());

    assertThat(failed(List.of(), List.of())).containsExactly("explained");
  }

  @Test
  void stxThatStayInTheMarketAreNotEmptied() {
    simnet.transferStx(5, market.contract().contract(), payer.address());
    cashbook.add(payer, "a gift", -5);

    assertThat(failed(List.of(), List.of())).containsExactly("emptied");
    market.done(market.as(payer).skim());
  }

  @Test
  void aSlashThatNobodyGotFails() {
    assertThat(failed(List.of(), List.of(new Slash(payer, 7, "lied")))).containsExactly("slashes");
  }

  @Test
  void aBidThatPaidOutLessThanItHeldFails() {
    var outcome = outcome(90, 90, 100);
    audit.payout(outcome, outcome.toPayOut() - 1);

    assertThat(failed(List.of(outcome), List.of())).containsExactly("payouts");
  }

  @Test
  void aPriceThatIsNotTheScoresFails() {
    assertThat(failed(List.of(outcome(90, 90, 99)), List.of())).containsExactly("prices");
    assertThat(failed(List.of(outcome(65, 65, 50)), List.of())).isEmpty();
    assertThat(failed(List.of(outcome(65, 65, 51)), List.of())).containsExactly("prices");
    assertThat(failed(List.of(outcome(49, 49, 0)), List.of())).isEmpty();
  }

  @Test
  void aVerdictThatTheHoldOutSetDoesNotConfirmFails() {
    assertThat(failed(List.of(outcome(90, 0, 100)), List.of())).containsExactly("verdicts");
  }

  /** A contested bid of 100 micro-STX that was settled at {@code score} for {@code price}. */
  private static Outcome outcome(int score, int measured, long price) {
    var bid = new Bid(Uint.ONE, Uint.ONE, null, 100, 0, 0, Buff.EMPTY);
    var settlement =
        new Settlement("verdict", OptionalInt.of(score), price, price, 100 - price, 0, 0, 0, 0);
    var accuracy = new Accuracy(measured, 100, 100, 100);
    return new Outcome(bid, accuracy, score, true, settlement, 0);
  }

  private Set<String> failed(List<Outcome> outcomes, List<Slash> slashes) {
    return audit.checks(audit.lines(), outcomes, slashes).stream()
        .filter(check -> !check.ok())
        .map(Check::name)
        .collect(Collectors.toSet());
  }
}
