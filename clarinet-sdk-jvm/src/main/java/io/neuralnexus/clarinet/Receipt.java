package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of a transaction or a read-only call.
 *
 * @param result what the function returned; of a deployment, the value of its last expression or
 *     {@code true}
 * @param events in the order in which they happened; none if the result is an {@code (err ...)}
 * @param costs what it cost; empty unless {@link SimnetOptions#trackCosts}, and always for
 *     transfers and snippets
 */
public record Receipt(Value result, List<Event> events, Optional<CallCosts> costs) {

  public Receipt {
    Objects.requireNonNull(result, "result");
    events = events instanceof Events ? events : List.copyOf(events);
    Objects.requireNonNull(costs, "costs");
  }
}
