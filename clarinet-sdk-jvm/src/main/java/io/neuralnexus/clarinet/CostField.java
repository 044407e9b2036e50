package io.neuralnexus.clarinet;

import java.util.Locale;

/** A dimension of execution cost. */
public enum CostField {
  RUNTIME,
  READ_COUNT,
  READ_LENGTH,
  WRITE_COUNT,
  WRITE_LENGTH;

  String officialName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
