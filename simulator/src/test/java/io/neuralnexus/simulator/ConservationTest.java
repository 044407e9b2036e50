package io.neuralnexus.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.simulator.scenario.ScenarioFile;
import io.neuralnexus.simulator.world.Act;
import io.neuralnexus.simulator.world.Scripts;
import io.neuralnexus.simulator.world.Solvency;
import io.neuralnexus.simulator.world.World;
import java.math.BigInteger;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The world makes STX when it opens accounts, and nothing makes or loses any after that. */
class ConservationTest {
  private static BigInteger sum(Simnet chain) {
    return chain.assets().get("STX").keySet().stream()
        .map(chain::stxBalance)
        .reduce(BigInteger.ZERO, BigInteger::add);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ring-45", "garbage-data"})
  void all_accounts_and_contracts_have_together_what_the_world_has_made(String name) {
    var scenario =
        ScenarioFile.find(Roots.project(), name).scenario().with("horizon", 380).with("drain", 300);
    try (var ground = Roots.ground().with(scenario.parameters());
        var chain = ground.chain(3)) {
      var before = sum(chain);
      var made = new AtomicLong();
      var result =
          new World(
                  chain,
                  scenario,
                  Simulation.roles(),
                  Scripts.NONE,
                  3,
                  List.of(new Solvency(chain)),
                  ground.space(),
                  act -> {
                    if (act instanceof Act.Fund(_, var micro)) made.addAndGet(micro);
                  })
              .play(_ -> {});
      assertThat(result.transactions()).isPositive();
      assertThat(made.get()).isPositive();
      assertThat(sum(chain)).isEqualTo(before.add(BigInteger.valueOf(made.get())));
    }
  }
}
