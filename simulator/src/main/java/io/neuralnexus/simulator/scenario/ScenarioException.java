package io.neuralnexus.simulator.scenario;

/** A scenario is not as it must be; the message says where, what is wrong and how to mend it. */
public final class ScenarioException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final boolean placed;
  private final String key;
  private final String problem;
  private final String mend;

  /**
   * Of a scenario that is in no file.
   *
   * @param key as in {@code populations.validators.count}; empty for the whole
   */
  ScenarioException(String key, String problem, String mend) {
    this("", key, problem, mend);
  }

  private ScenarioException(String place, String key, String problem, String mend) {
    super("%s%s%s; %s".formatted(place, key.isEmpty() ? "" : key + ": ", problem, mend));
    this.placed = !place.isEmpty();
    this.key = key;
    this.problem = problem;
    this.mend = mend;
  }

  /** The key that is meant; empty for the whole. */
  public String key() {
    return key;
  }

  /** The same with the place of its key, unless it has one: in a file that this one is like. */
  ScenarioException at(String file, int line) {
    if (placed) return this;
    return new ScenarioException("%s:%d: ".formatted(file, line), key, problem, mend);
  }
}
