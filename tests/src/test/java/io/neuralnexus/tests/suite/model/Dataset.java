package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.*;
import static io.neuralnexus.tests.suite.model.Values.number;
import static io.neuralnexus.tests.suite.model.Values.truth;
import static io.neuralnexus.tests.suite.model.Values.tuple;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A data set: its policy, and how far its privacy budget and its uses are spent. */
final class Dataset implements Entry {
  /** What one run takes of a budget, in millionths. */
  static final long EPSILON = 1_000_000;

  /** What the owner may change. */
  record Terms(
      long price,
      boolean open,
      boolean approval,
      long purposes,
      List<Programs> programs,
      long maxUses,
      long expiry,
      long minScore) {

    Value value() {
      return Cl.tuple(
          "uri", ascii("ipfs://data"),
          "category", ascii("medical"),
          "price", uint(price),
          "open", bool(open),
          "approval", bool(approval),
          "purposes", uint(purposes),
          "programs",
              list(
                  programs.stream()
                      .map(
                          each ->
                              Cl.tuple(
                                  "hash", each.program().hash(),
                                  "epsilon", uint(epsilon(each)),
                                  "words", uint(Programs.WORDS)))
                      .toList()),
          "max-uses", uint(maxUses),
          "expiry", uint(expiry),
          "min-score", uint(minScore),
          "min-fees", uint(0));
    }

    Terms opened(boolean now) {
      return new Terms(price, now, approval, purposes, programs, maxUses, expiry, minScore);
    }
  }

  final long id;
  final long budget;
  final Hold stake;
  Actor owner;
  Terms terms;
  long reserved;
  long consumed;
  long uses;
  long running;

  /** Numbers of the seeds that wait for runs, next first. */
  final List<Long> seeds = new ArrayList<>();

  long lastSeed;

  /** Jobs that the owner has approved. */
  final Set<String> approvals = new HashSet<>();

  Dataset(long id, Actor owner, long budget, Hold stake, Terms terms) {
    this.id = id;
    this.owner = owner;
    this.budget = budget;
    this.stake = stake;
    this.terms = terms;
  }

  static long epsilon(Programs program) {
    return program == Programs.LOOP ? EPSILON / 2 : EPSILON;
  }

  /** What fixes the data set for good. */
  static Value record(long id, long budget) {
    return Cl.tuple(
        "content-hash", Programs.sha256("ciphertext " + id),
        "commitment-root", Programs.sha256("root " + id),
        "input-root", Programs.slot(id).root(Programs.K),
        "schema-hash", Programs.sha256("schema"),
        "key-commitment", Programs.sha256("key " + id),
        "budget", uint(budget));
  }

  static Buff seedHash(long id, long number) {
    return Programs.seed(id, number).hash();
  }

  void approve(long job, boolean approved) {
    if (approved) approvals.add(owner + "/" + job);
    else approvals.remove(owner + "/" + job);
  }

  long left() {
    return budget - reserved - consumed;
  }

  /** Why a run of it for this job is refused now; the first reason counts. */
  Optional<ContractError> refusal(Job job, Clock now) {
    var spec = job.spec;
    if (!terms.programs.contains(spec.program())) return Optional.of(ERR_PROGRAM);
    if (!terms.open || uses >= terms.maxUses || now.burn() > terms.expiry) {
      return Optional.of(ERR_CLOSED);
    }
    if (owner == job.developer) return Optional.of(ERR_OWN_DATASET);
    if ((spec.purpose() & terms.purposes) != spec.purpose()) return Optional.of(ERR_PURPOSE);
    if (terms.price > spec.cap()) return Optional.of(ERR_TOO_DEAR);
    if (epsilon(spec.program()) > left()) return Optional.of(ERR_BUDGET_SPENT);
    if (terms.approval && !approvals.contains(owner + "/" + job.id)) {
      return Optional.of(ERR_NOT_APPROVED);
    }
    if (seeds.isEmpty()) return Optional.of(ERR_NO_SEED);
    return Optional.empty();
  }

  @Override
  public void agreesWith(Chain chain) {
    var entry = chain.record(Chain.DATA, "datasets", uint(id));
    var usage = tuple(entry, "usage");
    assertThat(
            List.of(
                number(usage, "reserved"),
                number(usage, "consumed"),
                number(usage, "uses"),
                number(usage, "running")))
        .as("reserved, consumed, uses, running of %s", this)
        .isEqualTo(List.of(reserved, consumed, uses, running));
    assertThat(number(usage, "reserved") + number(usage, "consumed"))
        .as("epsilon taken from %s", this)
        .isLessThanOrEqualTo(number(tuple(entry, "record"), "budget"));
    assertThat(Values.list(usage, "seeds"))
        .as("seeds of %s", this)
        .isEqualTo(seeds.stream().map(number -> seedHash(id, number)).toList());
    assertThat(truth(tuple(entry, "terms"), "open")).as("%s is open", this).isEqualTo(terms.open);
    assertThat(chain.ask(Chain.DATA, "get-owner", uint(id)))
        .as("owner of %s", this)
        .isEqualTo(Cl.ok(Cl.some(owner.principal())));
  }

  @Override
  public String toString() {
    return "data set " + id;
  }
}
