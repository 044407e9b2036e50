package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ForgottenException;
import java.util.Optional;

/**
 * Which entries of a map are gone for good: all whose number is below another.
 *
 * @param map what to call the map in errors
 * @param field which field of a key is the number; empty if the key itself is
 * @param below the number below which they are gone
 */
record Forgotten(String map, Optional<String> field, Uint below) {
  /** The number of a key of the map. */
  Uint number(Value key) {
    return (Uint) (field.isEmpty() ? key : ((TupleValue) key).get(field.get()));
  }

  boolean has(Value key) {
    return number(key).compareTo(below) < 0;
  }

  void check(Value key) {
    if (!has(key)) return;
    throw new ForgottenException(
        "the entry of %s under %s was forgotten with all below %s".formatted(map, key, below));
  }
}
