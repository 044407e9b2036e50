package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static io.neuralnexus.tests.market.model.Action.call;
import static io.neuralnexus.tests.market.model.Command.always;
import static io.neuralnexus.tests.market.model.Command.on;
import static io.neuralnexus.tests.market.model.Command.when;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.market.model.Action.Unanswered;
import io.neuralnexus.tests.model.Choice;
import java.util.List;
import java.util.stream.Stream;

/** What happens to data sets. */
final class DatasetCommands {
  /** An id that nothing has. */
  static final Uint NO_ID = uint(900_000);

  /** Above the largest amount the contract takes, and the largest there is. */
  static final List<Uint> TOO_MUCH = List.of(uint(Terms.MAX_AMOUNT + 1), Uint.MAX);

  private static final String URI = "ipfs://dataset-metadata";
  private static final List<Long> ASKS = List.of(0L, 1_000L, 20_000L, 100_000L);
  private static final int ENOUGH = 4;

  static final List<Command> ALL =
      List.of(
          on(
              market ->
                  Actor.PROVIDERS.stream()
                      .filter(owner -> !market.isPaused())
                      .filter(owner -> market.openDatasets().count() < ENOUGH)
                      .filter(owner -> market.purse(owner) >= 4 * least(market)),
              "register-dataset",
              0.7,
              (owner, market, choice) ->
                  register(
                      market,
                      owner,
                      choice.number("stakes", 1, 3) * market.terms.minProviderStake()
                          + choice.number("odd", 0, 999))),
          when(
              Market::isPaused,
              "register-dataset, paused",
              2,
              (none, market, choice) -> registering(choice, least(market), URI).fails(ERR_PAUSED)),
          when(
              market -> !market.isPaused(),
              "register-dataset, too little",
              0.2,
              (none, market, choice) ->
                  registering(choice, choice.of(List.of(0L, least(market) - 1)), URI)
                      .fails(ERR_BAD_AMOUNT)),
          when(
              market -> !market.isPaused(),
              "register-dataset, too much",
              0.2,
              (none, market, choice) ->
                  call(
                          choice.of(Actor.PROVIDERS),
                          "register-dataset",
                          choice.of(TOO_MUCH),
                          ascii(URI))
                      .fails(ERR_BAD_AMOUNT)),
          when(
              market -> !market.isPaused(),
              "register-dataset, no URI",
              0.2,
              (none, market, choice) -> registering(choice, least(market), "").fails(ERR_BAD_URI)),
          when(
              market -> !market.isPaused(),
              "register-dataset, through another",
              0.2,
              (none, market, choice) ->
                  registering(choice, least(market), URI)
                      .throughAnother()
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market ->
                  Stream.of(Actor.values())
                      .filter(who -> !market.isPaused() && market.purse(who) >= least(market)),
              "register-dataset, cannot pay",
              0.2,
              (who, market, choice) ->
                  call(who, "register-dataset", uint(market.purse(who) + 1), ascii(URI))
                      .fails(ERR_PAY_IN)),
          on(
              Market::openDatasets,
              "set-terms",
              0.8,
              (dataset, market, choice) ->
                  setTerms(market, dataset, choice.of(ASKS), choice.number("capacity", 0, 3))),
          always(
              "set-terms, no data set",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.PROVIDERS), "set-terms", NO_ID, uint(1), uint(1))
                      .fails(ERR_NO_DATASET)),
          on(
              Market::openDatasets,
              "set-terms, of another",
              0.2,
              (dataset, market, choice) ->
                  by(stranger(dataset, choice), "set-terms", dataset, uint(1), uint(1))
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              DatasetCommands::closed,
              "set-terms, closed",
              1,
              (dataset, market, choice) ->
                  by(dataset.owner, "set-terms", dataset, uint(1), uint(1)).fails(ERR_CLOSED)),
          on(
              Market::openDatasets,
              "set-terms, too dear",
              0.2,
              (dataset, market, choice) ->
                  by(dataset.owner, "set-terms", dataset, choice.of(TOO_MUCH), uint(1))
                      .fails(ERR_BAD_AMOUNT)),
          on(
              market ->
                  market.openDatasets().filter(dataset -> market.purse(dataset.owner) > 2_000_000),
              "top-up-dataset",
              0.4,
              (dataset, market, choice) ->
                  topUp(market, dataset, choice.number("amount", 1, 2_000_000))),
          on(
              market ->
                  market
                      .openDatasets()
                      .filter(
                          dataset ->
                              dataset.stake < dataset.floor
                                  && market.purse(dataset.owner) >= dataset.floor),
              "top-up-dataset, after a slash",
              6,
              (dataset, market, choice) -> topUp(market, dataset, dataset.floor - dataset.stake)),
          always(
              "top-up-dataset, no data set",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.PROVIDERS), "top-up-dataset", NO_ID, uint(1))
                      .fails(ERR_NO_DATASET)),
          on(
              Market::openDatasets,
              "top-up-dataset, of another",
              0.2,
              (dataset, market, choice) ->
                  by(stranger(dataset, choice), "top-up-dataset", dataset, uint(1))
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              Market::openDatasets,
              "top-up-dataset, through another",
              0.2,
              (dataset, market, choice) ->
                  by(dataset.owner, "top-up-dataset", dataset, uint(1))
                      .throughAnother()
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              DatasetCommands::closed,
              "top-up-dataset, closed",
              1.5,
              (dataset, market, choice) ->
                  by(dataset.owner, "top-up-dataset", dataset, uint(1)).fails(ERR_CLOSED)),
          on(
              Market::openDatasets,
              "top-up-dataset, bad amount",
              0.2,
              (dataset, market, choice) ->
                  by(
                          dataset.owner,
                          "top-up-dataset",
                          dataset,
                          choice.chance("zero", 0.5) ? Uint.ZERO : choice.of(TOO_MUCH))
                      .fails(ERR_BAD_AMOUNT)),
          on(
              Market::openDatasets,
              "top-up-dataset, cannot pay",
              0.2,
              (dataset, market, choice) ->
                  by(
                          dataset.owner,
                          "top-up-dataset",
                          dataset,
                          uint(market.purse(dataset.owner) + 1))
                      .fails(ERR_PAY_IN)),
          on(
              Market::openDatasets,
              "request-dataset-unstake",
              0.6,
              (dataset, market, choice) -> close(market, dataset)),
          always(
              "request-dataset-unstake, no data set",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.PROVIDERS), "request-dataset-unstake", NO_ID)
                      .fails(ERR_NO_DATASET)),
          on(
              Market::openDatasets,
              "request-dataset-unstake, of another",
              0.2,
              (dataset, market, choice) ->
                  by(stranger(dataset, choice), "request-dataset-unstake", dataset)
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              DatasetCommands::closed,
              "request-dataset-unstake, twice",
              1.5,
              (dataset, market, choice) ->
                  by(dataset.owner, "request-dataset-unstake", dataset).fails(ERR_CLOSED)),
          on(
              DatasetCommands::withdrawable,
              "withdraw-dataset-stake",
              4,
              (dataset, market, choice) -> withdraw(market, dataset)),
          always(
              "withdraw-dataset-stake, no data set",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.PROVIDERS), "withdraw-dataset-stake", NO_ID)
                      .fails(ERR_NO_DATASET)),
          on(
              DatasetCommands::withdrawable,
              "withdraw-dataset-stake, of another",
              8,
              (dataset, market, choice) ->
                  by(stranger(dataset, choice), "withdraw-dataset-stake", dataset)
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              Market::openDatasets,
              "withdraw-dataset-stake, open",
              0.3,
              (dataset, market, choice) -> locked(dataset)),
          on(
              market -> closed(market).filter(dataset -> !isUnbonded(dataset, market)),
              "withdraw-dataset-stake, unbonding",
              3,
              (dataset, market, choice) -> locked(dataset)),
          on(
              market ->
                  closed(market)
                      .filter(dataset -> dataset.running > 0 && isUnbonded(dataset, market)),
              "withdraw-dataset-stake, a bid runs",
              30,
              (dataset, market, choice) -> locked(dataset)),
          on(
              market ->
                  closed(market)
                      .filter(dataset -> dataset.canWithdraw(market.now) && dataset.stake == 0),
              "withdraw-dataset-stake, twice",
              6,
              (dataset, market, choice) ->
                  by(dataset.owner, "withdraw-dataset-stake", dataset).fails(ERR_NOTHING_DUE)));

  private DatasetCommands() {}

  static Action register(Market market, Actor owner, long stake) {
    return call(owner, "register-dataset", uint(stake), ascii(URI))
        .returns(uint(market.datasets.size() + 1), () -> market.registerDataset(owner, stake, URI));
  }

  static Action setTerms(Market market, Dataset dataset, long ask, long capacity) {
    return by(dataset.owner, "set-terms", dataset, uint(ask), uint(capacity))
        .returnsEvent("terms-set", () -> market.setTerms(dataset, ask, capacity));
  }

  static Action close(Market market, Dataset dataset) {
    return by(dataset.owner, "request-dataset-unstake", dataset)
        .returnsEvent("dataset-closed", () -> market.close(dataset));
  }

  static Action withdraw(Market market, Dataset dataset) {
    return by(dataset.owner, "withdraw-dataset-stake", dataset)
        .returnsEvent("dataset-withdrawn", () -> market.withdraw(dataset));
  }

  private static Action topUp(Market market, Dataset dataset, long amount) {
    return by(dataset.owner, "top-up-dataset", dataset, uint(amount))
        .returnsEvent("dataset-topped-up", () -> market.topUp(dataset, amount));
  }

  private static Action locked(Dataset dataset) {
    return by(dataset.owner, "withdraw-dataset-stake", dataset).fails(ERR_STAKE_LOCKED);
  }

  private static Unanswered registering(Choice choice, long stake, String uri) {
    return call(choice.of(Actor.PROVIDERS), "register-dataset", uint(stake), ascii(uri));
  }

  private static Unanswered by(Actor who, String function, Dataset dataset, Value... more) {
    var arguments = Stream.concat(Stream.of(uint(dataset.id)), Stream.of(more));
    return call(who, function, arguments.toArray(Value[]::new));
  }

  private static long least(Market market) {
    return market.terms.minProviderStake();
  }

  private static Stream<Dataset> closed(Market market) {
    return market.datasets.stream().filter(dataset -> !dataset.isOpen());
  }

  private static Stream<Dataset> withdrawable(Market market) {
    return closed(market).filter(dataset -> dataset.canWithdraw(market.now) && dataset.stake > 0);
  }

  private static boolean isUnbonded(Dataset dataset, Market market) {
    return dataset.unlock.orElseThrow().hasPassed(market.now);
  }

  private static Actor stranger(Dataset dataset, Choice choice) {
    return choice
        .among(Stream.of(Actor.values()).filter(who -> who != dataset.owner))
        .orElseThrow();
  }
}
