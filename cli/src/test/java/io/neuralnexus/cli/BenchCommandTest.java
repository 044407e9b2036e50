package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.neuralnexus.cli.bench.Measurement;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
  private static final List<Measurement> FOUND =
      List.of(
          new Measurement("open", "s", 2.5, 3, 0.5, false),
          new Measurement("counter", "calls/s", 5_000, 500, 1_000_000, true));

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void theTableHasBothSidesAndTheirRatios() {
    assertThat(run()).isZero();

    assertThat(out.toString().lines().map(line -> line.strip().split("\\s{2,}")))
        .containsExactly(
            new String[] {
              "benchmark", "unit", "official", "with costs", "jvm", "ratio", "with costs"
            },
            new String[] {"open", "s", "2.50", "3.00", "0.50", "5.00x", "6.00x"},
            new String[] {"counter", "calls/s", "5,000", "500", "1,000,000", "200x", "2,000x"});
    assertThat(err.toString()).isEqualTo("measuring something ..." + System.lineSeparator());
  }

  @Test
  void jsonHasTheFieldsThatProgramsRead() throws Exception {
    assertThat(run("--json")).isZero();

    assertThat(new JsonMapper().readTree(out.toString()))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"benchmarks": [
                      {"name": "open", "unit": "s", "official": 2.5, "officialTracked": 3.0,
                       "jvm": 0.5, "ratio": 5.0, "ratioTracked": 6.0},
                      {"name": "counter", "unit": "calls/s", "official": 5000.0,
                       "officialTracked": 500.0, "jvm": 1000000.0, "ratio": 200.0,
                       "ratioTracked": 2000.0}
                    ]}
                    """));
  }

  private int run(String... arguments) {
    var command =
        new BenchCommand(
            progress -> {
              progress.accept("something");
              return FOUND;
            });
    return new CommandLine(command)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
