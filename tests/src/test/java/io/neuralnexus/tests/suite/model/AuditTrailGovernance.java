package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Uint.ZERO;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.Freeze;
import io.neuralnexus.tests.contracts.Governance.FreezeSince;
import io.neuralnexus.tests.contracts.Governance.Lock;
import io.neuralnexus.tests.contracts.Governance.Parameter;
import io.neuralnexus.tests.contracts.Governance.Programs;
import io.neuralnexus.tests.contracts.Governance.Proposal;
import io.neuralnexus.tests.contracts.Governance.ProposalAction;
import io.neuralnexus.tests.contracts.Governance.Status;
import io.neuralnexus.tests.contracts.Governance.StatusLastPause;
import io.neuralnexus.tests.contracts.Governance.Subjects;
import io.neuralnexus.tests.contracts.Governance.Vote;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Parameters, roles, proposals and their votes. */
final class AuditTrailGovernance implements AuditTrailPart {
  /** What the deployment sets, which no event tells: name, start value, minimum, maximum. */
  private static final Pattern PARAMETER =
      Pattern.compile("\\(parameter \"([a-z-]+)\" u(\\d+) u(\\d+) u(\\d+)\\)");

  private static final FreezeSince NEVER = new FreezeSince(ZERO, ZERO);

  private record Role(Principal who, String role) {}

  private record Ballot(Uint proposal, Principal voter) {}

  private final AuditTrailEntries<String, Parameter> parameters;
  private final AuditTrailEntries<Role, Boolean> roles;
  private final AuditTrailEntries<Buff, Programs> programs;
  private final AuditTrailEntries<Principal, Boolean> retired;
  private final AuditTrailEntries<Uint, Freeze> freezes;
  private final AuditTrailEntries<Uint, Proposal> proposals;
  private final AuditTrailEntries<Buff, Subjects> subjects;
  private final AuditTrailEntries<Ballot, Vote> votes;
  private final AuditTrailEntries<Principal, Lock> locks;
  private final AuditTrailEntries<String, Status> status;
  private final AuditTrailEntries<String, Principal> treasury;

  AuditTrailGovernance(Simnet chain, Governance governance) {
    parameters = new AuditTrailEntries<>("governance: parameter", governance::getParameter);
    roles =
        new AuditTrailEntries<>(
            "governance:", key -> Optional.of(governance.hasRole(key.who(), key.role())));
    programs =
        new AuditTrailEntries<>("governance: program", hash -> governance.maps().programs(hash));
    retired =
        new AuditTrailEntries<>(
            "governance: retired", who -> Optional.of(governance.isVerifierRetired(who)));
    freezes = new AuditTrailEntries<>("governance: freeze of", governance::getFreeze);
    proposals =
        new AuditTrailEntries<>("governance: proposal", id -> governance.maps().proposals(id));
    subjects =
        new AuditTrailEntries<>("governance: subject", key -> governance.maps().subjects(key));
    votes =
        new AuditTrailEntries<>(
            "governance:", key -> governance.getVote(key.proposal(), key.voter()));
    locks = new AuditTrailEntries<>("governance: lock of", governance::getLock);
    status = new AuditTrailEntries<>("governance", _ -> Optional.of(governance.getStatus()));
    treasury =
        new AuditTrailEntries<>("governance: treasury", _ -> Optional.of(governance.getTreasury()));
    var source = chain.contractSource(governance.contract().toString()).orElseThrow();
    PARAMETER
        .matcher(source)
        .results()
        .forEach(
            found ->
                parameters.put(
                    found.group(1),
                    new Parameter(
                        Uint.of(found.group(4)),
                        Uint.of(found.group(3)),
                        Uint.of(found.group(2)))));
    treasury.put("", chain.deployer());
    status.put(
        "",
        new Status(
            false,
            Optional.empty(),
            new StatusLastPause(ZERO, ZERO, NEVER),
            ZERO,
            ZERO,
            false,
            List.of()));
  }

  @Override
  public List<AuditTrailEntries<?, ?>> entries() {
    return List.of(
        parameters,
        roles,
        programs,
        retired,
        freezes,
        proposals,
        subjects,
        votes,
        locks,
        status,
        treasury);
  }

