package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_OUT_OF_BOUNDS;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_UNKNOWN_PARAMETER;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ParametersTest extends GovernanceSpecification {
  private static final Pattern ROW =
      Pattern.compile(
          "\\| `([a-z-]+)` \\| (micro-STX|bps|blocks|score|disputes)"
              + " \\| (\\d+) \\| (\\d+) \\| (\\d+) \\| \\S.* \\|");

  /** The table of docs/contracts/governance.md. */
  private static final Map<String, Parameter> TABLE =
      text("docs/contracts/governance.md")
          .lines()
          .flatMap(line -> ROW.matcher(line).results())
          .collect(
              toMap(
                  row -> row.group(1),
                  row ->
                      new Parameter(
                          Uint.of(row.group(5)), Uint.of(row.group(4)), Uint.of(row.group(3)))));

  private static final String SOURCE = text("contracts/governance.clar");

  ParametersTest(GovernanceChain chain) {
    super(chain);
  }

  private static String text(String path) {
    try {
      return Files.readString(Path.of("..", path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  @Test
  void the_page_lists_every_parameter_and_no_other() {
    var declared = Pattern.compile("^\\(parameter \"([a-z-]+)\" u", Pattern.MULTILINE);
    assertThat(declared.matcher(SOURCE).results().map(found -> found.group(1)))
        .hasSize(53)
        .containsExactlyInAnyOrderElementsOf(TABLE.keySet());
  }

  @Test
  void start_value_minimum_and_maximum_are_those_of_the_page() {
    assertThat(TABLE)
        .allSatisfy(
            (name, row) -> assertThat(chain.governance.getParameter(name)).as(name).contains(row));
  }

  @Test
  void a_start_value_is_within_its_bounds() {
    assertThat(TABLE)
        .allSatisfy(
            (name, row) ->
                assertThat(row.value()).as(name).isBetween(row.minimum(), row.maximum()));
  }

  @Test
  void every_parameter_is_read_by_a_contract() throws IOException {
    try (var files = Files.list(Path.of("..", "contracts"))) {
      var sources =
          files
              .map(file -> "contracts/" + file.getFileName())
              .filter(file -> file.endsWith(".clar"))
              .map(ParametersTest::text)
              .map(source -> source.replaceAll("\\(parameter \"[a-z-]+\"", ""))
              .toList();
      assertThat(TABLE.keySet())
          .filteredOn(name -> sources.stream().noneMatch(it -> it.contains('"' + name + '"')))
          .isEmpty();
    }
  }

  @Test
  void bounds_that_depend_on_each_other_hold_for_every_vote() {
    for (var unbonding : List.of("market-unbonding", "data-unbonding", "compute-unbonding")) {
      assertThat(maximum(unbonding)).isLessThan(minimum("governance-role-timelock"));
    }
    assertThat(maximum("audit-reveal-window")).isLessThanOrEqualTo(minimum("challenge-window"));
    assertThat(maximum("data-key-slash")).isLessThanOrEqualTo(minimum("data-min-stake"));
    assertThat(maximum("governance-guardian-pause"))
        .isLessThanOrEqualTo(minimum("governance-guardian-rest"));
    assertThat(maximum("governance-voting").plus(maximum("governance-timelock")))
        .isLessThan(minimum("governance-freeze"));
    assertThat(maximum("market-slash-line")).isLessThan(minimum("market-score-threshold"));
    assertThat(maximum("market-min-deadline")).isLessThan(minimum("market-max-deadline"));
  }

  private static Uint minimum(String name) {
    return TABLE.get(name).minimum();
  }

  private static Uint maximum(String name) {
    return TABLE.get(name).maximum();
  }

  @Test
  void a_proposal_may_name_the_bounds_and_nothing_beyond() {
    TABLE.forEach(
        (name, row) -> {
          var as = chain.as(chain.proposer);
          chain.ok(as.proposeParameter(name, row.minimum()));
          chain.ok(as.proposeParameter(name, row.maximum()));
          assertThat(as.proposeParameter(name, row.maximum().plus(Uint.ONE)))
              .as(name)
              .isErr(ERR_OUT_OF_BOUNDS);
          if (row.minimum().compareTo(Uint.ZERO) > 0) {
            assertThat(as.proposeParameter(name, row.minimum().minus(Uint.ONE)))
                .as(name)
                .isErr(ERR_OUT_OF_BOUNDS);
          }
        });
  }

  @Test
  void a_vote_changes_the_value_and_leaves_the_bounds() {
    chain.enact(chain.as(chain.proposer).proposeParameter("platform-fee-bps", uint(1000)));
    assertThat(chain.governance.getParameter("platform-fee-bps"))
        .contains(new Parameter(uint(1000), uint(0), uint(1000)));
    assertThat(chain.as(chain.proposer).proposeParameter("platform-fee-bps", uint(1001)))
        .isErr(ERR_OUT_OF_BOUNDS);
  }

  @Test
  void an_unknown_parameter_cannot_be_proposed() {
    assertThat(chain.as(chain.proposer).proposeParameter("platform-fee", uint(1)))
        .isErr(ERR_UNKNOWN_PARAMETER);
    assertThat(chain.governance.getParameter("platform-fee")).isEmpty();
  }

  @Test
  void settings_are_pause_treasury_and_values_in_the_order_asked() {
    var names = List.of("market-min-bid", "no-such-name", "platform-fee-bps");
    var settings = chain.governance.getSettings(names);
    assertThat(settings.paused()).isFalse();
    assertThat(settings.treasury()).isEqualTo(chain.treasury);
    assertThat(settings.values()).containsExactly(uint(100_000), Uint.ZERO, uint(300));

    chain.ok(chain.as(chain.guardian).guardianPause());
    assertThat(chain.governance.getSettings(names).paused()).isTrue();
  }

  @Test
  void settings_take_24_names() {
    var names = TABLE.keySet().stream().limit(24).toList();
    assertThat(chain.governance.getSettings(names).values())
        .isEqualTo(names.stream().map(name -> TABLE.get(name).value()).toList());
  }
}
