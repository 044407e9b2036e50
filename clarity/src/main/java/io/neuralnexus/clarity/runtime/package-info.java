/**
 * Running contracts: the tree of nodes that a contract is linked to, the state it works on, and the
 * transaction around it.
 *
 * <p>A {@link Contract} is code, shared by all chains; a {@link ContractState} is what one chain
 * keeps for it. {@link Linker} makes {@link Node}s of a contract's expressions for one epoch: names
 * become slots, cost functions of known input become numbers, and whatever an epoch or a version of
 * the language decides is decided then. Nodes are immutable and hold no state, so one linked
 * contract serves every chain and thread. {@link Frame} is one call of one function, {@link
 * Execution} one transaction, {@link World} one chain.
 *
 * <p>State changes go through the {@link Journal}, so that a failed call, a snapshot and a
 * read-only function are undone by going back to a mark.
 */
package io.neuralnexus.clarity.runtime;
