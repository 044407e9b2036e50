package io.neuralnexus.clarinet.assertj;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.util.Optional;
import org.assertj.core.api.AbstractComparableAssert;
import org.assertj.core.api.Assertions;

/**
 * AssertJ's entry points for Clarity, to be imported statically beside AssertJ's own:
 *
 * <pre>{@code
 * assertThat(market.as(alice).registerDataset(price, uri)).isOk(uint(1)).hasPrint("register");
 * }</pre>
 */
public final class ClarityAssertions {
  private ClarityAssertions() {}

  /** Of what came of a call. */
  public static ReceiptAssert assertThat(Receipt actual) {
    return new ReceiptAssert(actual, Optional.empty());
  }

  /**
   * Of what came of a call through bindings; an error that the contract declares is shown with its
   * name.
   */
  public static ReceiptAssert assertThat(TypedReceipt<?> actual) {
    return actual == null
        ? new ReceiptAssert(null, Optional.empty())
        : new ReceiptAssert(actual.receipt(), actual.declaredError());
  }

  /** Of a value. */
  public static ValueAssert assertThat(Value actual) {
    return new ValueAssert(actual);
  }

  // What is comparable or iterable fits two of AssertJ's methods; these decide.

  /** Of a number, with AssertJ's comparisons. */
  public static AbstractComparableAssert<?, Uint> assertThat(Uint actual) {
    return Assertions.assertThat(actual);
  }

  /** Of a number, with AssertJ's comparisons. */
  public static AbstractComparableAssert<?, Int> assertThat(Int actual) {
    return Assertions.assertThat(actual);
  }

  /** Of a truth value. */
  public static ValueAssert assertThat(Bool actual) {
    return new ValueAssert(actual);
  }

  /** Of bytes. */
  public static ValueAssert assertThat(Buff actual) {
    return new ValueAssert(actual);
  }

  /** Of text. */
  public static ValueAssert assertThat(AsciiString actual) {
    return new ValueAssert(actual);
  }

  /** Of text. */
  public static ValueAssert assertThat(Utf8String actual) {
    return new ValueAssert(actual);
  }

  /** Of a list. */
  public static ValueAssert assertThat(ListValue actual) {
    return new ValueAssert(actual);
  }
}
