package io.neuralnexus.clarity.watch;

import io.neuralnexus.clarity.Value;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Is told of every expression that runs, as the hooks of the official VM are: a list before and
 * after what is in it, a value that {@code map}, {@code filter} and {@code fold} give to a special
 * form as an expression of its own.
 */
public interface Watcher {
  /**
   * A contract is about to be called through a name. What begins next is that call.
   *
   * @param callee what the name stands for, if that can be told
   */
  default void meets(Optional<Value> callee) {}

  /** An expression begins. */
  void begins(Place place, Scene scene);

  /** An expression has a value. */
  default void ends(Place place, Scene scene, Value value) {}

  /**
   * An expression has none: the function ends early, or the transaction is given up.
   *
   * @param error why, as the official VM says it
   */
  default void fails(Place place, Scene scene, Supplier<String> error) {}
}
