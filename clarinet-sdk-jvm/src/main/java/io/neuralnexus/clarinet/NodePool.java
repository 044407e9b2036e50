package io.neuralnexus.clarinet;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The children of this JVM. Opening a project takes seconds the first time and a fraction of a
 * second in a child that has opened it before, so a child that is given back waits for the next
 * chain. A child serves one chain at a time.
 */
final class NodePool {
  /**
   * A child keeps what it has opened, and Wasm memory never shrinks: one this large is not used
   * again.
   */
  static final long MOST_MEMORY = Long.getLong("simnet.child.megabytes", 1_200) << 20;

  private static final int MOST_IDLE = Math.max(2, Runtime.getRuntime().availableProcessors());

  /** A child that waits, with the opening it did last. */
  private record Idle(NodeChild child, NodePackage npm, Object opening) {}

  private static final List<Idle> idle = new ArrayList<>();
  private static final Set<NodeChild> alive = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> List.copyOf(alive).forEach(NodeChild::close), "simnet-children"));
  }

  private NodePool() {}

  static NodeChild register(NodeChild child) {
    alive.add(child);
    return child;
  }

  static void forget(NodeChild child) {
    alive.remove(child);
  }

  /**
   * A child for this opening: best one that did the same before, else any that waits, else a new
   * one.
   */
  static NodeChild take(NodePackage npm, Object opening) {
    synchronized (idle) {
      idle.removeIf(each -> !each.child().isAlive());
      var fit = idle.stream().filter(each -> each.npm().equals(npm)).toList();
      var best =
          fit.stream()
              .filter(each -> each.opening().equals(opening))
              .findFirst()
              .or(() -> fit.stream().findFirst());
      if (best.isPresent()) {
        idle.remove(best.get());
        return best.get().child();
      }
    }
    return NodeChild.start(npm);
  }

  /** Takes a child back that did this opening and has this much memory, in bytes. */
  static void giveBack(NodeChild child, NodePackage npm, Object opening, long memory) {
    if (memory > MOST_MEMORY) {
      child.close();
      return;
    }
    synchronized (idle) {
      idle.addFirst(new Idle(child, npm, opening));
      Iterator<Idle> rest = idle.listIterator(Math.min(MOST_IDLE, idle.size()));
      while (rest.hasNext()) {
        rest.next().child().close();
        rest.remove();
      }
    }
  }
}
