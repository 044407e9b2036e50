package io.neuralnexus.clarinet.bindings;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A contract on a chain, as generated bindings use it: translates what goes in and what comes out.
 *
 * @param host the chain
 * @param id the contract
 * @param errors what the contract declares
 */
public record BoundContract(
    ContractHost host, ContractPrincipal id, List<? extends ContractError> errors) {

  /** Calls a public function. */
  public <T> TypedReceipt<T> call(
      StandardPrincipal sender, String function, Codec<T> result, Value... arguments) {
    var receipt = host.callPublic(id.toString(), function, List.of(arguments), sender);
    return new TypedReceipt<>(
        decode(function, result, receipt.result()), receipt, declaredError(receipt));
  }

  /** Calls a read-only function. */
  public <T> T read(
      StandardPrincipal sender, String function, Codec<T> result, Value... arguments) {
    var receipt = host.callReadOnly(id.toString(), function, List.of(arguments), sender);
    return decode(function, result, receipt.result());
  }

  /** A call of a public function, for a block to be mined. */
  public Transaction transaction(StandardPrincipal sender, String function, Value... arguments) {
    return Transaction.callPublic(id.toString(), function, List.of(arguments), sender);
  }

  /** Reads a data variable. */
  public <T> T dataVar(String name, Codec<T> codec) {
    return decode(name, codec, host.dataVar(id.toString(), name));
  }

  /** Reads an entry of a map; empty if there is none. */
  public <T> Optional<T> mapEntry(String map, Value key, Codec<T> codec) {
    return host.mapEntry(id.toString(), map, key).map(value -> decode(map, codec, value));
  }

  /** What an event says, if this contract has printed it. */
  public <T> Optional<T> event(Event event, Function<Value, T> decode) {
    if (!(event instanceof Event.Print(var contract, var value)) || !contract.equals(id)) {
      return Optional.empty();
    }
    try {
      return Optional.of(decode.apply(value));
    } catch (BindingException e) {
      throw e.within(id.name() + " prints " + Codec.topic(value));
    }
  }

  /** What this contract has printed in a transaction, in order. */
  public <T> List<T> events(Receipt receipt, Function<Value, T> decode) {
    return receipt.events().stream().flatMap(each -> event(each, decode).stream()).toList();
  }

  private <T> T decode(String origin, Codec<T> codec, Value value) {
    try {
      return codec.decode(value);
    } catch (BindingException e) {
      throw e.within(id.name() + "." + origin);
    }
  }

  private Optional<ContractError> declaredError(Receipt receipt) {
    if (!(receipt.result() instanceof ResponseValue.Err(var code))) return Optional.empty();
    for (var error : errors) {
      if (error.code().equals(code)) return Optional.of(error);
    }
    return Optional.empty();
  }
}
