package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.CallableContract;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.ListType;
import io.neuralnexus.clarity.TypeSignature.OptionalType;
import io.neuralnexus.clarity.TypeSignature.ResponseType;
import io.neuralnexus.clarity.TypeSignature.TraitType;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.Optional;

/** From Clarity 2 on, contracts become traits where a parameter's type has traits inside. */
final class TraitCast {
  private TraitCast() {}

  /** Whether a type has a trait somewhere. */
  static boolean hasTrait(TypeSignature type) {
    return switch (type) {
      case TraitType trait -> true;
      case OptionalType(var inside) -> hasTrait(inside);
      case ResponseType(var ok, var error) -> hasTrait(ok) || hasTrait(error);
      case ListType(var entry, int max) -> hasTrait(entry);
      case TupleType tuple -> tuple.fields().values().stream().anyMatch(TraitCast::hasTrait);
      default -> false;
    };
  }

  /** The value with its contracts as the traits that the type asks for. */
  static Value cast(TypeSignature type, Value value) {
    return switch (type) {
      case OptionalType(var inside) when value instanceof OptionalValue.Some(var some) -> {
        var cast = cast(inside, some);
        yield cast == some ? value : Cl.some(cast);
      }
      case ResponseType(var ok, var error) when value instanceof ResponseValue response -> {
        var cast = cast(response.isOk() ? ok : error, response.value());
        if (cast == response.value()) yield value;
        yield response.isOk() ? Cl.ok(cast) : Cl.err(cast);
      }
      case ListType(var entry, int max) when value instanceof ListValue list -> {
        if (entry.isFlat()) yield list.as(list.type().of(entry));
        var entries = new ArrayList<Value>(list.size());
        for (var each : list) entries.add(cast(entry, each));
        yield ListValue.typed(new ListType(entry, list.type().maxLength()), entries);
      }
      case TupleType tupleType when value instanceof TupleValue tuple -> {
        if (!tupleType.hasNamesOf(tuple)) yield value;
        if (tupleType.hasFlatFields()) yield tuple.carries(tupleType) ? tuple : tuple.as(tupleType);
        var values = new Value[tuple.size()];
        for (int i = 0; i < values.length; i++) {
          values[i] = cast(tupleType.typeAt(i), tuple.valueAt(i));
        }
        yield TupleValue.typed(tupleType, values);
      }
      case TraitType(var trait) when value instanceof CallableContract callable ->
          new CallableContract(callable.contract(), Optional.of(trait));
      case TraitType(var trait) when value instanceof ContractPrincipal contract ->
          new CallableContract(contract, Optional.of(trait));
      default -> value;
    };
  }
}
