/**
 * Makes proofs about hidden data sets, as {@code docs/zk.md} defines them: {@link
 * io.neuralnexus.offchain.zk.prover.Commitment} is where to start.
 */
package io.neuralnexus.offchain.zk.prover;
