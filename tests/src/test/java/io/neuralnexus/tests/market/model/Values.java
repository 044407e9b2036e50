package io.neuralnexus.tests.market.model;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;

/** Clarity values as the tests read them. */
final class Values {
  private Values() {}

  static String text(Value ascii) {
    return ((AsciiString) ascii).value();
  }

  static long number(Value uint) {
    return ((Uint) uint).longValueExact();
  }

  static long number(TupleValue tuple, String field) {
    return number(tuple.get(field));
  }
}
