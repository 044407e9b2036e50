package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Epoch;
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
import io.neuralnexus.clarity.typing.Typing;
import java.util.Arrays;

/** From epoch 2.4 on, values lose types wider than their contents when they change hands. */
public final class Sanitizer {
  private Sanitizer() {}

  /** The value as it is stored, or handed to another contract. */
  public static Value sanitize(Value value, Epoch epoch) {
    return epoch.compareTo(Epoch.EPOCH_2_4) < 0 ? value : value.settled();
  }

  /**
   * The value as a type has it that is wider than its own, as of an entry of a list: it keeps no
   * fields that the type does not have.
   *
   * @param type a type that would admit the value but for such fields
   */
  public static Value sanitize(Value value, TypeSignature type, Epoch epoch) {
    return epoch.compareTo(Epoch.EPOCH_2_4) < 0 ? value : sanitize(value, type);
  }

  private static Value sanitize(Value value, TypeSignature type) {
    return switch (type) {
      case ListType(var entry, int max) when value instanceof ListValue list -> {
        var entries = new Value[list.size()];
        var changed = false;
        for (int i = 0; i < entries.length; i++) {
          entries[i] = sanitize(list.get(i), entry);
          changed |= entries[i] != list.get(i);
        }
        yield changed ? ListValue.owning(listOf(entries), entries, true) : list.settled();
      }
      case TupleType tuple when value instanceof TupleValue found -> sanitize(found, tuple);
      case OptionalType(var inside) when value instanceof OptionalValue.Some(var found) -> {
        var kept = sanitize(found, inside);
        yield kept == found ? value : new OptionalValue.Some(kept);
      }
      case ResponseType(var ok, var error) when value instanceof ResponseValue found -> {
        var kept = sanitize(found.value(), found.isOk() ? ok : error);
        if (kept == found.value()) yield value;
        yield found.isOk() ? new ResponseValue.Ok(kept) : new ResponseValue.Err(kept);
      }
      default -> value;
    };
  }

  private static Value sanitize(TupleValue tuple, TupleType type) {
    if (!type.hasNamesOf(tuple)) return withoutExtraFields(tuple, type);
    // Most tuples stay as they are, and then nothing is made.
    Value[] kept = null;
    for (int i = 0; i < tuple.size(); i++) {
      var field = tuple.valueAt(i);
      var sanitized = sanitize(field, type.typeAt(i));
      if (sanitized != field && kept == null) kept = values(tuple);
      if (kept != null) kept[i] = sanitized;
    }
    return kept == null ? tuple.settled() : type.shape().tuple(kept);
  }

  private static Value withoutExtraFields(TupleValue tuple, TupleType type) {
    var kept = new Value[type.length()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = sanitize(tuple.get(type.shape().name(i)), type.typeAt(i));
    }
    return type.shape().tuple(kept);
  }

  private static Value[] values(TupleValue tuple) {
    var values = new Value[tuple.size()];
    for (int i = 0; i < values.length; i++) values[i] = tuple.valueAt(i);
    return values;
  }

  private static ListType listOf(Value[] entries) {
    return Typing.listOf(Arrays.stream(entries).map(Value::type).toList());
  }
}
