package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Value;
import java.util.Optional;

/** The application of a function or form. */
public abstract class Application extends Node {
  private final Site site;
  private final long lookup;
  private final int depth;
  private final int limit;

  /** An application at a place. */
  protected Application(Linking at) {
    site = at.site();
    lookup = at.linker().lookupFunctionCost();
    depth = site.depth();
    limit = at.linker().stackLimit();
  }

  @Override
  public Value look(Frame frame) {
    frame.meter().runtime(lookup);
    return step(frame);
  }

  /**
   * Finds out what the simnet's tracer wants to know before a contract is called through a name,
   * which is what the name stands for, if that can be told. Others have nothing to announce.
   */
  protected Optional<Optional<Value>> announce(Frame frame) {
    return Optional.empty();
  }

  /** Looks at it after it was {@linkplain #announce announced}. */
  Value run(Frame frame) {
    frame.meter().runtime(lookup);
    return step(frame);
  }

  /** Whoever calls this has seen to it that the stack is deep enough for all of the function. */
  @Override
  public Value freely(Frame frame) {
    return apply(frame);
  }

  /** Applies it once more, as {@code fold} does, which has looked it up already. */
  public final Value step(Frame frame) {
    if (frame.depth() + depth >= limit) {
      throw site.abortBefore(frame, "MaxStackDepthReached");
    }
    return apply(frame);
  }

  /** Evaluates the arguments, pays and computes. */
  protected abstract Value apply(Frame frame);

  /** Where it is applied. */
  protected final Site site() {
    return site;
  }

  /** An abort here. */
  protected final Abort abort(Frame frame, String detail) {
    return site.abort(frame, detail);
  }
}
