package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What someone knows of governance who has read its page and follows its events. */
final class GovernanceModel {
  /** Heights of both chains. */
  record Heights(Uint stacks, Uint burn) {
    static Heights of(Value tuple) {
      var heights = (TupleValue) tuple;
      return new Heights((Uint) heights.get("stacks"), (Uint) heights.get("burn"));
    }

    TupleValue tuple() {
      return Cl.tuple("stacks", stacks, "burn", burn);
    }

    boolean over(Heights since, Uint blocks) {
      return stacks.compareTo(since.stacks.plus(blocks)) > 0
          && burn.compareTo(since.burn.plus(blocks)) > 0;
    }
  }

  /** A proposal as it was made, with its tally and how it ended, if it did. */
  record Proposal(TupleValue made, Uint yes, Uint no, Optional<String> end) {
    Uint number(String field) {
      return (Uint) made.get(field);
    }

    TupleValue action() {
      return (TupleValue) made.get("action");
    }

    String kind() {
      return text(action(), "kind");
    }

    Heights since() {
      return Heights.of(made.get("since"));
    }

    Uint held() {
      return end.isPresent() ? Uint.ZERO : number("deposit").plus(number("tip"));
    }

    Proposal ended(String state) {
      return new Proposal(made, yes, no, Optional.of(state));
    }
  }

  record Lock(Uint amount, Heights release) {}

  /** The latest decision on a subject. */
  record Decision(Uint proposal, boolean vetoed) {}

  record Pause(Heights since, Uint blocks, Uint rest) {}

  record Freeze(Heights since, Uint blocks, boolean owned) {}

  private static final Decision NONE = new Decision(Uint.ZERO, false);

  final Map<Uint, Proposal> proposals = new TreeMap<>();
  final Map<Principal, Lock> locks = new HashMap<>();
  private final Map<Uint, Set<Principal>> voters = new HashMap<>();
  final Map<Value, Decision> decisions = new HashMap<>();
  final Map<Uint, Freeze> freezes = new HashMap<>();
  final Map<String, Uint> parameters = new HashMap<>(Map.of("platform-fee-bps", uint(300)));
  final Map<Principal, Boolean> roles = new HashMap<>();
  Principal treasury;
  Principal guardian;
  boolean pausedByVote;
  Optional<Pause> pause = Optional.empty();

  /** Takes note of an event. */
  void see(TupleValue event) {
    switch (text(event, "topic")) {
      case "finish-bootstrap" -> {
        treasury = (Principal) event.get("treasury");
        guardian = (Principal) event.get("guardian");
      }
      case "propose" ->
          proposals.put(id(event), new Proposal(event, Uint.ZERO, Uint.ZERO, Optional.empty()));
      case "vote" -> seeVote(event);
      case "execute" -> {
        decide(event, "executed");
        change(event);
      }
      case "veto" -> decide(event, "vetoed");
      case "close" -> proposals.compute(id(event), (_, proposal) -> proposal.ended("closed"));
      case "withdraw-lock" -> locks.remove((Principal) event.get("voter"));
      case "guardian-pause" ->
          pause =
              Optional.of(
                  new Pause(
                      Heights.of(event.get("since")),
                      (Uint) event.get("pause"),
                      (Uint) event.get("rest")));
      case "skim" -> {}
      case String unknown -> throw new AssertionError("unknown topic " + unknown);
    }
  }

  private void seeVote(TupleValue event) {
    var weight = (Uint) event.get("weight");
    var voter = (Principal) event.get("voter");
    var support = event.get("support").equals(Bool.TRUE);
    proposals.compute(
        id(event),
        (_, old) ->
            new Proposal(
                old.made(),
                support ? old.yes().plus(weight) : old.yes(),
                support ? old.no() : old.no().plus(weight),
                old.end()));
    voters.computeIfAbsent(id(event), _ -> new HashSet<>()).add(voter);
    var amount = locked(voter).plus((Uint) event.get("pulled"));
    locks.put(voter, new Lock(amount, Heights.of(event.get("release"))));
  }

