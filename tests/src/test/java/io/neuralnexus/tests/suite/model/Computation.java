package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.tests.suite.model.Execution.Challenge;
import io.neuralnexus.tests.suite.model.Execution.Claim;
import io.neuralnexus.tests.suite.model.Execution.Member;
import io.neuralnexus.tests.suite.model.Execution.Seat;
import io.neuralnexus.tests.suite.model.Execution.State;
import io.neuralnexus.tests.suite.model.Execution.Turn;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Providers, verifiers, executions and disputes: what changes when a call succeeds. */
final class Computation {
  private static final long BPS = Suite.BPS;
  private static final long WINNER_BPS = 8_000;

  private final Suite suite;

  Computation(Suite suite) {
    this.suite = suite;
  }

  // ---- who computes and who checks

  void registerProvider(Actor who, long amount) {
    var provider = new Provider(who, suite.vault.open("provider-stake", who, amount));
    suite.providers.put(who, provider);
    suite.touch(provider);
  }

  void topUp(Provider provider, long amount) {
    suite.vault.collect(provider.who, amount);
    provider.stake.amount += amount;
    provider.open = true;
    suite.touch(provider.stake);
    suite.touch(provider);
  }

  void unstake(Provider provider) {
    provider.open = false;
    suite.vault.leave(provider.stake, suite.parameter("compute-unbonding"));
    suite.touch(provider);
  }

  long verifierStake() {
    return Verifier.SEATS * suite.parameter("audit-bond");
  }

  void registerVerifier(Actor who) {
    var hold = suite.vault.open("verifier-stake", who, verifierStake());
    var verifier = new Verifier(suite.verifiers.size() + 1L, who, hold);
    suite.verifiers.add(verifier);
    suite.touch(verifier);
  }

  void unstake(Verifier verifier) {
    verifier.open = false;
    suite.vault.leave(verifier.stake, suite.parameter("compute-unbonding"));
    suite.touch(verifier);
  }

  // ---- engagements

  Engagement engage(Provider provider, long stake, long bond) {
    suite.vault.lock(provider.stake, stake);
    var hold = suite.vault.open("provider-bond", provider.who, bond);
    return new Engagement(provider.who, provider.stake, stake, hold);
  }

  void free(Engagement engagement) {
    suite.vault.unlock(engagement.stake, engagement.locked);
    suite.vault.release(engagement.bond);
  }

  // ---- executions

  Execution openExecution(Job job) {
    var terms =
        new Execution.Terms(
            suite.parameter("audit-bond"),
            suite.parameter("challenge-bond"),
            suite.parameter("result-window"),
            suite.parameter("audit-reveal-window"),
            suite.parameter("challenge-window"),
            suite.parameter("dispute-move-window"),
            suite.parameter("dispute-clock"),
            suite.parameter("max-disputes"),
            suite.parameter("delivery-window"),
            suite.parameter("bounty-bps"));
    var seated = new ArrayList<Verifier>();
    for (var verifier : job.drawn) {
      if (verifier.open
          && verifier.seats < Verifier.SEATS
          && verifier.stake.free() >= terms.auditBond()) {
        verifier.seats++;
        seated.add(verifier);
        suite.touch(verifier);
      }
    }
    for (var verifier : seated) suite.vault.lock(verifier.stake, terms.auditBond());
    var execution =
        new Execution(
            suite.executions.size() + 1L,
            job,
            job.bid.orElseThrow().engagement(),
            seated,
            terms,
            suite.now);
    suite.executions.add(execution);
    suite.touch(execution);
    return execution;
  }

  private void become(Execution execution, State next) {
    assertThat(execution.state.mayBecome(next)).as("%s may become %s", execution, next).isTrue();
    execution.state = next;
    suite.touch(execution);
  }

  void commit(Execution execution, Actor who, Claim claim) {
    execution.commitments.put(who, claim);
    if (who != execution.provider()) {
      execution.seats.set(execution.seatOf(who).orElseThrow(), Seat.COMMITTED);
    }
    suite.touch(execution);
  }

  void reveal(Execution execution) {
    execution.result = Optional.of(execution.commitments.get(execution.provider()));
    execution.since = suite.now;
    become(execution, State.REVEALED);
  }

