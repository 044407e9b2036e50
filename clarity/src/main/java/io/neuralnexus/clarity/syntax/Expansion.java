package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes expressions of nodes: comments move to what they are about, tuple literals become calls and
 * trait names get their meaning.
 */
final class Expansion {
  private final Map<String, TraitDefinition> traits;

  Expansion(Map<String, TraitDefinition> traits) {
    this.traits = traits;
  }

  /** A trait name that stands for nothing. */
  static final class UnknownTrait extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownTrait(String name) {
      super(Traits.undeclared(name), null, false, false);
    }
  }

  /** A node about to become an expression, while its comments are looked for. */
  private static final class Draft {
    final Node node;
    final List<Comment> before;
    Optional<Comment> endOfLine = Optional.empty();
    List<Comment> after = List.of();

    Draft(Node node, List<Comment> before) {
      this.node = node;
      this.before = before;
    }

    Comments comments() {
      return before.isEmpty() && endOfLine.isEmpty() && after.isEmpty()
          ? Comments.NONE
          : new Comments(before, endOfLine, after);
    }
  }

  /**
   * The expressions of these nodes, in their order; comments and gaps have none of their own.
   *
   * @throws UnknownTrait if a trait name stands for nothing
   */
  List<Expression> expand(List<Node> nodes) throws UnknownTrait {
    var expressions = new ArrayList<Expression>(nodes.size());
    for (var draft : drafts(nodes)) expressions.add(expand(draft));
    return expressions;
  }

  private static List<Draft> drafts(List<Node> nodes) {
    var drafts = new ArrayList<Draft>(nodes.size());
    var waiting = new ArrayList<Comment>();
    for (var node : nodes) {
      switch (node) {
        case Node.Remark(var comment) -> {
          if (!drafts.isEmpty() && endLine(drafts.getLast().node) == comment.span().startLine()) {
            drafts.getLast().endOfLine = Optional.of(comment);
          } else {
            waiting.add(comment);
          }
        }
        case Node.Gap gap -> {}
        default -> {
          drafts.add(new Draft(node, List.copyOf(waiting)));
          waiting.clear();
        }
      }
    }
    if (!drafts.isEmpty()) drafts.getLast().after = List.copyOf(waiting);
    return drafts;
  }

  private static int endLine(Node node) {
    return node.span().endLine();
  }

  private Expression expand(Draft draft) throws UnknownTrait {
    var comments = draft.comments();
    return switch (draft.node) {
      case Node.Literal(var value, var span) -> new Literal(value, span, comments);
      case Node.Atom(var name, var span) -> new Atom(name, span, comments);
      case Node.Field(var trait, var span) -> new Field(trait, span, comments);
      case Node.Sequence(var items, var span) -> new ListForm(expand(items), span, comments);
      case Node.Braces(var items, var span) -> new ListForm(pairs(expand(items)), span, comments);
      case Node.TraitName(var name, var span) -> {
        var definition = traits.get(name);
        if (definition == null) throw new UnknownTrait(name);
        yield new TraitName(name, definition, span, comments);
      }
      case Node.Remark r -> throw new AssertionError("a comment is never drafted");
      case Node.Gap g -> throw new AssertionError("a gap is never drafted");
    };
  }

  private static List<Expression> pairs(List<Expression> keysAndValues) {
    var call = new ArrayList<Expression>(1 + keysAndValues.size() / 2);
    call.add(new Atom("tuple", Span.NONE, Comments.NONE));
    for (var at = 0; at < keysAndValues.size(); at += 2) {
      var pair = keysAndValues.subList(at, Math.min(at + 2, keysAndValues.size()));
      call.add(new ListForm(pair, Span.NONE, Comments.NONE));
    }
    return call;
  }
}
