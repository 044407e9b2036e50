package io.neuralnexus.simulator.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioFileTest {
  private static final Path PATH = Path.of("some/market.toml");

  private static final String TEXT =
      """
      title = "A market"
      about = \"""A paragraph
      of economics.\"""
      horizon = 2000
      drain = 500
      replications = 20

      [price]
      start = 0.8
      volatility = 0.01

      [parameters]
      minimum-stake = 700_000

      [populations.validators]
      role = "validator"
      strategy = "diligent"
      count = 40
      wealth = 500
      settings = { evaluation-cost = 0.01 }

      [populations.lazy]
      role = "validator"
      strategy = "lazy"
      count = 3
      wealth = 500.5
      attack = true
      arrive = { from = 10, to = 90 }
      leave = 1500
      [populations.lazy.settings]
      noise = 0.5

      [[shocks]]
      at = 1000
      kind = "price"
      factor = 0.2

      [[shocks]]
      at = 1100
      kind = "exit"
      population = "lazy"
      share = 0.5

      [[expect]]
      that = "attack.roi.p95 < 0"
      because = "Laziness costs its stake."
      """;

  private static final Vocabulary VOCABULARY =
      new Vocabulary(
          new TreeMap<String, RoleSheet>(
              Map.of(
                  "validator",
                  new RoleSheet(
                      "validator",
                      "Judges.",
                      List.of(new Setting("evaluation-cost", "STX", 0.01, 0, 10, "Its work.")),
                      List.of(
                          new StrategySheet("diligent", "Looks.", List.of()),
                          new StrategySheet(
                              "lazy",
                              "Does not look.",
                              List.of(new Setting("noise", "1", 0, 0, 1, "Of its guess."))))))),
          new TreeMap<String, Limits>(Map.of("minimum-stake", new Limits(1000, 10, 1_000_000))));

  private static Scenario read(String text) {
    return ScenarioFile.of(PATH, text).checked(VOCABULARY);
  }

  @Test
  void a_file_says_what_is_simulated() {
    var scenario = read(TEXT);
    assertThat(scenario.name()).isEqualTo("market");
    assertThat(scenario.about()).isEqualTo("A paragraph\nof economics.");
    assertThat(scenario.horizon()).isEqualTo(2000);
    assertThat(scenario.price()).isEqualTo(new Scenario.Price(0.8, 0, 0.01));
    assertThat(scenario.parameters()).containsExactly(Map.entry("minimum-stake", 700_000L));
    assertThat(scenario.populations())
        .extracting(Population::name)
        .containsExactly("validators", "lazy");
    assertThat(scenario.populations().getFirst().leave()).isEqualTo(Population.NEVER);
    assertThat(scenario.populations().getLast())
        .isEqualTo(
            new Population(
                "lazy",
                "validator",
                "lazy",
                3,
                500.5,
                true,
                new Population.Arrival(10, 90),
                1500,
                new TreeMap<String, Double>(Map.of("noise", 0.5))));
    assertThat(scenario.shocks())
        .containsExactly(new Shock.Price(1000, 0.2), new Shock.Exit(1100, "lazy", 0.5));
    assertThat(scenario.expectations()).hasSize(1);
  }

  @Test
  void the_canonical_text_of_a_scenario_reads_as_the_same_scenario() {
    var scenario = read(TEXT);
    assertThat(ScenarioFile.of(PATH, scenario.canonical()).scenario()).isEqualTo(scenario);
  }

  @Test
  void a_scenario_has_the_same_hash_however_it_is_written() {
    var other = TEXT.replace("700_000", "700000").replace("wealth = 500\n", "wealth = 5e2 # STX\n");
    assertThat(read(other).hash()).isEqualTo(read(TEXT).hash());
    assertThat(read(TEXT.replace("0.8", "0.81")).hash()).isNotEqualTo(read(TEXT).hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          horizon = 2000       | horzon = 2000        | 4: horzon: unknown key; did you mean horizon? known are about,
          horizon = 2000       | horizon = "long"     | 4: horizon: "long" is no whole number; write one like 100
          horizon = 2000       | horizon = 2000.5     | 4: horizon: 2000.5 is no whole number; write one like 100
          horizon = 2000       | horizon = 0          | 4: horizon: 0 is out of range; write 1 to 100000000
          horizon = 2000       | horizon = [          | 5: not valid TOML
          drain = 500          | horizon = 500        | 6: not valid TOML: Duplicate key
          title = "A market"   | #                    | 1: title is missing; write title = "..."
          volatility = 0.01    | volatility = -1      | 10: price.volatility: -1.0 is out of range; write 0.0 to 1.0
          minimum-stake = 700_000 | minimum-stack = 7 | 13: parameters.minimum-stack: governance has no such parameter; did you mean minimum-stake? known is minimum-stake
          minimum-stake = 700_000 | minimum-stake = 7 | 13: parameters.minimum-stake: 7 is out of range; write 10 to 1000000
          role = "validator"   | role = "valuator"    | 16: populations.validators.role: there is no role 'valuator'; did you mean validator? known is validator
          strategy = "lazy"    | strategy = "sleepy"  | 24: populations.lazy.strategy: validator has no strategy 'sleepy'; known are diligent, lazy
          count = 40           | count = -1           | 18: populations.validators.count: -1 is out of range
          wealth = 500.5       | wealth = true        | 26: populations.lazy.wealth: true is no number
          attack = true        | attack = "yes"       | 27: populations.lazy.attack: "yes" is neither true nor false
          to = 90              | to = 9               | 28: populations.lazy.arrive.to: 9 is out of range; write 10 to 2000
          evaluation-cost =    | evaluation-costs =   | 20: populations.validators.settings.evaluation-costs: validator (diligent) has no such setting; did you mean evaluation-cost?
          noise = 0.5          | noise = 1.5          | 31: populations.lazy.settings.noise: 1.5 is out of range; write 0.0 to 1.0
          factor = 0.2         | factor = -1          | 36: shocks.0.factor: -1.0 is out of range
          kind = "exit"        | kind = "exits"       | 40: shocks.1.kind: there is no shock 'exits'; did you mean exit?
          population = "lazy"  | population = "crazy" | 41: shocks.1.population: there is no population 'crazy'; did you mean lazy?
          share = 0.5          | factor = 0.5         | 42: shocks.1.factor: unknown key; known are at, kind, population, share
          [[shocks]]           | [shocks]             | 33: shocks: is no list; write [[shocks]]
          roi.p95 < 0          | roi.p95 = 0          | 45: expect.0.that: 'attack.roi.p95 = 0' is no expectation
          attack.roi.p95 < 0   | profit.crazy > 0     | 45: expect.0.that: there is no population 'crazy'; did you mean lazy?
          """)
  void a_fault_is_told_with_file_line_key_problem_and_mend(
      String right, String wrong, String message) {
    var line =
        message.contains("[shocks]")
            ? TEXT.replaceFirst("(?s)\\[\\[shocks]]\nat = 1100.*", "")
            : TEXT;
    assertThat(line).contains(right);
    assertThatThrownBy(() -> read(line.replace(right, wrong)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(PATH + ":" + message.strip());
  }

  @Test
  void the_same_expectation_twice_is_a_fault() {
    var twice =
        TEXT
            + """
            [[expect]]
            that = "attack.roi.p95 < 0.0"
            because = "Again."
            """;
    assertThatThrownBy(() -> read(twice)).hasMessageContaining("48: expect.1.that: 'attack.roi");
  }

  private static String scripted(String setting, String script) {
    return TEXT.replace("strategy = \"lazy\"", "strategy = \"script:a.js\"")
            .replace("noise = 0.5", setting)
        + "[scripts]\n\"a.js\" = '''\n%s'''\n".formatted(script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "settings.courage",
        "settings['courage']",
        "settings[ \"courage\" ]",
        "const { courage } = settings",
        "const { courage: c = 2, } = settings"
      })
  void a_script_may_have_settings_of_its_own(String script) {
    assertThat(read(scripted("courage = 7", script)).populations().getLast().settings())
        .containsEntry("courage", 7.0);
    assertThatThrownBy(() -> read(scripted("curage = 7", script)))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(
            PATH
                + ":31: populations.lazy.settings.curage: validator (script:a.js) has no such"
                + " setting; did you mean courage? known are courage, evaluation-cost");
  }

  @Test
  void settings_of_the_role_are_those_of_a_script_and_those_of_another_strategy_are_not() {
    assertThatThrownBy(() -> read(scripted("noise = 0.5", "1")))
        .hasMessageContaining(
            "31: populations.lazy.settings.noise: validator (script:a.js) has no");
    assertThat(read(scripted("evaluation-cost = 2", "1")).scripts()).containsKey("a.js");
  }

  @Test
  void a_script_that_is_not_there_is_a_fault() {
    var text = TEXT.replace("strategy = \"lazy\"", "strategy = \"script:a.js\"");
    assertThatThrownBy(() -> read(text))
        .hasMessageStartingWith(
            PATH + ":24: populations.lazy.strategy: there is no script 'a.js'; use --script lazy=");
  }

  @Test
  void any_value_can_be_another() {
    var scenario =
        read(TEXT)
            .with("horizon", 100)
            .with("parameters.minimum-stake", 11)
            .with("populations.validators.count", "1_000")
            .with("populations.validators.wealth", 0.25)
            .with("populations.lazy.settings.noise", 1)
            .with("populations.validators.settings.evaluation-cost", 2e-3)
            .with("populations.lazy.strategy", "diligent")
            .with("populations.lazy.attack", "false")
            .with("price.drift", -0.5)
            .with("shocks.1.share", 1);
    assertThat(scenario.horizon()).isEqualTo(100);
    assertThat(scenario.parameters()).containsEntry("minimum-stake", 11L);
    assertThat(scenario.populations().getFirst().count()).isEqualTo(1000);
    assertThat(scenario.populations().getFirst().wealth()).isEqualTo(0.25);
    assertThat(scenario.populations().getFirst().settings()).containsEntry("evaluation-cost", 2e-3);
    assertThat(scenario.populations().getLast().strategy()).isEqualTo("diligent");
    assertThat(scenario.populations().getLast().attack()).isFalse();
    assertThat(scenario.price().drift()).isEqualTo(-0.5);
    assertThat(scenario.shocks().getLast()).isEqualTo(new Shock.Exit(1100, "lazy", 1));
    assertThat(scenario.name()).isEqualTo("market");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          horzon                     | 1    | horzon: unknown key; did you mean horizon?
          horizon                    | 1.5  | horizon: 1.5 is no whole number
          horizon                    | long | horizon: "long" is no whole number
          populations.nobody.count   | 1    | populations.nobody: there is nothing of that name; known are lazy, validators
          populations.lazy           | 1    | populations.lazy: is no single value
          populations.lazy.cuont     | 1    | populations.lazy.cuont: unknown key; did you mean count?
          shocks.2.factor            | 1    | shocks.2: there is nothing of that name
          shocks.0                   | 1    | shocks.0: is no single value
          """)
  void a_key_that_cannot_be_changed_is_told(String key, String value, String message) {
    var scenario = read(TEXT);
    assertThatThrownBy(() -> scenario.with(key, value))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void shipped_scenarios_are_found_by_name(@TempDir Path root) throws Exception {
    Files.createDirectory(root.resolve("scenarios"));
    Files.writeString(root.resolve("scenarios/baseline.toml"), TEXT);
    Files.writeString(root.resolve("mine.toml"), TEXT);
    assertThat(ScenarioFile.shipped(root)).hasSize(1);
    assertThat(ScenarioFile.find(root, "baseline").scenario().name()).isEqualTo("baseline");
    assertThat(ScenarioFile.find(root, root.resolve("mine.toml").toString()).scenario().name())
        .isEqualTo("mine");
    assertThatThrownBy(() -> ScenarioFile.find(root, "base-line"))
        .hasMessage(
            "there is neither a scenario nor a file 'base-line'; did you mean baseline? known is"
                + " baseline");
  }

  @Test
  void files_that_are_like_each_other_are_refused(@TempDir Path folder) throws Exception {
    Files.writeString(folder.resolve("a.toml"), "like = \"b\"");
    Files.writeString(folder.resolve("b.toml"), "like = \"a\"");
    assertThatThrownBy(() -> ScenarioFile.read(folder.resolve("a.toml")))
        .isInstanceOf(ScenarioException.class)
        .hasMessageContaining("b.toml:1: like: leads back to the file itself");
  }
}
