package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Sha256;
import io.neuralnexus.cli.learning.StandardRows;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTermsPrograms;
import io.neuralnexus.offchain.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.offchain.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.offchain.contracts.StarkVerifier;
import io.neuralnexus.offchain.contracts.ZkVerification;
import io.neuralnexus.offchain.contracts.ZkVerification.ProfileProfile;
import io.neuralnexus.offchain.contracts.ZkVerification.SubmitProfile;
import io.neuralnexus.offchain.contracts.ZkVerification.SubmitProfileProof;
import io.neuralnexus.offchain.job.KeyMessage;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.secrecy.SealedSlot;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.util.List;
import java.util.stream.IntStream;

/** Holds rows, publishes them encrypted, and hands the key to those who compute for a job. */
final class Owner {
  /** Epsilon of one run, in millionths. */
  static final long EPSILON = 1_000_000;

  /** Runs that the privacy budget of a data set allows. */
  static final int RUNS = 2;

  /** Purposes of data-rights. */
  static final Uint MEDICAL = Uint.ONE;

  private static final Uint EXPIRY_BLOCKS = Uint.of(50_000);

  private final Account account;
  private final StandardRows rows;
  private final long price;
  private final Stage stage;
  private final Buff key;
  private final Certificate certificate;
  private final Uint id;

  private Owner(
      Account account,
      StandardRows rows,
      long price,
      Stage stage,
      Buff key,
      Certificate certificate,
      Uint id) {
    this.account = account;
    this.rows = rows;
    this.price = price;
    this.stage = stage;
    this.key = key;
    this.certificate = certificate;
    this.id = id;
  }

  /**
   * Registers a data set for the program of a recipe.
   *
   * @param price per run, micro-STX
   * @param stake micro-STX
   */
  static Owner register(
      Account account, StandardRows rows, Recipe recipe, long price, long stake, Stage stage) {
    var slot = recipe.slot(stage.secret("slot of " + account), rows);
    var key = stage.secret("data key of " + account);
    var file = stage.files().publish(SealedSlot.seal(slot, key));
    var certificate = Certificate.of(rows, slot.secret());
    var record =
        new RegisterDatasetRecord(
            Uint.of(RUNS * EPSILON),
            certificate.root(),
            file.hash(),
            recipe.slotRoot(slot),
            Sha256.of(key.bytes()),
            Sha256.of(recipe.scale().toBytes()));
    var program =
        new DatasetTermsPrograms(
            Uint.of(EPSILON), recipe.program().hash(), Uint.of(recipe.program().words()));
    var terms =
        new DatasetTerms(
            false,
            "medical",
            Uint.of(stage.chain().simnet().burnBlockHeight()).plus(EXPIRY_BLOCKS),
            Uint.of(100),
            Uint.ZERO,
            Uint.ZERO,
            true,
            Uint.of(price),
            List.of(program),
            MEDICAL,
            file.uri());
    var seeds =
        IntStream.range(0, RUNS + 1).mapToObj(run -> seedOf(account, run, stage).hash()).toList();
    var registered =
        stage.call(
            stage.data.as(account.address()).registerDataset(record, terms, seeds, Uint.of(stake)));
    return new Owner(account, rows, price, stage, key, certificate, registered.value().id());
  }

  Account account() {
    return account;
  }

  Uint id() {
    return id;
  }

  /** What it asks for a run, micro-STX. */
  long price() {
    return price;
  }

  StandardRows rows() {
    return rows;
  }

  /** What it states of its rows. */
  Profile profile() {
    return certificate.profile();
  }

  /** Proves it, to whoever follows the chain. */
  Proof prove() {
    var proof = certificate.prove(stage.zk.getBinding(id, account.address()).ok());
    stage.call(submit(profile(), proof));
    return proof;
  }

  /** Whether the chain knows that it has so many rows, and not that it has more. */
  boolean isProven() {
    var rows = Int.of(profile().rows());
    var most = Int.of(Long.MAX_VALUE);
    var kind = ZkVerification.Constants.ROWS;
    return stage.data.hasStatement(id, kind, Uint.ZERO, rows, most)
        && !stage.data.hasStatement(id, kind, Uint.ZERO, rows.plus(Int.ONE), most);
  }

  /** Submits somebody else's proof for its own data set. */
  void proveInVain(Owner other, Proof proof) {
    stage.refuse(StarkVerifier.Error.ERR_BAD_ROOT, submit(other.profile(), proof));
  }

  private TypedReceipt<Response<SubmitProfile, Uint>> submit(Profile profile, Proof proof) {
    return stage
        .zk
        .as(account.address())
        .submitProfile(
            id,
            ProfileProfile.fromClarity(profile.value()),
            SubmitProfileProof.fromClarity(proof.value()));
  }

  private static Buff seedSecret(Account account, int run, Stage stage) {
    return stage.secret("seed of " + account + ", run " + run);
  }

  private static Seed seedOf(Account account, int run, Stage stage) {
    return Seed.of(seedSecret(account, run, stage));
  }

  /** Wraps the key of its data set, and the seed of this run, for each who computes or audits. */
  void postKey(Uint job) {
    var grantees = stage.data.getJob(stage.market.contract(), job).orElseThrow().grantees();
    var taken = stage.data.getRun(stage.market.contract(), job, id).orElseThrow().seed();
    var run =
        IntStream.rangeClosed(0, RUNS)
            .filter(each -> seedOf(account, each, stage).hash().equals(taken))
            .findFirst()
            .orElseThrow();
    var message = new KeyMessage(key, seedSecret(account, run, stage)).bytes();
    var keys = grantees.stream().map(who -> new PostKeyKeys(who, wrap(message, who, job))).toList();
    stage.call(stage.data.as(account.address()).postKey(stage.market.contract(), job, id, keys));
  }

  private Buff wrap(Buff message, Principal grantee, Uint job) {
    return Wrapping.wrap(stage, message, grantee, "%s, job %s".formatted(account, job));
  }

  /** What is left of its privacy budget, in millionths of epsilon. */
  long budgetLeft() {
    return stage.data.getBudgetLeft(id).longValueExact();
  }

  void leave() {
    stage.call(stage.data.as(account.address()).unstake(id));
  }
}
