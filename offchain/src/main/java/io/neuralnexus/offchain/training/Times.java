package io.neuralnexus.offchain.training;

/** How often a part of a program runs: what its steps are counted by. */
enum Times {
  /** Once. */
  RUN,
  /** For every data set of the job. */
  DATASET,
  /** For every training: one with all data sets, and one without each of them. */
  TRAINING,
  /** For every data set and every training, left out or not. */
  PAIR,
  /** For every data set and every training that has it. */
  OTHERS,
  /** For every epoch of every training. */
  EPOCH,
  /** For every data set in every epoch of every training, left out or not. */
  VISIT,
  /** For every data set in every epoch of every training that has it. */
  SHARE,
  /** For every batch of these. */
  BATCH,
  /** For every row of these. */
  ROW,
  /** For every row of the hold-out set. */
  HOLDOUT_ROW,
  /** For every row of the hold-out set and every training. */
  SCORED_ROW
}