  @Override
  public Optional<String> contradiction() {
    var sum = ZERO;
    for (var lock : locks.values()) sum = sum.plus(lock.amount());
    for (var proposal : proposals.values()) {
      if (proposal.state().equals("open")) sum = sum.plus(proposal.deposit()).plus(proposal.tip());
    }
    return sum.equals(status.get("").obligations())
        ? Optional.empty()
        : Optional.of(
            "governance: locks, deposits and tips add up to %s, the obligations to %s"
                .formatted(sum, status.get("").obligations()));
  }

  boolean isRetired(Principal verifier) {
    return retired.find(verifier).isPresent();
  }

  void read(Governance.Event event) {
    switch (event) {
      case Governance.Event.FinishBootstrap e -> {
        status.change(
            "",
            now ->
                now.withBootstrapped(true)
                    .withGuardian(Optional.of(e.guardian()))
                    .withVaults(e.vaults()));
        treasury.put("", e.treasury());
        for (var grant : e.roles()) roles.put(new Role(grant.who(), grant.role()), true);
      }
      case Governance.Event.Propose e -> {
        proposals.put(
            e.id(),
            new Proposal(
                e.action(),
                e.base(),
                e.deposit(),
                e.expiry(),
                e.no(),
                e.proposer(),
                e.quorum(),
                e.since(),
                e.state(),
                e.subject(),
                e.threshold(),
                e.timelock(),
                e.tip(),
                e.voting(),
                e.yes()));
        status.change("", now -> now.withLastProposal(e.id()));
        owe(e.deposit().plus(e.tip()));
      }
      case Governance.Event.Vote e -> {
        proposals.change(
            e.id(),
            proposal ->
                e.support()
                    ? proposal.withYes(proposal.yes().plus(e.weight()))
                    : proposal.withNo(proposal.no().plus(e.weight())));
        votes.put(new Ballot(e.id(), e.voter()), new Vote(e.support(), e.weight()));
        var locked = locks.find(e.voter()).map(Lock::amount).orElse(ZERO);
        locks.put(e.voter(), new Lock(locked.plus(e.pulled()), e.release()));
        owe(e.pulled());
      }
      case Governance.Event.Execute e -> {
        end(e.id(), "executed", e.deposit().plus(e.tip()));
        decide(e.id(), false);
        enact(e.action(), e.at());
      }
      case Governance.Event.Close e -> end(e.id(), "closed", e.deposit().plus(e.tip()));
      case Governance.Event.Veto e -> {
        end(e.id(), "vetoed", e.deposit().plus(e.tip()));
        decide(e.id(), true);
      }
      case Governance.Event.WithdrawLock e -> {
        locks.remove(e.voter());
        owed(e.amount());
      }
      case Governance.Event.Skim _ -> {}
      case Governance.Event.GuardianPause e ->
          status.change(
              "", now -> now.withLastPause(new StatusLastPause(e.pause(), e.rest(), e.since())));
    }
  }

  private void enact(ProposalAction action, FreezeSince now) {
    switch (action.kind()) {
      case "parameter" ->
          parameters.change(action.name(), parameter -> parameter.withValue(action.value()));
      case "role" -> roles.put(new Role(action.who(), action.name()), action.enable());
      case "pause" -> status.change("", all -> all.withPausedByVote(action.enable()));
      case "freeze" ->
          freezes.put(action.model(), new Freeze(action.value(), Optional.empty(), now));
      case "owner" ->
          freezes.change(action.model(), freeze -> freeze.withOwner(Optional.of(action.to())));
      case "program" ->
          programs.put(
              action.hash(), new Programs(action.enable(), action.value(), action.words()));
      case "verifier" -> retired.put(action.who(), true);
      case "treasury" -> treasury.put("", action.to());
      case "guardian" -> status.change("", all -> all.withGuardian(Optional.of(action.to())));
      case "vaults" -> status.change("", all -> all.withVaults(action.vaults()));
      default -> throw new AssertionError("no action of kind " + action.kind());
    }
  }

  private void end(Uint id, String state, Uint paid) {
    proposals.change(id, proposal -> proposal.withState(state));
    owed(paid);
  }

  private void decide(Uint id, boolean vetoed) {
    subjects.put(proposals.get(id).subject(), new Subjects(id, vetoed));
  }

  private void owe(Uint amount) {
    status.change("", now -> now.withObligations(now.obligations().plus(amount)));
  }

  private void owed(Uint amount) {
    status.change("", now -> now.withObligations(now.obligations().minus(amount)));
  }
}
