package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.Role;
import java.util.List;

/** The kinds of agents of this part of the product. */
public final class SuiteRoles {
  private SuiteRoles() {}

  public static List<Role> all() {
    return List.of();
  }
}
