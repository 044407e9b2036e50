package io.neuralnexus.simulator.sweep;

/** Is told how far a sweep is: first with what the journal had, then after every run. */
@FunctionalInterface
public interface Progress {
  /**
   * @param done runs that are computed
   * @param total runs in all, as far as is known
   */
  void at(int done, int total);
}
