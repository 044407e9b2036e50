package io.neuralnexus.clarity;

/** The Clarity type {@code principal}: who may hold assets and sign, an account or a contract. */
public sealed interface Principal extends Value
    permits StandardPrincipal, ContractPrincipal, CallableContract {

  /**
   * Reads an address, {@code ST1...}, or a contract, {@code ST1....name}; the quote of Clarity
   * literals may precede it.
   *
   * @throws IllegalArgumentException if it is neither, saying what is wrong
   */
  static Principal parse(String text) {
    return text.indexOf('.') < 0 ? StandardPrincipal.parse(text) : ContractPrincipal.parse(text);
  }

  /** The account itself, or the one that deployed the contract. */
  StandardPrincipal issuer();

  @Override
  default int byteSize() {
    return 148;
  }

  @Override
  default TypeSignature type() {
    return TypeSignature.PRINCIPAL;
  }
}
