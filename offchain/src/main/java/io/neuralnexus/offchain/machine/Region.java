package io.neuralnexus.offchain.machine;

/**
 * A part of a program as JVM code. It makes steps as the {@link Interpreter} would, until it leaves
 * the part, comes to a step that it leaves to the interpreter since that would halt or fault, or
 * has so few steps left that it might make too many.
 */
interface Region {
  /**
   * Runs from the frame's pc, which is an entry of this part. Memory is given by its parts.
   *
   * @param frame whose registers and number of steps left are brought up to date, but not pc
   * @return the next pc; or its complement, if the steps from there to the end of its block were
   *     taken off the number of steps left, but not made
   */
  int run(Interpreter frame, long[] inputs, long[] words, byte[] marks);
}
