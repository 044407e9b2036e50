package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * One value in place of another.
 *
 * @param of what is changed
 * @param at where: names of fields, indices of lists and {@code some}, with slashes between
 * @param value what comes there
 */
record Patch(Input of, String at, Value value) {
  /** What a verifier is given. */
  enum Input {
    BINDING,
    ROOT,
    PROFILE,
    PROOF
  }

  Value applied(Value to) {
    return at.isEmpty() ? value : applied(to, List.of(at.split("/")));
  }

  private Value applied(Value to, List<String> path) {
    if (path.isEmpty()) return value;
    var step = path.getFirst();
    var rest = path.subList(1, path.size());
    return switch (to) {
      case TupleValue tuple -> {
        var fields = new HashMap<>(tuple.fields());
        fields.put(step, applied(tuple.get(step), rest));
        yield new TupleValue(fields);
      }
      case ListValue list -> {
        var entries = new ArrayList<>(list.values());
        int index = Integer.parseInt(step);
        entries.set(index, applied(entries.get(index), rest));
        yield new ListValue(entries);
      }
      case OptionalValue.Some some -> new OptionalValue.Some(applied(some.value(), rest));
      default -> throw new IllegalArgumentException("there is nothing inside " + to);
    };
  }

  /** The value there. */
  static Value at(Value in, String path) {
    var value = in;
    for (var step : path.split("/")) {
      value =
          switch (value) {
            case TupleValue tuple -> tuple.get(step);
            case ListValue list -> list.get(Integer.parseInt(step));
            case OptionalValue.Some some -> some.value();
            default -> throw new IllegalArgumentException("there is nothing inside " + value);
          };
    }
    return value;
  }
}
