package io.neuralnexus.clarity.chain;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.Optional;

/**
 * The blocks around a contract, as {@code get-stacks-block-info?}, {@code get-burn-block-info?} and
 * their like ask for them. Heights are those of the block that is being made; what a block does not
 * show, or a block that is not there, is empty.
 */
public interface Blocks {
  /** The epoch of the block that is being made. */
  Epoch epoch();

  /** The height of the Stacks block that is being made. */
  long stacksHeight();

  /** The number of the tenure. */
  long tenureHeight();

  /** The height of the burn block that anchors the current tenure. */
  long burnHeight();

  /**
   * The time of the block that is being made, in seconds since 1970 ({@code stacks-block-time}).
   */
  long time();

  /** A Stacks block below the one that is being made. */
  Optional<StacksBlock> stacksBlock(long height);

  /** A Stacks block by its id ({@code at-block}). */
  Optional<StacksBlock> stacksBlock(Buff id);

  /** A burn block. */
  Optional<BurnBlock> burnBlock(long height);

  /**
   * A Stacks block.
   *
   * @param height its height
   * @param id its index hash, 32 bytes
   * @param headerHash the hash of its header, 32 bytes
   * @param time when it was made, in seconds since 1970
   * @param tenure the tenure it belongs to
   */
  record StacksBlock(long height, Buff id, Buff headerHash, long time, Tenure tenure) {}

  /**
   * A tenure, or a block of epochs before 3.0.
   *
   * @param burnHeight the height of its burn block
   * @param burnHeaderHash the hash of the header of its burn block, 32 bytes
   * @param burnTime the time of its burn block, in seconds since 1970
   * @param vrfSeed its VRF seed, 32 bytes
   * @param miner who mined it
   * @param blockReward what the miner earned, in micro-STX, once it has matured
   * @param minerSpendTotal what all miners spent, in satoshi
   * @param minerSpendWinner what the winner spent, in satoshi
   */
  record Tenure(
      long burnHeight,
      Buff burnHeaderHash,
      long burnTime,
      Buff vrfSeed,
      StandardPrincipal miner,
      Optional<Uint> blockReward,
      Uint minerSpendTotal,
      Uint minerSpendWinner) {}

  /**
   * A burn block.
   *
   * @param height its height
   * @param headerHash the hash of its header, 32 bytes
   * @param payouts the PoX addresses that were paid, as tuples of version and hash bytes
   * @param payout what each was paid, in satoshi
   */
  record BurnBlock(long height, Buff headerHash, List<PoxAddress> payouts, Uint payout) {}

  /**
   * A Bitcoin address as PoX has it.
   *
   * @param version one byte
   * @param hashBytes 20 or 32 bytes
   */
  record PoxAddress(Buff version, Buff hashBytes) {}

  /** Whether this chain is a regression test network ({@code is-in-regtest}). */
  boolean regtest();

  /** Who pays the fee instead of the sender ({@code tx-sponsor?}). */
  default Optional<Principal> sponsor() {
    return Optional.empty();
  }
}
