package io.neuralnexus.clarinet.assertj;

import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;

/** Assertions on a Clarity value. */
public final class ValueAssert extends AbstractResultAssert<ValueAssert, Value> {
  ValueAssert(Value actual) {
    super(actual, ValueAssert.class);
  }

  @Override
  Value result() {
    isNotNull();
    return actual;
  }

  /** It is a tuple whose field has this value. */
  public ValueAssert hasField(String name, Value value) {
    var found = result() instanceof TupleValue tuple ? tuple.fields().get(name) : null;
    if (!value.equals(found)) fail("a tuple with (" + name + " " + value + ")");
    return this;
  }
}
