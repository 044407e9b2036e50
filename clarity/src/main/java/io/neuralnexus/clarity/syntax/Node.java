package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.Value;
import java.util.List;

/**
 * What stands in the source, comments and tuple literals among the rest: some rules of the official
 * VM count them. A node is known by its identity.
 */
sealed interface Node {
  Span span();

  record Literal(Value value, Span span) implements Node {}

  record Atom(String name, Span span) implements Node {}

  record Sequence(List<Node> items, Span span) implements Node {}

  /** A tuple literal: keys and values in turn, comments between. */
  record Braces(List<Node> items, Span span) implements Node {}

  record Field(TraitIdentifier trait, Span span) implements Node {}

  record TraitName(String name, Span span) implements Node {}

  record Remark(Comment comment) implements Node {
    @Override
    public Span span() {
      return comment.span();
    }
  }

  /** Stands for what could not be read. */
  record Gap(Span span) implements Node {}
}
