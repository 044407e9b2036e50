package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.int_;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.suite.model.Values.number;
import static io.neuralnexus.tests.suite.model.Values.text;
import static io.neuralnexus.tests.suite.model.Values.truth;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.machine.Inputs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A training job, from the escrow to its end. */
final class Job implements Entry {

  /** States, and the edges between them that there are. */
  enum State {
    OPEN,
    MATCHED,
    KEYED,
    PROCESSING,
    COMPLETED,
    FAILED,
    ENDED;

    private static final Map<State, Set<State>> EDGES =
        Map.of(
            OPEN, EnumSet.of(MATCHED, ENDED),
            MATCHED, EnumSet.of(KEYED, ENDED),
            KEYED, EnumSet.of(PROCESSING, ENDED),
            PROCESSING, EnumSet.of(COMPLETED, FAILED),
            COMPLETED, EnumSet.noneOf(State.class),
            FAILED, EnumSet.noneOf(State.class),
            ENDED, EnumSet.noneOf(State.class));

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

    boolean isFinal() {
      return EDGES.get(this).isEmpty();
    }

    static State named(String name) {
      return valueOf(name.toUpperCase(Locale.ROOT));
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the developer asks for; amounts in micro-STX. */
  record Spec(
      Programs program,
      long purpose,
      int count,
      long cap,
      long base,
      long bonus,
      long threshold,
      long dataShare,
      long contributorsShare,
      int seats,
      long auditFee,
      long maxSteps,
      boolean fixedPrice,
      long minScore,
      long matchWindow,
      long auctionWindow,
      long trainingWindow) {

    Value value() {
      var code = program.program();
      return Cl.tuple(
          "uri", ascii("ipfs://job"),
          "program",
              tuple(
                  "root", code.root(),
                  "length", uint(code.length()),
                  "k", uint(code.k()),
                  "entry", uint(code.entry()),
                  "words", uint(code.words())),
          "settings", list(Collections.nCopies(Inputs.SETTINGS, int_(0))),
          "holdout-root", Programs.HOLDOUT.root(Programs.K),
          "seed", Programs.DEVELOPER_SEED.hash(),
          "purpose", uint(purpose),
          "count", uint(count),
          "cap", uint(cap),
          "required", ListValue.EMPTY,
          "base", uint(base),
          "bonus", uint(bonus),
          "threshold", uint(threshold),
          "data-share", uint(dataShare),
          "contributors-share", uint(contributorsShare),
          "seats", uint(seats),
          "audit-fee", uint(auditFee),
          "max-steps", uint(maxSteps),
          "fixed-price", bool(fixedPrice),
          "min-score", uint(minScore),
          "min-fees", uint(0),
          "match-window", uint(matchWindow),
          "auction-window", uint(auctionWindow),
          "training-window", uint(trainingWindow));
    }
  }

  /** Parameters as they were at the creation. */
  record Terms(
      long tip,
      long feeBps,
      long bond,
      long stake,
      long reserve,
      long keyWindow,
      long confirmWindow) {}

  record Proposal(Actor proposer, List<Dataset> datasets, long scores, long prices) {
    List<Long> ids() {
      return datasets.stream().map(each -> each.id).toList();
    }

    /** Whether it goes before another one, the reserve added to both prices. */
    boolean beats(Proposal other, long reserve) {
      return scores * (other.prices + reserve) > other.scores * (prices + reserve);
    }
  }

  /** One data set in the job. */
  static final class Part {
    final Dataset dataset;
    final Actor owner;
    final long price;
    final long epsilon;
    final long seed;
    boolean posted;

    Part(Dataset dataset, Actor owner, long price, long epsilon, long seed) {
      this.dataset = dataset;
      this.owner = owner;
      this.price = price;
      this.epsilon = epsilon;
      this.seed = seed;
    }
  }

  /** The best bid. */
  record Bid(Actor provider, long price, long weighted, Engagement engagement) {}

  final long id;
  final Actor developer;
  final Spec spec;
  final Terms terms;
  final Lineage lineage;
  Optional<Escrow> escrow;
  State state = State.OPEN;
  Clock since;
  long extensions;
  boolean closed;
  boolean holdoutPosted;
  List<Proposal> proposals = new ArrayList<>();
  List<Part> parts = List.of();
  long minScore;
  long verifiers;
  Optional<Bid> bid = Optional.empty();
  List<Verifier> drawn = List.of();

  /** Who gets keys: the provider first. */
  List<Actor> grantees = List.of();

  Clock keysSince = new Clock(0, 0);
  boolean reachable;
  boolean over;
  Optional<Execution> execution = Optional.empty();
  Optional<Model> model = Optional.empty();
  private Optional<Run> truth = Optional.empty();
  private final Map<Run.Kind, Run> lies = new EnumMap<>(Run.Kind.class);

  /** The state that the chain had when it was last looked at. */
  private State seen = State.OPEN;

  Job(long id, Actor developer, Spec spec, Terms terms, Lineage lineage, Escrow escrow, Clock now) {
    this.id = id;
    this.developer = developer;
    this.spec = spec;
    this.terms = terms;
    this.lineage = lineage;
    this.escrow = Optional.of(escrow);
    this.since = now;
  }

  long window() {
    return spec.auctionWindow() + 10 * extensions;
  }

  /** Burn height of the block that draws the auditors. */
  long seedHeight() {
    return since.burn() + window() + 2;
  }

  long keysDue() {
    return terms.keyWindow() + terms.confirmWindow();
  }

  boolean areKeysPosted() {
    return parts.stream().allMatch(part -> part.posted);
  }

  List<Long> ids() {
    return parts.stream().map(part -> part.dataset.id).toList();
  }

  /** What somebody says came out of the training. */
  Run run(Run.Kind kind) {
    if (truth.isEmpty()) {
      truth =
          Optional.of(
              Run.of(
                  spec.program().program(),
                  new Inputs(
                      id,
                      Collections.nCopies(Inputs.SETTINGS, 0L),
                      parts.stream().map(part -> Programs.slot(part.dataset.id)).toList(),
                      parts.stream()
                          .map(part -> Programs.seed(part.dataset.id, part.seed))
                          .toList(),
                      Programs.DEVELOPER_SEED,
                      Programs.HOLDOUT),
                  spec.maxSteps()));
    }
    return kind == Run.Kind.TRUTH ? truth.get() : lies.computeIfAbsent(kind, truth.get()::lying);
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.MARKET, "progress", uint(id));
    var now = State.named(text(entry.get("state")));
    assertThat(seen.leadsTo(now)).as("%s went from %s to %s", this, seen, now).isTrue();
    seen = now;
    assertThat(now).as("state of %s", this).isEqualTo(state);
    assertThat(
            List.of(
                truth(entry, "holdout-posted"),
                number(entry, "execution"),
                number(entry, "model"),
                Values.clock(entry, "since")))
        .as("hold-out posted, execution, model, since of %s", this)
        .isEqualTo(
            List.of(
                holdoutPosted,
                execution.map(each -> each.id).orElse(0L),
                model.map(each -> each.id).orElse(0L),
                since));
    var market = chain.named(Chain.MARKET);
    var held = chain.entry(Chain.VAULT, "escrows", Cl.tuple("controller", market, "id", uint(id)));
    assertThat(held.isPresent()).as("%s has an escrow", this).isEqualTo(escrow.isPresent());
    escrow.ifPresent(
        mine -> {
          var theirs = (TupleValue) held.orElseThrow();
          assertThat(List.of(number(theirs, "amount"), number(theirs, "tips")))
              .as("amount and tips in the escrow of %s", this)
              .isEqualTo(List.of(mine.amount, mine.tips));
        });
    if (state.isFinal()) {
      assertThat(escrow).as("escrow of %s, which is %s", this, state).isEmpty();
    }
    bid.ifPresent(
        mine -> {
          var theirs = chain.record(Chain.MARKET, "bids", uint(id));
          assertThat(
                  List.of(
                      Actor.named(theirs.get("provider")),
                      number(theirs, "price"),
                      number(theirs, "weighted"),
                      number(theirs, "bond"),
                      number(theirs, "extensions"),
                      truth(theirs, "closed")))
              .as("provider, price, weighted, bond, extensions, closed of the bid for %s", this)
              .isEqualTo(
                  List.of(
                      mine.provider(),
                      mine.price(),
                      mine.weighted(),
                      mine.engagement().bond.id,
                      extensions,
                      closed));
        });
    for (var part : parts) grantAgrees(chain, part);
  }

  /** A grant is for good once the key is posted, and for nobody else. */
  private void grantAgrees(Chain chain, Part part) {
    var keys =
        chain.entry(
            Chain.DATA,
            "posted-keys",
            Cl.tuple(
                "marketplace", chain.named(Chain.MARKET),
                "job", uint(id),
                "dataset", uint(part.dataset.id)));
    assertThat(keys.map(each -> ((ListValue) each).values().size()))
        .as("keys of %s in %s", part.dataset, this)
        .isEqualTo(part.posted ? Optional.of(grantees.size()) : Optional.empty());
  }

  @Override
  public String toString() {
    return "job " + id;
  }
}
