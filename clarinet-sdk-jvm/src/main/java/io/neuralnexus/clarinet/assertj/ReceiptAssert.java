package io.neuralnexus.clarinet.assertj;

import io.neuralnexus.clarinet.CallCosts;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.ExecutionCost;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Assertions on what came of a call: its result, its events and its costs. */
public final class ReceiptAssert extends AbstractResultAssert<ReceiptAssert, Receipt> {
  private final Optional<ContractError> declaredError;

  ReceiptAssert(Receipt actual, Optional<ContractError> declaredError) {
    super(actual, ReceiptAssert.class);
    this.declaredError = declaredError;
  }

  @Override
  Value result() {
    isNotNull();
    return actual.result();
  }

  @Override
  String shown() {
    return result() + declaredError.map(error -> " " + error.name()).orElse("");
  }

  @Override
  String context() {
    if (actual.events().isEmpty()) return "%nwithout events".formatted();
    return actual.events().stream()
        .map(event -> "%n  ".formatted() + event)
        .collect(Collectors.joining("", "%nwith the events".formatted(), ""));
  }

  /** It is {@code (err ...)} with the code of this error. */
  public ReceiptAssert isErr(ContractError error) {
    if (!result().equals(error.response())) fail(error.response() + " " + error.name());
    return this;
  }

  /** The call made this event, among others perhaps. */
  public ReceiptAssert hasEvent(Event event) {
    return hasEvent("the event " + event, event::equals);
  }

  /** The call made an event that fits, among others perhaps. */
  public ReceiptAssert hasEvent(String description, Predicate<? super Event> predicate) {
    isNotNull();
    if (actual.events().stream().noneMatch(predicate)) fail(description);
    return this;
  }

  /** The call made no event. */
  public ReceiptAssert hasNoEvents() {
    isNotNull();
    if (!actual.events().isEmpty()) fail("no events");
    return this;
  }

  /** The call printed a tuple whose field {@code topic} is this text. */
  public ReceiptAssert hasPrint(String topic) {
    return hasEvent(
        "a print with the topic \"" + topic + "\"",
        event ->
            event instanceof Event.Print(var _, TupleValue tuple)
                && switch (tuple.fields().get("topic")) {
                  case AsciiString ascii -> ascii.value().equals(topic);
                  case Utf8String utf8 -> utf8.value().equals(topic);
                  case null, default -> false;
                });
  }

  /** The call printed this value. */
  public ReceiptAssert hasPrint(Value value) {
    return hasEvent(
        "a print of " + value,
        event -> event instanceof Event.Print(var _, Value printed) && printed.equals(value));
  }

  /** The call moved this many micro-STX. */
  public ReceiptAssert hasStxTransfer(BigInteger amount, Principal from, Principal to) {
    return hasEvent(
        "a transfer of %d uSTX from %s to %s".formatted(amount, from, to),
        event ->
            event instanceof Event.StxTransfer transfer
                && transfer.amount().equals(amount)
                && transfer.sender().equals(from)
                && transfer.recipient().equals(to));
  }

  /** The call moved this many micro-STX. */
  public ReceiptAssert hasStxTransfer(long amount, Principal from, Principal to) {
    return hasStxTransfer(BigInteger.valueOf(amount), from, to);
  }

  /** In no dimension did the call cost more. The chain must track costs. */
  public ReceiptAssert costsAtMost(ExecutionCost limit) {
    var total = costs().total();
    if (!total.fits(limit)) {
      throw failure(
          "%nExpected a cost of at most %s%n but was: %s%nwhich is more in %s",
          limit, total, total.dearestDimension(limit));
    }
    return this;
  }

  /**
   * In no dimension did the call cost more than this part of what a block of the chain may cost.
   * The chain must track costs.
   *
   * @param percent 2.5 is a fortieth of a block
   */
  public ReceiptAssert costsAtMost(double percent) {
    var costs = costs();
    double share = 100 * costs.total().shareOf(costs.limit());
    if (share > percent) {
      throw failure(
          "%nExpected a cost of at most %s %% of a block%n but was: %.3f %% in %s%nof %s",
          percent, share, costs.total().dearestDimension(costs.limit()), costs.total());
    }
    return this;
  }

  private CallCosts costs() {
    isNotNull();
    return actual
        .costs()
        .orElseThrow(
            () ->
                failure(
                    "The receipt has no costs: open the chain with"
                        + " SimnetOptions.withTrackCosts(true)"));
  }
}
