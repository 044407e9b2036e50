package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.scenario.Population;
import java.util.Set;

/** Who keeps to what its role promises: a slash of such an account is a false one. */
final class Honesty {
  private static final Set<String> HONEST =
      Set.of("honest", "diligent", "vigilant", "sleeping", "patient", "careful");

  private Honesty() {}

  static boolean isHonest(Population population) {
    return !population.attack() && HONEST.contains(population.strategy());
  }
}
