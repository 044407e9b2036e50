package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.tests.model.Choice;
import io.neuralnexus.tests.suite.model.Execution.Challenge;
import io.neuralnexus.tests.suite.model.Execution.Claim;
import io.neuralnexus.tests.suite.model.Execution.State;
import io.neuralnexus.tests.suite.model.Execution.Turn;
import io.neuralnexus.tests.suite.model.Mood.Game;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Challenges, and the game that decides them. */
final class DisputeCommands {
  private static final List<Actor> CHALLENGERS =
      List.of(Actor.KEEPER, Actor.DEVELOPER_1, Actor.OWNER_1, Actor.PROVIDER_1, Actor.PROVIDER_2);

  static final List<Command> ALL =
      Stream.of(challenging(), playing(), ending()).flatMap(List::stream).toList();

  private DisputeCommands() {}

  // ---- challenges

  /** A challenge that somebody could make. */
  private record Protest(Execution execution, Actor who, Claim claim) {
    static Stream<Protest> of(Suite suite, Choice choice) {
      return suite.executions.stream()
          .filter(each -> each.state == State.REVEALED || each.state == State.DISPUTED)
          .flatMap(
              each -> CHALLENGERS.stream().map(who -> new Protest(each, who, claim(each, choice))));
    }

    /** Mostly the truth, if a lie was told: a sham challenge costs its bond. */
    private static Claim claim(Execution execution, Choice choice) {
      var result = execution.result.orElseThrow();
      boolean lied = result.run().filter(run -> run.kind != Run.Kind.TRUTH).isPresent();
      var kinds =
          Stream.of(Run.Kind.values())
              .map(execution.job::run)
              .map(Claim::of)
              .filter(each -> !each.end().equals(result.end()))
              .toList();
      if (lied && choice.chance("honest", 0.7)) return kinds.getFirst();
      if (choice.chance("kind", 0.6)) return choice.of(kinds);
      return new Claim(
          Programs.sha256("sham " + choice.number("sham", 1, 3)),
          choice.number("steps", 1, Math.min(300, execution.job.spec.maxSteps())),
          Optional.empty());
    }

    boolean inTime(Suite suite) {
      return execution.state == State.DISPUTED
          || !suite.now.isOver(execution.since, execution.terms.challengeWindow());
    }

    Optional<Challenge> joined() {
      return execution.joinable(claim, false);
    }

    boolean isMember() {
      return joined()
          .filter(each -> each.members.stream().anyMatch(member -> member.who() == who))
          .isPresent();
    }

    boolean hasRoom() {
      return joined().isPresent() || execution.challenges.size() < execution.terms.maxDisputes();
    }

    Action.Unanswered protesting() {
      return call(
          who,
          Chain.COMPUTATION,
          "challenge",
          uint(execution.id),
          claim.end(),
          uint(claim.steps()));
    }

    @Override
    public String toString() {
      return execution + " " + who;
    }
  }

  private static Command protesting(
      String name,
      double weight,
      BiPredicate<Protest, Suite> condition,
      Command.Deed<Protest> deed) {
    return new Command(
        name,
        weight,
        (suite, choice) ->
            choice
                .among(Protest.of(suite, choice).filter(protest -> condition.test(protest, suite)))
                .map(protest -> deed.to(protest, suite, choice)));
  }

