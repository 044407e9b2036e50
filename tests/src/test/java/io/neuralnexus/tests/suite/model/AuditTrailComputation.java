package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Uint.ONE;
import static io.neuralnexus.clarity.Uint.ZERO;
import static io.neuralnexus.tests.suite.model.AuditTrail.lesser;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.ComputationVerification.Challenge;
import io.neuralnexus.tests.contracts.ComputationVerification.ChallengeMembers;
import io.neuralnexus.tests.contracts.ComputationVerification.ChallengesKey;
import io.neuralnexus.tests.contracts.ComputationVerification.ClaimsKey;
import io.neuralnexus.tests.contracts.ComputationVerification.CommitmentsKey;
import io.neuralnexus.tests.contracts.ComputationVerification.Delivery;
import io.neuralnexus.tests.contracts.ComputationVerification.DeliveryDelivered;
import io.neuralnexus.tests.contracts.ComputationVerification.DeliverySince;
import io.neuralnexus.tests.contracts.ComputationVerification.Dispute;
import io.neuralnexus.tests.contracts.ComputationVerification.Engagement;
import io.neuralnexus.tests.contracts.ComputationVerification.Execution;
import io.neuralnexus.tests.contracts.ComputationVerification.Progress;
import io.neuralnexus.tests.contracts.ComputationVerification.Provider;
import io.neuralnexus.tests.contracts.ComputationVerification.Result;
import io.neuralnexus.tests.contracts.ComputationVerification.SampledKey;
import io.neuralnexus.tests.contracts.ComputationVerification.Verifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Providers, verifiers, executions and disputes. */
final class AuditTrailComputation implements AuditTrailPart {
  private static final Uint BPS = Uint.of(10_000);
  private static final int MOST_MEMBERS = 8;
  private static final Buff NO_HASH = Buff.of(new byte[32]);

  // States of a seat.
  private static final Uint SILENT = ZERO;
  private static final Uint COMMITTED = ONE;
  private static final Uint AGREED = Uint.of(2);
  private static final Uint DIFFERED = Uint.of(3);

  private final AuditTrailEntries<Principal, Provider> providers;
  private final AuditTrailEntries<SampledKey, Uint> sampled;
  private final AuditTrailEntries<Uint, Verifier> verifiers;
  private final AuditTrailEntries<Principal, Uint> numbers;
  private final AuditTrailEntries<Uint, Engagement> engagements;
  private final AuditTrailEntries<Uint, Execution> executions;
  private final AuditTrailEntries<Uint, Progress> progress;
  private final AuditTrailEntries<CommitmentsKey, Buff> commitments;
  private final AuditTrailEntries<Uint, Result> results;
  private final AuditTrailEntries<ChallengesKey, Challenge> challenges;
  private final AuditTrailEntries<ClaimsKey, Uint> claims;
  private final AuditTrailEntries<Uint, Dispute> disputes;
  private final AuditTrailEntries<Uint, Delivery> deliveries;
  private final AuditTrailEntries<String, Uint> last;

  AuditTrailComputation(ComputationVerification chain) {
    providers = new AuditTrailEntries<>("computation: provider", chain::getProvider);
    sampled = new AuditTrailEntries<>("computation:", key -> chain.maps().sampled(key));
    verifiers = new AuditTrailEntries<>("computation: verifier", chain::getVerifier);
    numbers = new AuditTrailEntries<>("computation: number of", chain::getVerifierNumber);
    engagements = new AuditTrailEntries<>("computation: engagement", chain::getEngagement);
    executions = new AuditTrailEntries<>("computation: execution", chain::getExecution);
    progress = new AuditTrailEntries<>("computation: progress of", chain::getProgress);
    commitments = new AuditTrailEntries<>("computation:", key -> chain.maps().commitments(key));
    results = new AuditTrailEntries<>("computation: result of", chain::getResult);
    challenges =
        new AuditTrailEntries<>(
            "computation:", key -> chain.getChallenge(key.execution(), key.index()));
    claims = new AuditTrailEntries<>("computation:", key -> chain.maps().claims(key));
    disputes = new AuditTrailEntries<>("computation: dispute of", chain::getDispute);
    deliveries = new AuditTrailEntries<>("computation: delivery of", chain::getDelivery);
    last =
        new AuditTrailEntries<>(
            "computation: last",
            kind ->
                Optional.of(
                    switch (kind) {
                      case "verifier" -> chain.getVerifierCount();
                      case "execution" -> chain.vars().lastExecution();
                      default -> throw new AssertionError(kind);
                    }));
    last.put("verifier", ZERO);
    last.put("execution", ZERO);
  }

