package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.tests.suite.model.Command.always;

import io.neuralnexus.tests.model.Choice;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/** Time, gifts, and what governance and the guardian do. */
final class WorldCommands {
  static final List<Command> ALL =
      List.of(
          always(
              "gift",
              0.3,
              (none, suite, choice) ->
                  new Action.Gift(choice.of(Actor.PLAYERS), choice.number("amount", 1, 3_000_000))),
          always(
              "wait, some blocks",
              1,
              (none, suite, choice) ->
                  new Action.WaitBurnBlocks(choice.number("blocks", 1, 8), "some")),
          always(
              "wait, a fast chain",
              0.5,
              (none, suite, choice) ->
                  new Action.WaitStacksBlocks(choice.number("blocks", 1, 400))),
          waiting("wait, until something is due", 0.6, (suite, choice) -> true),
          waiting(
              "wait, nothing else to do", 8, (suite, choice) -> !Command.isUrgent(suite, choice)));

  private WorldCommands() {}

  private static Command waiting(String name, double weight, BiPredicate<Suite, Choice> condition) {
    return new Command(
        name,
        weight,
        (suite, choice) ->
            Optional.of(choice)
                .filter(each -> condition.test(suite, each))
                .flatMap(each -> moment(suite, each))
                .map(moment -> until(suite, moment)));
  }

  /** Mostly the next. */
  private static Optional<Moment> moment(Suite suite, Choice choice) {
    return choice.chance("next", 0.85)
        ? moments(suite).min(Comparator.comparing(Moment::burn))
        : choice.among(moments(suite));
  }

  /** A burn height at which something becomes possible, or too late. */
  record Moment(long burn, String what) {
    @Override
    public String toString() {
      return what;
    }
  }

  static Action until(Suite suite, Moment moment) {
    return new Action.WaitBurnBlocks(moment.burn - suite.now.burn(), moment.what);
  }

  /** The moments that are still to come. */
  static Stream<Moment> moments(Suite suite) {
    return Stream.of(
            momentsOfJobs(suite),
            suite.licences.stream()
                .filter(licence -> !licence.refunded && licence.end < Lineage.FOREVER)
                .flatMap(
                    licence ->
                        Stream.of(
                            new Moment(licence.end, "the last block of " + licence),
                            new Moment(licence.end + 1, "the end of " + licence))),
            suite.vault.holds.stream()
                .filter(hold -> hold.leaving > 0)
                .map(hold -> after(hold.since, hold.unbonding, hold + " may leave")),
            suite.parliament.motions.stream()
                .filter(motion -> !motion.over)
                .flatMap(
                    motion ->
                        Stream.of(
                            after(motion.since, Parliament.VOTING, "the votes on " + motion),
                            after(motion.since, Parliament.TIMELOCK, "the timelock of " + motion),
                            after(motion.since, Parliament.EXPIRY, "the end of " + motion))))
        .flatMap(each -> each)
        .filter(moment -> moment.burn > suite.now.burn());
  }

  /** Those of jobs, and of what they leave. */
  static Stream<Moment> momentsOfJobs(Suite suite) {
    return Stream.concat(
            suite.running().flatMap(WorldCommands::momentsOf),
            suite.executions.stream().flatMap(WorldCommands::momentsOf))
        .filter(moment -> moment.burn > suite.now.burn());
  }

  private static Moment after(Clock since, long blocks, String what) {
    return new Moment(since.burn() + blocks + 1, what);
  }

  private static Stream<Moment> momentsOf(Job job) {
    var spec = job.spec;
    return switch (job.state) {
      case OPEN ->
          Stream.of(
              after(job.since, spec.matchWindow(), "the window for proposals of " + job),
              after(job.since, 2 * spec.matchWindow(), "the end of the match of " + job));
      case MATCHED ->
          Stream.of(
              job.bid.isPresent()
                  ? new Moment(job.seedHeight(), "the draw of " + job)
                  : after(job.since, spec.auctionWindow(), "the auction of " + job));
      case KEYED ->
          Stream.of(
              after(job.since, job.terms.keyWindow(), "the keys of " + job),
              after(job.since, job.keysDue(), "the confirmation of " + job));
      default -> Stream.empty();
    };
  }

  private static Stream<Moment> momentsOf(Execution execution) {
    var terms = execution.terms;
    long training = execution.job.spec.trainingWindow();
    var own =
        switch (execution.state) {
          case TRAINING ->
              Stream.of(
                  after(execution.since, training, "the training of " + execution),
                  after(
                      execution.since,
                      training + terms.resultWindow(),
                      "the result of " + execution));
          case REVEALED ->
              Stream.of(
                  after(execution.since, terms.revealWindow(), "the audits of " + execution),
                  after(
                      execution.since, terms.challengeWindow(), "the challenges of " + execution));
          case DISPUTED ->
              execution.dispute.stream()
                  .map(
                      dispute ->
                          after(
                              dispute.since,
                              Math.min(terms.moveWindow(), dispute.clock() - 1),
                              "the move in " + execution));
          default -> Stream.<Moment>empty();
        };
    return Stream.concat(
        own,
        execution.delivery.stream()
            .filter(delivery -> !delivery.over)
            .map(
                delivery ->
                    after(delivery.since, terms.deliveryWindow(), "the delivery of " + execution)));
  }
}
