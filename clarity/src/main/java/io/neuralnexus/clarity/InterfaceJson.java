package io.neuralnexus.clarity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.ContractInterface.Argument;
import io.neuralnexus.clarity.ContractInterface.Function;
import io.neuralnexus.clarity.ContractInterface.MapEntry;
import io.neuralnexus.clarity.ContractInterface.NonFungibleToken;
import io.neuralnexus.clarity.ContractInterface.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The JSON that the official analysis writes for a contract. */
final class InterfaceJson {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private InterfaceJson() {}

  static ContractInterface read(String json) {
    try {
      return read(MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "contract interface: not JSON, " + e.getOriginalMessage(), e);
    }
  }

  static ContractInterface read(JsonNode json) {
    var root = new Place(json, "contract interface");
    return new ContractInterface(
        root.field("functions").each(InterfaceJson::function),
        root.field("variables").each(InterfaceJson::variable),
        root.field("maps").each(InterfaceJson::map),
        root.field("fungible_tokens").each(token -> token.field("name").text()),
        root.field("non_fungible_tokens")
            .each(
                token ->
                    new NonFungibleToken(token.field("name").text(), type(token.field("type")))),
        root.field("epoch").parsed(Epoch::parse),
        root.field("clarity_version").parsed(ClarityVersion::parse));
  }

  private static Function function(Place place) {
    return new Function(
        place.field("name").text(),
        place.field("access").oneOf(Access.values()),
        place
            .field("args")
            .each(
                argument ->
                    new Argument(argument.field("name").text(), type(argument.field("type")))),
        type(place.field("outputs").field("type")));
  }

  private static Variable variable(Place place) {
    return new Variable(
        place.field("name").text(),
        type(place.field("type")),
        place.field("access").oneOf(Variable.Kind.values()));
  }

  private static MapEntry map(Place place) {
    return new MapEntry(
        place.field("name").text(), type(place.field("key")), type(place.field("value")));
  }

  private static TypeSignature type(Place place) {
    if (place.node.isTextual()) {
      return switch (place.node.textValue()) {
        case "int128" -> TypeSignature.INT;
        case "uint128" -> TypeSignature.UINT;
        case "bool" -> TypeSignature.BOOL;
        case "principal" -> TypeSignature.PRINCIPAL;
        case "trait_reference" -> TypeSignature.TRAIT_REFERENCE;
        case "none" -> TypeSignature.NO_TYPE;
        default -> throw place.fault("no type \"" + place.node.textValue() + "\"");
      };
    }
    if (place.node.size() != 1 || !place.node.isObject()) {
      throw place.fault("a type was due, a text or an object of one field");
    }
    var kind = place.node.fieldNames().next();
    var inside = place.field(kind);
    try {
      return switch (kind) {
        case "buffer" -> new TypeSignature.BuffType(inside.field("length").length());
        case "string-ascii" -> new TypeSignature.AsciiType(inside.field("length").length());
        case "string-utf8" -> new TypeSignature.Utf8Type(inside.field("length").length());
        case "optional" -> new TypeSignature.OptionalType(type(inside));
        case "response" ->
            new TypeSignature.ResponseType(type(inside.field("ok")), type(inside.field("error")));
        case "list" ->
            new TypeSignature.ListType(type(inside.field("type")), inside.field("length").length());
        case "tuple" -> tuple(inside);
        default -> throw place.fault("no type \"" + kind + "\"");
      };
    } catch (Fault e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw place.fault(e.getMessage());
    }
  }

  private static TypeSignature tuple(Place place) {
    var fields = new TreeMap<String, TypeSignature>();
    place.each(
        field -> {
          var name = field.field("name").text();
          if (fields.put(name, type(field.field("type"))) != null) {
            throw field.fault("field \"" + name + "\" comes twice");
          }
          return name;
        });
    return new TypeSignature.TupleType(fields);
  }

