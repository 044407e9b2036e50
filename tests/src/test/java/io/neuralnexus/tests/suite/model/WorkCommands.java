package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.on;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.model.Choice;
import io.neuralnexus.tests.suite.model.Execution.Claim;
import io.neuralnexus.tests.suite.model.Execution.Seat;
import io.neuralnexus.tests.suite.model.Execution.State;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What providers and verifiers do, but for disputes. */
final class WorkCommands {
  static final Buff SALT = Programs.sha256("salt of a commitment");

  static final List<Command> ALL =
      Stream.of(registering(), committing(), revealing(), delivering())
          .flatMap(List::stream)
          .toList();

  private WorkCommands() {}

  // ---- stakes

  private static List<Command> registering() {
    return List.of(
        on(
            suite ->
                Stream.concat(Actor.PROVIDERS.stream(), Stream.of(Actor.VERIFIER_1))
                    .filter(who -> !suite.isPaused() && !suite.providers.containsKey(who)),
            "register-provider",
            1,
            (who, suite, choice) ->
                registerProvider(
                    suite,
                    who,
                    suite.parameter("compute-min-stake") + choice.number("more", 0, 100_000_000))),
        on(
            suite -> suite.providers.values().stream().filter(each -> !suite.isPaused()),
            "register-provider, again",
            0.1,
            (provider, suite, choice) ->
                call(
                        provider.who,
                        Chain.COMPUTATION,
                        "register-provider",
                        uint(suite.parameter("compute-min-stake")))
                    .fails(ERR_ALREADY_REGISTERED)),
        on(
            suite ->
                suite.providers.values().stream()
                    .filter(each -> each.stake.free() < 2 * suite.parameter("compute-min-stake")),
            "top-up-provider",
            1,
            (provider, suite, choice) -> {
              long lacking =
                  Math.max(1, suite.parameter("compute-min-stake") - provider.stake.free());
              long amount = lacking + choice.number("more", 0, 60_000_000);
              return call(provider.who, Chain.COMPUTATION, "top-up-provider", uint(amount))
                  .tells(() -> suite.computation.topUp(provider, amount));
            }),
        on(
            suite ->
                suite.providers.values().stream()
                    .filter(each -> each.stake.free() + 1 < suite.parameter("compute-min-stake")),
            "top-up-provider, not enough",
            0.3,
            (provider, suite, choice) ->
                call(provider.who, Chain.COMPUTATION, "top-up-provider", uint(1))
                    .fails(ERR_BAD_STAKE)),
        on(
            WorkCommands::mayUnstake,
            "unstake-provider",
            0.15,
            (provider, suite, choice) -> unstake(suite, provider)),
        on(
            suite -> suite.providers.values().stream().filter(each -> each.stake.leaving > 0),
            "unstake-provider, leaving already",
            0.3,
            (provider, suite, choice) ->
                call(provider.who, Chain.COMPUTATION, "unstake-provider")
                    .fails(Compensation.Error.ERR_LEAVING)),
        on(
            suite ->
                Actor.VERIFIERS.stream()
                    .filter(
                        who ->
                            !suite.isPaused()
                                && suite.verifier(who).filter(each -> each.open).isEmpty()),
            "register-verifier",
            2,
            (who, suite, choice) -> registerVerifier(suite, who)),
        on(
            suite -> suite.verifiers.stream().filter(each -> each.open && !suite.isPaused()),
            "register-verifier, again",
            0.1,
            (verifier, suite, choice) ->
                call(verifier.who, Chain.COMPUTATION, "register-verifier")
                    .fails(ERR_ALREADY_REGISTERED)),
        on(
            WorkCommands::mayLeave,
            "unstake-verifier",
            0.15,
            (verifier, suite, choice) -> unstake(suite, verifier)),
        on(
            suite -> suite.verifiers.stream().filter(each -> each.seats > 0),
            "unstake-verifier, in use",
            0.3,
            (verifier, suite, choice) ->
                call(verifier.who, Chain.COMPUTATION, "unstake-verifier", uint(verifier.number))
                    .fails(ERR_IN_USE)));
  }

  static Action registerProvider(Suite suite, Actor who, long amount) {
    return call(who, Chain.COMPUTATION, "register-provider", uint(amount))
        .tells(() -> suite.computation.registerProvider(who, amount));
  }

