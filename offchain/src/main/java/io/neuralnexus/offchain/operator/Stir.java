package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.ChainEvent;
import io.neuralnexus.offchain.contracts.Marketplace.Event.ConfirmInputs;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells whether what a contract printed may change what a role decides. Everything that it decides
 * by is printed when it changes, so a block in which nothing stirs needs no look. What is not known
 * to concern others alone concerns the role.
 */
final class Stir {
  private final Desk desk;

  /** Jobs of the executions that began since the role did. */
  private final Map<Uint, Uint> jobs = new HashMap<>();

  Stir(Desk desk) {
    this.desk = desk;
  }

  /** Whether an event may matter, once the role has taken notice of it. */
  boolean isIn(ChainEvent event) {
    if (desk.market.event(event.print()).orElse(null) instanceof ConfirmInputs confirmed) {
      jobs.put(confirmed.execution(), confirmed.id());
    }
    if (names(event.value(), desk.account)) return true;
    var contract = event.contract();
    if (contract.equals(desk.market.contract())) return isWatched(event.value(), "id");
    if (contract.equals(desk.data.contract())) return isWatched(event.value(), "job");
    if (contract.equals(desk.computation.contract())) {
      var job = field(event.value(), "id").map(jobs::get);
      return field(event.value(), "id").isPresent() && job.map(watched()::contains).orElse(true);
    }
    // Of the vault only what names the account matters; of the rest, what governance says.
    return contract.equals(desk.governance.contract());
  }

  private boolean isWatched(Value event, String field) {
    return field(event, field).filter(watched()::contains).isPresent();
  }

  private Set<Uint> watched() {
    return desk.store.watched().stream().map(job -> Uint.of(job.id())).collect(Collectors.toSet());
  }

  private static Optional<Uint> field(Value event, String name) {
    return event instanceof TupleValue tuple && tuple.fields().get(name) instanceof Uint number
        ? Optional.of(number)
        : Optional.empty();
  }

  private static boolean names(Value value, Principal who) {
    return switch (value) {
      case Principal principal -> principal.equals(who);
      case TupleValue tuple -> tuple.fields().values().stream().anyMatch(part -> names(part, who));
      case ListValue list -> list.values().stream().anyMatch(part -> names(part, who));
      case OptionalValue.Some(var inner) -> names(inner, who);
      case ResponseValue.Ok(var inner) -> names(inner, who);
      default -> false;
    };
  }
}
