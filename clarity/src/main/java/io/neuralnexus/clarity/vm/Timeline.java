package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.runtime.World;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The moments of one chain that somebody may want to return to. Going back costs what has changed
 * since; moments that are left behind keep what leads to them, so that they can be visited in any
 * order. A moment that nobody refers to any more costs nothing.
 */
final class Timeline {
  private static final int LONG_PAST = 1 << 20;
  private final World world;

  /** The moments in the past, earliest first. */
  private final ArrayList<WeakReference<Moment>> past = new ArrayList<>();

  private int pruneAt = LONG_PAST;

  Timeline(World world) {
    this.world = world;
  }

  /** The present. As long as nothing changes it is one moment, however often somebody asks. */
  Moment now() {
    int mark = world.journal().mark();
    while (!past.isEmpty()) {
      var latest = past.getLast().get();
      if (latest != null && latest.mark() == mark) return latest;
      if (latest != null) break;
      past.removeLast();
    }
    var moment = new Moment(this, mark);
    past.add(new WeakReference<>(moment));
    return moment;
  }

  /** Drops what no moment needs; to be called between transactions. */
  void forget() {
    if (past.isEmpty()) world.forget(world.journal().mark());
    else if (world.journal().mark() > pruneAt) prune();
  }

  private void prune() {
    past.removeIf(moment -> moment.get() == null);
    var alive = alive();
    int first = alive.isEmpty() ? world.journal().mark() : alive.getFirst().mark();
    int dropped = world.forget(first);
    alive.forEach(moment -> moment.shift(dropped));
    pruneAt = Math.max(LONG_PAST, 2 * world.journal().mark());
  }

  private List<Moment> alive() {
    return past.stream().map(WeakReference::get).filter(Objects::nonNull).toList();
  }

  void restore(Moment moment) {
    if (!moment.isOf(this)) throw new IllegalArgumentException("the moment is of another chain");
    if (past.getLast().get() == moment) world.journal().rollback(moment.mark());
    else travel(moment);
  }

  private void travel(Moment moment) {
    var ahead = new ArrayDeque<Moment>();
    var origin = moment;
    while (origin.branch().isPresent()) {
      ahead.addFirst(origin);
      origin = origin.branch().get().from();
    }
    goBack(origin);
    for (var next : ahead) {
      world.redo(next.branch().orElseThrow().changes());
      next.enter(world.journal().mark());
      past.add(new WeakReference<>(next));
    }
  }

  private void goBack(Moment to) {
    var left = new ArrayList<Moment>();
    while (past.getLast().get() != to) {
      var moment = past.removeLast().get();
      if (moment != null) left.add(moment);
    }
    for (int at = 0; at < left.size(); at++) {
      var moment = left.get(at);
      var from = at + 1 < left.size() ? left.get(at + 1) : to;
      world.journal().rollback(moment.mark());
      moment.leave(from, world.undo(from.mark()));
    }
    world.journal().rollback(to.mark());
  }
}