  @Override
  public List<AuditTrailEntries<?, ?>> entries() {
    return List.of(
        providers,
        sampled,
        verifiers,
        numbers,
        engagements,
        executions,
        progress,
        commitments,
        results,
        challenges,
        claims,
        disputes,
        deliveries,
        last);
  }

  void read(ComputationVerification.Event event, AuditTrailMoment now) {
    switch (event) {
      case ComputationVerification.Event.RegisterProvider e ->
          providers.put(e.provider(), new Provider(ZERO, true, ZERO, AuditTrail.UNKNOWN, e.hold()));
      case ComputationVerification.Event.TopUpProvider e ->
          providers.change(e.provider(), provider -> provider.withOpen(true));
      case ComputationVerification.Event.UnstakeProvider e ->
          providers.change(e.provider(), provider -> provider.withOpen(false));
      case ComputationVerification.Event.RegisterVerifier e -> {
        verifiers.put(e.number(), new Verifier(true, ZERO, e.hold(), e.verifier()));
        numbers.put(e.verifier(), e.number());
        last.put("verifier", e.number());
      }
      case ComputationVerification.Event.UnstakeVerifier e ->
          verifiers.change(e.number(), verifier -> verifier.withOpen(false));
      case ComputationVerification.Event.Commit e -> commit(e);
      case ComputationVerification.Event.RevealAudit e -> {
        seat(e.id(), e.auditor(), e.agrees() ? AGREED : DIFFERED);
        if (e.agrees()) return;
        var execution = executions.get(e.id());
        var stake = verifiers.get(numberOf(execution, e.auditor())).stake();
        var bond = execution.terms().auditBond();
        challenge(
            e.id(),
            e.final_(),
            e.steps(),
            new ChallengeMembers(bond, true, stake, e.auditor()),
            now);
      }
      case ComputationVerification.Event.Challenge e ->
          challenge(
              e.id(),
              e.final_(),
              e.steps(),
              new ChallengeMembers(e.bond(), false, e.hold(), e.challenger()),
              now);
      case ComputationVerification.Event.PostCuts e -> {
        closeClaim(e.id());
        disputes.change(
            e.id(),
            dispute ->
                dispute
                    .withProviderClock(dispute.providerClock().minus(used(dispute, now)))
                    .withSince(since(now))
                    .withTurn("pick")
                    .withCuts(e.cuts()));
      }
      case ComputationVerification.Event.Pick e ->
          disputes.change(e.id(), dispute -> picked(dispute, e, now));
      case ComputationVerification.Event.ProveStep e -> endDispute(e.id(), e.holds(), now);
      case ComputationVerification.Event.ExpireDispute e ->
          endDispute(e.id(), e.providerWins(), now);
      case ComputationVerification.Event.ReleaseChallenge e -> over(e.id(), e.index());
      case ComputationVerification.Event.RequestDelivery e ->
          deliveries.change(e.id(), delivery -> delivery.withRequested(true).withSince(since(now)));
      case ComputationVerification.Event.Deliver e ->
          deliveries.change(
              e.id(),
              delivery ->
                  delivery.withDelivered(
                      Optional.of(new DeliveryDelivered(e.by(), e.hash(), e.uri()))));
      case ComputationVerification.Event.CloseDelivery e ->
          deliveries.change(e.id(), delivery -> delivery.withOver(true));
      case ComputationVerification.Event.Engage e -> {
        e.outbid().ifPresent(this::take);
        var stake = providers.get(e.provider()).stake();
        engagements.put(
            e.hold(),
            new Engagement(e.bond(), true, e.stake(), e.marketplace(), e.provider(), stake));
      }
      case ComputationVerification.Event.Disengage e -> take(e.hold());
      case ComputationVerification.Event.OpenExecution e -> open(e, now);
      case ComputationVerification.Event.CommitResult e -> {
        results.put(
            e.id(), new Result(e.final_(), e.score(), e.steps(), e.weights(), e.weightsRoot()));
        progress.change(e.id(), state -> state.withState("revealed").withSince(since(now)));
      }
      case ComputationVerification.Event.SettleExecution e -> settle(e, now);
    }
  }

