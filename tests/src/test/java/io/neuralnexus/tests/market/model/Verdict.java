package io.neuralnexus.tests.market.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a committee's seats decide.
 *
 * @param score the final score; none splits the bid
 * @param paid seats that earn the fee, by voter
 * @param outliers seats that voted off the median, by voter
 * @param noShows seats without a reveal, by voter
 */
record Verdict(
    Outcome outcome,
    Optional<Long> score,
    Payer payer,
    Map<Actor, Integer> paid,
    Map<Actor, Integer> outliers,
    Map<Actor, Integer> noShows) {

  static final int NO_DEVELOPER = 101;
  static final int NO_PROVIDER = 102;

  enum Outcome {
    MEDIAN,
    NO_DEVELOPER,
    NO_PROVIDER,
    TIED,
    SILENT
  }

  enum Payer {
    NOBODY,
    DEVELOPER,
    PROVIDER,
    BOTH
  }

  static Verdict of(Bid bid, Committee committee) {
    var votes =
        committee.seats.stream().map(committee.revealed::get).filter(Objects::nonNull).toList();
    var scores = votes.stream().filter(vote -> vote <= 100).sorted().toList();
    var noDeveloper = count(votes, NO_DEVELOPER);
    var noProvider = count(votes, NO_PROVIDER);
    var noShows = new EnumMap<Actor, Integer>(Actor.class);
    var paid = new EnumMap<Actor, Integer>(Actor.class);
    var outliers = new EnumMap<Actor, Integer>(Actor.class);

    var outcome =
        votes.isEmpty()
            ? Outcome.SILENT
            : 2 * noProvider > votes.size()
                ? Outcome.NO_PROVIDER
                : 2 * noDeveloper > votes.size()
                    ? Outcome.NO_DEVELOPER
                    : scores.isEmpty() ? Outcome.TIED : Outcome.MEDIAN;
    var median = outcome == Outcome.MEDIAN ? scores.get((scores.size() - 1) / 2) : 0;
    for (var seat : committee.seats) {
      var vote = committee.revealed.get(seat);
      if (vote == null) {
        noShows.merge(seat, 1, Integer::sum);
        continue;
      }
      var agrees =
          switch (outcome) {
            case MEDIAN -> vote <= 100 && Math.abs(vote - median) <= bid.terms.outlierDistance();
            case NO_DEVELOPER -> vote == NO_DEVELOPER;
            case NO_PROVIDER -> vote == NO_PROVIDER;
            case TIED -> true;
            case SILENT -> false;
          };
      if (agrees) {
        paid.merge(seat, 1, Integer::sum);
      } else if (outcome == Outcome.MEDIAN && vote <= 100) {
        outliers.merge(seat, 1, Integer::sum);
      }
    }
    return switch (outcome) {
      case SILENT -> new Verdict(outcome, Optional.empty(), Payer.NOBODY, paid, outliers, noShows);
      case TIED -> new Verdict(outcome, Optional.empty(), Payer.BOTH, paid, outliers, noShows);
      case NO_PROVIDER ->
          new Verdict(
              outcome, Optional.of(bid.developerScore()), Payer.PROVIDER, paid, outliers, noShows);
      case NO_DEVELOPER ->
          new Verdict(
              outcome, Optional.of(bid.providerScore()), Payer.DEVELOPER, paid, outliers, noShows);
      case MEDIAN ->
          new Verdict(
              outcome,
              Optional.of((long) median),
              farther(
                  Math.abs(bid.developerScore() - median), Math.abs(bid.providerScore() - median)),
              paid,
              outliers,
              noShows);
    };
  }

  private static Payer farther(long developerGap, long providerGap) {
    if (developerGap == providerGap) return Payer.BOTH;
    return developerGap > providerGap ? Payer.DEVELOPER : Payer.PROVIDER;
  }

  private static long count(List<Integer> votes, int kind) {
    return votes.stream().filter(vote -> vote == kind).count();
  }

  int paidSeats() {
    return paid.values().stream().mapToInt(Integer::intValue).sum();
  }
}
