package io.neuralnexus.clarity.chain;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;

/** What a transaction tells the world, in the order in which it happened. */
public sealed interface ChainEvent {
  /** A contract printed a value. */
  record Print(ContractPrincipal contract, Value value) implements ChainEvent {}

  /** Micro-STX moved. The memo is empty if there is none. */
  record StxTransfer(Principal sender, Principal recipient, Uint amount, Buff memo)
      implements ChainEvent {}

  /** Micro-STX were made. */
  record StxMint(Principal recipient, Uint amount) implements ChainEvent {}

  /** Micro-STX were destroyed. */
  record StxBurn(Principal sender, Uint amount) implements ChainEvent {}

  /** Micro-STX were locked until a burn block. */
  record StxLock(Principal account, Uint amount, long unlockHeight, ContractPrincipal contract)
      implements ChainEvent {}

  /** Units of a fungible token moved. */
  record FtTransfer(Asset asset, Principal sender, Principal recipient, Uint amount)
      implements ChainEvent {}

  /** Units of a fungible token were made. */
  record FtMint(Asset asset, Principal recipient, Uint amount) implements ChainEvent {}

  /** Units of a fungible token were destroyed. */
  record FtBurn(Asset asset, Principal sender, Uint amount) implements ChainEvent {}

  /** A non-fungible token moved. */
  record NftTransfer(Asset asset, Principal sender, Principal recipient, Value id)
      implements ChainEvent {}

  /** A non-fungible token was made. */
  record NftMint(Asset asset, Principal recipient, Value id) implements ChainEvent {}

  /** A non-fungible token was destroyed. */
  record NftBurn(Asset asset, Principal sender, Value id) implements ChainEvent {}

  /** A token: its contract and its name there, written {@code ST1....contract::token}. */
  record Asset(ContractPrincipal contract, String name) {
    @Override
    public String toString() {
      return contract + "::" + name;
    }
  }
}
