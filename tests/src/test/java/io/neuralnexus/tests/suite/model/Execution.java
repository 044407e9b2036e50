package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.suite.model.Values.number;
import static io.neuralnexus.tests.suite.model.Values.numbers;
import static io.neuralnexus.tests.suite.model.Values.text;
import static io.neuralnexus.tests.suite.model.Values.truth;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is committed to, revealed, audited and disputed about the training of one job. */
final class Execution implements Entry {

  /** States that are stored, and the edges between them that there are. */
  enum State {
    TRAINING,
    REVEALED,
    DISPUTED,
    ACCEPTED,
    REFUTED,
    LAPSED;

    private static final Map<State, Set<State>> EDGES =
        Map.of(
            TRAINING, EnumSet.of(REVEALED, LAPSED),
            REVEALED, EnumSet.of(DISPUTED, ACCEPTED),
            DISPUTED, EnumSet.of(REVEALED, REFUTED),
            ACCEPTED, EnumSet.noneOf(State.class),
            REFUTED, EnumSet.noneOf(State.class),
            LAPSED, EnumSet.noneOf(State.class));

    boolean mayBecome(State next) {
      return EDGES.get(this).contains(next);
    }

    /** Whether edges lead there, since one look at the chain may see several. */
    boolean leadsTo(State later) {
      return leadsTo(later, EnumSet.noneOf(State.class));
    }

