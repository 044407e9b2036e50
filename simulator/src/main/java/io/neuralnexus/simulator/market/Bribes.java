package io.neuralnexus.simulator.market;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.NeuralTrainingMarket.Event;
import io.neuralnexus.simulator.world.Account;
import io.neuralnexus.simulator.world.Participant;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Promises beside the chain of the kind p + epsilon (Buterin, 2015): whoever votes the briber's
 * score and is not in agreement with the verdict gets the fee that it missed, its slash, and
 * epsilon. If the briber wins, it pays nothing. Promises are kept.
 */
final class Bribes implements Party {
  /**
   * A promise.
   *
   * @param briber who pays
   * @param score for which vote
   * @param epsilon STX for each seat beyond its loss
   */
  record Offer(Account briber, double score, double epsilon) {}

  private final World world;
  private final Map<Uint, Offer> offers = new HashMap<>();

  /** STX that each validator lost by following the promise, in the verdict that is being read. */
  private final Map<Principal, Double> losses = new LinkedHashMap<>();

  private Bribes(World world) {
    this.world = world;
  }

  static Bribes in(World world) {
    return world.shared(
        Bribes.class,
        _ -> {
          var bribes = new Bribes(world);
          MarketFeed.in(world).watch(bribes);
          return bribes;
        });
  }

  void offer(Uint bid, Offer offer) {
    offers.put(bid, offer);
  }

  /** The score for which somebody pays; NaN if nobody does. */
  double offered(Uint bid) {
    var offer = offers.get(bid);
    return offer == null ? Double.NaN : offer.score();
  }

  @Override
  public void told(Deal deal, Event event) {
    var offer = offers.get(deal.id);
    if (offer == null) return;
    switch (event) {
      case Event.SeatClosed closed -> {
        var followed = closed.vote().longValueExact() == Math.round(offer.score());
        if (followed && closed.fee().equals(Uint.ZERO)) {
          var missed = deal.fee() / 7 + closed.slashed().longValueExact();
          losses.merge(
              closed.validator(), missed / Participant.MICRO + offer.epsilon(), Double::sum);
        }
      }
      case Event.VerdictReached _ -> {
        losses.forEach(
            (who, stx) -> {
              offer.briber().spend(stx);
              world.account(who).earn(stx);
              world.recorder().add("bribes.paid", stx);
            });
        losses.clear();
      }
      case Event.ResultSettled _ -> offers.remove(deal.id);
      default -> {}
    }
  }
}
