package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.cost.CostMeter;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.watch.Watcher;
import java.util.ArrayList;
import java.util.List;

/** One transaction on one chain: what it costs, tells and moves until it is kept or undone. */
public final class Execution {
  /** What is printed in one transaction must be smaller, in bytes. */
  private static final long PRINT_LIMIT = 50 * 1024 * 1024;

  private final World world;
  private final CostMeter meter;
  private final Epoch epoch;
  private final CostTable costs;
  private final int found;
  private final List<Watcher> watchers;
  private final ArrayList<ChainEvent> events = new ArrayList<>();
  private final Movements movements = new Movements();
  private boolean readOnly;
  private boolean traced;

  /** The size of all printed values. */
  private long printed;

  /**
   * A transaction that has not begun to do anything.
   *
   * @param watchers who is told of every expression that runs
   */
  public Execution(World world, CostMeter meter, List<Watcher> watchers) {
    this.world = world;
    this.meter = meter;
    this.watchers = watchers;
    this.epoch = world.blocks().epoch();
    this.costs = CostTable.of(epoch, world.profile());
    this.found = world.begin();
  }

  /** The chain. */
  public World world() {
    return world;
  }

  /** What has been used so far. */
  public CostMeter meter() {
    return meter;
  }

  /** Who is told of every expression that runs. */
  List<Watcher> watchers() {
    return watchers;
  }

  /** Whether anybody is. */
  boolean isWatched() {
    return !watchers.isEmpty();
  }

  /** The epoch of the block that is being made. */
  public Epoch epoch() {
    return epoch;
  }

  /** What things cost that no contract's code says. */
  CostTable costs() {
    return costs;
  }

  /**
   * Tells the world, unless what happens is undone.
   *
   * @throws Abort if all that is printed is too large
   */
  public void emit(ChainEvent event) {
    events.add(event);
    if (event instanceof ChainEvent.Print print) {
      printed += print.value().byteSize();
      if (printed >= PRINT_LIMIT) {
        throw Abort.internal("Expect(\"Event batch grew too large during execution\")");
      }
    }
  }

  /**
   * Traces calls as the simnet does: it looks at the name of a contract before it is called through
   * that name, and the transaction pays for it, except by the rules of mainnet.
   */
  public void trace() {
    traced = true;
  }

  /** Whether calls are {@linkplain #trace traced}. */
  public boolean isTraced() {
    return traced;
  }

  /** What has been told so far. */
  public List<ChainEvent> events() {
    return events;
  }

  /** What assets have moved so far; allowances and post-conditions are checked against it. */
  public Movements movements() {
    return movements;
  }

  /**
   * Shows contracts the state and the blocks as a block left them ({@code at-block}). What this
   * transaction has changed is not part of it.
   */
  public void travel(Blocks past) {
    world.travel(past, found);
  }

  /** Shows contracts the present again. */
  public void present() {
    world.present();
  }

  /** Whether nothing may be written now. */
  public boolean isReadOnly() {
    return readOnly;
  }

  /** Where to go back to. */
  public record Savepoint(int journal, int events, long printed, int movements, boolean readOnly) {}

  /** Begins something that may be undone. */
  public Savepoint begin() {
    return new Savepoint(
        world.journal().mark(), events.size(), printed, movements.mark(), readOnly);
  }

  /** Begins something that will be undone and may not write. */
  public Savepoint beginReadOnly() {
    var savepoint = begin();
    readOnly = true;
    return savepoint;
  }

  /** Keeps what has happened since. */
  public void commit(Savepoint savepoint) {
    readOnly = savepoint.readOnly;
  }

  /** Undoes what has happened since, its events too; costs stay. */
  public void rollback(Savepoint savepoint) {
    world.journal().rollback(savepoint.journal);
    while (events.size() > savepoint.events) events.removeLast();
    printed = savepoint.printed;
    movements.rollback(savepoint.movements);
    readOnly = savepoint.readOnly;
  }
}
