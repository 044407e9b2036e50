/**
 * Zero-knowledge proofs about hidden data sets: what provers and verifiers have in common. {@code
 * docs/zk.md} defines the protocol.
 */
package io.neuralnexus.offchain.zk;
