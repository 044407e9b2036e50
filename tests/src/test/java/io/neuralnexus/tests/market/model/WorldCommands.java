package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static io.neuralnexus.tests.market.model.Action.call;
import static io.neuralnexus.tests.market.model.BidState.*;
import static io.neuralnexus.tests.market.model.Command.always;
import static io.neuralnexus.tests.market.model.Command.on;
import static io.neuralnexus.tests.market.model.Command.when;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.model.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Money that is pulled or given, the guardian's pause, and time. */
final class WorldCommands {
  /** Enough to read along, too little for a bond. */
  private static final long POOR = 1_000;

  /**
   * Time that leaps over deadlines would never let a contest ripen, so it mostly stops at the next
   * one.
   */
  private static final int SOON = 1;

  private static final double FAR = 0.12;

  static final List<Command> ALL =
      List.of(
          on(
              market -> Stream.of(Actor.values()).filter(who -> market.balance(who) > 0),
              "withdraw-balance",
              1,
              (who, market, choice) ->
                  withdrawBalance(market, who, choice.number("amount", 1, market.balance(who)))),
          on(
              market -> Stream.of(Actor.values()),
              "withdraw-balance, bad amount",
              0.3,
              (who, market, choice) ->
                  call(
                          who,
                          "withdraw-balance",
                          choice.of(List.of(Uint.ZERO, uint(market.balance(who) + 1), Uint.MAX)))
                      .fails(ERR_BAD_AMOUNT)),
          when(
              market -> market.treasuryDue + market.gifts > 0,
              "skim",
              1.5,
              (none, market, choice) -> skim(market, choice.of(List.of(Actor.values())))),
          when(
              market -> market.treasuryDue + market.gifts == 0,
              "skim, nothing",
              0.2,
              (none, market, choice) -> call(Actor.KEEPER, "skim").fails(ERR_NOTHING_DUE)),
          always(
              "gift",
              0.3,
              (none, market, choice) ->
                  new Action.Gift(Actor.OUTSIDER, choice.number("amount", 1, 50_000))),
          on(
              market ->
                  market
                      .bids(DELIVERED, CLAIMED)
                      .flatMap(bid -> Stream.of(bid.provider(), bid.developer))
                      .distinct()
                      .filter(who -> market.purse(who) > POOR),
              "spends all",
              4,
              (who, market, choice) ->
                  new Action.Transfer(who, Actor.OUTSIDER, market.purse(who) - POOR)),
          on(
              market ->
                  Stream.of(Actor.values())
                      .filter(who -> market.purse(who) == POOR)
                      .filter(who -> market.purse(Actor.OUTSIDER) >= who.purse()),
              "earns again",
              6,
              (who, market, choice) ->
                  new Action.Transfer(Actor.OUTSIDER, who, who.purse() - POOR)),
          when(
              Market::canPause,
              "pause",
              0.3,
              (none, market, choice) ->
                  call(Actor.GUARDIAN, "guardian-pause")
                      .of(Chain.GOVERNANCE)
                      .returnsEvent("guardian-pause", market::pause)),
          new Command(
              "wait until a deadline is due",
              2.5,
              (market, choice) -> waitFor(market, choice, 0, "the last block before ")),
          new Command(
              "wait until a deadline has passed",
              4,
              (market, choice) -> waitFor(market, choice, 1, "just after ")),
          on(
              market -> market.bids.stream().filter(bid -> CommitteeCommands.isIdle(bid, market)),
              "wait for the committee",
              30,
              (bid, market, choice) ->
                  waitPast(due(bid, market).findFirst().orElseThrow(), market)),
          on(
              market -> market.bids(CLAIMED).filter(bid -> !bid.deadline.hasPassed(market.now)),
              "wait for an answer in vain",
              2.5,
              (bid, market, choice) ->
                  waitPast(due(bid, market).findFirst().orElseThrow(), market)),
          on(
              WorldCommands::boundUnbondings,
              "wait until a stake is unbonded that is still bound",
              8,
              (due, market, choice) -> waitPast(due, market)),
          always(
              "wait a little",
              1.5,
              (none, market, choice) ->
                  new Action.WaitBurnBlocks(choice.number("blocks", 1, 20), "a little")),
          always(
              "wait for the next generation",
              0.3,
              (none, market, choice) ->
                  new Action.WaitBurnBlocks(
                      market.now.untilNextGeneration(), "to the next generation")),
          always(
              "wait on a stalled burn chain",
              0.5,
              (none, market, choice) ->
                  new Action.WaitStacksBlocks(choice.number("blocks", 1, 400))));

