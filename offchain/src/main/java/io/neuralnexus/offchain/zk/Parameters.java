package io.neuralnexus.offchain.zk;

/**
 * What prover and verifier agree on before they meet; see {@code docs/zk.md}. The field, the
 * blow-up of 16 and the folding by 8 are fixed.
 *
 * @param minLog the logarithm of the shortest trace
 * @param maxLog the logarithm of the longest trace
 * @param masks random rows at the end of a trace
 * @param queries points at which the committed functions are opened
 * @param partMasks random coefficients between two parts of the quotient
 * @param capHeight a tree is given by its 2^capHeight nodes at this height
 * @param finalLog folding ends when at most 2^finalLog coefficients are left
 * @param batchWork zero bits of the proof of work before the functions are batched
 * @param queryWork zero bits of the proof of work before the queries are drawn
 */
public record Parameters(
    int minLog,
    int maxLog,
    int masks,
    int queries,
    int partMasks,
    int capHeight,
    int finalLog,
    int batchWork,
    int queryWork) {
  /** Logarithm of the points of the extension per row of the trace. */
  public static final int BLOW_UP_LOG = 4;

  /** Logarithm of the points that fold into one. */
  public static final int FOLD_LOG = 3;

  /** Parts of the quotient. */
  public static final int PARTS = 16;

  /** Digits of a count's distance from a bound: it is below 16^13. */
  public static final int COUNT_DIGITS = 13;

  /** Columns of a trace at most. */
  public static final int MAX_COLUMNS = 400;

  /** What the contract {@code stark-verifier} checks: proven security in the Johnson radius. */
  public static final Parameters STANDARD = new Parameters(10, 17, 80, 36, 40, 5, 6, 12, 20);

  /** The same security within the radius of unique decoding, at nearly twice the size. */
  public static final Parameters UNIQUE_DECODING =
      new Parameters(11, 17, 140, 66, 70, 5, 6, 12, 20);

  /** Checks that such proofs hide what they must and that their numbers fit each other. */
  public Parameters {
    if (queries < 1
        || masks < 2 * queries + 5
        || partMasks < queries + 1
        || minLog > maxLog
        || maxLog > 28
        || minLog + BLOW_UP_LOG - FOLD_LOG < capHeight
        || finalLog < 0
        || capHeight < 0
        || batchWork < 0
        || queryWork < 0) {
      throw new IllegalArgumentException("these parameters do not fit each other");
    }
    int rows = 1 << minLog;
    if (rows - masks <= COUNT_DIGITS || 16 * (rows - partMasks) < 15 * rows + masks) {
      throw new IllegalArgumentException(
          "a trace of %d rows is too short for %d masks and %d in each part"
              .formatted(rows, masks, partMasks));
    }
  }

  /** How often a trace of 2^log rows is folded. */
  public int layers(int log) {
    return Math.max(0, Math.ceilDiv(log - finalLog, FOLD_LOG));
  }
}
