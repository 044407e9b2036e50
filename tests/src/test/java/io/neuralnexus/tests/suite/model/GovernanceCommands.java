package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.always;
import static io.neuralnexus.tests.suite.model.Command.on;
import static io.neuralnexus.tests.suite.model.Command.when;

import io.neuralnexus.tests.suite.model.Parliament.Motion;
import io.neuralnexus.tests.suite.model.Parliament.Question;
import io.neuralnexus.tests.suite.model.Parliament.State;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Votes about parameters and frozen models, and the guardian's pause. */
final class GovernanceCommands {
  private static final int MANY = 16;
  private static final long WEIGHT = 120_000_000_000L;

  /** Values that are to be voted on. */
  static final List<Question.Parameter> AMENDMENTS =
      List.of(
          new Question.Parameter("platform-fee-bps", 777),
          new Question.Parameter("keeper-tip", 33_333),
          new Question.Parameter("bounty-bps", 1_111),
          new Question.Parameter("data-min-stake", 1_500_000),
          new Question.Parameter("data-key-slash", 999_999),
          new Question.Parameter("audit-bond", 31_000_001),
          new Question.Parameter("challenge-bond", 7_000_003),
          new Question.Parameter("challenge-window", 160),
          new Question.Parameter("dispute-move-window", 12),
          new Question.Parameter("max-disputes", 4),
          new Question.Parameter("compute-bond-bps", 9_999),
          new Question.Parameter("key-window", 72));

  static final List<Command> ALL =
      List.of(
          when(
              suite -> suite.parliament.motions.size() < MANY,
              "propose-parameter",
              0.15,
              (none, suite, choice) ->
                  propose(suite, choice.of(AMENDMENTS), choice.of(Actor.PLAYERS))),
          always(
              "propose-parameter, out of bounds",
              0.1,
              (none, suite, choice) ->
                  call(
                          choice.of(Actor.PLAYERS),
                          Chain.GOVERNANCE,
                          "propose-parameter",
                          ascii("platform-fee-bps"),
                          uint(1_001))
                      .fails(ERR_OUT_OF_BOUNDS)),
          on(
              suite ->
                  suite.models.stream()
                      .filter(each -> suite.parliament.freeze(each).isEmpty())
                      .filter(each -> suite.parliament.motions.size() < MANY),
              "propose-freeze",
              0.2,
              (model, suite, choice) ->
                  propose(suite, new Question.Frozen(model.id), choice.of(Actor.PLAYERS))),
          on(
              suite ->
                  suite.models.stream().filter(each -> suite.parliament.freeze(each).isPresent()),
              "propose-freeze, of what was frozen",
              0.6,
              (model, suite, choice) ->
                  call(choice.of(Actor.PLAYERS), Chain.GOVERNANCE, "propose-freeze", uint(model.id))
                      .fails(ERR_ALREADY_FROZEN)),
          on(
              suite ->
                  suite.models.stream()
                      .filter(each -> suite.parliament.isFrozen(each.id))
                      .filter(each -> suite.parliament.motions.size() < 2 * MANY),
              "propose-owner",
              5,
              (model, suite, choice) ->
                  propose(
                      suite,
                      new Question.Owner(model.id, choice.of(Actor.PLAYERS)),
                      choice.of(Actor.PLAYERS))),
          on(
              suite -> motions(suite, State.VOTING).filter(each -> each.yes + each.no == 0),
              "vote",
              4,
              (motion, suite, choice) ->
                  vote(
                      suite,
                      motion,
                      choice.chance("yes", 0.9),
                      WEIGHT + choice.number("more", 0, 1_000_000))),
          on(
              suite -> motions(suite, State.VOTING).filter(each -> each.yes + each.no > 0),
              "vote, again",
              0.3,
              (motion, suite, choice) -> voting(motion, true, 1).fails(ERR_ALREADY_VOTED)),
          on(
              suite -> motions(suite).filter(mayExecute(suite)),
              "execute",
              4,
              (motion, suite, choice) -> execute(suite, motion, choice.of(Actor.KEEPERS))),
          on(
              suite -> motions(suite).filter(each -> suite.parliament.state(each) != State.READY),
              "execute, not ready",
              0.2,
              (motion, suite, choice) ->
                  call(Actor.KEEPER, Chain.GOVERNANCE, "execute", uint(motion.id))
                      .fails(ERR_NOT_READY)),
          on(
              suite -> motions(suite).filter(mayClose(suite)),
              "close",
              1.5,
              (motion, suite, choice) -> close(suite, motion, choice.of(Actor.KEEPERS))),
          when(
              suite -> suite.parliament.lock > 0 && mayWithdraw(suite),
              "withdraw-lock",
              0.5,
              (none, suite, choice) -> withdrawLock(suite)),
          when(
              suite -> suite.parliament.lock > 0 && !mayWithdraw(suite),
              "withdraw-lock, bound",
              0.2,
              (none, suite, choice) ->
                  call(Actor.GOVERNOR, Chain.GOVERNANCE, "withdraw-lock").fails(ERR_LOCKED)),
          when(
              suite -> suite.parliament.mayPause(),
              "guardian-pause",
              0.2,
              (none, suite, choice) -> pause(suite)),
          when(
              suite -> !suite.parliament.mayPause(),
              "guardian-pause, resting",
              0.2,
              (none, suite, choice) ->
                  call(Actor.GUARDIAN, Chain.GOVERNANCE, "guardian-pause").fails(ERR_RESTING)),
          always(
              "guardian-pause, by another",
              0.1,
              (none, suite, choice) ->
                  call(choice.of(Actor.PLAYERS), Chain.GOVERNANCE, "guardian-pause")
                      .fails(ERR_NOT_AUTHORISED)));

