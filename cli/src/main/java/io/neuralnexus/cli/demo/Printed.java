package io.neuralnexus.cli.demo;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The fields of an event that a contract printed. */
public record Printed(TupleValue fields) {
  /** What an event says, if a contract printed it under a topic. */
  public static Optional<Printed> of(Event event) {
    return event instanceof Event.Print print
            && print.value() instanceof TupleValue tuple
            && tuple.fields().get("topic") instanceof AsciiString
        ? Optional.of(new Printed(tuple))
        : Optional.empty();
  }

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

  /** The account or contract in a field. */
  public Principal principal(String field) {
    return (Principal) fields.get(field);
  }

  /** The tuples of the list in a field. */
  public List<Printed> tuples(String field) {
    return list(field).stream().map(value -> new Printed((TupleValue) value)).toList();
  }

  /** The account or contract in a field, if there is one. */
  public Optional<Principal> optionalPrincipal(String field) {
    return fields.get(field) instanceof OptionalValue.Some(Principal who)
        ? Optional.of(who)
        : Optional.empty();
  }

  /** The topic, by which events are told apart. */
  public String topic() {
    return text("topic");
  }

  private static long uint(Value value) {
    return ((Uint) value).longValueExact();
  }
}
