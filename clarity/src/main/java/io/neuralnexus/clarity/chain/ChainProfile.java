package io.neuralnexus.clarity.chain;

/** Whose rules hold where a node of mainnet and the simnet of Clarinet 3.21 differ. */
public enum ChainProfile {
  /** Those of the simnet, which the official package can be asked about. */
  SIMNET,

  /**
   * Those of a node of mainnet, as far as its source says them. Addresses, {@code is-in-mainnet}
   * and blocks are not part of it: they are what {@link Network} and {@link Blocks} say.
   */
  MAINNET
}
