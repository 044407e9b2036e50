package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;

/** How many steps the VM takes to read type expressions: one for each type, also inside others. */
final class TypeSteps {
  private TypeSteps() {}

  /** The steps of a type. */
  static int ofType(Expression type) {
    if (!(type instanceof ListForm form) || form.items().isEmpty()) return 1;
    if (!(form.items().getFirst() instanceof Atom head)) return 1;
    var rest = form.items().subList(1, form.items().size());
    return switch (head.name()) {
      case "list" -> 1 + ofType(rest.getLast());
      case "optional", "response" -> 1 + rest.stream().mapToInt(TypeSteps::ofType).sum();
      case "tuple" -> 1 + rest.stream().mapToInt(TypeSteps::ofPair).sum();
      default -> 1;
    };
  }

  private static int ofPair(Expression pair) {
    return pair instanceof ListForm form ? ofType(form.items().getLast()) : 0;
  }

  /** The steps of a function's parameters, after its name. */
  static int ofParameters(ListForm signature) {
    return signature.items().stream().skip(1).mapToInt(TypeSteps::ofPair).sum();
  }

  /** The steps of a trait's functions: {@code ((name (type ...) (response ...)) ...)}. */
  static int ofTrait(Expression functions) {
    var steps = 0;
    for (var function : ((ListForm) functions).items()) {
      var parts = ((ListForm) function).items();
      for (var parameter : ((ListForm) parts.get(1)).items()) steps += ofType(parameter);
      steps += ofType(parts.get(2));
    }
    return steps;
  }
}
