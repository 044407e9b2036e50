package io.neuralnexus.clarinet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** A node of the official syntax tree, reduced to what a data-flow analysis looks at. */
sealed interface Expression {

  Span span();

  /** A name: of a value, a function or a keyword. */
  record Atom(String name, Span span) implements Expression {}

  record Sequence(List<Expression> items, Span span) implements Expression {

    /** The name in front, or the empty string if a name is not what stands there. */
    String head() {
      return items.isEmpty() ? "" : nameOf(items.getFirst());
    }

    /** All but the head. */
    List<Expression> arguments() {
      return items.subList(1, items.size());
    }
  }

  /** A literal, a trait or a field of a contract: never untrusted. */
  record Fixed(boolean contract, Span span) implements Expression {}

  /** The name that the expression is, or the empty string if it is something else. */
  static String nameOf(Expression expression) {
    return expression instanceof Atom atom ? atom.name() : "";
  }

  /** Reads the top level of a contract, in the order in which it is deployed. */
  static List<Expression> readContract(JsonNode ast) {
    return readAll(ast.required("expressions"));
  }

  private static List<Expression> readAll(JsonNode expressions) {
    return StreamSupport.stream(expressions.spliterator(), false).map(Expression::read).toList();
  }

  private static Expression read(JsonNode node) {
    var span = Span.read(node.required("span"));
    var content = node.required("expr");
    if (content.has("Atom")) return new Atom(content.get("Atom").asText(), span);
    if (content.has("List")) return new Sequence(readAll(content.get("List")), span);
    return new Fixed(content.at("/LiteralValue/Principal").has("Contract"), span);
  }
}
