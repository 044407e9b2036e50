package io.neuralnexus.tests.market.model;

import io.neuralnexus.tests.model.Choice;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** How the validators of a contest behave: without leaning, deep states would be too rare. */
enum Mood {
  HONEST,
  FOR_THE_PROVIDER,
  FOR_THE_DEVELOPER,
  DEVELOPER_IS_GONE,
  PROVIDER_IS_GONE,
  BOTH_ARE_GONE,
  SCATTERED,
  SILENT,
  ASLEEP;

  private static final int SPREAD = 14;

  /** The rarest ends need the most tries. */
  private static final List<Mood> MOODS =
      Stream.concat(Stream.of(values()), Stream.of(BOTH_ARE_GONE, BOTH_ARE_GONE, SILENT, ASLEEP))
          .toList();

  /** A bid keeps its mood: it hangs on the odd micro-STX of the amount. */
  static Mood of(Bid bid) {
    return MOODS.get(Math.floorMod(bid.amount, MOODS.size()));
  }

  /** Nobody comes to draw until the weights are gone. */
  boolean missesDraws() {
    return this == ASLEEP;
  }

  /** Whether one more voter commits: the undecided stop when they are even. */
  boolean commits(Committee committee) {
    return switch (this) {
      case SILENT -> false;
      case BOTH_ARE_GONE -> committee.committed.isEmpty() || lead(committee) != 0;
      default -> true;
    };
  }

  /** Seats by which those who miss the developer outnumber those who miss the provider. */
  private static int lead(Committee committee) {
    return committee.seats.stream()
        .map(committee.committed::get)
        .filter(Objects::nonNull)
        .mapToInt(ballot -> ballot.vote() == Verdict.NO_DEVELOPER ? 1 : -1)
        .sum();
  }

  int vote(Bid bid, Choice choice) {
    var near = (int) choice.number("spread", -SPREAD, SPREAD);
    return switch (this) {
      case HONEST, ASLEEP, SILENT -> score((bid.developerScore() + bid.providerScore()) / 2 + near);
      case FOR_THE_PROVIDER -> score(bid.providerScore() + near);
      case FOR_THE_DEVELOPER -> score(bid.developerScore() + near);
      case DEVELOPER_IS_GONE -> mostly(Verdict.NO_DEVELOPER, near, choice);
      case PROVIDER_IS_GONE -> mostly(Verdict.NO_PROVIDER, near, choice);
      case BOTH_ARE_GONE ->
          lead(bid.committee.orElseThrow()) > 0 ? Verdict.NO_PROVIDER : Verdict.NO_DEVELOPER;
      case SCATTERED -> (int) choice.number("vote", 0, Verdict.NO_PROVIDER);
    };
  }

  private static int mostly(int vote, int otherwise, Choice choice) {
    return choice.chance("gone", 0.9) ? vote : score(50 + otherwise);
  }

  private static int score(long vote) {
    return Math.clamp(vote, 0, 100);
  }
}
