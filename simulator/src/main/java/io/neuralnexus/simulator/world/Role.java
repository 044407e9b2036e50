package io.neuralnexus.simulator.world;

import io.neuralnexus.simulator.scenario.RoleSheet;

/** A kind of agent that scenarios can name. */
public interface Role {
  RoleSheet sheet();

  /** Makes an agent, which arrives now. It asks the world to be woken. */
  Agent cast(World world, Part part);
}
