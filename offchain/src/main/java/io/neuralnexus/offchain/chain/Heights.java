package io.neuralnexus.offchain.chain;

/**
 * How far a chain is.
 *
 * @param stacks height of its latest block
 * @param burn height of the burn block below that
 */
public record Heights(long stacks, long burn) {
  /** Whether more than so many blocks of both chains are past these: a deadline has passed. */
  public boolean isOver(Heights since, long blocks) {
    return stacks > since.stacks + blocks && burn > since.burn + blocks;
  }
}