  /** A fault that already names its place. */
  private static final class Fault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Fault(String message) {
      super(message);
    }
  }

  /** A node and the way to it, for errors. */
  private record Place(JsonNode node, String path) {
    Fault fault(String reason) {
      return new Fault(path + ": " + reason);
    }

    Place field(String name) {
      var field = node.get(name);
      if (field == null) throw fault("field \"" + name + "\" is missing");
      return new Place(field, path + "." + name);
    }

    <T> List<T> each(java.util.function.Function<Place, T> read) {
      if (!node.isArray()) throw fault("an array was due");
      var all = new ArrayList<T>(node.size());
      for (int i = 0; i < node.size(); i++) {
        all.add(read.apply(new Place(node.get(i), path + "[" + i + "]")));
      }
      return all;
    }

    String text() {
      if (!node.isTextual()) throw fault("a text was due");
      return node.textValue();
    }

    int length() {
      if (!node.isIntegralNumber() || !node.canConvertToInt()) throw fault("a length was due");
      return node.intValue();
    }

    <T> T parsed(java.util.function.Function<String, T> parse) {
      try {
        return parse.apply(text());
      } catch (Fault e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw fault(e.getMessage());
      }
    }

    <E extends Enum<E>> E oneOf(E[] values) {
      var text = text();
      for (var value : values) {
        if (InterfaceJson.text(value).equals(text)) return value;
      }
      throw fault("\"" + text + "\" is none of those there are");
    }
  }

  private static String text(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static ObjectNode write(ContractInterface contract) {
    var json = NODES.objectNode();
    var functions = json.putArray("functions");
    for (var function : contract.functions()) {
      var out = functions.addObject();
      out.put("name", function.name()).put("access", text(function.access()));
      var arguments = out.putArray("args");
      for (var argument : function.arguments()) named(arguments, argument.name(), argument.type());
      out.putObject("outputs").set("type", type(function.output()));
    }
    var variables = json.putArray("variables");
    for (var variable : contract.variables()) {
      named(variables, variable.name(), variable.type()).put("access", text(variable.kind()));
    }
    var maps = json.putArray("maps");
    for (var map : contract.maps()) {
      var out = maps.addObject().put("name", map.name());
      out.set("key", type(map.key()));
      out.set("value", type(map.value()));
    }
    var fungible = json.putArray("fungible_tokens");
    contract.fungibleTokens().forEach(token -> fungible.addObject().put("name", token));
    var nonFungible = json.putArray("non_fungible_tokens");
    contract.nonFungibleTokens().forEach(token -> named(nonFungible, token.name(), token.type()));
    return json.put("epoch", contract.epoch().id())
        .put("clarity_version", contract.clarityVersion().id());
  }

  private static ObjectNode named(ArrayNode array, String name, TypeSignature type) {
    var out = array.addObject().put("name", name);
    out.set("type", type(type));
    return out;
  }

  private static JsonNode type(TypeSignature type) {
    return switch (type) {
      case TypeSignature.IntType t -> TextNode.valueOf("int128");
      case TypeSignature.UintType t -> TextNode.valueOf("uint128");
      case TypeSignature.BoolType t -> TextNode.valueOf("bool");
      case TypeSignature.PrincipalType t -> TextNode.valueOf("principal");
      case TypeSignature.TraitReferenceType t -> TextNode.valueOf("trait_reference");
      case TypeSignature.TraitType t -> TextNode.valueOf("trait_reference");
      case TypeSignature.ContractLiteralType t -> TextNode.valueOf("principal");
      case TypeSignature.CallableUnionType t -> TextNode.valueOf("principal");
      case TypeSignature.NoType t -> TextNode.valueOf("none");
      case TypeSignature.BuffType(int length) -> one("buffer", length(length));
      case TypeSignature.AsciiType(int length) -> one("string-ascii", length(length));
      case TypeSignature.Utf8Type(int length) -> one("string-utf8", length(length));
      case TypeSignature.OptionalType(var value) -> one("optional", type(value));
      case TypeSignature.ResponseType(var ok, var error) -> {
        var sides = NODES.objectNode();
        sides.set("ok", type(ok));
        sides.set("error", type(error));
        yield one("response", sides);
      }
      case TypeSignature.ListType(var entry, int length) -> {
        var list = NODES.objectNode();
        list.set("type", type(entry));
        yield one("list", list.put("length", length));
      }
      case TypeSignature.TupleType tuple -> {
        var array = NODES.arrayNode();
        tuple.fields().forEach((name, field) -> named(array, name, field));
        yield one("tuple", array);
      }
    };
  }

  private static ObjectNode length(int length) {
    return NODES.objectNode().put("length", length);
  }

  private static ObjectNode one(String name, JsonNode value) {
    var out = NODES.objectNode();
    out.set(name, value);
    return out;
  }
}
