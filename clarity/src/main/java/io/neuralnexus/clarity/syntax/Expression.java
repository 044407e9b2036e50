package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.Value;
import java.util.List;

/**
 * A node of the syntax tree. Nodes are immutable, and each is equal only to itself, so that what is
 * found out about it can be kept in a map.
 */
public sealed interface Expression {

  /** Where it stands, {@link Span#NONE} for what the expansion of a tuple literal adds. */
  Span span();

  /** The comments around it. */
  Comments comments();

  /** A number, string, buffer or principal; {@code .name} is a contract of this one's deployer. */
  record Literal(Value value, Span span, Comments comments) implements Expression {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A name: of a function, keyword, type, constant, variable, argument or field. */
  record Atom(String name, Span span, Comments comments) implements Expression {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** What stands in parentheses, or {@code (tuple (a 1))} for the literal {@code {a: 1}}. */
  record ListForm(List<Expression> items, Span span, Comments comments) implements Expression {
    /** Copies the list. */
    public ListForm {
      items = List.copyOf(items);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A trait by its contract, {@code 'ST1....contract.trait} or {@code .contract.trait}. */
  record Field(TraitIdentifier trait, Span span, Comments comments) implements Expression {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A trait by its name in this contract, {@code <trait>}. */
  record TraitName(String name, TraitDefinition definition, Span span, Comments comments)
      implements Expression {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }
}
