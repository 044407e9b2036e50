package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.syntax.Expression;
import java.util.List;

/** The check that read-only functions write nothing, as the words of the language see it. */
public interface ReadOnlyCheck {
  /** A word, as this check needs it. */
  interface Word {
    /**
     * Whether an application writes nothing.
     *
     * @throws CheckException if its arguments are malformed in a way that this check finds first
     */
    boolean isReadOnly(ReadOnlyCheck check, List<Expression> arguments);
  }

  /** Whether an expression writes nothing. */
  boolean isReadOnly(Expression expression);

  /** Whether all of these write nothing; all are looked at. */
  boolean areReadOnly(List<Expression> expressions);

  /**
   * Whether the application of a function to arguments writes nothing: a name, then what it is
   * applied to. {@code fold} and its like ask this of their arguments.
   */
  boolean isApplicationReadOnly(List<Expression> application);

  /**
   * Whether a function of a deployed contract is read-only; false if it has no such function.
   *
   * @throws CheckException if there is no such contract
   */
  boolean isReadOnlyFunction(ContractPrincipal contract, String function);

  /** An error that this check finds in an application; the check adds the place. */
  static CheckException error(CheckError error) {
    return new CheckException(error, List.of());
  }

  /** Fails unless there are exactly as many arguments. */
  static void requireArguments(int count, List<Expression> arguments) {
    if (arguments.size() != count) {
      throw error(CheckError.incorrectArgumentCount(count, arguments.size()));
    }
  }

  /** Fails if there are fewer arguments. */
  static void requireAtLeast(int count, List<Expression> arguments) {
    if (arguments.size() < count) {
      throw error(CheckError.requiresAtLeastArguments(count, arguments.size()));
    }
  }
}
