package io.neuralnexus.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.simulator.Roots;
import io.neuralnexus.simulator.Simulation;
import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.ScenarioException;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.world.ScriptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scripts in scenarios, on the contracts. */
class ScriptedRunsTest {
  private static final String MARKET =
      """
      title = "t"
      horizon = 420
      [populations.validators]
      role = "market-validator"
      strategy = "%s"
      count = 12
      wealth = 400.0
      settings = { stake = 200.0, guess = 60, guess-spread = 5 }
      [populations.providers]
      role = "market-provider"
      strategy = "garbage"
      count = 4
      wealth = 300.0
      arrive = { from = 300, to = 300 }
      [populations.developers]
      role = "market-developer"
      strategy = "honest"
      count = 10
      wealth = 900.0
      arrive = { from = 300, to = 300 }
      settings = { rate = 0.02 }
      [populations.keepers]
      role = "market-keeper"
      strategy = "%s"
      count = 1
      wealth = 10.0
      """;

  private static final String SUITE =
      """
      title = "t"
      horizon = 120
      [populations.data]
      role = "data-provider"
      strategy = "honest"
      count = 3
      wealth = 50.0
      [populations.developers]
      role = "job-developer"
      strategy = "honest"
      count = 4
      wealth = 6000.0
      settings = { rate = 40 }
      [populations.providers]
      role = "compute-provider"
      strategy = "%s"
      count = 3
      wealth = 1500.0
      settings = { honesty = 0.5, stubborn = 1 }
      [populations.stamps]
      role = "verifier"
      strategy = "rubber-stamp"
      count = 4
      wealth = 400.0
      [populations.challengers]
      role = "challenger"
      strategy = "vigilant"
      count = 1
      wealth = 5000.0
      settings = { probability = 0.5 }
      [populations.keepers]
      role = "keeper"
      strategy = "patient"
      count = 1
      wealth = 1.0
      """;

  private static final String LAZY =
      """
      function normal() {
        const radius = Math.sqrt(-2 * Math.log(1 - random()));
        return radius * Math.cos(2 * Math.PI * random());
      }
      const looks = () => false;
      const votes = () =>
        Math.min(100, Math.max(0, settings.guess + settings["guess-spread"] * normal()));
      const restores = (standing) => standing.earned > standing.spent;
      """;

  private static final String LIAR =
      """
      const margin = settings.margin * (0.5 + random());
      const price = (sale) => sale.cost * (1 + margin);
      const result = () => (random() < settings.honesty ? "true" : "wrong");
      const defends = (accusation) => accusation.right || settings.stubborn > 0;
      """;

  private static RunResult play(String text, Map<String, String> scripts, long seed) {
    var whole = new StringBuilder(text).append("[scripts]\n");
    scripts.forEach(
        (name, script) -> whole.append("\"%s\" = '''\n%s'''\n".formatted(name, script)));
    var scenario =
        ScenarioFile.of(Path.of("t.toml"), whole.toString())
            .checked(Simulation.vocabulary(Roots.ground()));
    return Simulation.run(
        Roots.ground(), scenario, seed, new JavaScripts(scenario.scripts()), _ -> {});
  }

  private static void assertSame(RunResult one, RunResult other) {
    assertThat(one.transactions()).isEqualTo(other.transactions()).isPositive();
    assertThat(one.refused()).isEqualTo(other.refused());
    assertThat(one.flows()).isEqualTo(other.flows());
    assertThat(one.kpis().keySet()).isEqualTo(other.kpis().keySet());
    one.kpis()
        .forEach(
            (name, samples) ->
                assertThat(samples.values()).as(name).containsExactly(other.kpi(name).values()));
  }

  @Test
  void a_validator_in_a_script_does_what_the_same_one_in_java_does() {
    var scripted = play(MARKET.formatted("script:lazy.js", "prompt"), Map.of("lazy.js", LAZY), 3);
    assertSame(scripted, play(MARKET.formatted("lazy", "prompt"), Map.of(), 3));
    assertThat(scripted.kpi("slashed.validators").sum()).isPositive();
  }

  @Test
  void a_provider_in_a_script_does_what_the_same_one_in_java_does() {
    var scripted = play(SUITE.formatted("script:liar.js"), Map.of("liar.js", LIAR), 5);
    assertSame(scripted, play(SUITE.formatted("wrong"), Map.of(), 5));
    assertSame(scripted, play(SUITE.formatted("script:liar.js"), Map.of("liar.js", LIAR), 5));
  }

  @Test
  void a_mistake_in_a_script_ends_the_run() {
    var broken =
        "const price = (sale) => {\n  return sale.costs;\n};\n"
            + "const result = () => 'true', defends = () => settings.honesty > settings.stubborn;";
    assertThatThrownBy(() -> play(SUITE.formatted("script:a.js"), Map.of("a.js", broken), 1))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining("a.js:2: in price: a sale has no 'costs'; it has [budget, bonus,");
  }

  @Test
  void a_role_that_asks_no_script_takes_none() {
    assertThatThrownBy(() -> play(MARKET.formatted("lazy", "script:a.js"), Map.of("a.js", LAZY), 1))
        .isInstanceOf(ScriptException.class)
        .hasMessageContaining(
            "populations.keepers.strategy: no script can decide for market-keeper");
  }

  @Test
  void scripts_are_files_beside_the_scenario(@TempDir Path folder) throws Exception {
    var file = folder.resolve("t.toml");
    Files.writeString(file, SUITE.formatted("script:in/liar.js"));
    assertThatThrownBy(() -> ScenarioFile.read(file))
        .isInstanceOf(ScenarioException.class)
        .hasMessageStartingWith("%s:16: populations.providers.strategy: ".formatted(file))
        .hasMessageContaining("liar.js: there is no such file; name a script as seen from");
    Files.createDirectory(folder.resolve("in"));
    Files.writeString(folder.resolve("in/liar.js"), LIAR);
    assertThat(ScenarioFile.read(file).scenario().scripts())
        .isEqualTo(new TreeMap<>(Map.of("in/liar.js", LIAR)));
  }

  @Test
  void a_script_belongs_to_the_scenario_wherever_its_file_is(@TempDir Path folder)
      throws Exception {
    for (var place : List.of("here", "there")) {
      Files.createDirectory(folder.resolve(place));
      Files.writeString(folder.resolve(place).resolve("liar.js"), LIAR);
    }
    var scenario = ScenarioFile.of(Path.of("t.toml"), SUITE.formatted("wrong")).scenario();
    var here = scenario.withScript("providers", folder.resolve("here/liar.js"));
    assertThat(here.withScript("providers", folder.resolve("there/liar.js"))).isEqualTo(here);
    assertThat(here.canonical()).doesNotContain(folder.toString());
    assertThat(ScenarioFile.of(Path.of("t.toml"), here.canonical()).scenario()).isEqualTo(here);

    Files.writeString(folder.resolve("there/liar.js"), LIAR + "// other");
    var there = scenario.withScript("providers", folder.resolve("there/liar.js"));
    assertThat(there.hash()).isNotEqualTo(here.hash());
    assertThat(here.with("populations.providers.strategy", "wrong").hash())
        .isEqualTo(scenario.hash());
    assertThatThrownBy(() -> here.withScript("stamps", folder.resolve("there/liar.js")))
        .isInstanceOf(ScenarioException.class)
        .hasMessage(
            "populations.stamps.strategy: another script is called liar.js, too; call one of them"
                + " otherwise");
  }
}
