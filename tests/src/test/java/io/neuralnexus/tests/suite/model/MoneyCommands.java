package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Compensation.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.always;
import static io.neuralnexus.tests.suite.model.Command.on;
import static io.neuralnexus.tests.suite.model.Command.when;

import java.util.List;
import java.util.stream.Stream;

/** What people do with their balances, and with stakes that have left. */
final class MoneyCommands {
  static final List<Command> ALL =
      List.of(
          always(
              "deposit",
              0.6,
              (none, suite, choice) -> {
                var who = choice.of(Actor.PLAYERS);
                long amount = choice.number("amount", 1, 90_000_000);
                return call(who, Chain.VAULT, "deposit", uint(amount))
                    .tells(() -> suite.vault.deposit(who, amount));
              }),
          always(
              "deposit-funds",
              0.4,
              (none, suite, choice) -> {
                var who = choice.of(Actor.PLAYERS);
                long amount = choice.number("amount", 1, 90_000_000);
                return call(who, Chain.MARKET, "deposit-funds", uint(amount))
                    .tells("deposit", event -> suite.vault.deposit(who, amount));
              }),
          always(
              "deposit, nothing",
              0.1,
              (none, suite, choice) ->
                  call(choice.of(Actor.PLAYERS), Chain.VAULT, "deposit", uint(0))
                      .fails(ERR_BAD_AMOUNT)),
          always(
              "deposit, more than there is",
              0.1,
              (none, suite, choice) -> {
                var who = choice.of(Actor.PLAYERS);
                return call(who, Chain.VAULT, "deposit", uint(suite.vault.wallet(who) + 1))
                    .fails(ERR_CANNOT_PAY);
              }),
          on(
              MoneyCommands::rich,
              "withdraw",
              1.2,
              (who, suite, choice) -> {
                long amount = choice.number("amount", 1, suite.vault.balance(who));
                return withdraw(suite, who, amount);
              }),
          on(
              MoneyCommands::rich,
              "withdraw-funds",
              0.6,
              (who, suite, choice) -> {
                long amount = choice.number("amount", 1, suite.vault.balance(who));
                return call(who, Chain.MARKET, "withdraw-funds", uint(amount))
                    .tells("withdraw", event -> suite.vault.withdraw(who, amount));
              }),
          on(
              MoneyCommands::rich,
              "withdraw, more than there is",
              0.3,
              (who, suite, choice) ->
                  call(who, Chain.VAULT, "withdraw", uint(suite.vault.balance(who) + 1))
                      .fails(ERR_BAD_AMOUNT)),
          on(
              suite -> Actor.PLAYERS.stream().filter(who -> suite.vault.balance(who) == 0),
              "withdraw, nothing there",
              0.1,
              (who, suite, choice) ->
                  call(who, Chain.VAULT, "withdraw", uint(1)).fails(ERR_NOTHING_DUE)),
          when(
              suite -> suite.vault.skimmable() > 0,
              "skim",
              0.6,
              (none, suite, choice) -> skim(suite, choice.of(Actor.KEEPERS))),
          when(
              suite -> suite.vault.skimmable() == 0,
              "skim, nothing there",
              0.1,
              (none, suite, choice) ->
                  call(Actor.KEEPER, Chain.VAULT, "skim").fails(ERR_NOTHING_DUE)),
          on(
              suite -> leaving(suite, true),
              "collect-hold",
              4,
              (hold, suite, choice) -> collect(suite, hold, choice.of(Actor.KEEPERS))),
          on(
              suite -> leaving(suite, false),
              "collect-hold, too early",
              0.5,
              (hold, suite, choice) ->
                  call(hold.owner, Chain.VAULT, "collect-hold", uint(hold.id))
                      .fails(ERR_TOO_EARLY)),
          on(
              suite -> suite.vault.holds.stream().filter(hold -> hold.leaving == 0),
              "collect-hold, not leaving",
              0.2,
              (hold, suite, choice) ->
                  call(hold.owner, Chain.VAULT, "collect-hold", uint(hold.id))
                      .fails(ERR_NOTHING_DUE)),
          on(
              suite -> suite.vault.holds.stream().filter(hold -> hold.amount > 0),
              "release-holds, by nobody's right",
              0.15,
              (hold, suite, choice) -> {
                var thief = choice.of(Actor.PLAYERS);
                return call(thief, Chain.VAULT, "release-holds", list(uint(hold.id)))
                    .fails(ERR_NOT_AUTHORISED);
              }));

  private MoneyCommands() {}

  private static Stream<Actor> rich(Suite suite) {
    return Stream.of(Actor.values()).filter(who -> suite.vault.balance(who) > 0);
  }

  static Action withdraw(Suite suite, Actor who, long amount) {
    return call(who, Chain.VAULT, "withdraw", uint(amount))
        .tells(() -> suite.vault.withdraw(who, amount));
  }

  static Action skim(Suite suite, Actor who) {
    return call(who, Chain.VAULT, "skim").tells(suite.vault::skim);
  }

  /** Stakes that are leaving, and whether they may be collected. */
  static Stream<Hold> leaving(Suite suite, boolean ready) {
    return suite.vault.holds.stream()
        .filter(hold -> hold.leaving > 0)
        .filter(hold -> suite.now.isOver(hold.since, hold.unbonding) == ready);
  }

  static Action collect(Suite suite, Hold hold, Actor by) {
    return call(by, Chain.VAULT, "collect-hold", uint(hold.id))
        .tells(() -> suite.vault.collect(hold));
  }
}
