package io.neuralnexus.simulator.market;

import io.neuralnexus.simulator.world.Role;
import java.util.List;

/** The kinds of agents of this part of the product. */
public final class MarketRoles {
  private MarketRoles() {}

  public static List<Role> all() {
    return List.of();
  }
}