  private GovernanceCommands() {}

  private static Stream<Motion> motions(Suite suite) {
    return suite.parliament.motions.stream();
  }

  private static Stream<Motion> motions(Suite suite, State state) {
    return motions(suite).filter(each -> suite.parliament.state(each) == state);
  }

  static Action propose(Suite suite, Question question, Actor proposer) {
    var call =
        switch (question) {
          case Question.Parameter(var name, var value) ->
              call(proposer, Chain.GOVERNANCE, "propose-parameter", ascii(name), uint(value));
          case Question.Frozen(var model) ->
              call(proposer, Chain.GOVERNANCE, "propose-freeze", uint(model));
          case Question.Owner(var model, var owner) ->
              call(proposer, Chain.GOVERNANCE, "propose-owner", uint(model), owner.principal());
        };
    return call.tells("propose", event -> suite.parliament.propose(question, proposer));
  }

  private static Action.Unanswered voting(Motion motion, boolean support, long weight) {
    return call(
        Actor.GOVERNOR, Chain.GOVERNANCE, "vote", uint(motion.id), bool(support), uint(weight));
  }

  static Action vote(Suite suite, Motion motion, boolean support, long weight) {
    return voting(motion, support, weight)
        .tells(() -> suite.parliament.vote(motion, support, weight));
  }

  /** A vote that carries it. */
  static Action carry(Suite suite, Motion motion) {
    return vote(suite, motion, true, WEIGHT);
  }

  /** To name the owner of a model whose freeze has ended meanwhile is too late. */
  static Predicate<Motion> mayExecute(Suite suite) {
    return motion ->
        suite.parliament.state(motion) == State.READY
            && !(motion.question instanceof Question.Owner(var model, var owner)
                && !suite.parliament.isFrozen(model));
  }

  static Action execute(Suite suite, Motion motion, Actor keeper) {
    return call(keeper, Chain.GOVERNANCE, "execute", uint(motion.id))
        .tells(() -> suite.parliament.execute(motion, keeper));
  }

  static Predicate<Motion> mayClose(Suite suite) {
    return motion ->
        switch (suite.parliament.state(motion)) {
          case DEFEATED, EXPIRED, SUPERSEDED -> true;
          case VOTING, QUEUED, READY, OVER -> false;
        };
  }

  static Action close(Suite suite, Motion motion, Actor keeper) {
    return call(keeper, Chain.GOVERNANCE, "close", uint(motion.id))
        .tells(() -> suite.parliament.close(motion, keeper));
  }

  static boolean mayWithdraw(Suite suite) {
    return suite.now.isOver(suite.parliament.release, 0);
  }

  static Action withdrawLock(Suite suite) {
    return call(Actor.GOVERNOR, Chain.GOVERNANCE, "withdraw-lock")
        .tells(suite.parliament::withdrawLock);
  }

  static Action pause(Suite suite) {
    return call(Actor.GUARDIAN, Chain.GOVERNANCE, "guardian-pause").tells(suite.parliament::pause);
  }
}
