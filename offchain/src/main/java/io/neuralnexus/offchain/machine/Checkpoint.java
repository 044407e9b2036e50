package io.neuralnexus.offchain.machine;

/**
 * A machine at one time, to be returned to. Its inputs are those of the run.
 *
 * @param steps since the start of the job
 */
record Checkpoint(long steps, int pc, Status status, long[] registers, Image image) {}