  private static DeliverySince since(AuditTrailMoment now) {
    return new DeliverySince(now.burn(), now.stacks());
  }

  private void take(Uint bond) {
    engagements.change(bond, engagement -> engagement.withFree(false));
  }

  // --- executions

  private void open(ComputationVerification.Event.OpenExecution e, AuditTrailMoment now) {
    take(e.bond());
    executions.put(
        e.id(),
        new Execution(
            e.auditors(),
            e.bond(),
            e.developer(),
            e.initial(),
            e.marketplace(),
            e.maxSteps(),
            e.program(),
            e.provider(),
            e.terms(),
            e.window()));
    progress.put(
        e.id(),
        new Progress(
            ZERO,
            NO_HASH,
            ZERO,
            ZERO,
            Collections.nCopies(e.auditors().size(), SILENT),
            false,
            since(now),
            "training"));
    for (var number : e.auditors()) {
      verifiers.change(number, verifier -> verifier.withSeats(verifier.seats().plus(ONE)));
    }
    last.put("execution", e.id());
  }

  private void commit(ComputationVerification.Event.Commit e) {
    if (e.who().equals(executions.get(e.id()).provider())) {
      progress.change(e.id(), state -> state.withCommitment(e.commitment()));
    } else {
      commitments.put(new CommitmentsKey(e.who(), e.id()), e.commitment());
      seat(e.id(), e.who(), COMMITTED);
    }
  }

  private void seat(Uint id, Principal auditor, Uint state) {
    var execution = executions.get(id);
    int seat = execution.auditors().indexOf(numberOf(execution, auditor));
    progress.change(
        id,
        before -> {
          var seats = new ArrayList<>(before.seats());
          seats.set(seat, state);
          return before.withSeats(seats);
        });
  }

  /** The number by which an auditor was drawn; it may have another by now. */
  private Uint numberOf(Execution execution, Principal auditor) {
    return execution.auditors().stream()
        .filter(number -> verifiers.get(number).who().equals(auditor))
        .findFirst()
        .orElseThrow(() -> new AssertionError(auditor + " has no seat in " + execution));
  }

  private void settle(ComputationVerification.Event.SettleExecution e, AuditTrailMoment now) {
    var execution = executions.get(e.id());
    boolean accepted = e.state().equals("accepted");
    progress.change(e.id(), state -> state.withState(e.state()).withSettled(true));
    for (var number : execution.auditors()) {
      verifiers.change(number, verifier -> verifier.withSeats(verifier.seats().minus(ONE)));
    }
    if (accepted) {
      deliveries.put(e.id(), new Delivery(Optional.empty(), false, false, since(now)));
    }
    var key = new SampledKey(execution.developer(), execution.provider());
    boolean counts = !accepted || e.verified() && AuditTrail.isDue(sampled.find(key), now);
    if (counts) sampled.put(key, now.burn());
    providers.change(
        execution.provider(),
        standing -> {
          var paid = standing.withFees(standing.fees().plus(e.fee()));
          return counts
              ? paid.withSamples(standing.samples().plus(ONE))
                  .withScore(AuditTrail.average(standing.score(), accepted ? BPS : ZERO))
              : paid;
        });
  }

  // --- challenges

