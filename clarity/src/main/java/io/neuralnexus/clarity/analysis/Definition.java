package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.List;
import java.util.Optional;

/** What a form on the top level of a contract defines. */
sealed interface Definition {
  /** {@code define-constant}. */
  record Constant(String name, Expression value) implements Definition {}

  /** {@code define-data-var}. */
  record DataVar(String name, Expression type, Expression initial) implements Definition {}

  /** {@code define-map}. */
  record DataMap(String name, Expression key, Expression value) implements Definition {}

  /** {@code define-public}, {@code define-read-only}, {@code define-private}. */
  record Function(Access access, List<Expression> signature, Expression body)
      implements Definition {}

  /** {@code define-fungible-token}. */
  record FungibleToken(String name, Optional<Expression> supply) implements Definition {}

  /** {@code define-non-fungible-token}. */
  record NonFungibleToken(String name, Expression type) implements Definition {}

  /** {@code define-trait}. */
  record Trait(String name, Expression functions) implements Definition {}

  /** {@code use-trait}. */
  record UsedTrait(String name, TraitIdentifier trait) implements Definition {}

  /** {@code impl-trait}. */
  record ImplementedTrait(TraitIdentifier trait) implements Definition {}

  /**
   * What a form defines; empty if it is no definition but code.
   *
   * @throws CheckException if it is malformed
   */
  static Optional<Definition> of(Expression form) {
    if (!(form instanceof ListForm list)
        || list.items().isEmpty()
        || !(list.items().getFirst() instanceof Atom keyword)) {
      return Optional.empty();
    }
    var arguments = Forms.rest(list.items());
    return Optional.ofNullable(
        switch (keyword.name()) {
          case "define-constant" -> {
            Forms.requireCount(2, arguments);
            yield new Constant(name(arguments), arguments.get(1));
          }
          case "define-data-var" -> {
            Forms.requireCount(3, arguments);
            yield new DataVar(name(arguments), arguments.get(1), arguments.get(2));
          }
          case "define-map" -> {
            Forms.requireCount(3, arguments);
            yield new DataMap(name(arguments), arguments.get(1), arguments.get(2));
          }
          case "define-public" -> function(Access.PUBLIC, arguments);
          case "define-read-only" -> function(Access.READ_ONLY, arguments);
          case "define-private" -> function(Access.PRIVATE, arguments);
          case "define-fungible-token" -> {
            Forms.requireAtLeast(1, arguments);
            var name = name(arguments);
            if (arguments.size() > 2) Forms.requireCount(1, arguments);
            yield new FungibleToken(name, Forms.rest(arguments).stream().findFirst());
          }
          case "define-non-fungible-token" -> {
            Forms.requireCount(2, arguments);
            yield new NonFungibleToken(name(arguments), arguments.get(1));
          }
          case "define-trait" -> {
            Forms.requireCount(2, arguments);
            yield new Trait(name(arguments), arguments.get(1));
          }
          case "use-trait" -> {
            Forms.requireCount(2, arguments);
            yield new UsedTrait(name(arguments), trait(arguments.get(1)));
          }
          case "impl-trait" -> {
            Forms.requireCount(1, arguments);
            yield new ImplementedTrait(trait(arguments.getFirst()));
          }
          default -> null;
        });
  }

  private static String name(List<Expression> arguments) {
    return Forms.name(arguments.getFirst(), CheckError.EXPECTED_NAME);
  }

  private static Function function(Access access, List<Expression> arguments) {
    Forms.requireCount(2, arguments);
    return new Function(
        access,
        Forms.items(arguments.getFirst(), CheckError.DEFINE_FUNCTION_BAD_SIGNATURE),
        arguments.get(1));
  }

  private static TraitIdentifier trait(Expression expression) {
    if (expression instanceof Field field) return field.trait();
    throw CheckException.unplaced(CheckError.EXPECTED_TRAIT_IDENTIFIER);
  }
}
