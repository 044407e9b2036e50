package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.Optional;

/** The shapes of {@code define-} forms that have passed the analysis. */
final class Definition {
  private Definition() {}

  /** The keyword of a form, if it has one. */
  static Optional<String> keyword(Expression form) {
    return form instanceof ListForm list
            && !list.items().isEmpty()
            && list.items().getFirst() instanceof Atom atom
        ? Optional.of(atom.name())
        : Optional.empty();
  }

  /** Whether a form with that keyword defines something; functions may have similar names. */
  static boolean isKeyword(String name) {
    return switch (name) {
      case "define-constant",
          "define-data-var",
          "define-map",
          "define-fungible-token",
          "define-non-fungible-token",
          "define-public",
          "define-private",
          "define-read-only",
          "define-trait",
          "use-trait",
          "impl-trait" ->
          true;
      default -> false;
    };
  }

  /** The name of a parameter: {@code (name type)}. */
  static String parameter(Expression pair) {
    return ((Atom) ((ListForm) pair).items().getFirst()).name();
  }

  /** The form itself if it defines a function. */
  static Optional<ListForm> function(Expression form) {
    return keyword(form)
        .filter(
            keyword ->
                switch (keyword) {
                  case "define-public", "define-private", "define-read-only" -> true;
                  default -> false;
                })
        .map(keyword -> (ListForm) form);
  }

  /** The name that a form defines: its second item, or the first of the list that stands there. */
  static String name(ListForm form) {
    return switch (form.items().get(1)) {
      case Atom atom -> atom.name();
      case ListForm list -> ((Atom) list.items().getFirst()).name();
      default -> throw new IllegalStateException("a definition without a name: " + form.span());
    };
  }
}
