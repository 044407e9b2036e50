package io.neuralnexus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.script.JavaScripts;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every scenario that ships, for a short time. Their expectations need their own time, and are
 * those of the command line.
 */
class ShippedScenariosTest {
  /** Until validators can be drawn, and some bids and jobs are contested and settled. */
  private static final long SHORT = 400;

  /** By when everybody is there; those who are drawn have staked two generations before. */
  private static final long STAKED = 280;

  static Stream<String> names() {
    return ScenarioFile.shipped(Roots.project()).stream().map(file -> file.scenario().name());
  }

  /** Nobody comes later, and the shocks come one after the other in the last blocks. */
  private static Scenario shortened(Scenario whole) {
    var scenario = whole.with("horizon", Math.min(whole.horizon(), SHORT));
    for (var each : whole.populations()) {
      var arrive = "populations.%s.arrive.".formatted(each.name());
      scenario = scenario.with(arrive + "from", Math.min(each.arrive().from(), STAKED));
      scenario = scenario.with(arrive + "to", Math.min(each.arrive().to(), STAKED));
    }
    for (var i = 0; i < whole.shocks().size(); i++) {
      scenario =
          scenario.with("shocks.%d.at".formatted(i), SHORT - 10 * (whole.shocks().size() - i));
    }
    return scenario;
  }

  @ParameterizedTest
  @MethodSource("names")
  void it_runs_and_comes_to_an_end_and_the_contracts_can_pay_after_every_block(String name) {
    var vocabulary = Simulation.vocabulary(Roots.ground());
    var whole = ScenarioFile.find(Roots.project(), name).checked(vocabulary);
    var scenario = shortened(whole);
    vocabulary.check(scenario);

    try (var ground = Roots.ground().with(scenario.parameters())) {
      var scripts = new JavaScripts(scenario.scripts());
      var run = Simulation.run(ground, scenario, 1, scripts, _ -> {});

      assertThat(run.transactions()).isPositive();
      assertThat(run.blocks())
          .isBetween(scenario.horizon(), scenario.horizon() + scenario.drain() - 1);
      assertThat(run.kpis().keySet())
          .containsAll(whole.populations().stream().map(each -> "profit." + each.name()).toList());
    }
  }
}
