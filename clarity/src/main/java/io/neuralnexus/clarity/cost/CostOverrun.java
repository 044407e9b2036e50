package io.neuralnexus.clarity.cost;

import io.neuralnexus.clarity.ExecutionCost;

/**
 * A call costs more than it may, or its cost cannot be computed. The cost stays spent. The message
 * is the one of the official VM, figures included; it has no stack trace, because it is part of
 * normal operation and thrown from hot code.
 */
public final class CostOverrun extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What was overrun. */
  public enum Kind {
    /** One of the five dimensions is over its limit. */
    COST_BALANCE_EXCEEDED,
    /** More memory is in use than a call may use. */
    MEMORY_BALANCE_EXCEEDED,
    /** The epoch has no cost for what was done: its table lacks the function, or the size is 0. */
    COST_COMPUTATION_FAILED
  }

  private final Kind kind;

  private CostOverrun(Kind kind, String message) {
    super("RuntimeCheck(" + message + ")", null, false, false);
    this.kind = kind;
  }

  static CostOverrun ofCost(ExecutionCost total, ExecutionCost limit) {
    return new CostOverrun(
        Kind.COST_BALANCE_EXCEEDED,
        "CostBalanceExceeded(%s, %s)".formatted(print(total), print(limit)));
  }

  static CostOverrun ofMemory(long used, long limit) {
    return new CostOverrun(
        Kind.MEMORY_BALANCE_EXCEEDED, "MemoryBalanceExceeded(%d, %d)".formatted(used, limit));
  }

  static CostOverrun ofAllowanceMemory(long used, long limit) {
    return new CostOverrun(
        Kind.MEMORY_BALANCE_EXCEEDED,
        "RestrictAssetsMemoryExceeded(%d, %d)".formatted(used, limit));
  }

  /** The reason is an error of the cost contract, with its quotation marks escaped once. */
  static CostOverrun ofComputation(String contract, CostFunction function, String reason) {
    return new CostOverrun(
        Kind.COST_COMPUTATION_FAILED,
        "CostComputationFailed(\"Error evaluating result of cost function %s.%s: %s\")"
            .formatted(contract, function.contractName(), reason));
  }

  /** What was overrun. */
  public Kind kind() {
    return kind;
  }

  private static String print(ExecutionCost cost) {
    return ("ExecutionCost { write_length: %d, write_count: %d, read_length: %d, read_count: %d,"
            + " runtime: %d }")
        .formatted(
            cost.writeLength(),
            cost.writeCount(),
            cost.readLength(),
            cost.readCount(),
            cost.runtime());
  }
}
