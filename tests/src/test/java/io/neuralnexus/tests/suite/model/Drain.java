package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.tests.suite.model.WorldCommands.Moment;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The way out of every state: time passes, a keeper calls what anyone may call, and owners take
 * what is theirs. Nobody has to do anything for another, and a pause stops nothing of it.
 */
final class Drain implements Play.Epilogue {
  private static final Actor KEEPER = Actor.KEEPER;

  /** Disputes that auditors can add to those of the queue. */
  private static final int MOST_SEATS = 3;

  @Override
  public void after(Play play) {
    var suite = play.suite();
    if (suite.parliament.mayPause() && suite.jobs.size() % 2 == 0) {
      play.perform(GovernanceCommands.pause(suite));
    }
    long bound = bound(suite);
    long begun = suite.now.burn();
    endEveryJob(play);
    assertThat(suite.now.burn() - begun)
        .as("burn blocks until every job has ended")
        .isLessThanOrEqualTo(bound);
    assertThatOnlyOwnersAreOwed(suite);
    passRoyaltiesOn(play);
    leave(play);
    assertThatTheVaultIsEmpty(suite);
    closeGovernance(play);
    play.checkEverything();
    play.assertThatEventsToldEverything();
  }

  // ---- jobs

  /** Burn blocks after which no job can be under way, whoever falls silent. */
  private static long bound(Suite suite) {
    return suite.running().mapToLong(Drain::bound).max().orElse(0)
        + suite.executions.stream()
            .mapToLong(each -> each.terms.deliveryWindow() + 1)
            .reduce(suite.parameter("delivery-window") + 1, Math::max);
  }

  /** The longest way of a job through all its states, a block for each deadline that must pass. */
  private static long bound(Job job) {
    var spec = job.spec;
    long auction = spec.auctionWindow() + 60 + 3;
    long keys = job.keysDue() + 1;
    var terms = job.execution.map(each -> each.terms);
    long training = spec.trainingWindow() + terms.map(Execution.Terms::resultWindow).orElse(0L) + 1;
    long disputes = terms.map(each -> each.maxDisputes() + MOST_SEATS).orElse(0L);
    long move = terms.map(each -> each.moveWindow() + 1).orElse(0L);
    long window = terms.map(each -> each.challengeWindow() + 1).orElse(0L);
    return 2 * spec.matchWindow() + 1 + auction + keys + training + disputes * move + window;
  }

  private static void endEveryJob(Play play) {
    var suite = play.suite();
    while (true) {
      var move = push(suite);
      if (move.isPresent()) {
        play.perform(move.get());
        continue;
      }
      var next = nextMoment(suite);
      if (next.isEmpty()) break;
      play.perform(WorldCommands.until(suite, next.get()));
    }
    assertThat(suite.running()).as("jobs that time and a keeper cannot end").isEmpty();
  }

  /** A move that anyone can make now for a job, or for what it left. */
  private static Optional<Action> push(Suite suite) {
    return Stream.<Stream<Action>>of(
            JobCommands.assignable(suite).map(job -> JobCommands.assign(suite, job, KEEPER)),
            suite
                .running()
                .filter(suite.market::mayEnd)
                .map(job -> JobCommands.end(suite, job, KEEPER)),
            DisputeCommands.overdue(suite)
                .map(execution -> DisputeCommands.expire(suite, execution, KEEPER)),
            JobCommands.concluded(suite).map(job -> JobCommands.finalise(suite, job, KEEPER)),
            DisputeCommands.undecided(suite)
                .map(stuck -> DisputeCommands.release(suite, stuck, KEEPER)),
            WorkCommands.closable(suite)
                .map(execution -> WorkCommands.close(suite, execution, KEEPER)))
        .flatMap(each -> each)
        .findFirst();
  }

  private static Optional<Moment> nextMoment(Suite suite) {
    return WorldCommands.momentsOfJobs(suite).min(Comparator.comparing(Moment::burn));
  }

  private static void assertThatOnlyOwnersAreOwed(Suite suite) {
    assertThat(suite.jobs.stream().filter(job -> job.escrow.isPresent()))
        .as("escrows of jobs that have ended")
        .isEmpty();
    assertThat(
            suite.vault.holds.stream()
                .filter(hold -> hold.purpose.endsWith("-bond") && hold.amount > 0))
        .as("bonds of jobs that have ended")
        .isEmpty();
    assertThat(suite.vault.holds.stream().filter(hold -> hold.locked > 0))
        .as("stakes that are bound though every job has ended")
        .isEmpty();
    assertThat(suite.verifiers.stream().filter(each -> each.seats > 0))
        .as("seats held though every job has ended")
        .isEmpty();
    assertThat(suite.datasets.stream().filter(each -> each.running > 0 || each.reserved > 0))
        .as("data sets in use, or with epsilon reserved, though every job has ended")
        .isEmpty();
  }

