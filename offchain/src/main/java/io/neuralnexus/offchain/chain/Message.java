package io.neuralnexus.offchain.chain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A JSON object, field by field. A field that is missing or of another kind is an {@link
 * HttpRefusal#MALFORMED} one, which names it.
 */
final class Message {
  private static final int LONGEST_SHOWN = 40;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final JsonNode fields;
  private final String place;

  private Message(JsonNode fields, String place) {
    this.fields = fields;
    this.place = place;
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  static byte[] encode(ObjectNode object) {
    try {
      return JSON.writeValueAsBytes(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of JSON can be written", e);
    }
  }

  static Message decode(byte[] json) {
    try {
      var tree = JSON.readTree(json);
      if (tree == null || !tree.isObject()) throw malformed("the body is no JSON object");
      return new Message(tree, "");
    } catch (JsonProcessingException e) {
      throw malformed("the body is no JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw malformed("the body is no JSON: " + e.getMessage());
    }
  }

  private static HttpRefusal malformed(String why) {
    return new HttpRefusal(HttpRefusal.MALFORMED, why);
  }

  /** Whether a field is there and not null. */
  boolean has(String name) {
    return fields.hasNonNull(name);
  }

  String text(String name) {
    var field = field(name);
    if (!field.isTextual()) throw wrong(name, field, "a string");
    return field.textValue();
  }

  /** A whole number from 0 on. */
  long number(String name) {
    var field = field(name);
    if (!field.isIntegralNumber() || !field.canConvertToLong() || field.longValue() < 0) {
      throw wrong(name, field, "a whole number from 0 to " + Long.MAX_VALUE);
    }
    return field.longValue();
  }

  Optional<Long> optionalNumber(String name) {
    return has(name) ? Optional.of(number(name)) : Optional.empty();
  }

  Buff bytes(String name) {
    return parsed(name, Buff::fromHex);
  }

  /** A Clarity value, of which the field has the encoding in hex. */
  Value value(String name) {
    return parsed(name, Message::decodeValue);
  }

  List<Value> values(String name) {
    return entries(
        name,
        entry -> {
          if (!entry.isTextual()) throw new IllegalArgumentException("not a string");
          return decodeValue(entry.textValue());
        });
  }

  StandardPrincipal account(String name) {
    return parsed(name, StandardPrincipal::parse);
  }

  ContractPrincipal contract(String name) {
    return parsed(name, ContractPrincipal::parse);
  }

  Principal principal(String name) {
    return parsed(
        name,
        text ->
            text.indexOf('.') < 0 ? StandardPrincipal.parse(text) : ContractPrincipal.parse(text));
  }

  CallId call(String name) {
    return parsed(name, hex -> new CallId(Buff.fromHex(hex)));
  }

  Message part(String name) {
    var field = field(name);
    if (!field.isObject()) throw wrong(name, field, "an object");
    return new Message(field, place + name + ".");
  }

  List<Message> parts(String name) {
    return entries(name, entry -> new Message(entry, place + name + "[]."));
  }

  private static Value decodeValue(String hex) {
    return Value.deserialize(Buff.fromHex(hex).bytes());
  }

  private <T> List<T> entries(String name, Function<JsonNode, T> read) {
    var field = field(name);
    if (!field.isArray()) throw wrong(name, field, "an array");
    var entries = new ArrayList<T>(field.size());
    for (var entry : field) {
      try {
        entries.add(read.apply(entry));
      } catch (IllegalArgumentException e) {
        throw malformed(
            "'%s%s', entry %d, is %s: %s"
                .formatted(place, name, entries.size(), shown(entry), e.getMessage()));
      }
    }
    return entries;
  }

  private <T> T parsed(String name, Function<String, T> parse) {
    var text = text(name);
    try {
      return parse.apply(text);
    } catch (IllegalArgumentException e) {
      throw malformed(
          "'%s%s' is %s: %s".formatted(place, name, shown(field(name)), e.getMessage()));
    }
  }

  private JsonNode field(String name) {
    if (!has(name)) throw malformed("'%s%s' is missing".formatted(place, name));
    return fields.get(name);
  }

  private HttpRefusal wrong(String name, JsonNode field, String expected) {
    return malformed("'%s%s' is %s, not %s".formatted(place, name, shown(field), expected));
  }

  private static String shown(JsonNode field) {
    var text = field.toString();
    return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
  }
}
