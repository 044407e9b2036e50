package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.offchain.contracts.Marketplace.Event.PostHoldoutKey;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.job.GrantedKeys;
import io.neuralnexus.offchain.job.JobInputs;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Trace;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import io.neuralnexus.offchain.zk.Profile;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Someone who is given the keys to the inputs of jobs: a compute provider, or a verifier who
 * audits. All that it knows of a job comes from the chain, and from files whose addresses are
 * there.
 */
final class Grantee {
  private final Account account;
  private final Recipe recipe;
  private final Stage stage;
  private final EncryptionKey key;

  /** Roots of proofs that it held against the rows of their data sets. */
  private final Set<Buff> checked = new HashSet<>();

  /** The inputs of the latest job, which nobody can take from it again. */
  private Optional<Inputs> kept = Optional.empty();

  private Grantee(Account account, Recipe recipe, Stage stage) {
    this.account = account;
    this.recipe = recipe;
    this.stage = stage;
    this.key = EncryptionKey.of(stage.secret("encryption key of " + account));
  }

  /** Stakes micro-STX as a compute provider. */
  static Grantee provider(Account account, long stake, Recipe recipe, Stage stage) {
    stage.call(stage.computation.as(account.address()).registerProvider(Uint.of(stake)));
    return announced(new Grantee(account, recipe, stage));
  }

  /** Stakes as a verifier. */
  static Grantee verifier(Account account, Recipe recipe, Stage stage) {
    stage.call(stage.computation.as(account.address()).registerVerifier());
    return announced(new Grantee(account, recipe, stage));
  }

  private static Grantee announced(Grantee grantee) {
    grantee.stage.call(
        grantee.stage.data.as(grantee.account.address()).setEncryptionKey(grantee.key.publicKey()));
    return grantee;
  }

  Account account() {
    return account;
  }

  /** Bids for a job; returns the price by the reputation of the bidder, micro-STX. */
  long bid(Uint job, long price) {
    var bid = stage.call(stage.market.as(account.address()).bidOnJob(job, Uint.of(price)));
    return bid.value().weighted().longValueExact();
  }

  /**
   * Unwraps, fetches and decrypts the inputs of a job, and runs it.
   *
   * @throws IllegalStateException if they are not what the chain says
   */
  Trace run(Uint job) {
    var inputs = inputs(job);
    kept = Optional.of(inputs);
    return Trace.of(recipe.program(), inputs, Recipe.MOST_STEPS);
  }

  /**
   * Runs a job to which it has no keys, on the rows that it kept from another and with seeds that
   * it guesses.
   *
   * @throws IllegalStateException if it kept nothing
   */
  Trace guess(Uint job) {
    var known = kept.orElseThrow(() -> new IllegalStateException(account + " kept no rows"));
    var guessed = Seed.of(stage.secret("a guess of " + account));
    var inputs =
        new Inputs(
            job.longValueExact(),
            known.settings(),
            known.datasets(),
            Collections.nCopies(known.seeds().size(), guessed),
            guessed,
            known.holdout());
    return Trace.of(recipe.program(), inputs, Recipe.MOST_STEPS);
  }

  private Inputs inputs(Uint job) {
    var chain = stage.chain().simnet();
    var keys = new GrantedKeys(chain, account.address(), key, this::holdOutKeys);
    return switch (new JobInputs(chain, stage.files()).fetch(job.longValueExact(), keys)) {
      case JobInputs.Ready ready -> {
        checkProofs(job, ready.inputs());
        yield ready.inputs();
      }
      case JobInputs.Problem problem -> throw new IllegalStateException(problem.what());
    };
  }

  private void checkProofs(Uint job, Inputs inputs) {
    var ids = stage.market.getTrainingJob(job).orElseThrow().match().orElseThrow().ids();
    for (int i = 0; i < ids.size(); i++) {
      var record = stage.data.getDataset(ids.get(i)).orElseThrow().record();
      checkProof(record.commitmentRoot(), inputs.datasets().get(i));
    }
  }

  /** What was proven must have been proven of the very rows that it got. */
  private void checkProof(Buff root, Slot slot) {
    if (!checked.add(root)) return;
    var proven = stage.zk.getProfile(root).orElseThrow().profile();
    var profile = Profile.of(proven.toClarity());
    if (!Certificate.root(profile, recipe.rows(slot), slot.secret()).equals(root)) {
      throw new IllegalStateException("not what the chain says: the proof for root " + root);
    }
  }

  /** They are in an event, in the order of the grantees. */
  private List<Buff> holdOutKeys(long job) {
    return stage.latest(PostHoldoutKey.class, event -> event.id().equals(Uint.of(job))).keys();
  }

  /** Begins the execution of a job; returns its number. */
  Uint confirm(Uint job) {
    return stage.call(stage.market.as(account.address()).confirmInputs(job)).value().execution();
  }

  /** Commits to what it says came out, without showing it. */
  void commit(Uint execution, Run run) {
    var commitment =
        stage.computation.commitmentOf(
            execution, account.address(), run.end().hash(), steps(run), salt(execution));
    stage.call(stage.computation.as(account.address()).commit(execution, commitment));
  }

  /** Shows the result as the provider; returns its score in bps. */
  int complete(Uint job, Uint execution, Run run) {
    var output = run.output();
    var shown =
        stage.call(
            stage
                .market
                .as(account.address())
                .completeTrainingJob(
                    job,
                    run.end().bytes(),
                    steps(run),
                    salt(execution),
                    output.words(),
                    output.path()));
    return Math.toIntExact(shown.value().score().longValueExact());
  }

  /** Shows the result as an auditor; returns whether it is that of the provider. */
  boolean audit(Uint execution, Run run) {
    return stage
        .call(
            stage
                .computation
                .as(account.address())
                .revealAudit(execution, run.end().hash(), steps(run), salt(execution)))
        .value()
        .agrees();
  }

  /** Challenges a result as an outsider, with a bond. */
  void challenge(Uint execution, Run run) {
    stage.call(
        stage.computation.as(account.address()).challenge(execution, run.end().hash(), steps(run)));
  }

  /** Wraps the weights for the developer, and says on the chain where they lie. */
  void deliver(Uint execution, Account developer, Run run) {
    var words = run.output().model();
    var plain = ByteBuffer.allocate(words.size() * Long.BYTES);
    words.forEach(plain::putLong);
    var name = "%s, weights of execution %s".formatted(account, execution);
    var sealed = Wrapping.wrap(stage, Buff.of(plain.array()), developer.address(), name);
    var file = stage.files().publish(sealed);
    stage.call(stage.computation.as(account.address()).deliver(execution, file.hash(), file.uri()));
  }

  /** Ends its registration as a provider. */
  void leaveAsProvider() {
    stage.call(stage.computation.as(account.address()).unstakeProvider());
  }

  /** Ends its registration as a verifier. */
  void leaveAsVerifier() {
    var number = stage.computation.getVerifierNumber(account.address()).orElseThrow();
    stage.call(stage.computation.as(account.address()).unstakeVerifier(number));
  }

  private static Uint steps(Run run) {
    return Uint.of(run.length());
  }

  private Buff salt(Uint execution) {
    return stage.secret("salt of %s, execution %s".formatted(account, execution));
  }
}