  static Stream<Provider> mayUnstake(Suite suite) {
    return suite.providers.values().stream()
        .filter(each -> each.stake.leaving == 0 && each.stake.free() > 0);
  }

  static Action unstake(Suite suite, Provider provider) {
    return call(provider.who, Chain.COMPUTATION, "unstake-provider")
        .tells(() -> suite.computation.unstake(provider));
  }

  static Action registerVerifier(Suite suite, Actor who) {
    return call(who, Chain.COMPUTATION, "register-verifier")
        .tells(() -> suite.computation.registerVerifier(who));
  }

  static Stream<Verifier> mayLeave(Suite suite) {
    return suite.verifiers.stream()
        .filter(each -> each.seats == 0 && each.stake.leaving == 0 && each.stake.free() > 0);
  }

  static Action unstake(Suite suite, Verifier verifier) {
    return call(verifier.who, Chain.COMPUTATION, "unstake-verifier", uint(verifier.number))
        .tells(() -> suite.computation.unstake(verifier));
  }

  // ---- commitments

  /** Somebody with a part in an execution. */
  private record Duty(Execution execution, Actor who) {
    boolean isProviders() {
      return who == execution.provider();
    }

    Mood mood() {
      return Mood.of(execution.job);
    }

    boolean isFulfilled() {
      return mood() != (isProviders() ? Mood.PROVIDER_NEVER_COMMITS : Mood.AUDITORS_SLEEP);
    }

    boolean isRevealed() {
      return mood() != Mood.AUDITORS_NEVER_REVEAL && mood() != Mood.NOBODY_SEES_THE_LIE;
    }

    Claim committed() {
      return execution.commitments.get(who);
    }

    boolean agrees() {
      return committed().end().equals(execution.result.orElseThrow().end());
    }

    boolean inTime(Suite suite) {
      return !suite.now.isOver(execution.since, execution.job.spec.trainingWindow());
    }

    Run.Kind says(Choice choice) {
      boolean lies = isProviders() ? mood().isProviderLying() : mood() == Mood.AUDITORS_LIE;
      if (!lies && !choice.chance("lie " + this, 0.04)) return Run.Kind.TRUTH;
      return choice.chance("score " + this, 0.6) ? Run.Kind.SCORE : Run.Kind.MEMORY;
    }

    Action.Unanswered committing(Claim claim) {
      return call(
          who, Chain.COMPUTATION, "commit", uint(execution.id), commitment(execution, who, claim));
    }

    @Override
    public String toString() {
      return execution + " " + who;
    }
  }

  static Buff commitment(Execution execution, Actor who, Claim claim) {
    return Programs.sha256(
        tuple(
                "execution", uint(execution.id),
                "who", who.principal(),
                "final", claim.end(),
                "steps", uint(claim.steps()),
                "salt", SALT)
            .serialize());
  }

  private static Stream<Duty> duties(Suite suite, State state) {
    return suite.executions.stream()
        .filter(execution -> execution.state == state)
        .flatMap(
            execution ->
                Stream.concat(
                        Stream.of(execution.provider()),
                        execution.auditors.stream().map(each -> each.who))
                    .map(who -> new Duty(execution, who)));
  }

  private static List<Command> committing() {
    return List.of(
        on(
            suite ->
                duties(suite, State.TRAINING)
                    .filter(
                        duty ->
                            duty.inTime(suite)
                                && duty.isFulfilled()
                                && !duty.execution.hasCommitted(duty.who)),
            "commit",
            54,
            (duty, suite, choice) -> {
              var claim = Claim.of(duty.execution.job.run(duty.says(choice)));
              return duty.committing(claim)
                  .tells(() -> suite.computation.commit(duty.execution, duty.who, claim));
            }),
        on(
            suite ->
                duties(suite, State.TRAINING)
                    .filter(duty -> duty.inTime(suite) && duty.execution.hasCommitted(duty.who)),
            "commit, again",
            0.4,
            (duty, suite, choice) ->
                duty.committing(Claim.of(duty.execution.job.run(Run.Kind.TRUTH)))
                    .fails(ERR_BAD_COMMITMENT)),
        on(
            suite -> duties(suite, State.TRAINING).filter(duty -> !duty.inTime(suite)),
            "commit, too late",
            4,
            (duty, suite, choice) ->
                duty.committing(Claim.of(duty.execution.job.run(Run.Kind.TRUTH)))
                    .fails(ERR_TOO_LATE)),
        on(
            suite ->
                suite.executions.stream()
                    .filter(each -> each.state == State.TRAINING)
                    .map(each -> new Duty(each, Actor.KEEPER))
                    .filter(duty -> duty.inTime(suite)),
            "commit, by nobody seated",
            0.3,
            (duty, suite, choice) ->
                duty.committing(Claim.of(duty.execution.job.run(Run.Kind.TRUTH)))
                    .fails(ERR_NOT_AUTHORISED)));
  }

