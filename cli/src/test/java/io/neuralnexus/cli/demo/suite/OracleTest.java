package io.neuralnexus.cli.demo.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.suite.Oracle.Edge;
import io.neuralnexus.cli.demo.suite.Oracle.Share;
import io.neuralnexus.offchain.machine.Output;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Worked by hand from docs/contracts. */
class OracleTest {
  private static final Account LAB = Account.named("lab");
  private static final Account ANN = Account.named("ann");
  private static final Account BOB = Account.named("bob");
  private static final Account MACHINE = Account.named("machine");
  private static final Account AUDITOR = Account.named("auditor");
  private static final Account KEEPER = Account.named("keeper");
  private static final Account BUYER = Account.named("buyer");

  private final Oracle oracle =
      new Oracle(new Oracle.Parameters(300, 2_000, 10_000, 2_000, Stx.of(10), Stx.of(50)));

  @Test
  void anAcceptedJobPaysPricesBonusAuditFeeAndTips() {
    oracle.accepted(deal(), output(8_000, 7_501, 2_499));

    // 60 % of the bonus of 20 STX, half of it for the data.
    assertThat(oracle.of(ANN, Reason.DATA)).isEqualTo(Stx.of(2) + 4_500_600);
    assertThat(oracle.of(BOB, Reason.DATA)).isEqualTo(Stx.of(3) + 1_499_400);
    assertThat(oracle.of(MACHINE, Reason.COMPUTATION)).isEqualTo(Stx.of(44) + Stx.of(6));
    assertThat(oracle.of(AUDITOR, Reason.AUDITS)).isEqualTo(Developer.AUDIT_FEE);
    assertThat(oracle.of(KEEPER, Reason.TIPS)).isEqualTo(20_000);
    // 3 % of 61 STX.
    assertThat(oracle.treasury()).isEqualTo(1_830_000);
    assertThat(oracle.of(LAB, Reason.BUDGETS))
        .isEqualTo(-Stx.of(61) - 1_830_000 - Developer.AUDIT_FEE - 30_000);
    assertThat(oracle.of(LAB, Reason.TIPS)).isEqualTo(10_000);
  }

  @Test
  void aScoreAtTheThresholdHasNoBonus() {
    oracle.accepted(deal(), output(5_000, 5_000, 5_000));

    assertThat(oracle.of(ANN, Reason.DATA)).isEqualTo(Stx.of(2));
    assertThat(oracle.of(MACHINE, Reason.COMPUTATION)).isEqualTo(Stx.of(44));
  }

  @Test
  void aRefutedProviderPaysAuditorDeveloperAndTreasury() {
    oracle.refuted(deal(), Stx.of(70));

    assertThat(oracle.of(MACHINE, Reason.SLASHED)).isEqualTo(-Stx.of(80));
    assertThat(oracle.of(MACHINE, Reason.COMPUTATION)).isZero();
    assertThat(oracle.of(AUDITOR, Reason.BONDS_WON)).isEqualTo(Stx.of(8));
    assertThat(oracle.of(AUDITOR, Reason.BOUNTIES)).isEqualTo(Stx.of(14));
    assertThat(oracle.of(AUDITOR, Reason.AUDITS)).isEqualTo(Developer.AUDIT_FEE);
    assertThat(oracle.of(LAB, Reason.COMPENSATION)).isEqualTo(Stx.of(35));
    assertThat(oracle.of(ANN, Reason.DATA)).isEqualTo(Stx.of(2));
    // 2 of the bond, 21 of the stake, 3 % of the prices.
    assertThat(oracle.treasury()).isEqualTo(Stx.of(23) + 150_000);
  }

  @Test
  void aFalseChallengePaysTheProvider() {
    oracle.falseChallenge(BUYER, MACHINE);

    assertThat(oracle.of(BUYER, Reason.SLASHED)).isEqualTo(-Stx.of(50));
    assertThat(oracle.of(MACHINE, Reason.BONDS_WON)).isEqualTo(Stx.of(40));
    assertThat(oracle.treasury()).isEqualTo(Stx.of(10));
  }

