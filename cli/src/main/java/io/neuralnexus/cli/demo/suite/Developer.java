package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Stx;
import io.neuralnexus.cli.learning.StandardRows;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.Deliver;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecProgram;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecRequired;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.job.JobDescription;
import io.neuralnexus.offchain.job.KeyMessage;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import io.neuralnexus.offchain.secrecy.SealedSlot;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/** Buys training, scored on a hold-out set that only those who compute will see. */
final class Developer {
  static final long BASE = Stx.of(50);
  static final long BONUS = Stx.of(20);
  static final long CAP = Stx.of(6);
  static final long AUDIT_FEE = Stx.of(6);
  static final int THRESHOLD = 5_000;
  static final int DATA_SHARE = 5_000;
  static final int CONTRIBUTORS_SHARE = 3_000;

  private static final Uint WINDOW = Uint.of(10);
  private static final Uint TRAINING_WINDOW = Uint.of(20);

  private final Account account;
  private final Recipe recipe;
  private final Stage stage;
  private final StandardRows holdOut;
  private final Slot slot;
  private final Buff key;
  private final EncryptionKey encryptionKey;

  Developer(Account account, StandardRows holdOut, Recipe recipe, Stage stage) {
    this.account = account;
    this.recipe = recipe;
    this.stage = stage;
    this.holdOut = holdOut;
    this.slot = recipe.slot(stage.secret("slot of the hold-out set"), holdOut);
    this.key = stage.secret("key of the hold-out set");
    this.encryptionKey = EncryptionKey.of(stage.secret("encryption key of " + account));
    stage.call(stage.data.as(account.address()).setEncryptionKey(encryptionKey.publicKey()));
  }

  Account account() {
    return account;
  }

  StandardRows holdOut() {
    return holdOut;
  }

  /**
   * Escrows the budget of a job; returns its number.
   *
   * @param datasets how many it needs
   * @param required what must be proven of each
   */
  Uint create(int datasets, List<TrainingJobJobSpecRequired> required) {
    var sealed = stage.files().publish(SealedSlot.seal(slot, key));
    var program = stage.files().publish(Buff.of(recipe.program().bytes()));
    var description = new JobDescription("logistic regression, two classes", program, sealed);
    var uri = stage.files().publish(description.toFile()).uri();
    var number = stage.market.getLastJob().longValueExact() + 1;
    return stage
        .call(
            stage
                .market
                .as(account.address())
                .createTrainingJob(spec(uri, datasets, required, seed(number).hash()), List.of()))
        .value()
        .id();
  }

  private Buff seedSecret(long job) {
    return stage.secret("developer's seed, job " + job);
  }

  private Seed seed(long job) {
    return Seed.of(seedSecret(job));
  }

  private TrainingJobJobSpec spec(
      String uri, int datasets, List<TrainingJobJobSpecRequired> required, Buff seed) {
    var program = recipe.program();
    return new TrainingJobJobSpec(
        WINDOW,
        Uint.of(AUDIT_FEE),
        Uint.of(BASE),
        Uint.of(BONUS),
        Uint.of(CAP),
        Uint.of(CONTRIBUTORS_SHARE),
        Uint.of(datasets),
        Uint.of(DATA_SHARE),
        false,
        recipe.slotRoot(slot),
        WINDOW,
        Uint.of(Recipe.MOST_STEPS),
        Uint.ZERO,
        Uint.ZERO,
        new TrainingJobJobSpecProgram(
            Uint.of(program.entry()),
            Uint.of(program.k()),
            Uint.of(program.length()),
            program.root(),
            Uint.of(program.words())),
        Owner.MEDICAL,
        required,
        Uint.ONE,
        seed,
        recipe.settings().stream().map(Int::of).toList(),
        Uint.of(THRESHOLD),
        TRAINING_WINDOW,
        uri);
  }

  void lock(Uint job) {
    stage.call(stage.market.as(account.address()).lockMatch(job));
  }

  void cancel(Uint job) {
    stage.call(stage.market.as(account.address()).cancelJob(job));
  }

  /** Wraps the key of the hold-out set, and its seed, for each who computes or audits. */
  void postKey(Uint job) {
    var grantees = stage.data.getJob(stage.market.contract(), job).orElseThrow().grantees();
    var message = new KeyMessage(key, seedSecret(job.longValueExact())).bytes();
    var keys = grantees.stream().map(who -> wrap(message, who, job)).toList();
    stage.call(stage.market.as(account.address()).postHoldoutKey(job, keys));
  }

  /** Fetches and unwraps the weights that were delivered; words of the machine. */
  List<Long> weights(Uint execution) {
    var uri = stage.latest(Deliver.class, event -> event.id().equals(execution)).uri();
    var file = stage.files().fetch(ContentId.parse(uri)).orElseThrow();
    var plain = ByteBuffer.wrap(encryptionKey.unwrap(file).bytes()).asLongBuffer();
    return LongStream.range(0, plain.remaining()).mapToObj(i -> plain.get((int) i)).toList();
  }

  private Buff wrap(Buff message, Principal grantee, Uint job) {
    return Wrapping.wrap(stage, message, grantee, "%s, job %s".formatted(account, job));
  }
}
