package io.neuralnexus.cli.demo.market;

import io.neuralnexus.clarity.Value;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Done;
import io.neuralnexus.cli.demo.Slash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Leads a contested bid through its committee: draw, votes in secret, votes in the open, verdict.
 * One of those drawn is lazy: it repeats the claim instead of measuring.
 */
final class Committee {
  /** The market's answer, and what the committee cost those who sat on it badly. */
  record Verdict(Settlement settlement, List<Slash> slashes) {}

  private record Ballot(Validator validator, boolean isMeasured, int vote) {
    @Override
    public String toString() {
      var how = isMeasured ? "%s measures %d" : "%s measures nothing and repeats the claim, %d";
      return how.formatted(validator.account(), vote);
    }
  }

  private final World world;
  private final Keeper keeper;
  private final List<Validator> validators;

  Committee(World world, Keeper keeper, List<Validator> validators) {
    this.world = world;
    this.keeper = keeper;
    this.validators = List.copyOf(validators);
  }

  Verdict decide(Bid bid, int claimed) {
    var seats = draw(bid);
    world.tell(
        "seven seats, drawn by stake: %s",
        seats.entrySet().stream()
            .map(seat -> seat.getKey().account() + times(seat.getValue()))
            .collect(Collectors.joining(", ")));
    var lazy = pickLazy(bid, seats);
    var ballots = new ArrayList<Ballot>();
    for (var validator : seats.keySet()) {
      var isMeasured = validator != lazy;
      var vote = isMeasured ? world.examiner().measure(bid).score() : claimed;
      ballots.add(new Ballot(validator, isMeasured, vote));
    }
    return vote(bid, ballots);
  }

  private Verdict vote(Bid bid, List<Ballot> ballots) {
    var contract = world.market().contract();
    var terms = contract.getBidTerms(bid.id()).orElseThrow();
    var round = contract.getBid(bid.id()).orElseThrow().round();
    ballots.forEach(ballot -> ballot.validator().commit(bid, round, ballot.vote()));
    world.tell("all commit to their votes, then all show them:");
    world.market().chain().waitOut(terms.commitWindow());
    for (var ballot : ballots) {
      ballot.validator().reveal(bid, round, ballot.vote());
      world.tell("  %s", ballot);
    }
    world.market().chain().waitOut(terms.revealWindow());
    var verdict = keeper.finalizeVerdict(bid);
    return new Verdict(Settlement.in(verdict), slashes(verdict));
  }

  /** The seats of each validator that was drawn, in the order of the draw. */
  private Map<Validator, Integer> draw(Bid bid) {
    while (true) {
      var awaited = world.market().contract().getBid(bid.id()).orElseThrow().seedHeight();
      world.market().chain().mineBeyond(awaited);
      var drawn = keeper.drawCommittee(bid).only("committee-drawn");
      switch (drawn.text("outcome")) {
        case "drawn" -> {
          var seats = new LinkedHashMap<Validator, Integer>();
          drawn.list("voters").forEach(voter -> seats.merge(validator(voter), 1, Integer::sum));
          return seats;
        }
        case "missed" -> world.tell("the weights of the contest are gone; it is drawn anew");
        default -> throw new IllegalStateException("no committee was drawn: " + drawn.fields());
      }
    }
  }

  private Validator validator(Value address) {
    return validators.stream()
        .filter(validator -> validator.account().address().equals(address))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(address + " is no validator of the demo"));
  }

  /**
   * Who is lazy shows only at work. One of those with the fewest seats, so that the others decide.
   */
  private Validator pickLazy(Bid bid, Map<Validator, Integer> seats) {
    var fewest = Collections.min(seats.values());
    var candidates = seats.keySet().stream().filter(v -> seats.get(v).equals(fewest)).toList();
    var random = world.seed().random("lazy in bid " + bid.id());
    return candidates.get(random.nextInt(candidates.size()));
  }

  private List<Slash> slashes(Done<?> verdict) {
    var amounts = new LinkedHashMap<Account, Long>();
    verdict
        .printed("seat-closed")
        .forEach(
            seat ->
                amounts.merge(
                    validator(seat.fields().get("validator")).account(),
                    seat.amount("slashed"),
                    Long::sum));
    return amounts.entrySet().stream()
        .filter(slash -> slash.getValue() > 0)
        .map(
            slash ->
                new Slash(slash.getKey(), slash.getValue(), "its vote was far from the median"))
        .toList();
  }

  private static String times(int seats) {
    return seats == 1 ? "" : " (%d seats)".formatted(seats);
  }
}
