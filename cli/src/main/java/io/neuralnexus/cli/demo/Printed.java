package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.OptionalInt;

/** The fields of an event that a contract printed. */
public record Printed(TupleValue fields) {
  /** The number in a field. */
  public long amount(String field) {
    return uint(fields.get(field));
  }

  /** The number in a field, if there is one. */
  public OptionalInt optionalScore(String field) {
    return fields.get(field) instanceof OptionalValue.Some(Value score)
        ? OptionalInt.of(Math.toIntExact(uint(score)))
        : OptionalInt.empty();
  }

  /** The text in a field. */
  public String text(String field) {
    return ((AsciiString) fields.get(field)).value();
  }

  /** The values of the list in a field. */
  public List<Value> list(String field) {
    return ((ListValue) fields.get(field)).values();
  }

  private static long uint(Value value) {
    return ((Uint) value).longValueExact();
  }
}