  private static List<Command> challenging() {
    return List.of(
        protesting(
            "challenge, of a lie",
            9,
            (protest, suite) ->
                protest.inTime(suite)
                    && protest.hasRoom()
                    && !protest.isMember()
                    && lies(protest.execution)
                    && Mood.of(protest.execution.job) != Mood.NOBODY_SEES_THE_LIE,
            (protest, suite, choice) -> challenge(suite, protest)),
        protesting(
            "challenge, of the truth",
            1,
            (protest, suite) ->
                protest.inTime(suite)
                    && protest.hasRoom()
                    && !protest.isMember()
                    && !lies(protest.execution),
            (protest, suite, choice) -> challenge(suite, protest)),
        protesting(
            "challenge, of the truth, in a swarm",
            12,
            (protest, suite) ->
                protest.inTime(suite)
                    && protest.hasRoom()
                    && !protest.isMember()
                    && !lies(protest.execution)
                    && Mood.of(protest.execution.job) == Mood.SWARMED_BY_CHALLENGERS,
            (protest, suite, choice) -> challenge(suite, protest)),
        protesting(
            "challenge, twice",
            0.8,
            (protest, suite) -> protest.inTime(suite) && protest.isMember(),
            (protest, suite, choice) -> protest.protesting().fails(ERR_ALREADY_CHALLENGED)),
        protesting(
            "challenge, too late",
            5,
            (protest, suite) -> !protest.inTime(suite),
            (protest, suite, choice) -> protest.protesting().fails(ERR_TOO_LATE)),
        protesting(
            "challenge, the queue is full",
            60,
            (protest, suite) -> protest.inTime(suite) && !protest.hasRoom(),
            (protest, suite, choice) -> protest.protesting().fails(ERR_CLAIM_CLOSED)),
        protesting(
            "challenge, with the same result",
            0.2,
            (protest, suite) -> protest.inTime(suite),
            (protest, suite, choice) ->
                new Protest(protest.execution, protest.who, protest.execution.result.orElseThrow())
                    .protesting()
                    .fails(ERR_SAME_RESULT)));
  }

  private static boolean lies(Execution execution) {
    return execution.result.orElseThrow().run().orElseThrow().kind != Run.Kind.TRUTH;
  }

  private static Action challenge(Suite suite, Protest protest) {
    return protest
        .protesting()
        .tells(() -> suite.computation.challenge(protest.execution, protest.who, protest.claim));
  }

  // ---- moves

  private static Stream<Execution> disputes(Suite suite, Turn turn, boolean inTime) {
    return suite.executions.stream()
        .filter(each -> each.dispute.filter(dispute -> dispute.turn == turn).isPresent())
        .filter(each -> left(suite, each).isPresent() == inTime);
  }

  private static Optional<Long> left(Suite suite, Execution execution) {
    return execution.dispute.orElseThrow().left(suite.now, execution.terms.moveWindow());
  }

  private static Predicate<Execution> not(Game game) {
    return execution -> Mood.game(execution) != game;
  }

  private static Run shown(Execution execution) {
    return execution.result.orElseThrow().run().orElseThrow();
  }

  private static Action.Unanswered cutting(Execution execution, List<Buff> cuts) {
    return call(
        execution.provider(), Chain.COMPUTATION, "post-cuts", uint(execution.id), list(cuts));
  }

  /**
   * The states that the provider shows, honestly or out of nowhere; beyond the end no lie helps.
   */
  private static List<Buff> cuts(Execution execution, Choice choice) {
    var dispute = execution.dispute.orElseThrow();
    var run = shown(execution);
    boolean invents = Mood.game(execution).invents();
    return LongStream.range(1, dispute.parts())
        .map(dispute::step)
        .mapToObj(
            step ->
                invents && step < run.length() && choice.chance("invent " + step, 0.4)
                    ? Programs.sha256("state " + step)
                    : run.hash(step))
        .toList();
  }

  private static Action.Unanswered picking(Execution execution, Actor who, long part) {
    return call(who, Chain.COMPUTATION, "pick", uint(execution.id), uint(part));
  }

  private static Actor challenger(Execution execution) {
    return execution.inDispute().members.getFirst().who();
  }

  /** The first part at whose end the two differ; without a run to go by, any. */
  private static int part(Execution execution, Choice choice) {
    var dispute = execution.dispute.orElseThrow();
    var run = execution.inDispute().claim.run();
    int last = dispute.cuts.size();
    if (run.isEmpty() || Mood.game(execution).picksBlindly()) {
      return (int) choice.number("part", 0, last);
    }
    for (int i = 0; i < last; i++) {
      if (!dispute.cuts.get(i).equals(run.get().hash(dispute.step(i + 1)))) return i;
    }
    return last;
  }

