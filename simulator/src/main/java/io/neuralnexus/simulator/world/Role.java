package io.neuralnexus.simulator.world;

import io.neuralnexus.simulator.scenario.RoleSheet;

/** A kind of agent that scenarios can name. */
public interface Role {
  RoleSheet sheet();

  /** Called before the first block of a scenario that has such agents, however late they come. */
  default void prepare(World world) {}

  /** Makes an agent, which arrives now. It asks the world to be woken. */
  Agent cast(World world, Part part);
}
