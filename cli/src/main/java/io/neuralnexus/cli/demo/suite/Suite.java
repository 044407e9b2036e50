package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Ending;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.cli.learning.LinearModel;
import io.neuralnexus.cli.learning.StandardRows;
import io.neuralnexus.cli.learning.StratifiedSplit;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecRequired;
import io.neuralnexus.offchain.contracts.ZkVerification;
import io.neuralnexus.offchain.zk.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The suite at work, from encrypted data sets to royalties: a false result is caught and slashed, a
 * true one settled, its model licensed and derived from, and everybody leaves with what is theirs.
 * What happens is computed, drawn and paid, not written down beforehand.
 */
public final class Suite {
  /** How many times {@link Story#act} is called. */
  public static final int ACTS = 4 + Trial.ACTS + Lineage.ACTS;

  private static final int MACHINES = 3;
  private static final int VERIFIERS = 3;
  private static final int CLINICS = 3;

  private static final long POCKET_MONEY = Stx.of(1_000);
  private static final long DATA_STAKE = Stx.of(5);
  private static final long PROVIDER_STAKE = Stx.of(150);

  /** What the owners ask for a run. */
  private static final List<Long> PRICES = List.of(Stx.of(2), 2_500_000L, Stx.of(3), Stx.of(5));

  /** How far the machine may be from floating point, bps. */
  private static final int TOLERANCE = 100;

  private final StratifiedSplit split;
  private final double best;
  private final Cast cast;
  private final Stage stage;
  private final Recipe recipe;
  private final Oracle oracle;
  private final SuiteAudit audit;

  private Suite(Chain chain, StratifiedSplit split, double best, Seed seed, Story story) {
    this.split = split;
    this.best = best;
    cast = Cast.of(chain, split.parts().size(), MACHINES, VERIFIERS, CLINICS);
    cast.spenders().forEach(account -> chain.fund(account, POCKET_MONEY));
    stage = new Stage(chain, cast, seed, story);
    var parts = Stream.concat(split.parts().stream(), Stream.of(split.holdOut())).toList();
    recipe = Recipe.of(parts, Job.DATASETS);
    oracle = new Oracle(Oracle.Parameters.of(chain));
    audit = new SuiteAudit(stage, cast, oracle);
  }

  /**
   * Plays it.
   *
   * @param chain on which nobody uses the suite yet
   * @param split four data sets and the hold-out set
   * @param best part of the hold-out set that the market's best model has right
   */
  public static SuiteReport perform(
      Chain chain, StratifiedSplit split, double best, long seed, Story story) {
    return new Suite(chain, split, best, new Seed(seed), story).perform();
  }

  private SuiteReport perform() {
    var scene = register();
    var trial = new Trial(scene);
    trial.refute();
    var accepted = trial.accept();
    compare(accepted);
    exhaust(scene);
    var lineage = new Lineage(scene, accepted);
    lineage.play();
    leave(scene);
    var ending = new Ending(audit.lines(), stage.ledger().slashes(), audit.checks());
    return new SuiteReport(
        ending, trial.computed(), lineage.models(), stage.ledger().flows(), stage.tallies());
  }

  private Scene register() {
    stage.act("Registration");
    var owners = new ArrayList<Owner>();
    for (var i = 0; i < cast.owners().size(); i++) {
      var rows = recipe.standard(split.parts().get(i));
      var account = cast.owners().get(i);
      owners.add(Owner.register(account, rows, recipe, PRICES.get(i), DATA_STAKE, stage));
      stage.tell(
          "%s registers %d rows, encrypted: %s STX a run, medical use, one program, %d runs of"
              + " privacy budget",
          account, rows.size(), Stx.plain(PRICES.get(i)), Owner.RUNS);
    }
    var machines =
        cast.machines().stream()
            .map(account -> Grantee.provider(account, PROVIDER_STAKE, recipe, stage))
            .toList();
    var verifiers =
        cast.verifiers().stream().map(account -> Grantee.verifier(account, recipe, stage)).toList();
    stage.tell(
        "%d machines stake %s STX each, %d verifiers %s; each shows a key to wrap secrets with",
        MACHINES,
        Stx.plain(PROVIDER_STAKE),
        VERIFIERS,
        Stx.plain(4 * stage.chain().parameter("audit-bond")));
    var developer =
        new Developer(cast.developer(), recipe.standard(split.holdOut()), recipe, stage);
    prove(owners);
    var required = required(owners);
    return new Scene(
        stage, cast, recipe, oracle, audit, developer, owners, required, machines, verifiers);
  }

