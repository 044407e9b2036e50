package io.neuralnexus.simulator.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An agent that acts by an agenda. */
public abstract class Participant implements Agent {
  /** micro-STX in an STX. */
  public static final double MICRO = 1e6;

  protected final World world;
  protected final Part part;

  private final Map<Long, List<Runnable>> agenda = new HashMap<>();
  private boolean closed;

  protected Participant(World world, Part part) {
    this.world = world;
    this.part = part;
  }

  /** Does something so many blocks from now, at least one. */
  protected final void later(long blocks, Runnable act) {
    var wait = Math.max(1, blocks);
    agenda.computeIfAbsent(world.block() + wait, _ -> new ArrayList<>()).add(act);
    world.wake(this, wait);
  }

  /** Whether it takes on nothing new. */
  protected final boolean isClosed() {
    return closed;
  }

  /** STX for an amount in USD, at the price of now. */
  protected final double stx(double usd) {
    return usd / world.economy().price();
  }

  @Override
  public final void step() {
    var due = agenda.remove(world.block());
    if (due != null) due.forEach(Runnable::run);
  }

  @Override
  public void close() {
    closed = true;
  }
}