    private boolean leadsTo(State later, Set<State> passed) {
      return this == later
          || (passed.add(this)
              && EDGES.get(this).stream().anyMatch(each -> each.leadsTo(later, passed)));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  enum Seat {
    SILENT,
    COMMITTED,
    AGREED,
    DIFFERED
  }

  enum Turn {
    CUT,
    PICK,
    PROVE;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Parameters as they were when the execution was opened. */
  record Terms(
      long auditBond,
      long challengeBond,
      long resultWindow,
      long revealWindow,
      long challengeWindow,
      long moveWindow,
      long clock,
      long maxDisputes,
      long deliveryWindow,
      long bountyBps) {}

  /** What somebody says came out; without a run, they have nothing to show for it. */
  record Claim(Buff end, long steps, Optional<Run> run) {
    static Claim of(Run run) {
      return new Claim(run.hash(run.length()), run.length(), Optional.of(run));
    }

    boolean isSameAs(Claim other) {
      return end.equals(other.end) && steps == other.steps;
    }
  }

  record Member(Actor who, Hold hold, long amount, boolean auditor) {}

  /** An entry of the queue. */
  static final class Challenge {
    final long index;
    final Claim claim;
    final boolean auditor;
    final List<Member> members = new ArrayList<>();
    boolean open = true;
    boolean over;

    Challenge(long index, Claim claim, boolean auditor) {
      this.index = index;
      this.claim = claim;
      this.auditor = auditor;
    }
  }

  static final class Dispute {
    final Clock begun;
    Clock since;
    Turn turn;
    long providerClock;
    long challengerClock;
    long lo;
    long hi;
    Buff loState;
    Buff hiState;
    List<Buff> cuts = List.of();

    Dispute(Clock now, long clock, long hi, Buff initial, Buff last) {
      this.begun = now;
      this.since = now;
      this.turn = hi == 1 ? Turn.PROVE : Turn.CUT;
      this.providerClock = clock;
      this.challengerClock = clock;
      this.hi = hi;
      this.loState = initial;
      this.hiState = last;
    }

    long parts() {
      return Math.min(16, hi - lo);
    }

    long step(long part) {
      return lo + (hi - lo) * part / parts();
    }

    long clock() {
      return turn == Turn.PICK ? challengerClock : providerClock;
    }

    /** Blocks that the side to move would have left; none if it is too late. */
    Optional<Long> left(Clock now, long window) {
      long used = now.used(since);
      return used <= window && used < clock() ? Optional.of(clock() - used) : Optional.empty();
    }
  }

  static final class Delivery {
    Clock since;
    boolean requested;
    boolean delivered;
    boolean over;

    Delivery(Clock since) {
      this.since = since;
    }
  }

  final long id;
  final Job job;
  final Engagement engagement;
  final List<Verifier> auditors;
  final Terms terms;
  State state = State.TRAINING;
  Clock since;

  /** By account; the provider's among them. */
  final Map<Actor, Claim> commitments = new EnumMap<>(Actor.class);

  final List<Seat> seats = new ArrayList<>();
  final List<Challenge> challenges = new ArrayList<>();
  int current;
  long disputes;
  boolean settled;
  Optional<Claim> result = Optional.empty();
  Optional<Dispute> dispute = Optional.empty();
  Optional<Delivery> delivery = Optional.empty();
  private State seen = State.TRAINING;

  Execution(
      long id, Job job, Engagement engagement, List<Verifier> auditors, Terms terms, Clock now) {
    this.id = id;
    this.job = job;
    this.engagement = engagement;
    this.auditors = auditors;
    this.terms = terms;
    this.since = now;
    auditors.forEach(each -> seats.add(Seat.SILENT));
  }

  Actor provider() {
    return engagement.provider;
  }

  boolean hasCommitted(Actor who) {
    return commitments.containsKey(who);
  }

  Optional<Integer> seatOf(Actor who) {
    for (int i = 0; i < auditors.size(); i++) {
      if (auditors.get(i).who == who) return Optional.of(i);
    }
    return Optional.empty();
  }

  boolean mayReveal(Clock now) {
    return !seats.contains(Seat.SILENT) || now.isOver(since, job.spec.trainingWindow());
  }

  /** The state, as it is once all that waits for time alone is done. */
  State outcome(Clock now) {
    return switch (state) {
      case TRAINING ->
          now.isOver(
                  since,
                  job.spec.trainingWindow() + (hasCommitted(provider()) ? terms.resultWindow() : 0))
              ? State.LAPSED
              : state;
      case REVEALED -> now.isOver(since, terms.challengeWindow()) ? State.ACCEPTED : state;
      default -> state;
    };
  }

  Challenge inDispute() {
    return challenges.get(current - 1);
  }

  /** A newcomer's entry: the last of this claim that can be joined. */
  Optional<Challenge> joinable(Claim claim, boolean auditor) {
    return challenges.stream()
        .filter(each -> each.auditor == auditor && each.claim.isSameAs(claim))
        .reduce((older, newer) -> newer)
        .filter(each -> each.open && each.members.size() < 8);
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.COMPUTATION, "progress", uint(id));
    var now = State.valueOf(text(entry.get("state")).toUpperCase(Locale.ROOT));
    assertThat(seen.leadsTo(now)).as("%s went from %s to %s", this, seen, now).isTrue();
    seen = now;
    assertThat(now).as("state of %s", this).isEqualTo(state);
    assertThat(
            List.of(
                Values.clock(entry, "since"),
                numbers(entry, "seats"),
                number(entry, "challenges"),
                number(entry, "current"),
                number(entry, "disputes"),
                truth(entry, "settled")))
        .as("since, seats, challenges, current, disputes, settled of %s", this)
        .isEqualTo(
            List.of(
                since,
                seats.stream().map(each -> (long) each.ordinal()).toList(),
                (long) challenges.size(),
                (long) current,
                disputes,
                settled));
    for (var each : challenges) {
      var theirs =
          chain.record(
              Chain.COMPUTATION,
              "challenges",
              tuple("execution", uint(id), "index", uint(each.index)));
      assertThat(
              List.of(
                  truth(theirs, "open"),
                  truth(theirs, "over"),
                  Values.list(theirs, "members").size()))
          .as("open, over, members of challenge %d of %s", each.index, this)
          .isEqualTo(List.of(each.open, each.over, each.members.size()));
    }
    disputeAgrees(chain.entry(Chain.COMPUTATION, "disputes", uint(id)));
    delivery.ifPresent(
        mine -> {
          var theirs = chain.record(Chain.COMPUTATION, "deliveries", uint(id));
          assertThat(List.of(truth(theirs, "requested"), truth(theirs, "over")))
              .as("requested, over of the delivery of %s", this)
              .isEqualTo(List.of(mine.requested, mine.over));
        });
  }

  private void disputeAgrees(Optional<Value> theirs) {
    assertThat(theirs.isPresent()).as("%s has a dispute", this).isEqualTo(dispute.isPresent());
    dispute.ifPresent(
        mine -> {
          var entry = (TupleValue) theirs.orElseThrow();
          assertThat(
                  List.of(
                      text(entry.get("turn")),
                      number(entry, "lo"),
                      number(entry, "hi"),
                      entry.get("lo-state"),
                      entry.get("hi-state"),
                      Values.list(entry, "cuts"),
                      number(entry, "provider-clock"),
                      number(entry, "challenger-clock"),
                      Values.clock(entry, "since")))
              .as("turn, range, states, cuts, clocks, since of the dispute of %s", this)
              .isEqualTo(
                  List.of(
                      mine.turn.toString(),
                      mine.lo,
                      mine.hi,
                      mine.loState,
                      mine.hiState,
                      mine.cuts,
                      mine.providerClock,
                      mine.challengerClock,
                      mine.since));
        });
  }

  @Override
  public String toString() {
    return "execution " + id;
  }
}
