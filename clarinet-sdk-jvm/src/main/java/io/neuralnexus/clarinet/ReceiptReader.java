package io.neuralnexus.clarinet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads receipts as the official VM writes them. */
final class ReceiptReader {
  private ReceiptReader() {}

  static Receipt receipt(JsonNode json) {
    return new Receipt(
        Value.fromHex(json.get("result").textValue()),
        events(json.get("events")),
        json.get("costs").isNull() ? Optional.empty() : Optional.of(costs(json.get("costs"))));
  }

  static CallCosts costs(JsonNode json) {
    return new CallCosts(
        cost(json.get("total")),
        cost(json.get("limit")),
        json.get("memory").longValue(),
        json.get("memory_limit").longValue());
  }

  private static ExecutionCost cost(JsonNode json) {
    return new ExecutionCost(
        json.get("write_length").longValue(),
        json.get("write_count").longValue(),
        json.get("read_length").longValue(),
        json.get("read_count").longValue(),
        json.get("runtime").longValue());
  }

  /** Each event is a text that is itself JSON. */
  private static List<Event> events(JsonNode texts) {
    if (texts.isEmpty()) {
      return List.of();
    }
    var events = new ArrayList<Event>(texts.size());
    for (var text : texts) {
      try {
        var event = NodeChild.JSON.readTree(text.textValue());
        events.add(event(event.get("event").textValue(), event.get("data")));
      } catch (JsonProcessingException e) {
        throw new EngineException("the VM gave an event that is not JSON: " + text, e);
      }
    }
    return events;
  }

  private static Event event(String kind, JsonNode data) {
    return switch (kind) {
      case "print_event" ->
          new Event.Print(
              ContractPrincipal.parse(data.get("contract_identifier").textValue()), value(data));
      case "stx_transfer_event" ->
          new Event.StxTransfer(
              sender(data),
              recipient(data),
              amount(data),
              Buff.fromHex(data.path("memo").asText("")));
      case "stx_mint_event" -> new Event.StxMint(recipient(data), amount(data));
      case "stx_burn_event" -> new Event.StxBurn(sender(data), amount(data));
      case "stx_lock_event" ->
          new Event.StxLock(
              Principal.parse(data.get("locked_address").textValue()),
              new BigInteger(data.get("locked_amount").asText()),
              data.get("unlock_height").asLong(),
              ContractPrincipal.parse(data.get("contract_identifier").textValue()));
      case "ft_transfer_event" ->
          new Event.FtTransfer(asset(data), sender(data), recipient(data), amount(data));
      case "ft_mint_event" -> new Event.FtMint(asset(data), recipient(data), amount(data));
      case "ft_burn_event" -> new Event.FtBurn(asset(data), sender(data), amount(data));
      case "nft_transfer_event" ->
          new Event.NftTransfer(asset(data), sender(data), recipient(data), value(data));
      case "nft_mint_event" -> new Event.NftMint(asset(data), recipient(data), value(data));
      case "nft_burn_event" -> new Event.NftBurn(asset(data), sender(data), value(data));
      default -> throw new EngineException("the VM gave an event of unknown kind " + kind);
    };
  }

  private static String asset(JsonNode data) {
    return data.get("asset_identifier").textValue();
  }

  private static Principal sender(JsonNode data) {
    return Principal.parse(data.get("sender").textValue());
  }

  private static Principal recipient(JsonNode data) {
    return Principal.parse(data.get("recipient").textValue());
  }

  private static BigInteger amount(JsonNode data) {
    return new BigInteger(data.get("amount").asText());
  }

  private static Value value(JsonNode data) {
    return Value.fromHex(data.get("raw_value").textValue());
  }
}