  private WorldCommands() {}

  /** A burn height that something waits for. */
  record Due(String what, long burn) {
    @Override
    public String toString() {
      return what;
    }
  }

  /** All burn heights ahead after which somebody can do something that could not be done before. */
  static Stream<Due> dues(Market market) {
    var bids = market.bids.stream().flatMap(bid -> due(bid, market));
    var datasets = market.datasets.stream().filter(dataset -> dataset.stake > 0);
    return Stream.of(
            bids,
            datasets.flatMap(dataset -> unbonding(dataset, dataset.unlock)),
            market.validators.values().stream()
                .flatMap(validator -> unbonding(validator, validator.unlock)))
        .flatMap(dues -> dues)
        .filter(due -> due.burn >= market.now.burn());
  }

  /** Stakes that time will set free, but for a run or a seat. */
  private static Stream<Due> boundUnbondings(Market market) {
    return Stream.concat(
            market.datasets.stream()
                .filter(dataset -> dataset.running > 0)
                .flatMap(dataset -> unbonding(dataset, dataset.unlock)),
            market.validators.values().stream()
                .filter(validator -> validator.seats > 0)
                .flatMap(validator -> unbonding(validator, validator.unlock)))
        .filter(due -> due.burn >= market.now.burn());
  }

  private static Stream<Due> unbonding(Object owner, Optional<Deadline> unlock) {
    return unlock.stream().map(end -> new Due("the unbonding of " + owner, end.burn()));
  }

  private static Stream<Due> due(Bid bid, Market market) {
    return switch (bid.state) {
      case QUEUED -> Stream.of(new Due("the last start of " + bid, bid.deadline.burn() - bid.time));
      case RUNNING, DELIVERED, CLAIMED ->
          Stream.of(new Due("the deadline of " + bid, bid.deadline.burn()));
      case CONTESTED ->
          Mood.of(bid).missesDraws()
              ? Stream.of(new Due("the missed draw of " + bid, bid.lastDraw()))
              : Stream.of(new Due("the seed of " + bid, bid.seedHeight()));
      case VOTING ->
          Stream.of(
              bid.deadline.burn() >= market.now.burn()
                  ? new Due("the commit window of " + bid, bid.deadline.burn())
                  : new Due(
                      "the reveal window of " + bid, bid.committee.orElseThrow().revealBy.burn()));
      case SETTLED, REFUNDED -> Stream.empty();
    };
  }

  static Action withdrawBalance(Market market, Actor who, long amount) {
    return call(who, "withdraw-balance", uint(amount))
        .returnsEvent("balance-withdrawn", () -> market.withdrawBalance(who, amount));
  }

  static Action skim(Market market, Actor who) {
    return call(who, "skim").returnsEvent("surplus-skimmed", market::skim);
  }

  private static Action waitPast(Due due, Market market) {
    return new Action.WaitBurnBlocks(due.burn + 1 - market.now.burn(), "just after " + due.what);
  }

  private static Optional<Action> waitFor(
      Market market, Choice choice, long blocksAfter, String how) {
    var soonest =
        dues(market)
            .filter(due -> due.burn + blocksAfter > market.now.burn())
            .sorted(Comparator.comparingLong(Due::burn));
    return choice
        .among(choice.chance("far", FAR) ? soonest : soonest.limit(SOON))
        .map(
            due ->
                new Action.WaitBurnBlocks(
                    due.burn + blocksAfter - market.now.burn(), how + due.what));
  }
}
