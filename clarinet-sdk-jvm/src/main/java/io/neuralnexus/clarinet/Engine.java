package io.neuralnexus.clarinet;

import java.util.Arrays;
import java.util.Locale;

/** What runs Clarity behind a {@link Simnet}. */
public enum Engine {
  /**
   * The Clarity VM that Clarinet ships as an npm package, unchanged, in a Node process of its own.
   */
  OFFICIAL,

  /** Clarity on the JVM: in this process, without Node. */
  JVM,

  /** Both of them, every transaction on both, and an error at the first difference. */
  BOTH;

  /**
   * The engine with this name, in any case.
   *
   * @throws EngineException naming the engines there are
   */
  public static Engine parse(String name) {
    return Arrays.stream(values())
        .filter(engine -> engine.name().equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new EngineException(
                    "unknown engine '%s' (-Dsimnet.engine): there is %s"
                        .formatted(name, Arrays.toString(values()).toLowerCase(Locale.ROOT))));
  }
}
