package io.neuralnexus.clarinet.assertj;

import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.Value;
import org.assertj.core.api.AbstractAssert;

/** Assertions on what a function returned; failures show values as Clarity prints them. */
public abstract sealed class AbstractResultAssert<
        SELF extends AbstractResultAssert<SELF, ACTUAL>, ACTUAL>
    extends AbstractAssert<SELF, ACTUAL> permits ReceiptAssert, ValueAssert {

  AbstractResultAssert(ACTUAL actual, Class<SELF> self) {
    super(actual, self);
  }

  abstract Value result();

  /** What a failure shows besides the result. */
  String context() {
    return "";
  }

  /** The result as a failure shows it. */
  String shown() {
    return result().toString();
  }

  /** It is {@code (ok ...)}, whatever is inside. */
  public SELF isOk() {
    if (!(result() instanceof ResponseValue.Ok)) fail("an ok response");
    return myself;
  }

  /** It is {@code (ok value)}. */
  public SELF isOk(Value value) {
    return hasResult(new ResponseValue.Ok(value));
  }

  /** It is {@code (err ...)}, whatever is inside. */
  public SELF isErr() {
    if (!(result() instanceof ResponseValue.Err)) fail("an err response");
    return myself;
  }

  /** It is {@code (err value)}. */
  public SELF isErr(Value value) {
    return hasResult(new ResponseValue.Err(value));
  }

  /** It is {@code (some ...)}, whatever is inside. */
  public SELF isSome() {
    if (!(result() instanceof OptionalValue.Some)) fail("a some");
    return myself;
  }

  /** It is {@code (some value)}. */
  public SELF isSome(Value value) {
    return hasResult(new OptionalValue.Some(value));
  }

  /** It is {@code none}. */
  public SELF isNone() {
    return hasResult(new OptionalValue.None());
  }

  /** It is this very value. */
  public SELF hasResult(Value expected) {
    if (!result().equals(expected)) fail(expected.toString());
    return myself;
  }

  final void fail(String expected) {
    isNotNull();
    throw failure("%nExpected: %s%n but was: %s%s", expected, shown(), context());
  }
}
