package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ExecutionCost;
import java.util.Locale;

/** A dimension of execution cost. */
public enum CostField {
  RUNTIME,
  READ_COUNT,
  READ_LENGTH,
  WRITE_COUNT,
  WRITE_LENGTH;

  long of(ExecutionCost cost) {
    return switch (this) {
      case RUNTIME -> cost.runtime();
      case READ_COUNT -> cost.readCount();
      case READ_LENGTH -> cost.readLength();
      case WRITE_COUNT -> cost.writeCount();
      case WRITE_LENGTH -> cost.writeLength();
    };
  }

  String officialName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
