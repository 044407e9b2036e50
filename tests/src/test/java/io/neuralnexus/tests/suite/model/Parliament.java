package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Votes and what they have decided, and the guardian. Governance's own rules stay as they are. */
final class Parliament {
  static final long VOTING = 1_008;
  static final long TIMELOCK = VOTING + 432;
  static final long EXPIRY = TIMELOCK + 1_008;
  static final long DEPOSIT = 100_000_000;
  static final long TIP = 10_000;
  static final long FREEZE = 5_040;
  private static final long QUORUM_FLOOR = 100_000_000_000L;
  private static final long QUORUM_BPS = 2_500;
  private static final long THRESHOLD_BPS = 6_000;
  private static final long PAUSE = 432;
  private static final long REST = 2_016;

  enum State {
    VOTING,
    DEFEATED,
    QUEUED,
    READY,
    EXPIRED,
    SUPERSEDED,
    OVER
  }

  /** What a vote is about. */
  sealed interface Question {
    record Parameter(String name, long value) implements Question {}

    record Frozen(long model) implements Question {}

    record Owner(long model, Actor owner) implements Question {}

    /** Questions of one subject exclude each other. */
    default Object subject() {
      return switch (this) {
        case Parameter(var name, var value) -> name;
        case Frozen(var model) -> "freeze " + model;
        case Owner(var model, var owner) -> "owner " + model;
      };
    }
  }

  static final class Motion {
    final long id;
    final Question question;
    final Actor proposer;
    final Clock since;
    final long quorum;
    final Optional<Motion> base;
    long yes;
    long no;
    boolean over;

    Motion(
        long id,
        Question question,
        Actor proposer,
        Clock since,
        long quorum,
        Optional<Motion> base) {
      this.id = id;
      this.question = question;
      this.proposer = proposer;
      this.since = since;
      this.quorum = quorum;
      this.base = base;
    }

    @Override
    public String toString() {
      return "motion " + id;
    }
  }

  private final Suite suite;
  final List<Motion> motions = new ArrayList<>();
  private final Map<Object, Motion> decided = new HashMap<>();
  private final Map<Long, Model.Freeze> freezes = new HashMap<>();
  private Clock pausedSince = new Clock(0, 0);
  private long pause;
  private long rest;

  /** micro-STX of the governor's lock, and when its last timelock ends. */
  long lock;

  Clock release = new Clock(0, 0);

  Parliament(Suite suite) {
    this.suite = suite;
  }

  // ---- the guardian

  boolean isPaused() {
    return !suite.now.isOver(pausedSince, pause);
  }

  boolean mayPause() {
    return suite.now.isOver(pausedSince, rest);
  }

  void pause() {
    pausedSince = suite.now;
    pause = PAUSE;
    rest = PAUSE + REST;
  }

  // ---- freezes

  Optional<Model.Freeze> freeze(Model model) {
    return freeze(model.id);
  }

  Optional<Model.Freeze> freeze(long model) {
    return Optional.ofNullable(freezes.get(model));
  }

  /** A freeze that nobody was named in and that is not over. */
  boolean isFrozen(long model) {
    return freeze(model)
        .filter(each -> each.named.isEmpty() && !suite.now.isOver(each.since, each.blocks))
        .isPresent();
  }

  // ---- votes

  /** micro-STX that governance holds for others. */
  long held() {
    return lock + motions.stream().filter(each -> !each.over).count() * (DEPOSIT + TIP);
  }

  State state(Motion motion) {
    var now = suite.now;
    if (motion.over) return State.OVER;
    if (!motion.base.equals(Optional.ofNullable(decided.get(motion.question.subject())))) {
      return State.SUPERSEDED;
    }
    if (!now.isOver(motion.since, VOTING)) return State.VOTING;
    long cast = motion.yes + motion.no;
    if (motion.yes < motion.quorum
        || motion.yes / 1_000 * Suite.BPS < cast / 1_000 * THRESHOLD_BPS) {
      return State.DEFEATED;
    }
    if (!now.isOver(motion.since, TIMELOCK)) return State.QUEUED;
    return now.isOver(motion.since, EXPIRY) ? State.EXPIRED : State.READY;
  }

  void propose(Question question, Actor proposer) {
    long inVault = suite.vault.obligations() + suite.vault.gifts;
    suite.vault.move(proposer, -DEPOSIT - TIP);
    motions.add(
        new Motion(
            motions.size() + 1L,
            question,
            proposer,
            suite.now,
            Math.max(QUORUM_FLOOR, inVault * QUORUM_BPS / Suite.BPS),
            Optional.ofNullable(decided.get(question.subject()))));
  }

  /** Only the governor votes here, once in each. */
  void vote(Motion motion, boolean support, long weight) {
    long missing = Math.max(weight, lock) - lock;
    suite.vault.move(Actor.GOVERNOR, -missing);
    lock += missing;
    release =
        new Clock(
            Math.max(release.stacks(), motion.since.stacks() + TIMELOCK),
            Math.max(release.burn(), motion.since.burn() + TIMELOCK));
    if (support) motion.yes += weight;
    else motion.no += weight;
  }

  void execute(Motion motion, Actor keeper) {
    decided.put(motion.question.subject(), motion);
    switch (motion.question) {
      case Question.Parameter(var name, var value) -> suite.parameters.put(name, value);
      case Question.Frozen(var model) -> freezes.put(model, new Model.Freeze(suite.now, FREEZE));
      case Question.Owner(var model, var owner) ->
          freeze(model).orElseThrow().named = Optional.of(owner);
    }
    end(motion, motion.proposer, keeper);
  }

  void close(Motion motion, Actor keeper) {
    boolean keeps = state(motion) == State.SUPERSEDED || motion.yes + motion.no >= motion.quorum;
    end(motion, keeps ? motion.proposer : Actor.TREASURY, keeper);
  }

  private void end(Motion motion, Actor refunded, Actor keeper) {
    motion.over = true;
    suite.vault.move(refunded, DEPOSIT);
    suite.vault.move(keeper, TIP);
  }

  void withdrawLock() {
    suite.vault.move(Actor.GOVERNOR, lock);
    lock = 0;
    release = new Clock(0, 0);
  }

  void agreesWith(Chain chain) {
    assertThat(chain.heldBy(Chain.GOVERNANCE))
        .as("held by governance, for locks, deposits and tips")
        .isEqualTo(held());
  }
}
