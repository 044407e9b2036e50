package io.neuralnexus.tests.suite.model;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.*;
import static io.neuralnexus.tests.suite.model.Action.call;
import static io.neuralnexus.tests.suite.model.Command.always;
import static io.neuralnexus.tests.suite.model.Command.on;
import static io.neuralnexus.tests.suite.model.Command.when;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.model.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What owners do with their data sets. */
final class DataCommands {
  private static final int MANY = 7;
  private static final long MORE_SEEDS_THAN_FIT = 8;

  /** A key that others can wrap secrets with: the generator of secp256k1. */
  private static final Buff PUBLIC_KEY =
      Buff.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");

  static final List<Command> ALL =
      List.of(
          when(
              suite -> !suite.isPaused() && suite.datasets.size() < MANY,
              "register-dataset",
              2,
              (none, suite, choice) ->
                  register(
                      suite,
                      choice.of(Actor.PLAYERS),
                      choice.chance("front door", 0.5) ? Chain.MARKET : Chain.DATA,
                      terms(suite, choice),
                      choice.number("budget", 1, 6) * Dataset.EPSILON,
                      choice.number("seeds", 0, 4),
                      choice.number("more stake", 0, 1_000_000))),
          when(
              Suite::isPaused,
              "register-dataset, paused",
              1,
              (none, suite, choice) ->
                  registering(suite, choice, uint(suite.parameter("data-min-stake")))
                      .fails(ERR_PAUSED)),
          when(
              suite -> !suite.isPaused(),
              "register-dataset, stake too small",
              0.2,
              (none, suite, choice) ->
                  registering(suite, choice, uint(suite.parameter("data-min-stake") - 1))
                      .fails(ERR_BAD_STAKE)),
          on(
              suite -> suite.datasets.stream().filter(each -> mayOpen(suite, each)),
              "update-dataset",
              1,
              (dataset, suite, choice) -> {
                var terms = terms(suite, choice);
                return call(
                        dataset.owner,
                        Chain.DATA,
                        "update-dataset",
                        uint(dataset.id),
                        terms.value())
                    .tells(() -> suite.market.update(dataset, terms));
              }),
          on(
              suite -> suite.datasets.stream().filter(each -> !mayOpen(suite, each)),
              "update-dataset, stake too small",
              0.5,
              (dataset, suite, choice) ->
                  call(
                          dataset.owner,
                          Chain.DATA,
                          "update-dataset",
                          uint(dataset.id),
                          terms(suite, choice).opened(true).value())
                      .fails(ERR_BAD_STAKE)),
          on(
              suite -> suite.datasets.stream(),
              "update-dataset, of another",
              0.2,
              (dataset, suite, choice) ->
                  call(
                          other(choice, dataset.owner),
                          Chain.MARKET,
                          "update-dataset",
                          uint(dataset.id),
                          terms(suite, choice).value())
                      .fails(ERR_NOT_AUTHORISED)),
          on(
              suite -> suite.datasets.stream().filter(each -> each.terms.open()),
              "update-dataset, closes",
              0.3,
              (dataset, suite, choice) ->
                  call(
                          dataset.owner,
                          Chain.DATA,
                          "update-dataset",
                          uint(dataset.id),
                          dataset.terms.opened(false).value())
                      .tells(() -> suite.market.update(dataset, dataset.terms.opened(false)))),
          on(
              suite -> suite.datasets.stream().filter(each -> each.seeds.size() < 2),
              "add-seeds",
              4,
              (dataset, suite, choice) -> addSeeds(suite, dataset, choice.number("seeds", 1, 4))),
          on(
              suite -> suite.datasets.stream().filter(each -> !each.seeds.isEmpty()),
              "add-seeds, too many",
              0.1,
              (dataset, suite, choice) ->
                  addingSeeds(dataset, MORE_SEEDS_THAN_FIT).fails(ERR_SEEDS_FULL)),
          on(
              suite ->
                  suite.datasets.stream()
                      .filter(each -> each.terms.approval())
                      .flatMap(
                          each ->
                              suite.jobs(Job.State.OPEN).map(job -> new Approval(each, job, true))),
              "set-approval",
              2,
              (approval, suite, choice) -> approval.given(suite)),
          on(
              suite ->
                  suite.datasets.stream()
                      .flatMap(
                          each ->
                              suite
                                  .jobs(Job.State.OPEN)
                                  .filter(job -> each.approvals.contains(each.owner + "/" + job.id))
                                  .map(job -> new Approval(each, job, false))),
              "set-approval, withdrawn",
              0.5,
              (approval, suite, choice) -> approval.given(suite)),
          on(
              suite ->
                  Stream.of(Actor.values()).filter(who -> !suite.withEncryptionKey.contains(who)),
              "set-encryption-key",
              0.5,
              (who, suite, choice) -> setEncryptionKey(suite, who)),
          always(
              "set-encryption-key, no point of the curve",
              0.1,
              (none, suite, choice) ->
                  call(
                          choice.of(Actor.PLAYERS),
                          Chain.DATA,
                          "set-encryption-key",
                          Buff.of(new byte[33]))
                      .fails(ERR_BAD_KEY)),
          on(
              suite -> suite.datasets.stream(),
              "top-up-stake",
              0.3,
              (dataset, suite, choice) -> {
                long amount = choice.number("amount", 1, 1_500_000);
                return call(
                        dataset.owner, Chain.DATA, "top-up-stake", uint(dataset.id), uint(amount))
                    .tells(() -> suite.market.topUp(dataset, amount));
              }),
          on(
              DataCommands::mayUnstake,
              "unstake",
              0.2,
              (dataset, suite, choice) -> unstake(suite, dataset)),
          on(
              suite -> suite.datasets.stream().filter(each -> each.running > 0),
              "unstake, in use",
              0.3,
              (dataset, suite, choice) ->
                  call(dataset.owner, Chain.DATA, "unstake", uint(dataset.id)).fails(ERR_IN_USE)),
          on(
              suite ->
                  suite.datasets.stream()
                      .filter(each -> each.running == 0 && each.stake.leaving > 0),
              "unstake, leaving already",
              0.3,
              (dataset, suite, choice) ->
                  call(dataset.owner, Chain.DATA, "unstake", uint(dataset.id))
                      .fails(Compensation.Error.ERR_LEAVING)),
          on(
              suite ->
                  suite.datasets.stream()
                      .filter(each -> each.running == 0 && each.stake.leaving == 0),
              "transfer of a data set",
              0.25,
              (dataset, suite, choice) -> {
                var to = other(choice, dataset.owner);
                return transferring(dataset, to)
                    .returns(bool(true), () -> suite.market.transfer(dataset, to));
              }),
          on(
              suite -> suite.datasets.stream().filter(each -> each.running > 0),
              "transfer of a data set, in use",
              0.3,
              (dataset, suite, choice) ->
                  transferring(dataset, other(choice, dataset.owner)).fails(ERR_IN_USE)),
          on(
              suite ->
                  suite.datasets.stream()
                      .filter(each -> each.running == 0 && each.stake.leaving > 0),
              "transfer of a data set, leaving",
              0.3,
              (dataset, suite, choice) ->
                  transferring(dataset, other(choice, dataset.owner))
                      .fails(Compensation.Error.ERR_LEAVING)));

