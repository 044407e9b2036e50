package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;

/**
 * Values as they come out of storage: lists and tuples carry the declared type, whatever their own
 * was, and what they cost to copy follows from that.
 */
final class Imprint {
  private Imprint() {}

  /** The value with the declared type, which admits it, at every level. */
  static Value of(TypeSignature type, Value value) {
    return switch (type) {
      case OptionalType(var inside) when value instanceof OptionalValue.Some(var some) -> {
        var typed = of(inside, some);
        yield typed == some ? value : Cl.some(typed);
      }
      case ResponseType(var ok, var error) when value instanceof ResponseValue response -> {
        var typed = of(response.isOk() ? ok : error, response.value());
        if (typed == response.value()) yield value;
        yield response.isOk() ? Cl.ok(typed) : Cl.err(typed);
      }
      case ListType list when value instanceof ListValue entries -> ofList(list, entries);
      case TupleType tuple when value instanceof TupleValue fields -> ofTuple(tuple, fields);
      default -> value;
    };
  }

  private static Value ofList(ListType type, ListValue list) {
    if (list.type() == type) return list;
    if (type.entry().isFlat()) return list.as(type);
    var entries = new ArrayList<Value>(list.size());
    for (var entry : list) entries.add(of(type.entry(), entry));
    return ListValue.typed(type, entries);
  }

  private static Value ofTuple(TupleType type, TupleValue tuple) {
    if (tuple.carries(type)) return tuple;
    if (!type.hasNamesOf(tuple)) return withoutOtherFields(type, tuple);
    if (type.hasFlatFields()) return tuple.as(type);
    var values = new Value[tuple.size()];
    for (int i = 0; i < values.length; i++) values[i] = of(type.typeAt(i), tuple.valueAt(i));
    return TupleValue.typed(type, values);
  }

  /** Before epoch 2.4, entries of a list could have fields that the type of the list has not. */
  private static Value withoutOtherFields(TupleType type, TupleValue tuple) {
    var values = new ArrayList<Value>();
    type.fields().forEach((name, field) -> values.add(of(field, tuple.get(name))));
    return TupleValue.typed(type, values.toArray(Value[]::new));
  }
}
