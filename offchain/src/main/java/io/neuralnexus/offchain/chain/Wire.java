package io.neuralnexus.offchain.chain;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What goes between a {@link ChainServer} and its clients, as JSON. */
final class Wire {
  /** Of every answer: {@link Chain#id()}, so that no client takes another chain for its own. */
  static final String CHAIN_HEADER = "Chain-Id";

  static final String FILES = "/ipfs/";
  static final String JSON = "application/json";

  private Wire() {}

  static ObjectNode put(ObjectNode out, Heights heights) {
    return out.put("stacks", heights.stacks()).put("burn", heights.burn());
  }

  static Heights heights(Message message) {
    return new Heights(message.number("stacks"), message.number("burn"));
  }

  static ObjectNode object(SignedCall call) {
    var out =
        Message.object()
            .put("chain", call.chain())
            .put("sender", call.sender().address())
            .put("nonce", call.nonce())
            .put("contract", call.contract().toString())
            .put("function", call.function());
    var arguments = out.putArray("arguments");
    for (var argument : call.arguments()) arguments.add(argument.toHex());
    return out.put("key", call.key().toString()).put("signature", call.signature().toString());
  }

  static SignedCall call(Message message) {
    return new SignedCall(
        message.text("chain"),
        message.account("sender"),
        message.number("nonce"),
        message.contract("contract"),
        message.text("function"),
        message.values("arguments"),
        message.bytes("key"),
        message.bytes("signature"));
  }

  static ObjectNode object(MadeCall made) {
    var out = put(Message.object(), made.at());
    out.set("call", object(made.call()));
    return out.put("result", made.result().toHex());
  }

  static MadeCall made(Message message) {
    return new MadeCall(heights(message), call(message.part("call")), message.value("result"));
  }

  static ObjectNode object(EventPage page) {
    var out = Message.object();
    var events = out.putArray("events");
    for (var event : page.events()) {
      put(events.addObject(), event.at())
          .put("call", event.call().toString())
          .put("contract", event.contract().toString())
          .put("value", event.value().toHex());
    }
    return out.put("next", page.next());
  }

  static EventPage events(Message message) {
    List<ChainEvent> events =
        message.parts("events").stream()
            .map(
                event ->
                    new ChainEvent(
                        heights(event),
                        event.call("call"),
                        event.contract("contract"),
                        event.value("value")))
            .toList();
    return new EventPage(events, message.number("next"));
  }
}
