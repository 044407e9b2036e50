/**
 * The verifier of zero-knowledge proofs about hidden data, and how sound it is: {@code docs/zk.md}
 * as a program, a class to a section. Written for the eye, not for speed, and without a line in
 * common with the prover.
 */
package io.neuralnexus.offchain.zk.verifier;