  @Test
  void theContributorsShareOfAModelGoesByContribution() {
    assertThat(Oracle.shares(deal(), output(8_000, 7_501, 2_499)))
        .containsExactly(new Share(LAB, 7_001), new Share(ANN, 2_250), new Share(BOB, 749));
  }

  @Test
  void royaltiesAreExactUntilTheyArePaid() {
    oracle.model(1, List.of(new Share(LAB, 7_000), new Share(ANN, 3_000)), List.of());
    oracle.model(2, List.of(new Share(BOB, 10_000)), List.of(new Edge(1, 1_000, 0)));
    oracle.model(3, List.of(new Share(MACHINE, 10_000)), List.of(new Edge(2, 2_000, 0)));
    oracle.sale(BUYER, 3, 1_000);
    oracle.sale(BUYER, 3, 1_003);
    oracle.claimAll();

    // Fees of 30 each; incomes 970 and 973; 388.6 to model 2, of which 38.8 to model 1.
    assertThat(oracle.of(BUYER, Reason.LICENCES)).isEqualTo(-2_003);
    assertThat(oracle.treasury()).isEqualTo(60);
    assertThat(oracle.of(MACHINE, Reason.SHARES)).isEqualTo(1_554);
    assertThat(oracle.of(BOB, Reason.SHARES)).isEqualTo(349);
    assertThat(oracle.of(LAB, Reason.SHARES)).isEqualTo(26);
    assertThat(oracle.of(ANN, Reason.SHARES)).isEqualTo(11);
    assertThat(oracle.dust()).isEqualTo(1_943 - 1_554 - 349 - 26 - 11);
    assertThat(oracle.claimants()).isEqualTo(6);
  }

  @Test
  void aParentHasItsMinimumPerLicence() {
    oracle.model(1, List.of(new Share(LAB, 10_000)), List.of());
    oracle.model(2, List.of(new Share(BOB, 10_000)), List.of(new Edge(1, 1_000, 200)));
    oracle.sale(BUYER, 2, 1_000);
    oracle.sale(BUYER, 2, 10_000);
    oracle.claimAll();

    assertThat(oracle.of(LAB, Reason.SHARES)).isEqualTo(200 + 970);
    assertThat(oracle.of(BOB, Reason.SHARES)).isEqualTo(970 - 200 + 9_700 - 970);
    assertThat(oracle.dust()).isZero();
  }

  @Test
  void booksThatSayLessOrMoreDoNotAgree() {
    oracle.falseChallenge(BUYER, MACHINE);

    assertThat(agrees(MACHINE, Map.of("bonds won", Stx.of(40)))).isTrue();
    assertThat(agrees(MACHINE, Map.of("bonds won", Stx.of(40) - 1))).isFalse();
    assertThat(agrees(MACHINE, Map.of())).isFalse();
    assertThat(agrees(LAB, Map.of("bonds won", 1L))).isFalse();
    assertThat(agrees(LAB, Map.of("data", 1L))).isTrue();
  }

  private boolean agrees(Account account, Map<String, Long> books) {
    return oracle.agrees(account, books, List.of(Reason.BONDS_WON));
  }

  private static Oracle.Deal deal() {
    var prices = new LinkedHashMap<Account, Long>();
    prices.put(ANN, Stx.of(2));
    prices.put(BOB, Stx.of(3));
    return new Oracle.Deal(LAB, prices, MACHINE, Stx.of(44), AUDITOR, KEEPER);
  }

  private static Output output(int score, Integer... weights) {
    var all = new ArrayList<>(List.of(weights));
    all.addAll(Collections.nCopies(20 - weights.length, 0));
    return new Output(score, all, List.of(), Buff.EMPTY, List.of(), Buff.EMPTY);
  }
}
