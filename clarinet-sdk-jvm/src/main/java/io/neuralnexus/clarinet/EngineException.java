package io.neuralnexus.clarinet;

/**
 * The engine itself cannot work or failed: Node or its package missing, the process killed, the VM
 * panicked.
 */
public final class EngineException extends SimnetException {
  private static final long serialVersionUID = 1L;

  EngineException(String message) {
    super(message);
  }

  EngineException(String message, Throwable cause) {
    super(message, cause);
  }

  /** For what the other engines cannot do. */
  static EngineException onlyJvm(String does) {
    return new EngineException(
        "only the engine 'jvm' %s: choose it with -Dsimnet.engine=jvm".formatted(does));
  }
}
