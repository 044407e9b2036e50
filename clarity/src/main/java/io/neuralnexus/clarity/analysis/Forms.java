package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import java.util.List;

/** What stands where in a form. */
final class Forms {
  private Forms() {}

  /** The name that an expression is; fails with that error if it is none. */
  static String name(Expression expression, CheckError otherwise) {
    if (expression instanceof Atom atom) return atom.name();
    throw CheckException.unplaced(otherwise);
  }

  /** The items of the list that an expression is; fails with that error if it is none. */
  static List<Expression> items(Expression expression, CheckError otherwise) {
    if (expression instanceof ListForm form) return form.items();
    throw CheckException.unplaced(otherwise);
  }

  static <T> List<T> rest(List<T> list) {
    return list.subList(1, list.size());
  }

  static void requireCount(int expected, List<?> arguments) {
    if (arguments.size() != expected) {
      throw CheckException.unplaced(CheckError.incorrectArgumentCount(expected, arguments.size()));
    }
  }

  static void requireAtLeast(int expected, List<?> arguments) {
    if (arguments.size() < expected) {
      throw CheckException.unplaced(
          CheckError.requiresAtLeastArguments(expected, arguments.size()));
    }
  }

  static void requireAtMost(int expected, List<?> arguments) {
    if (arguments.size() > expected) {
      throw CheckException.unplaced(CheckError.requiresAtMostArguments(expected, arguments.size()));
    }
  }
}