  private void challenge(
      Uint id, Buff state, Uint steps, ChallengeMembers member, AuditTrailMoment now) {
    var before = progress.get(id);
    var claim = new ClaimsKey(member.auditor(), id, state, steps);
    var joined =
        claims
            .find(claim)
            .filter(index -> challenges.get(new ChallengesKey(id, index)).open())
            .filter(
                index ->
                    challenges.get(new ChallengesKey(id, index)).members().size() < MOST_MEMBERS);
    var index = joined.orElse(before.challenges().plus(ONE));
    var key = new ChallengesKey(id, index);
    var entry =
        joined
            .map(_ -> challenges.get(key))
            .orElse(new Challenge(state, List.of(), true, false, steps));
    var members = new ArrayList<>(entry.members());
    members.add(member);
    claims.put(claim, index);
    challenges.put(key, entry.withMembers(members));
    if (joined.isEmpty()) progress.put(id, before.withChallenges(index));
    if (before.state().equals("revealed")) startDispute(id, now);
  }

  private void closeClaim(Uint id) {
    challenges.change(
        new ChallengesKey(id, progress.get(id).current()), entry -> entry.withOpen(false));
  }

  private void over(Uint id, Uint index) {
    challenges.change(new ChallengesKey(id, index), entry -> entry.withOpen(false).withOver(true));
  }

  // --- disputes

  private void startDispute(Uint id, AuditTrailMoment now) {
    var execution = executions.get(id);
    var result = results.get(id);
    var index = progress.get(id).current().plus(ONE);
    var claimed = challenges.get(new ChallengesKey(id, index)).steps();
    var hi = claimed.compareTo(result.steps()) > 0 ? claimed : result.steps();
    var clock = execution.terms().clock();
    progress.change(id, state -> state.withState("disputed").withCurrent(index));
    disputes.put(
        id,
        new Dispute(
            since(now),
            clock,
            List.of(),
            hi,
            result.final_(),
            ZERO,
            execution.initial(),
            clock,
            since(now),
            hi.equals(ONE) ? "prove" : "cut"));
  }

  private static Dispute picked(
      Dispute dispute, ComputationVerification.Event.Pick e, AuditTrailMoment now) {
    var cuts = dispute.cuts();
    int part = Math.toIntExact(e.part().longValueExact());
    return new Dispute(
        dispute.begun(),
        dispute.challengerClock().minus(used(dispute, now)),
        List.of(),
        e.hi(),
        part < cuts.size() ? cuts.get(part) : dispute.hiState(),
        e.lo(),
        part == 0 ? dispute.loState() : cuts.get(part - 1),
        dispute.providerClock(),
        since(now),
        e.lo().plus(ONE).equals(e.hi()) ? "prove" : "cut");
  }

  /** Blocks since the last move, of the chain that made fewer. */
  private static Uint used(Dispute dispute, AuditTrailMoment now) {
    return lesser(
        now.stacks().minus(dispute.since().stacks()), now.burn().minus(dispute.since().burn()));
  }

  private void endDispute(Uint id, boolean providerWins, AuditTrailMoment now) {
    var dispute = disputes.get(id);
    var before = progress.get(id);
    disputes.remove(id);
    over(id, before.current());
    if (!providerWins) {
      progress.put(id, before.withState("refuted"));
      return;
    }
    // The window stood still while the dispute ran.
    var since = before.since();
    var begun = dispute.begun();
    progress.put(
        id,
        before
            .withState("revealed")
            .withDisputes(before.disputes().plus(ONE))
            .withSince(
                new DeliverySince(
                    since.burn().plus(now.burn().minus(begun.burn())),
                    since.stacks().plus(now.stacks().minus(begun.stacks())))));
    for (var member : challenges.get(new ChallengesKey(id, before.current())).members()) {
      if (member.auditor()) {
        verifiers.change(numbers.get(member.who()), verifier -> verifier.withOpen(false));
      }
    }
    if (before.current().compareTo(before.challenges()) < 0) startDispute(id, now);
  }
}