  void revealAudit(Execution execution, Actor who) {
    var claim = execution.commitments.get(who);
    int seat = execution.seatOf(who).orElseThrow();
    boolean agrees = claim.end().equals(execution.result.orElseThrow().end());
    execution.seats.set(seat, agrees ? Seat.AGREED : Seat.DIFFERED);
    suite.touch(execution);
    if (!agrees) {
      enter(
          execution,
          claim,
          new Member(who, execution.auditors.get(seat).stake, execution.terms.auditBond(), true));
    }
  }

  void challenge(Execution execution, Actor who, Claim claim) {
    long bond = execution.terms.challengeBond();
    var hold = suite.vault.open("challenge-bond", who, bond);
    enter(execution, claim, new Member(who, hold, bond, false));
  }

  private void enter(Execution execution, Claim claim, Member member) {
    var entry =
        execution
            .joinable(claim, member.auditor())
            .orElseGet(
                () -> {
                  var fresh =
                      new Challenge(execution.challenges.size() + 1L, claim, member.auditor());
                  execution.challenges.add(fresh);
                  return fresh;
                });
    entry.members.add(member);
    suite.touch(execution);
    if (execution.state == State.REVEALED) startDispute(execution);
  }

  private void startDispute(Execution execution) {
    execution.current++;
    if (execution.state != State.DISPUTED) become(execution, State.DISPUTED);
    var result = execution.result.orElseThrow();
    var claim = execution.inDispute().claim;
    execution.dispute =
        Optional.of(
            new Execution.Dispute(
                suite.now,
                execution.terms.clock(),
                Math.max(result.steps(), claim.steps()),
                execution.job.run(Run.Kind.TRUTH).hash(0),
                result.end()));
  }

  // ---- moves

  void cut(Execution execution, List<Buff> cuts) {
    execution.inDispute().open = false;
    var dispute = execution.dispute.orElseThrow();
    dispute.providerClock = left(execution);
    dispute.since = suite.now;
    dispute.turn = Turn.PICK;
    dispute.cuts = cuts;
    suite.touch(execution);
  }

  void pick(Execution execution, int part) {
    var dispute = execution.dispute.orElseThrow();
    dispute.challengerClock = left(execution);
    long lo = dispute.step(part);
    long hi = dispute.step(part + 1);
    if (part > 0) dispute.loState = dispute.cuts.get(part - 1);
    if (part < dispute.cuts.size()) dispute.hiState = dispute.cuts.get(part);
    dispute.lo = lo;
    dispute.hi = hi;
    dispute.cuts = List.of();
    dispute.turn = lo + 1 == hi ? Turn.PROVE : Turn.CUT;
    dispute.since = suite.now;
    suite.touch(execution);
  }

  private long left(Execution execution) {
    return execution
        .dispute
        .orElseThrow()
        .left(suite.now, execution.terms.moveWindow())
        .orElseThrow();
  }

  void endDispute(Execution execution, boolean providerWins) {
    var entry = execution.inDispute();
    var dispute = execution.dispute.orElseThrow();
    execution.dispute = Optional.empty();
    entry.open = false;
    entry.over = true;
    if (!providerWins) {
      become(execution, State.REFUTED);
      returnBonds(entry);
      slashProvider(execution, entry.members);
      return;
    }
    become(execution, State.REVEALED);
    execution.disputes++;
    execution.since = suite.now.movedOn(execution.since, dispute.begun);
    takeBonds(execution, entry.members);
    if (execution.current < execution.challenges.size()) startDispute(execution);
  }

  private void takeBonds(Execution execution, List<Member> members) {
    for (var member : members) {
      if (member.auditor()) {
        var verifier = suite.verifier(member.who()).orElseThrow();
        verifier.open = false;
        suite.touch(verifier);
      }
      suite.vault.slash(
          member.hold(),
          member.amount(),
          member.amount() * WINNER_BPS / BPS,
          execution.provider(),
          0,
          execution.provider());
    }
  }

  private void returnBonds(Challenge entry) {
    for (var member : entry.members) {
      if (!member.auditor()) suite.vault.release(member.hold());
    }
  }

