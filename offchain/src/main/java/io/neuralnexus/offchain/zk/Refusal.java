package io.neuralnexus.offchain.zk;

/** Why a proof is refused, in the order in which that is checked. */
public enum Refusal {
  /** The trace is too short or too long, or has not the rows. */
  BAD_SIZE,
  /** A range, its digits, or the code of a missing value. */
  BAD_FEATURE,
  /** The bounds of a count or a sum. */
  BAD_COUNT,
  /** More columns than a proof may have. */
  TOO_WIDE,
  /** A list or a buffer of the proof has not the length that follows from the profile. */
  BAD_SHAPE,
  /** A half of a packed value is not below the field's order. */
  NOT_CANONICAL,
  /** The cap of the trace does not hash to the commitment root. */
  BAD_ROOT,
  /** The point drawn lies in the base field; happens by chance once in 2^64 proofs. */
  BAD_POINT,
  /** The parts at the point do not add up to what the constraints give. */
  BAD_COMPOSITION,
  /** A nonce without work behind it. */
  NO_WORK,
  /** A path that does not lead to its cap. */
  BAD_PATH,
  /** The first layer has not what the opened values give. */
  BAD_OPENING,
  /** A layer, or the final polynomial, has not what the layer before folds to. */
  BAD_FOLD
}
