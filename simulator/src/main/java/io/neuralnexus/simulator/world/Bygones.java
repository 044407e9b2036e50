package io.neuralnexus.simulator.world;

import io.neuralnexus.clarity.Uint;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.function.Consumer;

/**
 * Things that a contract numbers one after the other, from 1, as long as they live. Below the
 * oldest that lives there is nothing that anybody will ask for again, once those who still had
 * something to say have had some days for it.
 */
public final class Bygones {
  /** Burn blocks from the end of a thing until it counts as gone. */
  private static final long GRACE = 432;

  private record End(Uint number, long block) {}

  private final World world;
  private final Consumer<Uint> forgetBelow;
  private final LinkedHashSet<Uint> living = new LinkedHashSet<>();
  private final ArrayDeque<End> ended = new ArrayDeque<>();
  private Uint next = Uint.ONE;
  private Uint told = Uint.ONE;

  /**
   * @param forgetBelow is told a number below which all have gone, each time it is another one
   */
  public Bygones(World world, Consumer<Uint> forgetBelow) {
    this.world = world;
    this.forgetBelow = forgetBelow;
  }

  /** A thing has begun, with a number above those of all others. */
  public void begin(Uint number) {
    living.add(number);
    next = number.plus(Uint.ONE);
    forget();
  }

  /** Nobody has anything to do with a thing any more. */
  public void end(Uint number) {
    ended.add(new End(number, world.block()));
  }

  /** The number below which all have gone. */
  public Uint below() {
    return told;
  }

  private void forget() {
    while (!ended.isEmpty() && ended.getFirst().block + GRACE <= world.block()) {
      living.remove(ended.removeFirst().number);
    }
    Iterator<Uint> oldest = living.iterator();
    var below = oldest.hasNext() ? oldest.next() : next;
    if (below.equals(told)) return;
    told = below;
    forgetBelow.accept(below);
  }
}
