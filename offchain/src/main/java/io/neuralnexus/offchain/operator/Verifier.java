package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.ComputationVerification.Challenge;
import io.neuralnexus.offchain.contracts.ComputationVerification.ChallengeMembers;
import io.neuralnexus.offchain.contracts.ComputationVerification.Constants;
import io.neuralnexus.offchain.contracts.ComputationVerification.Result;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.job.KeyFolder;
import io.neuralnexus.offchain.job.KeySource;
import io.neuralnexus.offchain.operator.JobView.ExecutionView;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches results: as an auditor, when it is drawn, and as a volunteer, when it was given the keys
 * to the inputs outside the chain. It re-executes, and disputes what differs to the end.
 *
 * @param seats whether it registers for draws, with a stake
 * @param maxStake micro-STX that it registers with, at most
 * @param volunteer keys that were given to it; empty if it challenges nobody unasked
 * @param maxBond micro-STX of a challenge, at most
 */
public record Verifier(boolean seats, long maxStake, Optional<KeyFolder> volunteer, long maxBond)
    implements Role {
  /** Blocks that an auditor leaves to the provider for what anyone may do. */
  private static final int PATIENCE = 2;

  /** Verifiers are numbered from 1; four audit bonds are a stake. */
  private static final long BONDS = 4;

  @Override
  public String name() {
    return "verifier";
  }

  @Override
  public void follow(Desk desk, Object event) {
    switch (event) {
      case Marketplace.Event.AssignJob assigned -> {
        if (assigned.grantees().indexOf(desk.account) > 0) {
          desk.store.watch(assigned.id().longValueExact(), "drawn");
        }
      }
      case Marketplace.Event.CompleteTrainingJob completed -> {
        if (volunteer.isPresent()) desk.store.watch(completed.id().longValueExact(), "result");
      }
      case Marketplace.Event.PostHoldoutKey posted ->
          desk.store.setHoldOutKeys(posted.id().longValueExact(), posted.keys());
      default -> {}
    }
  }

  @Override
  public void plan(Desk desk, Plan plan) {
    var number = desk.computation.getVerifierNumber(desk.account);
    if (seats) {
      desk.announce(plan);
      if (number.isEmpty()) register(desk, plan);
    }
    for (var each : desk.store.watched()) {
      desk.attend(each, () -> new Watch(desk, plan, desk.job(each.id()), number).phase());
    }
  }

  /** Not again by itself: whoever lost a seat has to find out why first. */
  private void register(Desk desk, Plan plan) {
    var stake = BONDS * desk.parameter("audit-bond");
    if (stake > maxStake) {
      Watch.LOG
          .atWarn()
          .addKeyValue("stake", stake)
          .addKeyValue("atMost", maxStake)
          .log("not registered: the stake of a verifier is above max-stake");
      return;
    }
    plan.due("register-verifier", desk.computation.as(desk.account).tx().registerVerifier());
  }

  /** One look at a job. */
  private final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Verifier.class);

    private final Desk desk;
    private final Plan plan;
    private final JobView job;
    private final Optional<Uint> number;

    Watch(Desk desk, Plan plan, JobView job, Optional<Uint> number) {
      this.desk = desk;
      this.plan = plan;
      this.job = job;
      this.number = number;
    }

    String phase() {
      if (job.is(Marketplace.Constants.KEYED)) return waiting();
      if (job.execution().isEmpty()) return Desk.OVER + job.progress().state();
      var execution = job.execution().get();
      var seat = number.flatMap(execution::seat);
      if (!job.is(Marketplace.Constants.PROCESSING)) return settled(execution);
      return switch (execution.outcome()) {
        case Constants.TRAINING -> training(execution, seat);
        case Constants.REVEALED, Constants.DISPUTED -> shown(execution, seat);
        default -> {
          desk.finalise(job, execution, PATIENCE, plan);
          yield execution.outcome();
        }
      };
    }

    private String waiting() {
      plan.wakeAt(Math.max(job.confirmation().end(), desk.now().burn() + 1));
      return "drawn";
    }

    private KeySource keys(Optional<Uint> seat) {
      if (seat.isPresent() || volunteer.isEmpty()) {
        return desk.granted(job.id().longValueExact());
      }
      return volunteer.get();
    }

    private String training(ExecutionView execution, Optional<Uint> seat) {
      if (seat.isEmpty()) return Desk.OVER + "not seated";
      if (!seat.get().equals(Constants.SILENT)) {
        plan.wakeAt(Math.max(execution.show().end(), desk.now().burn() + 1));
        return "committed";
      }
      plan.wakeAt(Math.max(execution.training().end(), desk.now().burn() + 1));
      var claim = desk.claim(job, keys(seat), plan);
      if (claim.isEmpty()) return "re-executing";
      desk.commit(execution, claim.get(), plan);
      return "re-executed";
    }

    private String shown(ExecutionView execution, Optional<Uint> seat) {
      if (seat.isEmpty()
          && (volunteer.isEmpty() || !volunteer.get().knows(job.id().longValueExact()))) {
        return Desk.OVER + "no keys";
      }
      plan.wakeAt(Math.max(execution.challengeWindow().end(), desk.now().burn() + 1));
      var doing = seat.isPresent() ? audit(execution, seat.get()) : watch(execution);
      if (execution.outcome().equals(Constants.DISPUTED)) return dispute(execution, seat, doing);
      return doing;
    }

    private String audit(ExecutionView execution, Uint seat) {
      if (!seat.equals(Constants.COMMITTED)) return "revealed";
      if (execution.reveals().isOver(desk.now())) return "not revealed in time";
      var claim = desk.claim(job, keys(Optional.of(seat)), plan);
      if (claim.isEmpty()) return "re-executing";
      plan.due(
          "reveal " + execution.id(),
          desk.computation
              .as(desk.account)
              .tx()
              .revealAudit(
                  execution.id(),
                  claim.get().hash(),
                  Uint.of(claim.get().steps()),
                  desk.salt(execution.id())),
          execution.reveals().end() - 1);
      return "revealing";
    }

    /** Re-executes unasked, and challenges with a bond what came to something else. */
    private String watch(ExecutionView execution) {
      var claim = desk.claim(job, keys(Optional.empty()), plan);
      if (claim.isEmpty()) return "re-executing";
      var result = execution.result().orElseThrow();
      if (claim.get().hash().equals(result.final_())) return "agrees";
      if (isChallenged(execution)) return "challenged";
      var isOpen =
          execution.outcome().equals(Constants.DISPUTED)
              || !execution.challengeWindow().isOver(desk.now());
      var terms = execution.terms().terms();
      var bond = terms.challengeBond().longValueExact();
      if (!isOpen) return "differs, too late";
      if (bond > maxBond) return "differs, the bond is too high";
      if (terms.maxDisputes().longValueExact() <= execution.challenges().size()) {
        return "differs, the queue is full";
      }
      plan.due(
          "challenge %s, entry %d".formatted(execution.id(), execution.challenges().size() + 1),
          desk.computation
              .as(desk.account)
              .tx()
              .challenge(
                  execution.id(), claim.get().hash(), steps(execution, claim.get(), result)));
      LOG.atWarn()
          .addKeyValue("job", job.id())
          .addKeyValue("bond", bond)
          .log("the result differs: challenging it");
      return "challenging";
    }

    /** The result would be challenged by nobody if whoever lost a dispute tried again. */
    private boolean isChallenged(ExecutionView execution) {
      return execution.challenges().stream().anyMatch(entry -> isMember(entry));
    }

    private boolean isMember(Challenge entry) {
      return entry.members().stream().anyMatch(member -> member.who().equals(desk.account));
    }

    /**
     * Steps that nobody else claims in an entry that could be joined: in that one, others would
     * make the moves. Beyond its end a run stays where it is, so more steps say the same.
     */
    private Uint steps(ExecutionView execution, Claim claim, Result result) {
      var most = execution.terms().maxSteps().longValueExact();
      for (long steps = claim.steps(); steps < most; steps++) {
        if (isFree(execution, claim, Uint.of(steps))) return Uint.of(steps);
      }
      return Uint.of(claim.steps());
    }

    private boolean isFree(ExecutionView execution, Claim claim, Uint steps) {
      return execution.challenges().stream()
          .noneMatch(
              entry ->
                  entry.open()
                      && entry.final_().equals(claim.hash())
                      && entry.steps().equals(steps)
                      && !entry.members().getFirst().auditor());
    }

    private String dispute(ExecutionView execution, Optional<Uint> seat, String otherwise) {
      var entry = execution.current();
      if (!isMember(entry)) {
        // Windows stand still while others dispute; nothing ends unseen.
        return otherwise;
      }
      var turn = execution.dispute().orElseThrow().turn();
      if (!turn.equals(Constants.PICK)) {
        desk.expire(execution, 0, plan);
        return "disputing, the provider's move";
      }
      if (entry.members().getFirst().who().equals(desk.account)) {
        desk.pick(job, execution, keys(seat), plan);
        return "disputing, our move";
      }
      return "disputing, another moves for us";
    }

    private String settled(ExecutionView execution) {
      var released = true;
      for (int i = 0; i < execution.challenges().size(); i++) {
        var entry = execution.challenges().get(i);
        if (entry.over() || !hasBond(entry.members())) continue;
        released = false;
        plan.due(
            "release %s, entry %d".formatted(execution.id(), i + 1),
            desk.computation
                .as(desk.account)
                .tx()
                .releaseChallenge(execution.id(), Uint.of(i + 1)));
      }
      return released ? Desk.OVER + job.progress().state() : "releasing the bond";
    }

    private boolean hasBond(List<ChallengeMembers> members) {
      Principal account = desk.account;
      return members.stream().anyMatch(member -> !member.auditor() && member.who().equals(account));
    }
  }
}
