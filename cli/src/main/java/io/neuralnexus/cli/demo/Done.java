package io.neuralnexus.cli.demo;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.TupleValue;
import java.util.List;
import java.util.stream.Stream;

/** A call that succeeded: what it returned, and what happened. */
public record Done<O>(O value, List<Event> events) {
  /** The tuples printed with that topic, in order. */
  public Stream<Printed> printed(String topic) {
    return events.stream()
        .flatMap(
            event ->
                event instanceof Event.Print print && print.value() instanceof TupleValue tuple
                    ? Stream.of(tuple)
                    : Stream.empty())
        .filter(
            tuple ->
                tuple.fields().get("topic") instanceof AsciiString name
                    && name.value().equals(topic))
        .map(Printed::new);
  }

  /**
   * The one tuple printed with that topic.
   *
   * @throws IllegalStateException if there is none, or more than one
   */
  public Printed only(String topic) {
    var all = printed(topic).toList();
    if (all.size() == 1) return all.getFirst();
    throw new IllegalStateException(
        "%d events %s where one is expected: %s".formatted(all.size(), topic, events));
  }

  /** What the call moved into the account, negative if out of it; micro-STX. */
  public long moved(Account account) {
    return events.stream()
        .mapToLong(
            event -> event instanceof Event.StxTransfer transfer ? moved(transfer, account) : 0)
        .sum();
  }

  private static long moved(Event.StxTransfer transfer, Account account) {
    var amount = transfer.amount().longValueExact();
    return (transfer.recipient().equals(account.address()) ? amount : 0)
        - (transfer.sender().equals(account.address()) ? amount : 0);
  }
}
