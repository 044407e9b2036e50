package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.Principal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The model of the whole suite: what everybody has, and where everything stands. */
final class Suite {
  static final long BPS = 10_000;

  /** Parameters that the suite reads. */
  static final List<String> PARAMETERS =
      List.of(
          "platform-fee-bps",
          "keeper-tip",
          "bounty-bps",
          "data-min-stake",
          "data-key-slash",
          "data-unbonding",
          "compute-min-stake",
          "audit-bond",
          "challenge-bond",
          "compute-unbonding",
          "result-window",
          "audit-reveal-window",
          "challenge-window",
          "dispute-move-window",
          "dispute-clock",
          "delivery-window",
          "max-disputes",
          "audit-min-fee",
          "compute-bond-bps",
          "compute-min-bond",
          "match-reserve",
          "key-window",
          "confirm-window");

  /** The contract that keeps the jobs. */
  final Principal marketplace;

  Clock now;

  /** Jobs that ran at the same time, at most. */
  int mostAtOnce;

  final Map<String, Long> parameters;
  final Vault vault = new Vault(this);
  final List<Dataset> datasets = new ArrayList<>();
  final List<Job> jobs = new ArrayList<>();
  final List<Execution> executions = new ArrayList<>();
  final Map<Actor, Provider> providers = new EnumMap<>(Actor.class);
  final List<Verifier> verifiers = new ArrayList<>();
  final Map<Actor, Standing> standings = new EnumMap<>(Actor.class);
  final List<Model> models = new ArrayList<>();
  final List<Licence> licences = new ArrayList<>();
  final Set<Actor> withEncryptionKey = EnumSet.noneOf(Actor.class);
  final Parliament parliament;
  final Market market = new Market(this);
  final Computation computation = new Computation(this);
  final Registry registry = new Registry(this);
  private final Set<Entry> touched = new LinkedHashSet<>();

  Suite(Principal marketplace, Map<String, Long> parameters, Clock now) {
    this.marketplace = marketplace;
    this.parameters = new LinkedHashMap<>(parameters);
    this.now = now;
    this.parliament = new Parliament(this);
  }

  long parameter(String name) {
    var value = parameters.get(name);
    if (value == null) throw new AssertionError("the model does not know the parameter " + name);
    return value;
  }

  boolean isPaused() {
    return parliament.isPaused();
  }

  // ---- what has changed

  /** Says that a transaction has changed this: it is looked at afterwards. */
  void touch(Entry entry) {
    touched.add(entry);
  }

  /** What has changed since it was last asked. */
  List<Entry> changes() {
    var all = List.copyOf(touched);
    touched.clear();
    return all;
  }

  /** Everything that the chain has too. */
  List<Entry> entries() {
    return Stream.of(
            vault.entries(),
            datasets,
            jobs,
            executions,
            providers.values(),
            verifiers,
            standings.values(),
            models,
            models.stream().map(each -> each.pool).toList(),
            registry.rights())
        .<Entry>flatMap(each -> each.stream().map(Entry.class::cast))
        .toList();
  }

  // ---- looking

  Stream<Job> jobs(Job.State state) {
    return jobs.stream().filter(job -> job.state == state);
  }

  Stream<Job> running() {
    return jobs.stream().filter(job -> !job.state.isFinal());
  }

  Standing standing(Actor who) {
    return standings.computeIfAbsent(who, Standing::new);
  }

  long score(Actor owner) {
    return Optional.ofNullable(standings.get(owner)).map(each -> each.score).orElse(Standing.START);
  }

  /** The registration that an account has now, if any. */
  Optional<Verifier> verifier(Actor who) {
    return verifiers.stream().filter(each -> each.who == who).reduce((older, newer) -> newer);
  }
}
