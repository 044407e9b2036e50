package io.neuralnexus.offchain.zk.prover;

import java.util.List;
import java.util.stream.Collectors;

/** A profile is not true of a table. For the owner of the table only: it tells values. */
public final class FalseStatement extends RuntimeException {
  private static final long serialVersionUID = 1;
  private static final int SHOWN = 20;

  private final transient List<Violation> violations;

  FalseStatement(List<Violation> violations) {
    super(message(violations));
    this.violations = List.copyOf(violations);
  }

  private static String message(List<Violation> violations) {
    var shown =
        violations.stream().limit(SHOWN).map(Object::toString).collect(Collectors.joining("\n"));
    int more = violations.size() - SHOWN;
    return "the statement is not true of the table:\n"
        + shown
        + (more > 0 ? "\nand %d more".formatted(more) : "");
  }

  /** All that is wrong: values by feature and row, then labels, then counts and sums. */
  public List<Violation> violations() {
    return violations;
  }
}
