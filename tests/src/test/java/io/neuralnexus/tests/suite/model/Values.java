package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.List;

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

  static boolean truth(TupleValue tuple, String field) {
    return tuple.get(field).equals(Bool.TRUE);
  }

  static TupleValue tuple(TupleValue tuple, String field) {
    return (TupleValue) tuple.get(field);
  }

  static List<Value> list(TupleValue tuple, String field) {
    return ((ListValue) tuple.get(field)).values();
  }

  static List<Long> numbers(TupleValue tuple, String field) {
    return list(tuple, field).stream().map(Values::number).toList();
  }

  static Clock clock(TupleValue tuple, String field) {
    var heights = tuple(tuple, field);
    return new Clock(number(heights, "stacks"), number(heights, "burn"));
  }
}
