package io.neuralnexus.tests.suite.model;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Who fails a job: were everybody diligent, hardly a deadline would ever be missed. */
enum Mood {
  DILIGENT,
  OWNERS_WITHHOLD_KEYS,
  DEVELOPER_WITHHOLDS_KEY,
  PROVIDER_NEVER_CONFIRMS,
  PROVIDER_NEVER_COMMITS,
  PROVIDER_NEVER_REVEALS,
  PROVIDER_LIES,
  NOBODY_SEES_THE_LIE,
  SWARMED_BY_CHALLENGERS,
  AUDITORS_SLEEP,
  AUDITORS_NEVER_REVEAL,
  AUDITORS_LIE;

  /** Training is the rarest to reach, and lies are what it is for. */
  private static final List<Mood> MOODS =
      Stream.of(
              Stream.of(values()).skip(1),
              IntStream.range(0, 8).mapToObj(i -> DILIGENT),
              IntStream.range(0, 5).mapToObj(i -> PROVIDER_LIES),
              IntStream.range(0, 3).mapToObj(i -> AUDITORS_LIE))
          .flatMap(each -> each)
          .toList();

  boolean isProviderLying() {
    return this == PROVIDER_LIES || this == NOBODY_SEES_THE_LIE;
  }

  /** How the sides of a dispute play. */
  enum Game {
    BOTH_PLAY,
    PROVIDER_FALLS_SILENT,
    PROVIDER_NEVER_PROVES,
    CHALLENGER_FALLS_SILENT,
    PROVIDER_INVENTS,
    CHALLENGER_PICKS_BLINDLY,
    BOTH_ARE_WILD;

    boolean invents() {
      return this == PROVIDER_INVENTS || this == BOTH_ARE_WILD;
    }

    boolean picksBlindly() {
      return this == CHALLENGER_PICKS_BLINDLY || this == BOTH_ARE_WILD;
    }
  }

  private static final List<Game> GAMES =
      Stream.concat(Stream.of(Game.values()), Stream.generate(() -> Game.BOTH_PLAY).limit(4))
          .toList();

  /** A job keeps its mood: it hangs on the odd micro-STX of its base. */
  static Mood of(Job job) {
    return MOODS.get((int) (job.spec.base() % MOODS.size()));
  }

  static Game game(Execution execution) {
    return GAMES.get(
        (int) ((execution.job.spec.base() / MOODS.size() + execution.current) % GAMES.size()));
  }
}
