package io.neuralnexus.cli.demo.market;

import io.neuralnexus.cli.demo.Slash;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.learning.Accuracy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The business of the day: from the developer's bids to what everyone takes home from them. */
final class Trade {
  /** What a provider says of its model. */
  record Claim(Bid bid, int score) {}

  /** A claim that the developer does not accept, and what it measured instead. */
  record Contest(Claim claim, Accuracy measured) {}

  /** What the developer made of the claims. */
  record Answers(List<Outcome> agreed, List<Contest> contested) {}

  /** What committees made of contests. */
  record Verdicts(List<Outcome> outcomes, List<Slash> slashes) {}

  private final World world;
  private final Developer developer;

  Trade(World world, Developer developer) {
    this.world = world;
    this.developer = developer;
  }

  /** The developer bids on the data set of each provider. */
  List<Bid> bid(List<Provider> providers, long amount) {
    var bids = providers.stream().map(provider -> developer.bid(provider, amount)).toList();
    world.tell(
        "the developer bids %s STX on each data set, and fixes the hash of its hold-out set",
        Stx.plain(amount));
    world.tell("hold-out set, which no provider has: sha256 %s", developer.holdOutHash());
    return bids;
  }

  /** Each provider trains; then, with the weights fixed, the developer opens the hold-out set. */
  void train(List<Bid> bids) {
    for (var bid : bids) {
      var uri = bid.provider().train(bid);
      world.tell(
          "%s trains on its own %d rows: %s",
          bid.provider().account(), bid.provider().rowCount(), uri);
    }
    developer.openHoldOut();
    world.tell("all weights are published; the developer opens the hold-out set");
  }

  List<Claim> claim(List<Bid> bids) {
    return bids.stream().map(bid -> new Claim(bid, bid.provider().claim(bid))).toList();
  }

  /** The developer measures each model, and contests what claims more than it measured. */
  Answers answer(List<Claim> claims) {
    var agreed = new ArrayList<Outcome>();
    var contested = new ArrayList<Contest>();
    for (var claim : claims) {
      var bid = claim.bid();
      var measured = world.examiner().measure(bid);
      var provider = bid.provider().account();
      if (claim.score() <= measured.score()) {
        var settlement = developer.accept(bid);
        agreed.add(new Outcome(bid, measured, claim.score(), false, settlement, 0));
        world.tell(
            "the developer measures %d for %s and accepts: %s STX for the provider",
            measured.score(), provider, Stx.plain(settlement.price()));
        agreed.getLast().slashes().forEach(slash -> world.tell("slashed: %s", slash));
      } else {
        developer.contest(bid, measured.score());
        contested.add(new Contest(claim, measured));
        world.tell(
            "the developer measures %d for %s, %s, and contests",
            measured.score(), provider, Text.accuracy(measured));
      }
    }
    return new Answers(agreed, contested);
  }

  /** Each contest goes through a committee of its own. */
  Verdicts judge(List<Contest> contests, Committee committee, Keeper keeper) {
    if (contests.isEmpty()) world.tell("nothing was contested");
    var outcomes = new ArrayList<Outcome>();
    var slashes = new ArrayList<Slash>();
    for (var contest : contests) {
      var bid = contest.claim().bid();
      var before = keeper.tips();
      var verdict = committee.decide(bid, contest.claim().score());
      var tips = keeper.tips() - before;
      var settlement = verdict.settlement();
      outcomes.add(
          new Outcome(bid, contest.measured(), contest.claim().score(), true, settlement, tips));
      slashes.addAll(verdict.slashes());
      world.tell(
          "verdict: %s; %s STX for %s",
          settlement.score().isPresent()
              ? "score " + settlement.score().getAsInt()
              : "the bid is split",
          Stx.plain(settlement.price()),
          bid.provider().account());
      Stream.concat(outcomes.getLast().slashes(), verdict.slashes().stream())
          .forEach(slash -> world.tell("slashed: %s", slash));
    }
    return new Verdicts(outcomes, slashes);
  }

  /** All who have a part in a settled bid claim it; returns what they got, micro-STX. */
  long pay(Outcome outcome, List<Validator> validators) {
    var parties = outcome.bid().provider().collect(outcome) + developer.collect(outcome);
    if (!outcome.isContested()) return parties;
    return parties + validators.stream().mapToLong(voter -> voter.collect(outcome.bid())).sum();
  }
}
