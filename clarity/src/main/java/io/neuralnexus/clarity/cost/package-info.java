/**
 * What running Clarity costs: the tables of the network and the meter that holds a call to them.
 *
 * <p>What whoever charges must know, as the official VM does it:
 *
 * <ul>
 *   <li>One meter per transaction, from zero; nothing resets it in between, least of all a {@code
 *       contract-call?}. A failed call keeps what it has cost. The limits of the simnet hold for
 *       one call, {@link io.neuralnexus.clarity.ExecutionCost.BlockLimits#SIMNET}, and {@link
 *       CostMeter#MEMORY_LIMIT}. Analysis and plain transfers are not metered there. A deployment
 *       is charged for what its forms do, but neither for parsing nor for storing its source.
 *   <li>An overrun is an error of the language like any other. {@code restrict-assets?} and {@code
 *       as-contract?} turn it into {@code (err index)} if an allowance is violated too, and the
 *       call goes on. A cost that is over its limit stays over it: the next charge, of any amount,
 *       is added and overruns again, with a larger total in its message. Memory may come down
 *       again.
 *   <li>Memory is in use as long as the values that stand for it. Arguments of functions that get
 *       them evaluated, bindings of {@code let} and {@code match}, and the source of a called
 *       contract are given back at their end, by error or not. What is written (variables, map
 *       entries, balances, owners of tokens) is never given back. {@code as-contract}, {@code
 *       as-contract?} and {@code at-block} hold one byte for the time of their body; {@code
 *       restrict-assets?} and {@code as-contract?} hold their allowances.
 *   <li>The amount that overran the memory is not given back, because who took it had not noted it
 *       yet; what the same expression took before is. Only allowances of {@code restrict-assets?}
 *       are given back in full, and their overrun has a name of its own.
 *   <li>A constant's memory ({@code define-constant}) is given back when the deployment ends; that
 *       of variables, maps and tokens that it creates is not.
 *   <li>A call of another contract loads it every time: its charge and its memory are the bytes of
 *       the source, comments too.
 *   <li>A table that lacks a function fails the call that uses it. This needs a contract deployed
 *       in a later epoch than that of the call, which only a simnet can have. So does the size 0
 *       where a cost grows with a logarithm, as for {@code from-consensus-buff?} of nothing: from
 *       Clarity 5 on the language charges it as 1.
 *   <li>The network lets holders vote other cost functions in (the contract {@code cost-voting}).
 *       In a new simnet nothing is voted in, and voting takes thousands of blocks: the tables are
 *       constants here.
 * </ul>
 */
package io.neuralnexus.clarity.cost;
