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
 * their like ask for them. Heights are those of the block that is being made; a block that is not
 * there is empty.
 */
public interface Blocks {
  /** The epoch of the block that is being made. */
  Epoch epoch();

  /** The height of the Stacks block that is being made. */
  long stacksHeight();

  /** The number of the tenure. */
  long tenureHeight();

  /**
   * The height of the burn block that contracts see ({@code burn-block-height}): before epoch 3.0
   * that of the parent block, since then the latest. Locked tokens come free by it.
   */
  long burnHeight();

  /**
   * The time of the block that is being made, in seconds since 1970 ({@code stacks-block-time}).
   */
  long time();

  /** A Stacks block below the one that is being made. */
  Optional<StacksBlock> stacksBlock(long height);

  /**
   * The height of the first Stacks block of a tenure from epoch 3.0 on; of the block of that height
   * before.
   */
  Optional<Long> firstBlock(long tenure);

  /**
   * The blocks as one of them saw them ({@code at-block}): that block is the one that is being
   * made.
   *
   * @param id its index hash, 32 bytes
   * @return empty if there is no such block
   */
  Optional<Blocks> asOf(Buff id);

  /** A burn block, up to the latest. */
  Optional<BurnBlock> burnBlock(long height);

  /**
   * A Stacks block.
   *
   * @param id its index hash, 32 bytes
   * @param headerHash the hash of its header, 32 bytes
   * @param time when it was made, in seconds since 1970
   * @param tenure the tenure it belongs to
   */
  record StacksBlock(Buff id, Buff headerHash, long time, Tenure tenure) {}

  /**
   * A tenure, or a block of epochs before 3.0.
   *
   * @param burnHeaderHash the hash of the header of its burn block, 32 bytes
   * @param burnTime the time of its burn block, in seconds since 1970
   * @param vrfSeed its VRF seed, 32 bytes
   * @param miner who mined it
   * @param blockReward what the miner earns when it has matured, in micro-STX
   * @param minerSpendTotal what all miners spent, in satoshi
   * @param minerSpendWinner what the winner spent, in satoshi, if that is known
   */
  record Tenure(
      Buff burnHeaderHash,
      long burnTime,
      Buff vrfSeed,
      StandardPrincipal miner,
      Uint blockReward,
      Uint minerSpendTotal,
      Optional<Uint> minerSpendWinner) {}

  /**
   * A burn block.
   *
   * @param headerHash the hash of its header, 32 bytes
   * @param payouts the PoX addresses that were paid
   * @param payout what each was paid, in satoshi
   */
  record BurnBlock(Buff headerHash, List<PoxAddress> payouts, Uint payout) {}

  /**
   * A Bitcoin address as PoX has it.
   *
   * @param version one byte
   * @param hashBytes 20 or 32 bytes
   */
  record PoxAddress(Buff version, Buff hashBytes) {}

  /**
   * The burn height at which everything comes free that a version of PoX has locked, once the epoch
   * has come that retires it. Contracts see it in {@code stx-account}.
   *
   * @param pox from 1 to 4
   */
  default long unlockHeight(int pox) {
    return 0;
  }

  /** Whether this chain is a regression test network ({@code is-in-regtest}). */
  boolean regtest();

  /** Who pays the fee instead of the sender ({@code tx-sponsor?}). */
  default Optional<Principal> sponsor() {
    return Optional.empty();
  }
}
