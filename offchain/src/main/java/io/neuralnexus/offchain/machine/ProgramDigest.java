package io.neuralnexus.offchain.machine;

import io.neuralnexus.clarity.Buff;
import java.nio.ByteBuffer;

/**
 * What the chain knows of a program: its root and bounds, but no instruction. Any values make one;
 * {@link #isProgram} tells whether they can be a program's.
 *
 * @param root of the tree of its instructions
 * @param length the number of its instructions
 * @param k memory has 2^k words
 * @param entry the pc it starts at
 * @param words of its model
 */
public record ProgramDigest(Buff root, long length, long k, long entry, long words) {
  /** Whether every part is within its bounds. */
  public boolean isProgram() {
    return root.length() == Hashing.LENGTH
        && length <= Program.MOST_INSTRUCTIONS
        && 0 <= entry
        && entry < length
        && Layout.LEAST_K <= k
        && k <= Layout.MOST_K
        && 0 <= words
        && words <= Layout.mostModelWords((int) k);
  }

  /** What a job or a policy names when it names the program. */
  public Buff hash() {
    var digest = Hashing.sha256();
    digest.update(Hashing.PROGRAM);
    digest.update(root.bytes());
    return Buff.of(
        digest.digest(
            ByteBuffer.allocate(16)
                .putInt((int) length)
                .putInt((int) k)
                .putInt((int) entry)
                .putInt((int) words)
                .array()));
  }

  /** How many siblings lead from an instruction to the root. */
  int depth() {
    return Program.depth((int) length);
  }
}
