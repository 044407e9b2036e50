package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;

/**
 * Something a transaction made known or moved. Amounts of STX are in micro-STX, of tokens in their
 * smallest unit. An asset is named {@code address.contract::token}.
 */
public sealed interface Event {

  /** {@code (print value)} in a contract. */
  record Print(ContractPrincipal contract, Value value) implements Event {}

  /** STX moved; the memo is empty unless {@code stx-transfer-memo?} gave one. */
  record StxTransfer(Principal sender, Principal recipient, BigInteger amount, Buff memo)
      implements Event {}

  /** STX came into being. */
  record StxMint(Principal recipient, BigInteger amount) implements Event {}

  /** STX ceased to be. */
  record StxBurn(Principal sender, BigInteger amount) implements Event {}

  /** STX locked by a contract of stacking until a burn block height. */
  record StxLock(Principal holder, BigInteger amount, long unlockHeight, ContractPrincipal contract)
      implements Event {}

  /** A fungible token moved. */
  record FtTransfer(String asset, Principal sender, Principal recipient, BigInteger amount)
      implements Event {}

  /** A fungible token came into being. */
  record FtMint(String asset, Principal recipient, BigInteger amount) implements Event {}

  /** A fungible token ceased to be. */
  record FtBurn(String asset, Principal sender, BigInteger amount) implements Event {}

  /** A non-fungible token moved. */
  record NftTransfer(String asset, Principal sender, Principal recipient, Value value)
      implements Event {}

  /** A non-fungible token came into being. */
  record NftMint(String asset, Principal recipient, Value value) implements Event {}

  /** A non-fungible token ceased to be. */
  record NftBurn(String asset, Principal sender, Value value) implements Event {}
}
