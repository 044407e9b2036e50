package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.*;
import static io.neuralnexus.tests.market.model.Action.call;
import static io.neuralnexus.tests.market.model.BidState.*;
import static io.neuralnexus.tests.market.model.Command.always;
import static io.neuralnexus.tests.market.model.Command.on;
import static io.neuralnexus.tests.market.model.Command.when;
import static io.neuralnexus.tests.market.model.DatasetCommands.NO_ID;
import static io.neuralnexus.tests.market.model.DatasetCommands.TOO_MUCH;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.market.model.Action.Unanswered;
import io.neuralnexus.tests.model.Choice;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What happens to bids until they run, and when they end without a result. */
final class BidCommands {
  private static final List<Long> AMOUNTS = List.of(100_001L, 250_000L, 999_999L, 3_000_000L);

  private static final int FEW = 2;
  private static final double BUSY = 0.1;

  /** A bid that somebody could place: the order is sound in itself. */
  private record Order(Actor developer, Dataset dataset, long amount, long time, long deadline) {
    @Override
    public String toString() {
      return developer + " " + dataset;
    }

    boolean canBePaid(Market market) {
      return market.purse(developer) >= amount + market.terms.tips();
    }

    boolean runs() {
      return dataset.hasSlot() && dataset.fits(amount, time);
    }

    Unanswered placing() {
      return placing(uint(amount), uint(time), uint(deadline));
    }

    Unanswered placing(Uint amount, Uint time, Uint deadline) {
      return call(developer, "place-computation-bid", uint(dataset.id), amount, time, deadline);
    }

    Unanswered placingWithHoldout(int hashLength) {
      return call(
          developer,
          "place-computation-bid-with-holdout",
          uint(dataset.id),
          uint(amount),
          uint(time),
          uint(deadline),
          Buff.of(new byte[hashLength]));
    }
  }

