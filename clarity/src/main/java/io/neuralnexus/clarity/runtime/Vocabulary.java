package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.ClarityVersion;
import java.util.Optional;

/** The words of the language, as the linker needs them. */
public interface Vocabulary {
  /** What can be applied. */
  interface Function {
    /** What the official VM calls it in traces. */
    String identifier();

    /** Whether it is on the call stack while its arguments run. */
    boolean isSpecial();

    /** Links an application as it is written. */
    Application link(Linking at);

    /** Links an application to values that are there already, as {@code fold} makes it. */
    Application link(Linking at, Node[] arguments);
  }

  /** What has a value by itself, as {@code tx-sender}. */
  interface Variable {
    /** Links a use of it. */
    Node link(Linker linker);
  }

  /** The function of that name in a version of the language. */
  Optional<Function> function(String name, ClarityVersion version);

  /** The variable of that name in a version of the language. */
  Optional<Variable> variable(String name, ClarityVersion version);
}
