package io.neuralnexus.simulator.world;

/** A script is not as it must be; the message says which, where, what is wrong and the mend. */
public final class ScriptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ScriptException(String message) {
    super(message);
  }

  public ScriptException(String message, Throwable cause) {
    super(message, cause);
  }
}