  private static Action.Unanswered proving(Execution execution) {
    long step = execution.dispute.orElseThrow().lo;
    var run = shown(execution);
    var witness = run.witness(step);
    return call(
        execution.provider(),
        Chain.COMPUTATION,
        "prove-step",
        uint(execution.id),
        run.state(step).bytes(),
        witness.instruction(),
        list(witness.instructionPath()),
        witness.leaf().words(),
        witness.leaf().salt(),
        list(witness.leaf().path()));
  }

  /** Whether the provider has the state that both sides agreed on. */
  private static boolean canProve(Execution execution) {
    var dispute = execution.dispute.orElseThrow();
    return shown(execution).hash(dispute.lo).equals(dispute.loState);
  }

  private static List<Command> playing() {
    return List.of(
        on(
            suite -> disputes(suite, Turn.CUT, true).filter(not(Game.PROVIDER_FALLS_SILENT)),
            "post-cuts",
            75,
            (execution, suite, choice) -> {
              var cuts = cuts(execution, choice);
              return cutting(execution, cuts).tells(() -> suite.computation.cut(execution, cuts));
            }),
        on(
            suite -> disputes(suite, Turn.CUT, true),
            "post-cuts, one missing",
            0.5,
            (execution, suite, choice) ->
                cutting(execution, cuts(execution, choice).stream().skip(1).toList())
                    .fails(ERR_BAD_CUTS)),
        on(
            suite ->
                disputes(suite, Turn.CUT, true)
                    .filter(
                        each ->
                            each.dispute.orElseThrow().step(each.dispute.orElseThrow().parts() - 1)
                                >= each.result.orElseThrow().steps()),
            "post-cuts, another state beyond the end",
            1.5,
            (execution, suite, choice) -> {
              long parts = execution.dispute.orElseThrow().parts();
              return cutting(
                      execution,
                      Stream.generate(() -> Programs.sha256("beyond")).limit(parts - 1).toList())
                  .fails(ERR_BAD_CUTS);
            }),
        on(
            suite -> disputes(suite, Turn.CUT, false),
            "post-cuts, too late",
            6,
            (execution, suite, choice) ->
                cutting(execution, cuts(execution, choice)).fails(ERR_TOO_LATE)),
        on(
            suite -> disputes(suite, Turn.PICK, true),
            "post-cuts, not one's move",
            0.4,
            (execution, suite, choice) -> cutting(execution, List.of()).fails(ERR_NOT_YOUR_MOVE)),
        on(
            suite -> disputes(suite, Turn.PICK, true).filter(not(Game.CHALLENGER_FALLS_SILENT)),
            "pick",
            75,
            (execution, suite, choice) -> {
              int part = part(execution, choice);
              return picking(execution, challenger(execution), part)
                  .tells(() -> suite.computation.pick(execution, part));
            }),
        on(
            suite -> disputes(suite, Turn.PICK, true),
            "pick, by another",
            0.4,
            (execution, suite, choice) ->
                picking(execution, DataCommands.other(choice, challenger(execution)), 0)
                    .fails(ERR_NOT_AUTHORISED)),
        on(
            suite -> disputes(suite, Turn.PICK, true),
            "pick, no such part",
            0.4,
            (execution, suite, choice) ->
                picking(
                        execution,
                        challenger(execution),
                        execution.dispute.orElseThrow().cuts.size() + 1)
                    .fails(ERR_BAD_PICK)),
        on(
            suite -> disputes(suite, Turn.PICK, false),
            "pick, too late",
            6,
            (execution, suite, choice) ->
                picking(execution, challenger(execution), 0).fails(ERR_TOO_LATE)),
        proof("prove-step, holds", true),
        proof("prove-step, does not hold", false),
        on(
            suite -> disputes(suite, Turn.PROVE, true).filter(each -> !canProve(each)),
            "prove-step, of another state",
            60,
            (execution, suite, choice) -> proving(execution).fails(ERR_BAD_STATE)),
        on(
            suite -> disputes(suite, Turn.PROVE, false),
            "prove-step, too late",
            8,
            (execution, suite, choice) -> proving(execution).fails(ERR_TOO_LATE)));
  }

