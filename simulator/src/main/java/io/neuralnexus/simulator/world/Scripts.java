package io.neuralnexus.simulator.world;

/** Strategies from outside of the program. */
public interface Scripts {
  /** No script can be named. */
  Scripts NONE =
      new Scripts() {
        @Override
        public <S> S strategy(String name, Class<S> type, Part part) {
          throw new ScriptException("there is no script " + name);
        }
      };

  /**
   * What a script decides. Each part of a play has a copy of the script to itself.
   *
   * @param name the file
   * @param type an interface whose functions take one record, and return a number, a boolean or a
   *     string
   * @param part whose strategy it is
   * @throws ScriptException if there is no such script or it cannot decide that; the functions of
   *     what it returns throw it too
   */
  <S> S strategy(String name, Class<S> type, Part part);
}
