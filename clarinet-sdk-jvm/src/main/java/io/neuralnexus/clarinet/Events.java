package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.chain.ChainEvent;
import java.util.AbstractList;
import java.util.List;

/** The events of a transaction, made when somebody looks. */
final class Events extends AbstractList<Event> {
  private final List<ChainEvent> told;

  private Events(List<ChainEvent> told) {
    this.told = told;
  }

  static List<Event> of(List<ChainEvent> told) {
    return told.isEmpty() ? List.of() : new Events(told);
  }

  @Override
  public Event get(int index) {
    return switch (told.get(index)) {
      case ChainEvent.Print(var contract, var value) -> new Event.Print(contract, value);
      case ChainEvent.StxTransfer(var sender, var recipient, var amount, var memo) ->
          new Event.StxTransfer(sender, recipient, amount.toBigInteger(), memo);
      case ChainEvent.StxMint(var recipient, var amount) ->
          new Event.StxMint(recipient, amount.toBigInteger());
      case ChainEvent.StxBurn(var sender, var amount) ->
          new Event.StxBurn(sender, amount.toBigInteger());
      case ChainEvent.StxLock(var account, var amount, var unlockHeight, var contract) ->
          new Event.StxLock(account, amount.toBigInteger(), unlockHeight, contract);
      case ChainEvent.FtTransfer(var asset, var sender, var recipient, var amount) ->
          new Event.FtTransfer(asset.toString(), sender, recipient, amount.toBigInteger());
      case ChainEvent.FtMint(var asset, var recipient, var amount) ->
          new Event.FtMint(asset.toString(), recipient, amount.toBigInteger());
      case ChainEvent.FtBurn(var asset, var sender, var amount) ->
          new Event.FtBurn(asset.toString(), sender, amount.toBigInteger());
      case ChainEvent.NftTransfer(var asset, var sender, var recipient, var id) ->
          new Event.NftTransfer(asset.toString(), sender, recipient, id);
      case ChainEvent.NftMint(var asset, var recipient, var id) ->
          new Event.NftMint(asset.toString(), recipient, id);
      case ChainEvent.NftBurn(var asset, var sender, var id) ->
          new Event.NftBurn(asset.toString(), sender, id);
    };
  }

  @Override
  public int size() {
    return told.size();
  }
}