  // ---- results

  private static Action.Unanswered completing(Execution execution, Run run) {
    var output = run.output();
    return call(
        execution.provider(),
        Chain.MARKET,
        "complete-training-job",
        uint(execution.job.id),
        run.end().bytes(),
        uint(run.length()),
        SALT,
        output.words(),
        list(output.path()));
  }

  private static Optional<Run> committed(Execution execution) {
    return Optional.ofNullable(execution.commitments.get(execution.provider())).flatMap(Claim::run);
  }

  private static boolean mayComplete(Suite suite, Execution execution) {
    return execution.state == State.TRAINING
        && execution.mayReveal(suite.now)
        && !isResultLate(suite, execution);
  }

  private static boolean isResultLate(Suite suite, Execution execution) {
    return suite.now.isOver(
        execution.since, execution.job.spec.trainingWindow() + execution.terms.resultWindow());
  }

  private static List<Command> revealing() {
    return List.of(
        on(
            suite ->
                suite.executions.stream()
                    .filter(each -> mayComplete(suite, each) && committed(each).isPresent())
                    .filter(each -> Mood.of(each.job) != Mood.PROVIDER_NEVER_REVEALS),
            "complete-training-job",
            54,
            (execution, suite, choice) -> {
              var run = committed(execution).orElseThrow();
              return completing(execution, run)
                  .tells(
                      event -> {
                        suite.computation.reveal(execution);
                        assertThat(Values.number(event, "score")).isEqualTo(run.output().score());
                      });
            }),
        on(
            suite ->
                suite.executions.stream()
                    .filter(each -> mayComplete(suite, each) && committed(each).isPresent()),
            "complete-training-job, not what was committed to",
            0.5,
            (execution, suite, choice) -> {
              var said = committed(execution).orElseThrow().kind;
              var other = said == Run.Kind.TRUTH ? Run.Kind.SCORE : Run.Kind.TRUTH;
              return completing(execution, execution.job.run(other)).fails(ERR_BAD_REVEAL);
            }),
        on(
            suite ->
                suite.executions.stream()
                    .filter(each -> each.state == State.TRAINING && !each.mayReveal(suite.now)),
            "complete-training-job, too early",
            0.5,
            (execution, suite, choice) ->
                completing(execution, execution.job.run(Run.Kind.TRUTH)).fails(ERR_TOO_EARLY)),
        on(
            suite ->
                suite.executions.stream()
                    .filter(each -> each.state == State.TRAINING && isResultLate(suite, each)),
            "complete-training-job, too late",
            10,
            (execution, suite, choice) ->
                completing(execution, execution.job.run(Run.Kind.TRUTH)).fails(ERR_TOO_LATE)),
        on(
            suite ->
                revealers(suite)
                    .filter(duty -> isAuditInTime(suite, duty.execution) && duty.agrees())
                    .filter(Duty::isRevealed),
            "reveal-audit, agrees",
            42,
            (duty, suite, choice) -> reveal(suite, duty)),
        on(
            suite ->
                revealers(suite)
                    .filter(duty -> isAuditInTime(suite, duty.execution) && !duty.agrees())
                    .filter(Duty::isRevealed),
            "reveal-audit, differs",
            60,
            (duty, suite, choice) -> reveal(suite, duty)),
        on(
            suite -> revealers(suite).filter(duty -> !isAuditInTime(suite, duty.execution)),
            "reveal-audit, too late",
            5,
            (duty, suite, choice) -> revealing(duty, SALT).fails(ERR_TOO_LATE)),
        on(
            suite -> revealers(suite).filter(duty -> isAuditInTime(suite, duty.execution)),
            "reveal-audit, not what was committed to",
            0.3,
            (duty, suite, choice) ->
                revealing(duty, Programs.sha256("another salt")).fails(ERR_BAD_REVEAL)));
  }

