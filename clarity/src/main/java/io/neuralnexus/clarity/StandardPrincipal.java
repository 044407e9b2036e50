package io.neuralnexus.clarity;

import java.util.Objects;

/**
 * An account: the hash of what may sign for it. It is written as c32check text ({@code S}, the
 * version, the hash and a checksum in Crockford's base 32), as in {@code
 * ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM}.
 */
public final class StandardPrincipal implements Principal {
  /** Version of one key on mainnet; addresses start with {@code SP}. */
  public static final int MAINNET_SINGLE_SIG = 22;

  /** Version of several keys on mainnet; addresses start with {@code SM}. */
  public static final int MAINNET_MULTI_SIG = 20;

  /** Version of one key on testnet; addresses start with {@code ST}. */
  public static final int TESTNET_SINGLE_SIG = 26;

  /** Version of several keys on testnet; addresses start with {@code SN}. */
  public static final int TESTNET_MULTI_SIG = 21;

  static final int HASH_LENGTH = 20;
  static final int MAX_VERSION = 31;

  private final int version;
  private final Buff hash;

  /** Null until somebody asks for it: its checksum is two hashes. */
  private String address;

  /**
   * An account.
   *
   * @param version the network and kind of signature, from 0 to 31
   * @param hash 20 bytes, the Hash160 of a public key or script
   * @throws IllegalArgumentException if the version or the length of the hash is out of range
   */
  public StandardPrincipal(int version, Buff hash) {
    if (version < 0 || version > MAX_VERSION) {
      throw new IllegalArgumentException(
          "address version %d: it must be from 0 to 31".formatted(version));
    }
    if (Objects.requireNonNull(hash, "hash").length() != HASH_LENGTH) {
      throw new IllegalArgumentException(
          "address hash of %d bytes: it must have %d".formatted(hash.length(), HASH_LENGTH));
    }
    this.version = version;
    this.hash = hash;
  }

  /** The network and kind of signature, from 0 to 31. */
  public int version() {
    return version;
  }

  /** The Hash160 of a public key or script: 20 bytes. */
  public Buff hash() {
    return hash;
  }

  /**
   * Reads an address; the quote of Clarity literals may precede it.
   *
   * @throws IllegalArgumentException if it is not one, saying what is wrong
   */
  public static StandardPrincipal parse(String address) {
    return C32.parseAddress(address.startsWith("'") ? address.substring(1) : address);
  }

  /** The c32check text. */
  public String address() {
    if (address == null) address = C32.address(version, hash.array());
    return address;
  }

  /** Whether the version is one of mainnet's. */
  public boolean isMainnet() {
    return version == MAINNET_SINGLE_SIG || version == MAINNET_MULTI_SIG;
  }

  /** Whether the version is one of testnet's, which simnet and devnet use too. */
  public boolean isTestnet() {
    return version == TESTNET_SINGLE_SIG || version == TESTNET_MULTI_SIG;
  }

  /** Whether several keys sign. */
  public boolean isMultiSig() {
    return version == MAINNET_MULTI_SIG || version == TESTNET_MULTI_SIG;
  }

  /**
   * The contract of this name that this account deployed.
   *
   * @throws IllegalArgumentException if it is not a contract name
   */
  public ContractPrincipal contract(String name) {
    return new ContractPrincipal(this, name);
  }

  @Override
  public StandardPrincipal issuer() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof StandardPrincipal that
            && version == that.version
            && hash.equals(that.hash);
  }

  @Override
  public int hashCode() {
    return hash.hashCode() * 31 + version;
  }

  @Override
  public String toString() {
    return address();
  }

  @Override
  public int encodedLength() {
    return 22;
  }
}