  private void slashProvider(Execution execution, List<Member> members) {
    var engagement = execution.engagement;
    int count = members.size();
    long bond = engagement.amount / count;
    long stake = engagement.locked / count;
    long bounty = engagement.locked * execution.terms.bountyBps() / BPS / count;
    suite.vault.unlock(engagement.stake, engagement.locked);
    for (var member : members) {
      suite.vault.slash(
          engagement.bond, bond, bond * WINNER_BPS / BPS, member.who(), 0, member.who());
    }
    for (var member : members) {
      suite.vault.slash(
          engagement.stake, stake, stake / 2, execution.job.developer, bounty, member.who());
    }
    suite.vault.release(engagement.bond);
  }

  void releaseChallenge(Execution execution, Challenge entry) {
    entry.open = false;
    entry.over = true;
    returnBonds(entry);
    suite.touch(execution);
  }

  // ---- settlement

  /** Who earned the fee of an auditor, and whether an auditor agreed. */
  record Settled(List<Actor> earned, boolean verified) {}

  Settled settle(Execution execution, long fee) {
    var outcome = execution.outcome(suite.now);
    boolean accepted = outcome == State.ACCEPTED;
    boolean agreed = execution.seats.contains(Seat.AGREED);
    var winners = winners(execution);
    var earned = new ArrayList<Actor>();
    var guilty = new ArrayList<Verifier>();
    for (int i = 0; i < execution.auditors.size(); i++) {
      var verifier = execution.auditors.get(i);
      var seat = execution.seats.get(i);
      boolean refuted = outcome == State.REFUTED;
      if ((seat == Seat.AGREED && accepted)
          || (seat == Seat.DIFFERED && refuted && winners.contains(verifier.who))) {
        earned.add(verifier.who);
      }
      if (seat == Seat.SILENT
          || (seat == Seat.COMMITTED && accepted)
          || (seat == Seat.AGREED && refuted)) {
        guilty.add(verifier);
      }
      verifier.seats--;
      suite.touch(verifier);
      suite.vault.unlock(verifier.stake, execution.terms.auditBond());
    }
    var developer = execution.job.developer;
    for (var verifier : guilty) {
      long amount = execution.terms.auditBond();
      suite.vault.slash(verifier.stake, amount, amount / 2, developer, 0, developer);
    }
    if (execution.state != outcome) become(execution, outcome);
    execution.settled = true;
    rate(execution, fee, accepted, !accepted || agreed);
    if (accepted) execution.delivery = Optional.of(new Execution.Delivery(suite.now));
    var engagement = execution.engagement;
    if (outcome == State.LAPSED) {
      suite.vault.slash(
          engagement.bond, engagement.amount, engagement.amount / 2, developer, 0, developer);
    }
    if (outcome != State.REFUTED) {
      suite.vault.unlock(engagement.stake, engagement.locked);
    }
    suite.touch(execution);
    return new Settled(earned, accepted && agreed);
  }

  private static Set<Actor> winners(Execution execution) {
    var winners = new HashSet<Actor>();
    if (execution.current > 0) {
      execution.inDispute().members.forEach(each -> winners.add(each.who()));
    }
    return winners;
  }

  private void rate(Execution execution, long fee, boolean accepted, boolean rated) {
    var provider = suite.providers.get(execution.provider());
    var developer = execution.job.developer;
    var last = Optional.ofNullable(provider.sampled.get(developer));
    boolean counts =
        rated
            && (!accepted || last.isEmpty() || suite.now.burn() >= last.get() + Standing.INTERVAL);
    if (counts) {
      provider.sampled.put(developer, suite.now.burn());
      provider.score = Standing.average(provider.score, accepted ? BPS : 0);
      provider.samples++;
    }
    provider.fees += fee;
    suite.touch(provider);
  }

  // ---- delivery

  void closeDelivery(Execution execution) {
    var delivery = execution.delivery.orElseThrow();
    var engagement = execution.engagement;
    delivery.over = true;
    if (delivery.requested && !delivery.delivered) {
      long fine = engagement.amount / 2;
      var developer = execution.job.developer;
      suite.vault.slash(engagement.bond, fine, fine, developer, 0, developer);
    }
    suite.vault.release(engagement.bond);
    suite.touch(execution);
  }
}