  static final List<Command> ALL =
      List.of(
          bidding("place-computation-bid, runs", 7, Order::runs),
          bidding(
              "place-computation-bid, queues",
              3,
              order -> !order.runs() && !order.dataset.isQueueFull()),
          bidding(
              "place-computation-bid, outbids",
              40,
              order ->
                  !order.runs()
                      && order.dataset.isQueueFull()
                      && order.dataset.beatsWorst(order.amount, order.time)),
          refused(
              "place-computation-bid, queue full",
              80,
              order ->
                  !order.runs()
                      && order.dataset.isQueueFull()
                      && !order.dataset.beatsWorst(order.amount, order.time),
              (order, market, choice) -> order.placing().fails(ERR_QUEUE_FULL)),
          when(
              market -> !market.isPaused(),
              "place-computation-bid, no data set",
              0.2,
              (none, market, choice) ->
                  call(
                          choice.of(Actor.DEVELOPERS),
                          "place-computation-bid",
                          NO_ID,
                          uint(500_000),
                          uint(100),
                          uint(150))
                      .fails(ERR_NO_DATASET)),
          on(
              market -> orders(market).filter(order -> market.isPaused()),
              "place-computation-bid, paused",
              4,
              (order, market, choice) -> vary(order, market, choice).placing().fails(ERR_PAUSED)),
          refused(
              "place-computation-bid, through another",
              0.2,
              order -> true,
              (order, market, choice) ->
                  order.placing().throughAnother().fails(ERR_NOT_AUTHORISED)),
          on(
              market ->
                  market
                      .openDatasets()
                      .filter(dataset -> !market.isPaused() && dataset.takesBids()),
              "place-computation-bid, on one's own",
              0.3,
              (dataset, market, choice) ->
                  vary(new Order(dataset.owner, dataset, 0, 0, 0), market, choice)
                      .placing()
                      .fails(ERR_OWN_DATASET)),
          on(
              market ->
                  market.datasets.stream()
                      .filter(dataset -> !market.isPaused() && !dataset.isOpen()),
              "place-computation-bid, closed",
              1.5,
              (dataset, market, choice) ->
                  vary(new Order(choice.of(Actor.DEVELOPERS), dataset, 0, 0, 0), market, choice)
                      .placing()
                      .fails(ERR_CLOSED)),
          on(
              market ->
                  market
                      .openDatasets()
                      .filter(dataset -> !market.isPaused() && !dataset.takesBids()),
              "place-computation-bid, slashed data set",
              12,
              (dataset, market, choice) ->
                  vary(new Order(choice.of(Actor.DEVELOPERS), dataset, 0, 0, 0), market, choice)
                      .placing()
                      .fails(ERR_STAKE_TOO_LOW)),
          refused(
              "place-computation-bid, bad amount",
              0.3,
              order -> true,
              (order, market, choice) ->
                  order
                      .placing(
                          choice.of(
                              List.of(
                                  Uint.ZERO,
                                  uint(market.terms.minBid() - 1),
                                  TOO_MUCH.getFirst(),
                                  TOO_MUCH.getLast())),
                          uint(order.time),
                          uint(order.deadline))
                      .fails(ERR_BAD_AMOUNT)),
          refused(
              "place-computation-bid, bad time",
              0.3,
              order -> true,
              (order, market, choice) -> {
                var shortest = market.terms.minDeadline();
                var longest = market.terms.maxDeadline();
                return switch ((int) choice.number("which", 0, 3)) {
                  case 0 -> badTime(order, 0, shortest);
                  case 1 -> badTime(order, shortest + 1, shortest);
                  case 2 -> badTime(order, 1, shortest - 1);
                  default -> badTime(order, 1, longest + 1);
                };
              }),
          refused(
              "place-computation-bid, cannot pay",
              0.3,
              order -> true,
              (order, market, choice) ->
                  order
                      .placing(
                          uint(market.purse(order.developer) - market.terms.tips() + 1),
                          uint(order.time),
                          uint(order.deadline))
                      .fails(ERR_PAY_IN)),
          refused(
              "place-computation-bid-with-holdout, bad hash",
              0.3,
              order -> true,
              (order, market, choice) -> order.placingWithHoldout(31).fails(ERR_BAD_HASH)),
          on(
              market -> market.bids(QUEUED),
              "cancel-bid",
              2.5,
              (bid, market, choice) ->
                  call(bid.developer, "cancel-bid", uint(bid.id))
                      .returnsEvent("bid-refunded", () -> market.cancel(bid))),
          always(
              "cancel-bid, no bid",
              0.2,
              (none, market, choice) ->
                  call(choice.of(Actor.DEVELOPERS), "cancel-bid", NO_ID).fails(ERR_NO_BID)),
          on(
              market -> market.bids(QUEUED),
              "cancel-bid, of another",
              2,
              (bid, market, choice) ->
                  call(
                          choice.of(List.of(bid.provider(), Actor.OUTSIDER)),
                          "cancel-bid",
                          uint(bid.id))
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              market -> market.bids.stream().filter(bid -> bid.state != QUEUED),
              "cancel-bid, not queued",
              0.3,
              (bid, market, choice) ->
                  call(bid.developer, "cancel-bid", uint(bid.id)).fails(ERR_STATE)),
          expiring("expire-bid, queued", QUEUED),
          expiring("expire-bid, running", RUNNING),
          expiring("expire-bid, delivered", DELIVERED),
          always(
              "expire-bid, no bid",
              0.2,
              (none, market, choice) -> call(Actor.KEEPER, "expire-bid", NO_ID).fails(ERR_NO_BID)),
          on(
              market -> market.bids(CLAIMED, CONTESTED, VOTING, SETTLED, REFUNDED),
              "expire-bid, not waiting",
              0.3,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "expire-bid", uint(bid.id)).fails(ERR_STATE)),
          on(
              market ->
                  market.bids(QUEUED, RUNNING, DELIVERED).filter(bid -> !hasExpired(bid, market)),
              "expire-bid, too early",
              2,
              (bid, market, choice) ->
                  call(Actor.KEEPER, "expire-bid", uint(bid.id)).fails(ERR_TOO_EARLY)));

  private BidCommands() {}

  static Action place(
      Market market, Actor developer, Dataset dataset, long amount, long time, long deadline) {
    return new Order(developer, dataset, amount, time, deadline)
        .placing()
        .returns(
            uint(market.bids.size() + 1),
            () -> market.place(developer, dataset, amount, time, deadline));
  }

  static Action expire(Market market, Bid bid, Actor keeper) {
    return call(keeper, "expire-bid", uint(bid.id))
        .returnsEvent("bid-refunded", () -> market.expire(bid, keeper));
  }

  static boolean hasExpired(Bid bid, Market market) {
    return bid.state == QUEUED ? bid.isStale(market.now) : bid.deadline.hasPassed(market.now);
  }

  private static Command expiring(String name, BidState state) {
    return on(
        market -> market.bids(state).filter(bid -> hasExpired(bid, market)),
        name,
        6,
        (bid, market, choice) ->
            expire(market, bid, choice.of(List.of(Actor.KEEPER, Actor.OUTSIDER, bid.developer))));
  }

  /** Bids come while few are under way, or nobody would live to see a contest end. */
  private static Command bidding(String name, double weight, Predicate<Order> condition) {
    return placing(
        name,
        weight,
        (market, choice) ->
            market.bids(RUNNING, DELIVERED, CLAIMED, CONTESTED, VOTING).count() < FEW
                || choice.chance("busy", BUSY),
        condition,
        (order, market, choice) ->
            (choice.chance("with hold-out", 0.5) ? order.placingWithHoldout(32) : order.placing())
                .returns(
                    uint(market.bids.size() + 1),
                    () ->
                        market.place(
                            order.developer,
                            order.dataset,
                            order.amount,
                            order.time,
                            order.deadline)));
  }

  /** A command with an order that could be placed, if the condition holds for it. */
  private static Command refused(
      String name, double weight, Predicate<Order> condition, Command.Deed<Order> deed) {
    return placing(name, weight, (market, choice) -> true, condition, deed);
  }

  private static Command placing(
      String name,
      double weight,
      BiPredicate<Market, Choice> time,
      Predicate<Order> condition,
      Command.Deed<Order> deed) {
    return new Command(
        name,
        weight,
        (market, choice) ->
            choice
                .among(
                    orders(market)
                        .filter(order -> !market.isPaused() && time.test(market, choice))
                        .map(order -> vary(order, market, choice))
                        .filter(order -> order.canBePaid(market))
                        .filter(condition))
                .map(order -> deed.to(order, market, choice)));
  }

  private static Stream<Order> orders(Market market) {
    return market.datasets.stream()
        .filter(Dataset::takesBids)
        .flatMap(
            dataset ->
                Actor.DEVELOPERS.stream()
                    .filter(developer -> developer != dataset.owner)
                    .map(developer -> new Order(developer, dataset, 0, 0, 0)));
  }

  /** The order with amount and times, which lie near their bounds more often than not. */
  private static Order vary(Order order, Market market, Choice choice) {
    var terms = market.terms;
    var deadline =
        choice.chance("long", 0.15)
            ? choice.number("deadline", terms.minDeadline(), terms.maxDeadline())
            : choice.number("deadline", terms.minDeadline(), terms.minDeadline() + 60);
    return new Order(
        order.developer,
        order.dataset,
        choice.of(AMOUNTS) + choice.number("odd " + order, -1, 30),
        choice.number("time " + order, 1, terms.minDeadline()),
        deadline);
  }

  private static Action badTime(Order order, long time, long deadline) {
    return order.placing(uint(order.amount), uint(time), uint(deadline)).fails(ERR_BAD_TIME);
  }
}
