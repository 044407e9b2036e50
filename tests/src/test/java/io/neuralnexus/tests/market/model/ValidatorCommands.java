package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static io.neuralnexus.tests.market.model.Action.call;
import static io.neuralnexus.tests.market.model.Command.on;
import static io.neuralnexus.tests.market.model.DatasetCommands.TOO_MUCH;

import io.neuralnexus.clarity.Uint;
import java.util.List;
import java.util.stream.Stream;

/** What happens to validators. */
final class ValidatorCommands {
  static final List<Command> ALL =
      List.of(
          on(
              market ->
                  newcomers(market)
                      .filter(who -> market.purse(who) >= 4 * market.terms.minValidatorStake()),
              "register-validator",
              0.8,
              (who, market, choice) ->
                  register(
                      market,
                      who,
                      choice.number("stakes", 1, 3) * least(market) + choice.number("odd", 0, 99))),
          on(
              market -> candidates(market).filter(who -> market.isPaused()),
              "register-validator, paused",
              2,
              (who, market, choice) ->
                  call(who, "register-validator", uint(least(market))).fails(ERR_PAUSED)),
          on(
              ValidatorCommands::newcomers,
              "register-validator, through another",
              0.3,
              (who, market, choice) ->
                  call(who, "register-validator", uint(least(market)))
                      .throughAnother()
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> market.validators.keySet().stream().filter(who -> !market.isPaused()),
              "register-validator, twice",
              0.3,
              (who, market, choice) ->
                  call(who, "register-validator", uint(least(market)))
                      .fails(ERR_ALREADY_REGISTERED)),
          on(
              ValidatorCommands::newcomers,
              "register-validator, bad amount",
              0.3,
              (who, market, choice) ->
                  call(
                          who,
                          "register-validator",
                          choice.of(
                              List.of(
                                  Uint.ZERO,
                                  uint(least(market) - 1),
                                  TOO_MUCH.getFirst(),
                                  TOO_MUCH.getLast())))
                      .fails(ERR_BAD_AMOUNT)),
          on(
              market -> newcomers(market).filter(who -> market.purse(who) >= least(market)),
              "register-validator, cannot pay",
              0.3,
              (who, market, choice) ->
                  call(who, "register-validator", uint(market.purse(who) + 1)).fails(ERR_PAY_IN)),
          on(
              market ->
                  market
                      .activeValidators()
                      .filter(
                          validator ->
                              validator.weight() > 0 && market.purse(validator.who) > 5_000_000),
              "top-up-validator",
              0.4,
              (validator, market, choice) ->
                  topUp(market, validator, choice.number("amount", 1, 5_000_000))),
          on(
              market -> weakened(market).filter(validator -> canRecover(validator, market)),
              "top-up-validator, after a slash",
              6,
              (validator, market, choice) ->
                  topUp(market, validator, validator.floor - validator.stake)),
          on(
              market ->
                  Stream.of(Actor.values()).filter(who -> !market.validators.containsKey(who)),
              "top-up-validator, no validator",
              0.2,
              (who, market, choice) ->
                  call(who, "top-up-validator", uint(1)).fails(ERR_NO_VALIDATOR)),
          on(
              ValidatorCommands::leaving,
              "top-up-validator, leaving",
              1.5,
              (validator, market, choice) ->
                  call(validator.who, "top-up-validator", uint(1)).fails(ERR_CLOSED)),
          on(
              Market::activeValidators,
              "top-up-validator, bad amount",
              0.3,
              (validator, market, choice) ->
                  call(
                          validator.who,
                          "top-up-validator",
                          choice.of(List.of(Uint.ZERO, TOO_MUCH.getFirst(), TOO_MUCH.getLast())))
                      .fails(ERR_BAD_AMOUNT)),
          on(
              market -> weakened(market).filter(validator -> validator.floor - validator.stake > 1),
              "top-up-validator, still too little",
              12,
              (validator, market, choice) ->
                  call(
                          validator.who,
                          "top-up-validator",
                          uint(validator.floor - validator.stake - 1))
                      .fails(ERR_BAD_AMOUNT)),
          on(
              market -> market.activeValidators().filter(validator -> validator.weight() > 0),
              "top-up-validator, cannot pay",
              0.3,
              (validator, market, choice) ->
                  call(validator.who, "top-up-validator", uint(market.purse(validator.who) + 1))
                      .fails(ERR_PAY_IN)),
          on(
              Market::activeValidators,
              "request-validator-unstake",
              0.6,
              (validator, market, choice) -> leave(market, validator)),
          on(
              market -> market.activeValidators().filter(validator -> validator.seats > 0),
              "request-validator-unstake, seated",
              1.5,
              (validator, market, choice) -> leave(market, validator)),
          on(
              market ->
                  Stream.of(Actor.values()).filter(who -> !market.validators.containsKey(who)),
              "request-validator-unstake, no validator",
              0.2,
              (who, market, choice) ->
                  call(who, "request-validator-unstake").fails(ERR_NO_VALIDATOR)),
          on(
              ValidatorCommands::leaving,
              "request-validator-unstake, twice",
              1.5,
              (validator, market, choice) ->
                  call(validator.who, "request-validator-unstake").fails(ERR_CLOSED)),
          on(
              market -> leaving(market).filter(validator -> validator.canWithdraw(market.now)),
              "withdraw-validator-stake",
              3,
              (validator, market, choice) -> withdraw(market, validator)),
          on(
              market ->
                  Stream.of(Actor.values()).filter(who -> !market.validators.containsKey(who)),
              "withdraw-validator-stake, no validator",
              0.2,
              (who, market, choice) ->
                  call(who, "withdraw-validator-stake").fails(ERR_NO_VALIDATOR)),
          on(
              Market::activeValidators,
              "withdraw-validator-stake, active",
              0.2,
              (validator, market, choice) -> locked(validator)),
          on(
              market ->
                  leaving(market)
                      .filter(validator -> !validator.unlock.orElseThrow().hasPassed(market.now)),
              "withdraw-validator-stake, unbonding",
              1.5,
              (validator, market, choice) -> locked(validator)),
          on(
              market ->
                  leaving(market)
                      .filter(
                          validator ->
                              validator.seats > 0
                                  && validator.unlock.orElseThrow().hasPassed(market.now)),
              "withdraw-validator-stake, seated",
              60,
              (validator, market, choice) -> locked(validator)));

