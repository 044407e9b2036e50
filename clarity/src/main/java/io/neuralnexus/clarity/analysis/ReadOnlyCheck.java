package io.neuralnexus.clarity.analysis;

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
}
