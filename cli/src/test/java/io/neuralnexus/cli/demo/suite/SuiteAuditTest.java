package io.neuralnexus.cli.demo.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Check;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.SilentStory;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.suite.Oracle.Share;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each check fails for the wrong it is there for, and for no other. */
class SuiteAuditTest {
  private static Simnet fresh;

  private Simnet simnet;
  private Account machine;
  private Account lab;
  private Cast cast;
  private Stage stage;
  private Oracle oracle;
  private SuiteAudit audit;

  @BeforeAll
  static void open() {
    fresh = Simnet.open(Path.of(System.getProperty("nexus.root"), "Clarinet.toml"));
  }

  @AfterAll
  static void close() {
    fresh.close();
  }

  @BeforeEach
  void start() {
    simnet = fresh.fork();
    var chain = Chain.open(simnet);
    cast = Cast.of(chain, 1, 1, 1, 1);
    lab = cast.developer();
    machine = cast.machines().getFirst();
    cast.all().forEach(account -> chain.fund(account, Stx.of(1_000)));
    stage = new Stage(chain, cast, new Seed(1), new SilentStory());
    oracle = new Oracle(Oracle.Parameters.of(chain));
    audit = new SuiteAudit(stage, cast, oracle);
    stage.act("a test");
  }

  @AfterEach
  void end() {
    simnet.close();
  }

  @Test
  void nothingFailsWhenNothingHappened() {
    assertThat(failed()).isEmpty();
  }

  @Test
  void stxFromNowhereBreakTheSupplyAndAreInNoBook() {
    simnet.mintStx(lab.address(), 1);

    assertThat(failed()).containsExactlyInAnyOrder("supply", "ledger");
  }

  @Test
  void aPaymentBesideTheVaultIsInNoBook() {
    simnet.transferStx(5, machine.address(), lab.address());

    assertThat(failed()).containsExactly("ledger");
  }

  @Test
  void aGiftIsMoreThanTheVaultOwesAndStaysThere() {
    simnet.transferStx(5, stage.vault.contract(), lab.address());

    assertThat(failed()).containsExactlyInAnyOrder("vault", "dust", "ledger");
  }

  @Test
  void aStakeThatStaysIsNotReturned() {
    stage.call(stage.computation.as(machine.address()).registerProvider(Uint.of(Stx.of(100))));

    assertThat(failed()).containsExactlyInAnyOrder("returned", "dust");
  }

  @Test
  void aStakeThatCameBackIsNobodysLoss() {
    stage.call(stage.computation.as(machine.address()).registerProvider(Uint.of(Stx.of(100))));
    stage.call(stage.computation.as(machine.address()).unstakeProvider());
    stage.chain().waitOut(Uint.of(stage.chain().parameter("compute-unbonding")));
    for (var stake : stage.ledger().stakes()) {
      stage.call(stage.vault.as(cast.keeper().address()).collectHold(stake));
    }
    stage.call(stage.vault.as(machine.address()).withdraw(Uint.of(Stx.of(100))));

    assertThat(failed()).isEmpty();
    assertThat(audit.lines()).allMatch(line -> line.isExplained());
  }

  @Test
  void aBalanceThatNobodyWithdrewIsNoDust() {
    stage.call(stage.vault.as(lab.address()).deposit(Uint.of(7)));

    assertThat(failed()).containsExactly("dust");
  }

  @Test
  void whatShouldHaveBeenPaidAndWasNotIsMissed() {
    oracle.falseChallenge(machine, lab);

    assertThat(failed()).containsExactlyInAnyOrder("penalties", "treasury");
  }

  @Test
  void aLicenceThatWasNotPaidIsMissed() {
    oracle.model(1, List.of(new Share(lab, 10_000)), List.of());
    oracle.sale(machine, 1, 10);
    oracle.claimAll();

    assertThat(failed()).containsExactly("royalties");
  }

  @Test
  void whatElseWasFoundIsAmongTheChecks() {
    audit.found("weather", "the sun shines", false);

    assertThat(failed()).containsExactly("weather");
  }

  private Set<String> failed() {
    return audit.checks().stream()
        .filter(check -> !check.ok())
        .map(Check::name)
        .collect(Collectors.toSet());
  }
}