  private static boolean holds(Execution execution) {
    var dispute = execution.dispute.orElseThrow();
    return shown(execution).honestlyAfter(dispute.lo).equals(dispute.hiState);
  }

  private static Command proof(String name, boolean holds) {
    return on(
        suite ->
            disputes(suite, Turn.PROVE, true)
                .filter(not(Game.PROVIDER_NEVER_PROVES))
                .filter(each -> canProve(each) && holds(each) == holds),
        name,
        75,
        (execution, suite, choice) ->
            proving(execution)
                .tells(
                    event -> {
                      assertThat(event.get("holds"))
                          .as("the step of %s holds", execution)
                          .isEqualTo(Cl.bool(holds));
                      suite.computation.endDispute(execution, holds);
                    }));
  }

  // ---- ends

  private static List<Command> ending() {
    return List.of(
        on(
            DisputeCommands::overdue,
            "expire-dispute",
            8,
            (execution, suite, choice) -> expire(suite, execution, choice.of(Actor.KEEPERS))),
        on(
            suite -> Stream.of(Turn.values()).flatMap(turn -> disputes(suite, turn, true)),
            "expire-dispute, too early",
            0.4,
            (execution, suite, choice) ->
                call(Actor.KEEPER, Chain.COMPUTATION, "expire-dispute", uint(execution.id))
                    .fails(ERR_TOO_EARLY)),
        on(
            DisputeCommands::undecided,
            "release-challenge",
            8,
            (stuck, suite, choice) -> release(suite, stuck, choice.of(Actor.KEEPERS))),
        on(
            suite ->
                suite.executions.stream()
                    .flatMap(each -> each.challenges.stream().map(entry -> new Stuck(each, entry)))
                    .filter(each -> !each.entry.over && !isDecided(suite, each.execution)),
            "release-challenge, pending",
            0.3,
            (stuck, suite, choice) -> releasing(stuck, Actor.KEEPER).fails(ERR_PENDING)),
        on(
            suite ->
                suite.executions.stream()
                    .flatMap(each -> each.challenges.stream().map(entry -> new Stuck(each, entry)))
                    .filter(each -> each.entry.over),
            "release-challenge, nothing there",
            0.3,
            (stuck, suite, choice) -> releasing(stuck, Actor.KEEPER).fails(ERR_NOTHING_DUE)));
  }

  static Stream<Execution> overdue(Suite suite) {
    return Stream.of(Turn.values()).flatMap(turn -> disputes(suite, turn, false));
  }

  static Action expire(Suite suite, Execution execution, Actor keeper) {
    boolean providerWins = execution.dispute.orElseThrow().turn == Turn.PICK;
    return call(keeper, Chain.COMPUTATION, "expire-dispute", uint(execution.id))
        .tells(() -> suite.computation.endDispute(execution, providerWins));
  }

  /** A challenge that the outcome left undecided. */
  record Stuck(Execution execution, Challenge entry) {
    @Override
    public String toString() {
      return execution + " " + entry.index;
    }
  }

  private static boolean isDecided(Suite suite, Execution execution) {
    var outcome = execution.outcome(suite.now);
    return outcome == State.ACCEPTED || outcome == State.REFUTED;
  }

  static Stream<Stuck> undecided(Suite suite) {
    return suite.executions.stream()
        .filter(each -> isDecided(suite, each))
        .flatMap(each -> each.challenges.stream().map(entry -> new Stuck(each, entry)))
        .filter(each -> !each.entry.over);
  }

  private static Action.Unanswered releasing(Stuck stuck, Actor keeper) {
    return call(
        keeper,
        Chain.COMPUTATION,
        "release-challenge",
        uint(stuck.execution.id),
        uint(stuck.entry.index));
  }

  static Action release(Suite suite, Stuck stuck, Actor keeper) {
    return releasing(stuck, keeper)
        .tells(() -> suite.computation.releaseChallenge(stuck.execution, stuck.entry));
  }
}