  private void decide(TupleValue event, String state) {
    var proposal = proposals.get(id(event));
    proposals.put(id(event), proposal.ended(state));
    decisions.put(proposal.made().get("subject"), new Decision(id(event), state.equals("vetoed")));
  }

  private void change(TupleValue event) {
    var action = (TupleValue) event.get("action");
    var model = (Uint) action.get("model");
    var value = (Uint) action.get("value");
    var enable = action.get("enable").equals(Bool.TRUE);
    switch (text(action, "kind")) {
      case "parameter" -> parameters.put(text(action, "name"), value);
      case "role" -> roles.put((Principal) action.get("who"), enable);
      case "pause" -> pausedByVote = enable;
      case "freeze" -> freezes.put(model, new Freeze(Heights.of(event.get("at")), value, false));
      case "owner" ->
          freezes.computeIfPresent(
              model, (_, freeze) -> new Freeze(freeze.since(), freeze.blocks(), true));
      case "treasury" -> treasury = (Principal) action.get("to");
      case "guardian" -> guardian = (Principal) action.get("to");
      case String other -> throw new AssertionError("no campaign proposes a " + other);
    }
  }

  /** The state of a proposal by clock and tally, as the page draws it. */
  String state(Proposal proposal, Heights now) {
    if (proposal.end().isPresent()) return proposal.end().get();
    if (!decision(proposal).proposal().equals(proposal.number("base"))) return "superseded";
    if (!now.over(proposal.since(), proposal.number("voting"))) return "voting";
    var cast = proposal.yes().plus(proposal.no());
    boolean passed =
        proposal.yes().compareTo(proposal.number("quorum")) >= 0
            && proposal
                    .yes()
                    .times(uint(10_000))
                    .compareTo(cast.times(proposal.number("threshold")))
                >= 0;
    if (!passed) return "defeated";
    if (!now.over(proposal.since(), proposal.number("timelock"))) return "queued";
    return now.over(proposal.since(), proposal.number("expiry")) ? "expired" : "ready";
  }

  boolean hasVoted(Principal voter, Uint proposal) {
    return voters.getOrDefault(proposal, Set.of()).contains(voter);
  }

  Uint locked(Principal voter) {
    return locks.containsKey(voter) ? locks.get(voter).amount() : Uint.ZERO;
  }

  Decision decision(Proposal proposal) {
    return decisions.getOrDefault(proposal.made().get("subject"), NONE);
  }

  boolean paused(Heights now) {
    return pausedByVote || pause.filter(last -> !now.over(last.since(), last.blocks())).isPresent();
  }

  boolean resting(Heights now) {
    return pause.filter(last -> !now.over(last.since(), last.rest())).isPresent();
  }

  boolean frozen(Uint model, Heights now) {
    var freeze = freezes.get(model);
    return freeze != null && !freeze.owned() && !now.over(freeze.since(), freeze.blocks());
  }

  /** The lock as the contract keeps it. */
  Optional<TupleValue> lock(Principal voter) {
    return Optional.ofNullable(locks.get(voter))
        .map(lock -> tuple("amount", lock.amount(), "release", lock.release().tuple()));
  }

  /** The proposal as {@code get-proposal} tells it. */
  Optional<TupleValue> proposal(Uint id, Heights now) {
    return Optional.ofNullable(proposals.get(id))
        .map(
            proposal -> {
              var fields = new HashMap<>(proposal.made().fields());
              fields.keySet().removeAll(Set.of("topic", "id"));
              fields.put("yes", proposal.yes());
              fields.put("no", proposal.no());
              fields.put("state", ascii(state(proposal, now)));
              return new TupleValue(fields);
            });
  }

  /** All locks, deposits and tips. */
  Uint owed() {
    var owed = Uint.ZERO;
    for (var lock : locks.values()) owed = owed.plus(lock.amount());
    for (var proposal : proposals.values()) owed = owed.plus(proposal.held());
    return owed;
  }

  private static Uint id(TupleValue event) {
    return (Uint) event.get("id");
  }

  private static String text(TupleValue tuple, String field) {
    return ((AsciiString) tuple.get(field)).value();
  }
}
