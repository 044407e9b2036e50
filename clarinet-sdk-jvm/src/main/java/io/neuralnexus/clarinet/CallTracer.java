package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.vm.ClarityVm;
import io.neuralnexus.clarity.watch.Place;
import io.neuralnexus.clarity.watch.Scene;
import io.neuralnexus.clarity.watch.Watcher;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Writes down the calls of functions in a transaction, with their arguments, events and answers, as
 * Clarinet does, and where it failed.
 *
 * <p>Expressions are told apart by their numbers, which are only unique within a contract. Where
 * that misleads Clarinet, as when a call across contracts has no arguments, it misleads this too.
 */
final class CallTracer implements Watcher {
  private static final String LEVEL = "│   ";

  private final List<String> lines = new ArrayList<>();

  /** The calls that are running, by the numbers of their expressions. */
  private final Deque<Integer> running = new ArrayDeque<>();

  /** The calls whose arguments are still being evaluated. */
  private final Deque<Announcement> announced = new ArrayDeque<>();

  private Optional<Optional<Value>> callee = Optional.empty();
  private Optional<Failure> first = Optional.empty();

  /** The failure that nothing has caught yet. */
  private Optional<Failure> uncaught = Optional.empty();

  private int eventsSeen;

  /** A call, and the arguments that its line has to wait for. */
  private record Announcement(StringBuilder text, Deque<Integer> awaited) {}

  private record Failure(Place place, String error) {}

  @Override
  public void meets(Optional<Value> contract) {
    callee = Optional.of(contract);
  }

  @Override
  public void begins(Place place, Scene scene) {
    var named = callee;
    callee = Optional.empty();
    if (!(place.expression() instanceof ListForm list)
        || list.items().isEmpty()
        || !(list.items().getFirst() instanceof Atom head)) {
      return;
    }
    var items = list.items();
    if (head.name().equals("contract-call?")) {
      var text = call(place);
      named.ifPresent(
          contract ->
              text.append(inside())
                  .append("│ ↳ callee: ")
                  .append(contract.map(CostReport::shown).orElse("?"))
                  .append('\n'));
      announce(text.append(inside()).append("│ ↳ args:"), place, items.subList(3, items.size()));
    } else if (!ClarityVm.hasWord(head.name())) {
      var text = call(place).append(inside()).append("│ ↳ args:");
      if (items.size() > 1) announce(text, place, items.subList(1, items.size()));
      else lines.add(inside() + text);
    } else {
      return;
    }
    running.push(place.number());
  }

  private StringBuilder call(Place place) {
    var span = place.expression().span();
    return new StringBuilder(here())
        .append("├── ")
        .append(shown(place.expression()))
        .append("  %s:%d:%d\n".formatted(name(place), span.startLine(), span.startColumn()));
  }

  private void announce(StringBuilder text, Place call, List<Expression> arguments) {
    var awaited = new ArrayDeque<Integer>();
    var items = ((ListForm) call.expression()).items();
    int number = call.number() + 1;
    for (var item : items.subList(0, items.size() - arguments.size())) number += size(item);
    for (var argument : arguments) {
      awaited.add(number);
      number += size(argument);
    }
    announced.push(new Announcement(text, awaited));
  }

  /** How many numbers an expression takes. */
  private static int size(Expression expression) {
    return expression instanceof ListForm list
        ? 1 + list.items().stream().mapToInt(CallTracer::size).sum()
        : 1;
  }

  private int depth() {
    return Math.max(0, 1 + running.size() - announced.size());
  }

  private String inside() {
    return LEVEL.repeat(depth());
  }

  private String here() {
    return LEVEL.repeat(Math.max(0, depth() - 1));
  }

  @Override
  public void ends(Place place, Scene scene, Value value) {
    uncaught = Optional.empty();
    finish(place, scene, Optional.of(value));
  }

  @Override
  public void fails(Place place, Scene scene, Supplier<String> error) {
    if (uncaught.isEmpty()) uncaught = Optional.of(new Failure(place, error.get()));
    if (first.isEmpty()) first = uncaught;
    finish(place, scene, Optional.empty());
  }

  private void finish(Place place, Scene scene, Optional<Value> value) {
    var events = scene.events();
    for (; eventsSeen < events.size(); eventsSeen++) {
      lines.add(here() + "│ ✸ " + shown(events.get(eventsSeen)));
    }
    if (!running.isEmpty() && running.peek() == place.number()) {
      value.ifPresent(answer -> lines.add(here() + "└── " + CostReport.shown(answer)));
      running.pop();
    }
    if (!announced.isEmpty()) heard(announced.peek(), place.number(), value);
  }

