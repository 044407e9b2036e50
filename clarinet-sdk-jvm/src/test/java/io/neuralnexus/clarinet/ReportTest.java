package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.StandardPrincipal;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportTest {
  private Simnet simnet;
  private StandardPrincipal wallet1;

  @BeforeEach
  void open() {
    simnet =
        Simnet.open(
            Projects.COUNTER,
            SimnetOptions.defaults()
                .withTrackCosts(true)
                .withTrackCoverage(true)
                .withPerformance(CostField.RUNTIME));
    wallet1 = simnet.account("wallet_1");
  }

  @AfterEach
  void close() {
    simnet.close();
  }

  private Receipt add(long by) {
    return simnet.callPublic("counter", "add", List.of(uint(by)), wallet1);
  }

  @Test
  void aReceiptHasItsCosts() {
    assertThat(add(1).costs())
        .hasValueSatisfying(
            costs -> {
              assertThat(costs.limit()).isEqualTo(ExecutionCost.BlockLimits.SIMNET);
              assertThat(costs.total().writeCount()).isEqualTo(2);
              assertThat(costs.total().runtime()).isBetween(1_000L, 100_000L);
              assertThat(costs.memory()).isPositive();
              assertThat(costs.memoryLimit()).isEqualTo(100_000_000);
            });
  }

  @Test
  void everyReceiptOfABlockHasItsCosts() {
    var call = Transaction.callPublic("counter", "increment", List.of(), wallet1);

    assertThat(simnet.mineBlock(List.of(call, call)))
        .hasSize(2)
        .allSatisfy(receipt -> assertThat(receipt.costs()).isPresent());
  }

  @Test
  void theReportHasEveryCallWithItsTest() {
    simnet.setCurrentTestName("adding");
    var cost = add(3).costs().orElseThrow();
    simnet.setCurrentTestName("reading");
    simnet.callReadOnly("counter", "get-total", List.of(), wallet1);

    var report = simnet.collectReport();

    assertThat(report.costs())
        .extracting(CallCost::testName, CallCost::function, CallCost::arguments)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("adding", "add", List.of("u3")),
            org.assertj.core.groups.Tuple.tuple("reading", "get-total", List.of()));
    assertThat(report.costs().getFirst().costs()).isEqualTo(cost);
    assertThat(simnet.collectReport().costs()).isEmpty();
  }

  @Test
  void coverageCountsLinesWithPathsRelativeToTheProject() {
    add(1);
    add(1);

    assertThat(simnet.collectReport().lcov())
        .contains("SF:contracts/counter.clar\n", "FNDA:2,add\n", "DA:51,0\n");
  }

  @Test
  void theReportSurvivesAReturnToASnapshotAndDoesNotCountReplays() {
    add(1);
    var snapshot = simnet.snapshot();
    add(2);
    simnet.restore(snapshot);
    add(3);

    assertThat(simnet.collectReport().costs())
        .extracting(CallCost::arguments)
        .containsExactly(List.of("u1"), List.of("u2"), List.of("u3"));
  }

  @Test
  void theNextChainStartsWithAnEmptyReport() {
    add(1);
    simnet.close();
    open();

    assertThat(simnet.collectReport().costs()).isEmpty();
  }

  @Test
  void theLatestCallIsTraced() {
    simnet.callPublic("counter", "increment", List.of(), wallet1);

    assertThat(simnet.lastCallTrace())
        .hasValueSatisfying(
            trace -> assertThat(trace).contains("( add u1 )", "counter:", "(ok u1)"));
  }

  @Test
  void theLatestCallHasPerformanceFigures() {
    add(1);

    assertThat(simnet.lastCallPerformance())
        .hasValueSatisfying(
            figures ->
                assertThat(figures.lines())
                    .anyMatch(line -> line.matches(".*counter:add:.* \\d+")));
  }

  @Test
  void nothingIsReportedUnlessAskedFor() {
    try (var plain = Simnet.open(Projects.COUNTER)) {
      var receipt = plain.callPublic("counter", "increment", List.of(), wallet1);

      assertThat(receipt.costs()).isEmpty();
      assertThat(plain.lastCallPerformance()).isEmpty();
      assertThat(plain.collectReport()).isEqualTo(new Report("", List.of()));
    }
  }
}
