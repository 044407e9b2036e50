package io.neuralnexus.clarinet.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarinet.CallCosts;
import io.neuralnexus.clarinet.Report;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ExecutionCost;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {
  private static final ContractPrincipal COUNTER =
      ContractPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM.counter");
  private static final ExecutionCost LIMIT = new ExecutionCost(1000, 1000, 1000, 1000, 1_000_000);

  private final RunReport report = new RunReport();

  @Test
  void coverageIsAddedUpPerSourceOverTestsAndChains() {
    report.add(
        new Report(
            """
            TN:
            SF:contracts/counter.clar
            FN:3,step
            FN:9,reward
            FNF:2
            FNH:0
            DA:3,0
            DA:9,0
            BRF:2
            BRH:0
            BRDA:4,0,0,0
            BRDA:4,0,1,0
            end_of_record
            TN:one
            SF:contracts/counter.clar
            FN:3,step
            FN:9,reward
            FNDA:2,step
            DA:3,2
            DA:9,0
            BRDA:4,0,0,2
            BRDA:4,0,1,-
            end_of_record
            """,
            List.of()));
    report.add(
        new Report(
            """
            TN:two
            SF:contracts/counter.clar
            FN:3,step
            FNDA:1,step
            DA:3,1
            BRDA:4,0,0,1
            end_of_record
            """,
            List.of()));

    assertThat(report.lcov())
        .isEqualTo(
            """
            TN:
            SF:contracts/counter.clar
            FN:3,step
            FN:9,reward
            FNDA:3,step
            FNDA:0,reward
            FNF:2
            FNH:1
            DA:3,3
            DA:9,0
            LF:2
            LH:1
            BRDA:4,0,0,3
            BRDA:4,0,1,0
            BRF:2
            BRH:1
            end_of_record
            """);
  }

  @Test
  void costsAreSummedUpPerFunction() {
    report.add(new Report("", List.of(call("step", 10, 100), call("reward", 5, 1))));
    report.add(new Report("", List.of(call("step", 30, 300))));

    assertThat(report.functions())
        .extracting(FunctionCost::function, FunctionCost::calls)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("reward", 1),
            org.assertj.core.groups.Tuple.tuple("step", 2));
    var step = report.functions().getLast();
    assertThat(step.readCount()).isEqualTo(new FunctionCost.Range(10, 20, 30));
    assertThat(step.runtime()).isEqualTo(new FunctionCost.Range(100, 200, 300));
    assertThat(step.dearest()).isEqualTo("read_count");
    assertThat(step.percentOfBlock()).isEqualTo(3.0);
  }

  @Test
  void filesAreATableToReadAndEveryCallAsClarinetWritesIt(@TempDir Path directory)
      throws IOException {
    report.add(new Report("", List.of(call("step", 10, 1000), call("step", 30, 3000))));
    report.write(directory.resolve("new"));

    assertThat(directory.resolve("new/costs.md"))
        .content()
        .contains(
            "## " + COUNTER,
            "| step | 2 | 0 | 0 | 0 | 10 / 20 / 30 | 1,000 / 2,000 / 3,000 | 3.000 % read_count |");
    var calls = new JsonMapper().readTree(directory.resolve("new/costs.json").toFile());
    assertThat(calls).hasSize(2);
    assertThat(calls.at("/0/contract_id").asText()).isEqualTo(COUNTER.toString());
    assertThat(calls.at("/0/method").asText()).isEqualTo("step");
    assertThat(calls.at("/0/args/0").asText()).isEqualTo("u1");
    assertThat(calls.at("/1/cost_result/total/runtime").asLong()).isEqualTo(3000);
    assertThat(calls.at("/1/cost_result/limit/read_count").asLong()).isEqualTo(1000);
    assertThat(directory.resolve("new/lcov.info")).doesNotExist();
  }

  private static CallCost call(String function, long reads, long runtime) {
    var total = new ExecutionCost(0, 0, 0, reads, runtime);
    return new CallCost(
        "test", COUNTER, function, List.of("u1"), new CallCosts(total, LIMIT, 0, 100));
  }
}
