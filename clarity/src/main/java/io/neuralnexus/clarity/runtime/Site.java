package io.neuralnexus.clarity.runtime;

import java.util.ArrayList;

/**
 * A place in the body of a function where something is applied, as the VM's call stack would know
 * it: which forms are open around it, and how deep they are. As Clarity has no recursion, all of
 * this is known before the function runs, so running keeps no stack of its own.
 *
 * <p>Only special forms are on the stack while their arguments run; a plain function is there while
 * it is computed, and its arguments count as one level for the depth.
 */
public final class Site {
  private final Site outer;
  private final String identifier;
  private final int depth;
  private final boolean special;

  private Site(Site outer, String identifier, boolean special) {
    this.outer = outer;
    this.identifier = identifier;
    this.depth = outer == null ? 0 : outer.depth + 1;
    this.special = special;
  }

  /** The start of a body. */
  public static Site start() {
    return new Site(null, null, false);
  }

  /**
   * Inside of this site, the application of something.
   *
   * @param identifier what the official VM calls it, without {@code _native_:}
   * @param special whether it is on the stack while its arguments run
   */
  Site apply(String identifier, boolean special) {
    return new Site(this, identifier, special);
  }

  /** The levels that are open around the application, within the function. */
  int depth() {
    return depth - 1;
  }

  /** An abort of what is applied here, with the functions that are running. */
  public Abort abort(Frame frame, String detail) {
    var trace = frame.trace();
    addTrace(trace, true);
    return Abort.runtime(detail, trace);
  }

  /** An abort of a call from here; one from outside has no trace. */
  Abort abortCall(Frame frame, String detail) {
    return outer == null ? Abort.untraced(detail) : abort(frame, detail);
  }

  /** An abort before what is applied here has begun. */
  Abort abortBefore(Frame frame, String detail) {
    var trace = frame.trace();
    outer.addTrace(trace, false);
    return Abort.runtime(detail, trace);
  }

  /** The special forms from the outermost inwards, then this application if it is running. */
  void addTrace(ArrayList<String> trace, boolean running) {
    if (outer == null) return;
    outer.addTrace(trace, false);
    if (special || running) trace.add("_native_:" + identifier);
  }
}