  /** Auditors who have committed and not revealed, of a result that is there. */
  private static Stream<Duty> revealers(Suite suite) {
    return Stream.concat(duties(suite, State.REVEALED), duties(suite, State.DISPUTED))
        .filter(
            duty ->
                duty.execution
                    .seatOf(duty.who)
                    .filter(seat -> duty.execution.seats.get(seat) == Seat.COMMITTED)
                    .isPresent());
  }

  private static boolean isAuditInTime(Suite suite, Execution execution) {
    return !suite.now.isOver(execution.since, execution.terms.revealWindow());
  }

  private static Action.Unanswered revealing(Duty duty, Buff salt) {
    return call(
        duty.who,
        Chain.COMPUTATION,
        "reveal-audit",
        uint(duty.execution.id),
        duty.committed().end(),
        uint(duty.committed().steps()),
        salt);
  }

  private static Action reveal(Suite suite, Duty duty) {
    return revealing(duty, SALT)
        .tells(() -> suite.computation.revealAudit(duty.execution, duty.who));
  }

  // ---- delivery

  private static Stream<Execution> deliveries(Suite suite, boolean inTime) {
    return suite.executions.stream()
        .filter(each -> each.delivery.filter(delivery -> !delivery.over).isPresent())
        .filter(
            each ->
                suite.now.isOver(each.delivery.orElseThrow().since, each.terms.deliveryWindow())
                    != inTime);
  }

  private static Action.Unanswered delivering(Execution execution, Actor who) {
    return call(
        who,
        Chain.COMPUTATION,
        "deliver",
        uint(execution.id),
        Programs.sha256("ciphertext of a model"),
        ascii("ipfs://model"));
  }

  private static List<Command> delivering() {
    return List.of(
        on(
            suite -> deliveries(suite, true).filter(each -> !each.delivery.orElseThrow().requested),
            "request-delivery",
            3,
            (execution, suite, choice) ->
                call(
                        execution.job.developer,
                        Chain.COMPUTATION,
                        "request-delivery",
                        uint(execution.id))
                    .tells(
                        () -> {
                          var delivery = execution.delivery.orElseThrow();
                          delivery.requested = true;
                          delivery.since = suite.now;
                          suite.touch(execution);
                        })),
        on(
            suite ->
                deliveries(suite, false).filter(each -> !each.delivery.orElseThrow().requested),
            "request-delivery, too late",
            4,
            (execution, suite, choice) ->
                call(
                        execution.job.developer,
                        Chain.COMPUTATION,
                        "request-delivery",
                        uint(execution.id))
                    .fails(ERR_TOO_LATE)),
        on(
            suite ->
                deliveries(suite, true)
                    .filter(each -> !each.delivery.orElseThrow().delivered)
                    .filter(each -> each.id % 3 > 0),
            "deliver",
            1.5,
            (execution, suite, choice) ->
                delivering(
                        execution,
                        choice.chance("auditor", 0.3) && !execution.auditors.isEmpty()
                            ? execution.auditors.getFirst().who
                            : execution.provider())
                    .tells(
                        () -> {
                          execution.delivery.orElseThrow().delivered = true;
                          suite.touch(execution);
                        })),
        on(
            suite -> deliveries(suite, true),
            "deliver, by nobody seated",
            1,
            (execution, suite, choice) ->
                delivering(execution, Actor.KEEPER).fails(ERR_NOT_AUTHORISED)),
        on(
            WorkCommands::closable,
            "close-delivery",
            3,
            (execution, suite, choice) -> close(suite, execution, choice.of(Actor.KEEPERS))),
        on(
            suite -> deliveries(suite, true).filter(each -> !each.delivery.orElseThrow().delivered),
            "close-delivery, too early",
            1,
            (execution, suite, choice) ->
                call(Actor.KEEPER, Chain.COMPUTATION, "close-delivery", uint(execution.id))
                    .fails(ERR_TOO_EARLY)));
  }

  static Stream<Execution> closable(Suite suite) {
    return Stream.concat(
        deliveries(suite, false),
        deliveries(suite, true).filter(each -> each.delivery.orElseThrow().delivered));
  }

  static Action close(Suite suite, Execution execution, Actor keeper) {
    return call(keeper, Chain.COMPUTATION, "close-delivery", uint(execution.id))
        .tells(() -> suite.computation.closeDelivery(execution));
  }
}