  // ---- income

  /** Children first, since what they pass on is income of their parents. */
  private static void passRoyaltiesOn(Play play) {
    var suite = play.suite();
    for (var model : suite.models) {
      suite
          .parliament
          .freeze(model)
          .filter(freeze -> freeze.named.isPresent() && !model.restored)
          .ifPresent(freeze -> play.perform(ModelCommands.restore(suite, model, KEEPER)));
    }
    var frozen = suite.models.stream().filter(suite.registry::isWithheld).toList();
    for (var model : frozen) {
      var freeze = suite.parliament.freeze(model).orElseThrow();
      long over = freeze.since.burn() + freeze.blocks + 1;
      if (over > suite.now.burn()) {
        play.perform(WorldCommands.until(suite, new Moment(over, "the end of a freeze")));
      }
    }
    for (var model : suite.models.reversed()) {
      ModelCommands.royalties(suite)
          .filter(each -> each.model() == model && each.due() > 0)
          .toList()
          .forEach(each -> play.perform(ModelCommands.settle(suite, each, KEEPER)));
    }
    ModelCommands.parts(suite)
        .filter(part -> part.due(suite) > 0)
        .toList()
        .forEach(part -> play.perform(ModelCommands.claim(suite, part, KEEPER)));
    for (var model : suite.models) {
      assertThat(model.pool.held())
          .as("dust of the pool of %s", model)
          .isBetween(0L, model.pool.claimants() - 1L);
    }
  }

  // ---- everybody goes

  private static void leave(Play play) {
    var suite = play.suite();
    // What is leaving already goes first; a stake leaves in one go.
    for (int round = 0; round < 2; round++) {
      DataCommands.mayUnstake(suite)
          .toList()
          .forEach(each -> play.perform(DataCommands.unstake(suite, each)));
      WorkCommands.mayUnstake(suite)
          .toList()
          .forEach(each -> play.perform(WorkCommands.unstake(suite, each)));
      WorkCommands.mayLeave(suite)
          .toList()
          .forEach(each -> play.perform(WorkCommands.unstake(suite, each)));
      long last =
          suite.vault.holds.stream()
              .filter(hold -> hold.leaving > 0)
              .mapToLong(hold -> hold.since.burn() + hold.unbonding + 1)
              .max()
              .orElse(0);
      if (last > suite.now.burn()) {
        play.perform(WorldCommands.until(suite, new Moment(last, "the last unbonding")));
      }
      MoneyCommands.leaving(suite, true)
          .toList()
          .forEach(hold -> play.perform(MoneyCommands.collect(suite, hold, KEEPER)));
    }
    for (var who : Actor.values()) {
      long balance = suite.vault.balance(who);
      if (balance > 0) play.perform(MoneyCommands.withdraw(suite, who, balance));
    }
    if (suite.vault.skimmable() > 0) play.perform(MoneyCommands.skim(suite, KEEPER));
  }

  private static void assertThatTheVaultIsEmpty(Suite suite) {
    assertThat(suite.vault.holds.stream().filter(hold -> hold.amount > 0))
        .as("stakes and bonds when everybody has left")
        .isEmpty();
    assertThat(suite.vault.obligations())
        .as("obligations when everybody has left, against the dust of the pools")
        .isEqualTo(suite.models.stream().mapToLong(model -> model.pool.held()).sum());
    assertThat(suite.vault.gifts).as("gifts").isZero();
  }

  // ---- governance

  private static void closeGovernance(Play play) {
    var suite = play.suite();
    var motions = List.copyOf(suite.parliament.motions);
    long last =
        motions.stream()
            .filter(motion -> !motion.over)
            .mapToLong(motion -> motion.since.burn() + Parliament.EXPIRY + 1)
            .reduce(suite.parliament.release.burn() + 1, Math::max);
    if (last > suite.now.burn()) {
      play.perform(WorldCommands.until(suite, new Moment(last, "the end of all votes")));
    }
    motions.stream()
        .filter(motion -> !motion.over)
        .forEach(motion -> play.perform(GovernanceCommands.close(suite, motion, KEEPER)));
    if (suite.parliament.lock > 0) play.perform(GovernanceCommands.withdrawLock(suite));
    assertThat(suite.parliament.held()).as("held by governance in the end").isZero();
  }
}