  private DataCommands() {}

  private record Approval(Dataset dataset, Job job, boolean approved) {
    Action given(Suite suite) {
      return call(
              dataset.owner,
              Chain.DATA,
              "set-approval",
              uint(dataset.id),
              suite.marketplace,
              uint(job.id),
              bool(approved))
          .tells(() -> dataset.approve(job.id, approved));
    }

    @Override
    public String toString() {
      return dataset + " " + job;
    }
  }

  static Actor other(Choice choice, Actor than) {
    return choice.among(Actor.PLAYERS.stream().filter(each -> each != than)).orElseThrow();
  }

  /** Whether a listing may be open: the stake must be whole and stay. */
  private static boolean mayOpen(Suite suite, Dataset dataset) {
    return dataset.stake.free() >= suite.parameter("data-min-stake");
  }

  private static Dataset.Terms terms(Suite suite, Choice choice) {
    var programs = new ArrayList<Programs>();
    for (var each : Programs.values()) {
      if (choice.chance("program " + each, 0.85)) programs.add(each);
    }
    if (programs.isEmpty()) programs.add(Programs.WEIGHED);
    return new Dataset.Terms(
        choice.number("price", 0, 5_000_000),
        choice.chance("open", 0.9),
        choice.chance("approval", 0.15),
        choice.chance("one purpose", 0.2) ? 1 : 3,
        programs,
        choice.number("uses", 1, 12),
        choice.chance("expires", 0.1) ? suite.now.burn() + 40 : 10_000_000,
        choice.chance("demands", 0.1) ? 5_001 : 0);
  }

  static Action register(
      Suite suite,
      Actor owner,
      String door,
      Dataset.Terms terms,
      long budget,
      long seeds,
      long more) {
    long id = suite.datasets.size() + 1L;
    long stake = suite.parameter("data-min-stake") + more;
    return call(
            owner,
            door,
            "register-dataset",
            Dataset.record(id, budget),
            terms.value(),
            seedHashes(id, 0, seeds),
            uint(stake))
        .tells(() -> suite.market.register(owner, budget, terms, seeds, stake));
  }

  private static Action.Unanswered registering(Suite suite, Choice choice, Value stake) {
    long id = suite.datasets.size() + 1L;
    return call(
        choice.of(Actor.PLAYERS),
        Chain.DATA,
        "register-dataset",
        Dataset.record(id, 1_000_000),
        terms(suite, choice).value(),
        seedHashes(id, 0, 1),
        stake);
  }

  private static Value seedHashes(long dataset, long after, long count) {
    return list(
        LongStream.rangeClosed(after + 1, after + count)
            .mapToObj(number -> Dataset.seedHash(dataset, number))
            .toList());
  }

  private static Action.Unanswered addingSeeds(Dataset dataset, long count) {
    return call(
        dataset.owner,
        Chain.DATA,
        "add-seeds",
        uint(dataset.id),
        seedHashes(dataset.id, dataset.lastSeed, count));
  }

  static Action addSeeds(Suite suite, Dataset dataset, long count) {
    return addingSeeds(dataset, count).tells(() -> suite.market.addSeeds(dataset, count));
  }

  static Action setEncryptionKey(Suite suite, Actor who) {
    return call(who, Chain.DATA, "set-encryption-key", PUBLIC_KEY)
        .tells(() -> suite.withEncryptionKey.add(who));
  }

  static Stream<Dataset> mayUnstake(Suite suite) {
    return suite.datasets.stream()
        .filter(each -> each.running == 0 && each.stake.leaving == 0 && each.stake.free() > 0);
  }

  static Action unstake(Suite suite, Dataset dataset) {
    return call(dataset.owner, Chain.DATA, "unstake", uint(dataset.id))
        .tells(() -> suite.market.unstake(dataset));
  }

  private static Action.Unanswered transferring(Dataset dataset, Actor to) {
    return call(
        dataset.owner,
        Chain.DATA,
        "transfer",
        uint(dataset.id),
        dataset.owner.principal(),
        to.principal());
  }
}
