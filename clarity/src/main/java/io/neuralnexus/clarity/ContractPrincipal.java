package io.neuralnexus.clarity;

import java.util.Objects;

/**
 * A contract: who deployed it and its name, written {@code ST1....name}.
 *
 * @param issuer the account that deployed it
 * @param name a letter, then letters, digits, {@code -} and {@code _}, at most 128; to deploy, the
 *     network allows 40
 */
public record ContractPrincipal(StandardPrincipal issuer, String name) implements Principal {
  /**
   * Checks what it is made of.
   *
   * @throws IllegalArgumentException if the name is not a contract name
   */
  public ContractPrincipal {
    Objects.requireNonNull(issuer, "issuer");
    Names.contractName(name);
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
    return issuer.hashCode() * 31 + name.hashCode();
  }

  @Override
  public String toString() {
    return issuer + "." + name;
  }

  @Override
  public int encodedLength() {
    return 23 + name.length();
  }
}