  private ValidatorCommands() {}

  static Action register(Market market, Actor who, long stake) {
    return call(who, "register-validator", uint(stake))
        .returnsEvent("validator-registered", () -> market.registerValidator(who, stake));
  }

  static Action leave(Market market, Validator validator) {
    return call(validator.who, "request-validator-unstake")
        .returnsEvent("validator-unstaking", () -> market.leave(validator));
  }

  static Action withdraw(Market market, Validator validator) {
    return call(validator.who, "withdraw-validator-stake")
        .returnsEvent("validator-withdrawn", () -> market.withdraw(validator));
  }

  private static Action topUp(Market market, Validator validator, long amount) {
    return call(validator.who, "top-up-validator", uint(amount))
        .returnsEvent("validator-topped-up", () -> market.topUp(validator, amount));
  }

  private static Action locked(Validator validator) {
    return call(validator.who, "withdraw-validator-stake").fails(ERR_STAKE_LOCKED);
  }

  private static long least(Market market) {
    return market.terms.minValidatorStake();
  }

  private static Stream<Actor> candidates(Market market) {
    return Stream.concat(Actor.VALIDATORS.stream(), Actor.CANDIDATES.stream())
        .filter(who -> !market.validators.containsKey(who));
  }

  private static Stream<Actor> newcomers(Market market) {
    return candidates(market).filter(who -> !market.isPaused());
  }

  private static Stream<Validator> leaving(Market market) {
    return market.validators.values().stream().filter(validator -> !validator.isActive());
  }

  private static Stream<Validator> weakened(Market market) {
    return market.activeValidators().filter(validator -> validator.stake < validator.floor);
  }

  private static boolean canRecover(Validator validator, Market market) {
    return market.purse(validator.who) >= validator.floor - validator.stake;
  }
}
