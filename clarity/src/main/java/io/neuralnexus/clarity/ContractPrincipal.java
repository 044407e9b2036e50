package io.neuralnexus.clarity;

import java.util.Objects;

/** A contract: who deployed it and its name, written {@code ST1....name}. */
public final class ContractPrincipal implements Principal {
  private final StandardPrincipal issuer;
  private final String name;
  private final int hash;

  /** Null until somebody asks for it. */
  private String text;

  /**
   * A contract of an account.
   *
   * @param issuer the account that deployed it
   * @param name a letter, then letters, digits, {@code -} and {@code _}, at most 128; to deploy,
   *     the network allows 40
   * @throws IllegalArgumentException if the name is not a contract name
   */
  public ContractPrincipal(StandardPrincipal issuer, String name) {
    this.issuer = Objects.requireNonNull(issuer, "issuer");
    this.name = Names.contractName(name);
    this.hash = issuer.hashCode() * 31 + name.hashCode();
  }

  @Override
  public StandardPrincipal issuer() {
    return issuer;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /**
   * Reads an address, a point and a name; the quote of Clarity literals may precede it.
   *
   * @throws IllegalArgumentException if it is not that, saying what is wrong
   */
  public static ContractPrincipal parse(String text) {
    var point = text.indexOf('.');
    if (point < 0) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is not a contract: a point and a name must follow the address");
    }
    return new ContractPrincipal(
        StandardPrincipal.parse(text.substring(0, point)), text.substring(point + 1));
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || other instanceof ContractPrincipal that
            && name.equals(that.name)
            && issuer.equals(that.issuer);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    if (text == null) text = issuer + "." + name;
    return text;
  }

  @Override
  public int encodedLength() {
    return 23 + name.length();
  }
}
