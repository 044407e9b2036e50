package io.neuralnexus.clarity.chain;

import io.neuralnexus.clarity.StandardPrincipal;

/**
 * Which network a chain belongs to; contracts see it in {@code is-in-mainnet} and {@code chain-id}.
 */
public enum Network {
  /** Addresses begin with SP and SM. */
  MAINNET(0x00000001L, 22, 20),
  /** Addresses begin with ST and SN; the simnet is of this kind. */
  TESTNET(0x80000000L, 26, 21);

  private final long chainId;
  private final int singleSignature;
  private final int multiSignature;

  Network(long chainId, int singleSignature, int multiSignature) {
    this.chainId = chainId;
    this.singleSignature = singleSignature;
    this.multiSignature = multiSignature;
  }

  /** The chain id, as signed transactions carry it. */
  public long chainId() {
    return chainId;
  }

  /** The version byte of addresses of one key. */
  public int singleSignatureVersion() {
    return singleSignature;
  }

  /** The version byte of addresses of several keys. */
  public int multiSignatureVersion() {
    return multiSignature;
  }

  /** Whether an address is of this network. */
  public boolean owns(StandardPrincipal principal) {
    return principal.version() == singleSignature || principal.version() == multiSignature;
  }
}
