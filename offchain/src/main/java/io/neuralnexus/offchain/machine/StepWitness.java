package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.util.List;

/**
 * What the chain needs, besides program and state, to recompute a step.
 *
 * @param instruction 16 bytes
 * @param instructionPath its siblings from the leaf up
 * @param leaf of memory that it touches, or {@link Leaf#NONE}
 */
public record StepWitness(Buff instruction, List<Buff> instructionPath, Leaf leaf) {
  /** That of a step from a final state, which is its own successor. */
  public static final StepWitness NONE = new StepWitness(Buff.EMPTY, List.of(), Leaf.NONE);

  public StepWitness {
    instructionPath = List.copyOf(instructionPath);
  }
}
