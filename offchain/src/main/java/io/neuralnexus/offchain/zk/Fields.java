package io.neuralnexus.offchain.zk;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The fields of a tuple that somebody else wrote. */
final class Fields {
  private final TupleValue tuple;

  Fields(Value value) {
    this.tuple = as(TupleValue.class, value, "a tuple");
  }

  Uint uint(String name) {
    return field(Uint.class, name);
  }

  Buff buff(String name) {
    return field(Buff.class, name);
  }

  long number(String name) {
    return exact(name, () -> uint(name).longValueExact());
  }

  int integer(String name) {
    return exact(name, () -> Math.toIntExact(uint(name).longValueExact()));
  }

  long signed(String name) {
    return exact(name, () -> field(Int.class, name).longValueExact());
  }

  <T> List<T> list(String name, Function<Fields, T> entry) {
    return field(ListValue.class, name).values().stream()
        .map(value -> entry.apply(new Fields(value)))
        .toList();
  }

  <V extends Value> List<V> values(String name, Class<V> type) {
    return field(ListValue.class, name).values().stream().map(v -> as(type, v, name)).toList();
  }

  <T> Optional<T> optional(String name, Function<Fields, T> entry) {
    return switch (field(OptionalValue.class, name)) {
      case OptionalValue.Some some -> Optional.of(entry.apply(new Fields(some.value())));
      case OptionalValue.None _ -> Optional.empty();
    };
  }

  private <V extends Value> V field(Class<V> type, String name) {
    if (!tuple.fields().containsKey(name)) {
      throw new IllegalArgumentException("the field %s is missing".formatted(name));
    }
    return as(type, tuple.get(name), name);
  }

  private static <V extends Value> V as(Class<V> type, Value value, String what) {
    if (!type.isInstance(value)) {
      throw new IllegalArgumentException("%s is a %s".formatted(what, value.type()));
    }
    return type.cast(value);
  }

  private static <T> T exact(String name, Supplier<T> number) {
    try {
      return number.get();
    } catch (ArithmeticException _) {
      throw new IllegalArgumentException("the field %s is too large".formatted(name));
    }
  }
}
