package io.neuralnexus.simulator.suite;

/** What has just become of a job. */
enum Happening {
  /** The developer has escrowed the budget. */
  CREATED,
  /** The data sets are named, and the auction begins. */
  MATCHED,
  /** There is a new best bid. */
  BID,
  /** Provider and auditors are known, and the keys are due. */
  ASSIGNED,
  /** All keys are posted. */
  KEYED,
  /** The provider has confirmed its inputs: the training runs. */
  STARTED,
  /** Provider and all auditors have committed. */
  COMMITTED,
  /** The result is there. */
  REVEALED,
  /** It is somebody's turn in a dispute. */
  DISPUTED,
  /** A dispute has ended and the result stands still. */
  UPHELD,
  /** A dispute has ended and the result has fallen. */
  REFUTED,
  /** The money has gone where it belongs; a model is there if the result stood. */
  FINALIZED,
  /** It was cancelled, or ended at a deadline before the training. */
  ENDED
}