  private void heard(Announcement call, int number, Optional<Value> value) {
    if (call.awaited.isEmpty() || call.awaited.getFirst() != number) return;
    value.ifPresent(argument -> call.text.append(' ').append(CostReport.shown(argument)));
    call.awaited.removeFirst();
    if (call.awaited.isEmpty()) {
      announced.pop();
      lines.add(call.text.toString());
    }
  }

  // What was seen

  /** The trace of a call that has answered. */
  String answered(Value value) {
    return text("└── " + CostReport.shown(value));
  }

  /** The trace of a call that was given up. */
  String givenUp(ContractPrincipal contract) {
    return text(conclusion(contract));
  }

  private String text(String last) {
    return lines.isEmpty() ? last : String.join("\n", lines) + "\n" + last;
  }

  private static String conclusion(ContractPrincipal contract) {
    return "Error: Runtime error while interpreting " + contract;
  }

  /**
   * Where and why something failed first, also if that was caught: Clarinet's account of a call.
   */
  String accountOfFirst(ContractPrincipal contract) {
    return account(contract, first);
  }

  /** Where and why it failed in the end. */
  String account(ContractPrincipal contract) {
    return account(contract, uncaught);
  }

  private static String account(ContractPrincipal contract, Optional<Failure> failure) {
    return conclusion(contract)
        + failure.map(CallTracer::shown).map(String::stripTrailing).orElse("");
  }

  private static String shown(Failure failure) {
    var span = failure.place.expression().span();
    var header =
        "Error occured in %s:%d:%d"
            .formatted(name(failure.place), span.startLine(), span.startColumn());
    return "\n\n%s\n%s\nExpression:\n%s\nError: %s"
        .formatted(
            header, "=".repeat(header.length()), shown(failure.place.expression()), failure.error);
  }

  private static String name(Place place) {
    return place.contract().name();
  }

  private static String shown(Expression expression) {
    return switch (expression) {
      case Expression.Literal literal -> CostReport.shown(literal.value());
      case Atom atom -> atom.name();
      case ListForm list ->
          list.items().stream()
              .map(item -> " " + shown(item))
              .collect(Collectors.joining("", "(", " )"));
      case Expression.Field field ->
          "<%s.%s>".formatted(field.trait().contract(), field.trait().name());
      case Expression.TraitName trait -> "<" + trait.name() + ">";
    };
  }

  private static String shown(ChainEvent event) {
    return switch (event) {
      case ChainEvent.Print(var contract, var value) -> "print event: " + CostReport.shown(value);
      case ChainEvent.StxTransfer(var sender, var recipient, var amount, var memo) ->
          "stx transfer event: %s STX from %s to %s"
              .formatted(amount.toBigInteger(), brief(sender), brief(recipient));
      case ChainEvent.StxMint(var recipient, var amount) ->
          "stx mint event: %s STX to %s".formatted(amount.toBigInteger(), brief(recipient));
      case ChainEvent.StxBurn(var sender, var amount) ->
          "stx burn event: %s STX from %s".formatted(amount.toBigInteger(), brief(sender));
      case ChainEvent.StxLock(var account, var amount, var until, var contract) ->
          "stx lock event: %s STX for %s until %d"
              .formatted(amount.toBigInteger(), brief(account), until);
      case ChainEvent.FtTransfer(var asset, var sender, var recipient, var amount) ->
          "ft transfer event: transfer %s %s from %s to %s"
              .formatted(amount.toBigInteger(), asset.name(), brief(sender), brief(recipient));
      case ChainEvent.FtMint(var asset, var recipient, var amount) ->
          "ft mint event: mint %s %s to %s"
              .formatted(amount.toBigInteger(), asset.name(), brief(recipient));
      case ChainEvent.FtBurn(var asset, var sender, var amount) ->
          "ft burn event: burn %s %s from %s"
              .formatted(amount.toBigInteger(), asset.name(), brief(sender));
      case ChainEvent.NftTransfer(var asset, var sender, var recipient, var id) ->
          "nft transfer event: transfer %s from %s to %s"
              .formatted(asset.name(), brief(sender), brief(recipient));
      case ChainEvent.NftMint(var asset, var recipient, var id) ->
          "nft mint event: mint %s to %s".formatted(asset.name(), brief(recipient));
      case ChainEvent.NftBurn(var asset, var sender, var id) ->
          "nft burn event: burn %s from %s".formatted(asset.name(), brief(sender));
    };
  }

  private static String brief(Principal principal) {
    var address = principal.issuer().address();
    var brief = address.substring(0, 4) + "..." + address.substring(address.length() - 4);
    return principal instanceof ContractPrincipal contract ? brief + "." + contract.name() : brief;
  }
}
