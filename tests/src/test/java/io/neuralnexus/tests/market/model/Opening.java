package io.neuralnexus.tests.market.model;

import io.neuralnexus.tests.model.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How far the market is when a sequence begins. */
enum Opening {
  /** Nothing but parameters. */
  BARE {
    @Override
    List<Function<Market, Action>> steps(Market market, Choice choice) {
      return List.of();
    }
  },

  /** Two data sets, and validators that weigh. */
  STAFFED {
    @Override
    List<Function<Market, Action>> steps(Market market, Choice choice) {
      return staff(market, true);
    }
  },

  /** A contest that waits for its committee as well, which some are too early to have. */
  DISPUTED {
    @Override
    List<Function<Market, Action>> steps(Market market, Choice choice) {
      var steps = staff(market, choice.chance("weighed", 0.85));
      steps.addAll(dispute(market, choice));
      steps.add(now -> new Action.WaitBurnBlocks(4, "until the seed is there"));
      return steps;
    }
  },

  /** A contest under parameters that a vote has just changed. */
  AMENDED {
    @Override
    List<Function<Market, Action>> steps(Market market, Choice choice) {
      var steps = staff(market, false);
      Amendment.ALL.forEach(amendment -> steps.add(amendment::propose));
      Amendment.ALL.forEach(amendment -> steps.add(amendment::vote));
      steps.add(
          now ->
              new Action.WaitBurnBlocks(
                  now.terms.voting() + now.terms.timelock() + 1, "until the votes may act"));
      steps.addAll(dispute(market, choice));
      Amendment.ALL.forEach(amendment -> steps.add(amendment::execute));
      return steps;
    }
  },

  /** A data set with a full queue as well. */
  CROWDED {
    @Override
    List<Function<Market, Action>> steps(Market market, Choice choice) {
      var steps = staff(market, false);
      for (var i = 0; i <= Terms.QUEUE; i++) {
        // Prices per block rise and fall, so that the queue has work to sort them.
        var amount = market.terms.minBid() + 1_000L * choice.number("price " + i, 0, 20);
        var developer = Actor.DEVELOPERS.get(i % Actor.DEVELOPERS.size());
        steps.add(
            now ->
                BidCommands.place(
                    now,
                    developer,
                    now.datasets.getFirst(),
                    amount,
                    50,
                    now.terms.minDeadline() + 10));
      }
      return steps;
    }
  };

  /** The steps, each made of the market as it is then. */
  abstract List<Function<Market, Action>> steps(Market market, Choice choice);

  private static List<Function<Market, Action>> dispute(Market market, Choice choice) {
    var amount = choice.number("amount", market.terms.minBid(), 3_000_000);
    var byProvider = choice.chance("by the provider", 0.5);
    var score = choice.number("score", 0, 100);
    var counter = (score + choice.number("counter", 1, 100)) % 101;
    return List.of(
        now -> BidCommands.place(now, Actor.DEVELOPER_2, now.datasets.getFirst(), amount, 50, 150),
        now -> ResultCommands.publish(now, now.bids.getFirst()),
        now -> ResultCommands.claimScore(now, now.bids.getFirst(), byProvider, score),
        now -> ResultCommands.contest(now, now.bids.getFirst(), counter));
  }

  private static List<Function<Market, Action>> staff(Market market, boolean weighed) {
    var steps = new ArrayList<Function<Market, Action>>();
    for (var owner : List.of(Actor.PROVIDER_1, Actor.PROVIDER_2)) {
      steps.add(now -> DatasetCommands.register(now, owner, now.terms.minProviderStake() + 7));
    }
    steps.add(now -> DatasetCommands.setTerms(now, now.datasets.getLast(), 1_000, 3));
    var stakes = 1L;
    for (var who : Actor.VALIDATORS) {
      var stake = market.terms.minValidatorStake() * (stakes++ % 3 + 1);
      steps.add(now -> ValidatorCommands.register(now, who, stake));
    }
    // A party on the bench must be left out of its own draws.
    steps.add(
        now ->
            ValidatorCommands.register(now, Actor.PROVIDER_1, now.terms.minValidatorStake() * 2));
    if (weighed) {
      steps.add(
          now -> new Action.WaitBurnBlocks(2 * Clock.GENERATION, "until the validators weigh"));
    }
    return steps;
  }
}
