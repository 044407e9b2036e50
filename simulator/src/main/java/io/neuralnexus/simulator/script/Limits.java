package io.neuralnexus.simulator.script;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.graalvm.polyglot.Context;
import org.graalvm.polyglot.PolyglotException;
import org.graalvm.polyglot.ResourceLimits;

/**
 * How much one call of a script may take. The count of statements is the same on any machine, so a
 * run is either stopped on all or on none; time and memory are for what takes much of them in a
 * single statement.
 */
final class Limits {
  static final long STATEMENTS = 200_000;
  static final long SECONDS = 5;
  static final long MEGABYTES = 256;

  private static final long LOOK_MILLIS = 10;
  private static final Set<Limits> RUNNING = ConcurrentHashMap.newKeySet();

  /** The JVM's own count of what a thread has allocated, which is kept anyway. */
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  static {
    Thread.ofPlatform().daemon().name("script limits").start(Limits::watch);
  }

  private final Context context;
  private final long thread = Thread.currentThread().threadId();
  private final long began = System.nanoTime();
  private final long allocated = THREADS.getCurrentThreadAllocatedBytes();
  private volatile String broken = "";

  @FunctionalInterface
  interface Work<T> {
    T get();
  }

  private Limits(Context context) {
    this.context = context;
  }

  /** Of which all contexts have a count of their own. */
  static ResourceLimits statements() {
    return ResourceLimits.newBuilder().statementLimit(STATEMENTS, null).build();
  }

  /** Begins a call, in the thread that makes it. */
  static Limits begin(Context context) {
    context.resetLimits();
    var limits = new Limits(context);
    RUNNING.add(limits);
    return limits;
  }

  void end() {
    RUNNING.remove(this);
  }

  /** What was too much, if a call ended for that. */
  Optional<String> broken(PolyglotException e) {
    if (!broken.isEmpty()) return Optional.of(broken);
    if (!e.isResourceExhausted()) return Optional.empty();
    return Optional.of(
        e.isCancelled()
            ? "more than %,d statements; a loop may have no end".formatted(STATEMENTS)
            : "the memory or the stack is exhausted; keep less");
  }

  private static void watch() {
    try {
      while (true) {
        Thread.sleep(LOOK_MILLIS);
        RUNNING.forEach(Limits::look);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    if (System.nanoTime() - began > SECONDS * 1_000_000_000) {
      stop("more than %d s; do less".formatted(SECONDS));
    } else if (THREADS.getThreadAllocatedBytes(thread) - allocated > MEGABYTES << 20) {
      stop("more than %d MiB of memory; keep less".formatted(MEGABYTES));
    }
  }

  private void stop(String why) {
    if (!RUNNING.remove(this)) return;
    broken = why;
    context.close(true);
  }
}