  /** All but the last prove what they state; the last tries it with another's proof. */
  private void prove(List<Owner> owners) {
    stage.act("Proofs");
    var last = owners.getLast();
    for (var owner : owners) {
      if (owner.equals(last)) break;
      var proof = owner.prove();
      var profile = owner.profile();
      stage.tell(
          "%s proves, in %d bytes: %d rows, %s, each feature within ten deviations",
          owner.account(), proof.value().serialize().length, profile.rows(), classes(profile));
      if (owner.equals(owners.getFirst())) {
        last.proveInVain(owner, proof);
        stage.tell("%s submits the same proof for its own data: refused", last.account());
      }
    }
  }

  private String classes(Profile profile) {
    return IntStream.range(0, profile.classes().size())
        .mapToObj(
            c ->
                "%d to %d %s"
                    .formatted(
                        profile.classes().get(c).low(),
                        profile.classes().get(c).high(),
                        split.holdOut().classNames().get(c)))
        .collect(Collectors.joining(", "));
  }

  /** What every owner can prove, so that jobs may ask for it. */
  private static List<TrainingJobJobSpecRequired> required(List<Owner> owners) {
    var profiles = owners.stream().map(Owner::profile).toList();
    return List.of(
        atLeast(ZkVerification.Constants.ROWS, 0, profiles, Profile::rows),
        atLeast(ZkVerification.Constants.CLASS_ROWS, 0, profiles, p -> p.classes().get(0).low()),
        atLeast(ZkVerification.Constants.CLASS_ROWS, 1, profiles, p -> p.classes().get(1).low()),
        new TrainingJobJobSpecRequired(
            Int.of(StandardRows.RANGE), ZkVerification.Constants.ALL_VALUES, Int.ZERO, Uint.ZERO));
  }

  private static TrainingJobJobSpecRequired atLeast(
      Uint kind, long subject, List<Profile> profiles, ToLongFunction<Profile> number) {
    var least = profiles.stream().mapToLong(number).min().orElseThrow();
    return new TrainingJobJobSpecRequired(
        Int.of(Integer.MAX_VALUE), kind, Int.of(least), Uint.of(subject));
  }

  /** Holds what the machine made against the same descent in floating point. */
  private void compare(Trial.Accepted accepted) {
    var parts = split.parts().subList(0, Job.DATASETS).stream().map(recipe::standard).toList();
    var holdOut = recipe.standard(split.holdOut());
    var reference = LinearModel.blank(recipe.features()).learn(parts, recipe.epochs(), Recipe.RATE);
    var expected = 10_000 * reference.right(holdOut) / holdOut.size();
    var score = accepted.output().score();
    stage.tell(
        "on the machine %s right, in floating point %s; the market's best model %s",
        Text.percent(score / 10_000.0), Text.percent(expected / 10_000.0), Text.percent(best));
    audit.found(
        "machine",
        "the machine's model is as good as in floating point, within one point",
        Math.abs(score - expected) <= TOLERANCE);
  }

  /** A third job finds that the data sets have given all that their owners allowed. */
  private void exhaust(Scene scene) {
    scene.act("Privacy budget");
    var job = Job.create(scene);
    var spent = scene.owners().subList(0, Job.DATASETS);
    job.proposeInVain(spent, DataRights.Error.ERR_BUDGET_SPENT);
    scene.developer().cancel(job.id());
    scene.tell("no run is left of the privacy budgets: refused; the whole escrow goes back");
    audit.found(
        "privacy",
        "no data set gave more runs than its owner allowed, and none fewer were counted",
        spent.stream().allMatch(owner -> owner.budgetLeft() == 0)
            && scene.owners().getLast().budgetLeft() == Owner.RUNS * Owner.EPSILON);
  }

  /** Everyone ends what it holds, waits out the unbonding, and takes its money home. */
  private void leave(Scene scene) {
    scene.act("Farewell");
    scene.owners().forEach(Owner::leave);
    scene.machines().forEach(Grantee::leaveAsProvider);
    scene.verifiers().forEach(Grantee::leaveAsVerifier);
    var chain = stage.chain();
    chain.mine(
        Math.max(chain.parameter("data-unbonding"), chain.parameter("compute-unbonding")) + 1);
    var keeper = stage.vault.as(cast.keeper().address());
    for (var stake : stage.ledger().stakes()) stage.call(keeper.collectHold(stake));
    stage.call(keeper.skim());
    for (var account : cast.all()) {
      var balance = stage.vault.getBalance(account.address());
      if (balance.longValueExact() > 0) {
        stage.call(stage.vault.as(account.address()).withdraw(balance));
      }
    }
    scene.tell("all end their stakes, wait out the unbonding and withdraw; the treasury is paid");
    scene.tell("%d micro-STX are left in the vault: parts of royalties below one", audit.held());
    stage.tellCost();
  }
}
