package io.neuralnexus.clarity.syntax;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a syntax tree as the official tools do. */
final class SyntaxTreeJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** Expressions are numbered from 1 in the order in which they begin. */
  private int id;

  private SyntaxTreeJson() {}

  static ObjectNode write(SyntaxTree tree) {
    var json = NODES.objectNode();
    json.set("contract_identifier", contract(tree.contract()));
    // Nothing is left of what the official parser worked on.
    json.putArray("pre_expressions");
    json.set("expressions", new SyntaxTreeJson().expressions(tree.forms()));
    var order = json.putArray("top_level_expression_sorting");
    tree.order().forEach(order::add);
    var traits = json.putObject("referenced_traits");
    tree.traits().forEach((name, definition) -> traits.set(name, definition(definition)));
    var implemented = json.putArray("implemented_traits");
    tree.implemented().forEach(trait -> implemented.add(trait(trait)));
    return json;
  }

  private ArrayNode expressions(List<Expression> expressions) {
    var array = NODES.arrayNode(expressions.size());
    for (var expression : expressions) array.add(expression(expression));
    return array;
  }

  private ObjectNode expression(Expression expression) {
    var number = ++id;
    var json = NODES.objectNode();
    json.set("expr", content(expression));
    json.put("id", number);
    json.set("span", span(expression.span()));
    var comments = expression.comments();
    if (!comments.before().isEmpty()) json.set("pre_comments", comments(comments.before()));
    comments.endOfLine().ifPresent(comment -> json.put("end_line_comment", comment.text()));
    if (!comments.after().isEmpty()) json.set("post_comments", comments(comments.after()));
    return json;
  }

  private ObjectNode content(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> only("LiteralValue", value(literal.value()));
      case Expression.Atom atom -> NODES.objectNode().put("Atom", atom.name());
      case Expression.ListForm list -> only("List", expressions(list.items()));
      case Expression.Field field -> only("Field", trait(field.trait()));
      case Expression.TraitName trait ->
          only(
              "TraitReference",
              NODES.arrayNode().add(trait.name()).add(definition(trait.definition())));
    };
  }

  private static ObjectNode only(String name, JsonNode value) {
    var json = NODES.objectNode();
    json.set(name, value);
    return json;
  }

  private static ArrayNode comments(List<Comment> comments) {
    var array = NODES.arrayNode(comments.size());
    for (var comment : comments) {
      array.add(NODES.arrayNode().add(comment.text()).add(span(comment.span())));
    }
    return array;
  }

  private static ObjectNode span(Span span) {
    return NODES
        .objectNode()
        .put("start_line", span.startLine())
        .put("start_column", span.startColumn())
        .put("end_line", span.endLine())
        .put("end_column", span.endColumn());
  }

  private static ObjectNode definition(TraitDefinition definition) {
    return switch (definition) {
      case TraitDefinition.Defined(var trait) -> only("Defined", trait(trait));
      case TraitDefinition.Imported(var trait) -> only("Imported", trait(trait));
    };
  }

  private static ObjectNode trait(TraitIdentifier trait) {
    var json = NODES.objectNode().put("name", trait.name());
    json.set("contract_identifier", contract(trait.contract()));
    return json;
  }

  private static ObjectNode contract(ContractPrincipal contract) {
    var json = NODES.objectNode();
    json.set("issuer", account(contract.issuer()));
    return json.put("name", contract.name());
  }

  private static ArrayNode account(StandardPrincipal account) {
    return NODES.arrayNode().add(account.version()).add(bytes(account.hash().bytes()));
  }

  private static ArrayNode bytes(byte[] bytes) {
    var array = NODES.arrayNode(bytes.length);
    for (var each : bytes) array.add(each & 0xff);
    return array;
  }

  private static ObjectNode value(Value value) {
    return switch (value) {
      case Int number -> NODES.objectNode().put("Int", number.toString());
      case Uint number -> NODES.objectNode().put("UInt", number.toBigInteger().toString());
      case Buff buffer -> only("Sequence", only("Buffer", data(bytes(buffer.bytes()))));
      case AsciiString text ->
          string("ASCII", bytes(text.value().getBytes(StandardCharsets.US_ASCII)));
      case Utf8String text -> {
        var characters = NODES.arrayNode();
        text.value()
            .codePoints()
            .mapToObj(Character::toString)
            .forEach(each -> characters.add(bytes(each.getBytes(StandardCharsets.UTF_8))));
        yield string("UTF8", characters);
      }
      case StandardPrincipal account -> only("Principal", only("Standard", account(account)));
      case ContractPrincipal contract -> only("Principal", only("Contract", contract(contract)));
      default -> throw new AssertionError("no literal is a " + value.type());
    };
  }

  private static ObjectNode string(String kind, ArrayNode characters) {
    return only("Sequence", only("String", only(kind, data(characters))));
  }

  private static ObjectNode data(ArrayNode data) {
    return only("data", data);
  }
}
