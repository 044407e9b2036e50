package io.neuralnexus.offchain.job;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecProgram;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpecRequired;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import io.neuralnexus.offchain.secrecy.SealedSlot;
import io.neuralnexus.offchain.secrecy.Secret;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Buys training: publishes program, description and encrypted hold-out set, escrows the budget,
 * matches, posts the key, and reads the model that is delivered. All its secrets follow from one.
 */
public final class Developer {
  private final StandardPrincipal account;
  private final FileStore files;
  private final Secret secret;
  private final Wrapping wrapping;
  private final EncryptionKey encryptionKey;
  private final Marketplace market;
  private final DataRights data;
  private final ComputationVerification computation;

  /**
   * A developer.
   *
   * @param chain with the developer's wallet
   * @param secret that nothing else of the developer follows from
   */
  public Developer(Chain chain, FileStore files, StandardPrincipal account, Secret secret) {
    this.account = account;
    this.files = files;
    this.secret = secret;
    this.wrapping = new Wrapping(chain, secret);
    this.encryptionKey = EncryptionKey.of(secret.derive("encryption key"));
    this.market = Marketplace.on(chain);
    this.data = DataRights.on(chain);
    this.computation = ComputationVerification.on(chain);
  }

  /**
   * What a job asks for.
   *
   * @param task for people
   * @param name of the job among this developer's, of which its secrets follow: no two share it
   * @param settings six words for the program
   * @param required what must be proven of each data set
   * @param purpose bits, as in data-rights
   * @param datasets how many
   * @param terms money, and windows in blocks
   */
  public record Order(
      String task,
      String name,
      Program program,
      List<Long> settings,
      Slot holdOut,
      List<TrainingJobJobSpecRequired> required,
      long purpose,
      int datasets,
      long maxSteps,
      Terms terms) {}

  /**
   * Money, and windows in blocks. Amounts are micro-STX, rates bps.
   *
   * @param cap for each data set
   * @param base for the computation, at most
   * @param bonus at a score of 10,000
   * @param threshold score from which there is a bonus
   * @param dataShare of the bonus, for the data sets
   * @param contributorsShare of the model's income, for the owners
   * @param seats auditors
   * @param auditFee for each
   * @param fixedPrice whether the first qualified provider has it at {@code base}
   */
  public record Terms(
      long cap,
      long base,
      long bonus,
      int threshold,
      int dataShare,
      int contributorsShare,
      int seats,
      long auditFee,
      boolean fixedPrice,
      long matchWindow,
      long auctionWindow,
      long trainingWindow) {}

  /** Registers the key that models are wrapped for; once. */
  public void announce() {
    if (data.getEncryptionKey(account).equals(Optional.of(encryptionKey.publicKey()))) return;
    Wrapping.done(data.as(account).setEncryptionKey(encryptionKey.publicKey()));
  }

  /**
   * Escrows the budget of a job.
   *
   * @return its number
   * @throws ChainException if the contract refuses it
   */
  public Uint create(Order order) {
    var sealed = files.publish(SealedSlot.seal(order.holdOut(), key(order.name())));
    var program = files.publish(Buff.of(order.program().bytes()));
    var uri = files.publish(new JobDescription(order.task(), program, sealed).toFile()).uri();
    return Wrapping.done(market.as(account).createTrainingJob(spec(order, uri), List.of())).id();
  }

  private TrainingJobJobSpec spec(Order order, String uri) {
    var program = order.program();
    var terms = order.terms();
    return new TrainingJobJobSpec(
        Uint.of(terms.auctionWindow()),
        Uint.of(terms.auditFee()),
        Uint.of(terms.base()),
        Uint.of(terms.bonus()),
        Uint.of(terms.cap()),
        Uint.of(terms.contributorsShare()),
        Uint.of(order.datasets()),
        Uint.of(terms.dataShare()),
        terms.fixedPrice(),
        order.holdOut().root(program.k()),
        Uint.of(terms.matchWindow()),
        Uint.of(order.maxSteps()),
        Uint.ZERO,
        Uint.ZERO,
        new TrainingJobJobSpecProgram(
            Uint.of(program.entry()),
            Uint.of(program.k()),
            Uint.of(program.length()),
            program.root(),
            Uint.of(program.words())),
        Uint.of(order.purpose()),
        order.required(),
        Uint.of(terms.seats()),
        new KeyMessage(key(order.name()), seed(order.name())).noise().hash(),
        order.settings().stream().map(Int::of).toList(),
        Uint.of(terms.threshold()),
        Uint.of(terms.trainingWindow()),
        uri);
  }

  /**
   * Matches a job with data sets.
   *
   * @throws ChainException if the contract refuses it
   */
  public void match(Uint job, List<Uint> datasets) {
    Wrapping.done(market.as(account).matchJob(job, datasets));
  }

  /** Whether a job waits for the key of its hold-out set. */
  public boolean owes(Uint job) {
    var progress = market.getTrainingJob(job).orElseThrow().progress().orElseThrow();
    return progress.state().equals(Marketplace.Constants.KEYED) && !progress.holdoutPosted();
  }

  /**
   * Wraps the key of the hold-out set, and the seed, for each who computes or audits.
   *
   * @param name of the order
   * @throws ChainException if the contract refuses it
   */
  public void postKey(Uint job, String name) {
    var message = message(name);
    var keys =
        data.getJob(market.contract(), job).orElseThrow().grantees().stream()
            .map(
                who ->
                    message.wrap(
                        wrapping.publicKey(who), wrapping.once("hold-out of " + name, who)))
            .toList();
    Wrapping.done(market.as(account).postHoldoutKey(job, keys));
  }

  /** What it tells each who computes for the order with a name. */
  public KeyMessage message(String name) {
    return new KeyMessage(key(name), seed(name));
  }

  /**
   * Asks for the model of a job that was paid.
   *
   * @throws ChainException if the contract refuses it
   */
  public void requestDelivery(Uint execution) {
    Wrapping.done(computation.as(account).requestDelivery(execution));
  }

  /**
   * The words of the model of an execution, if they were delivered and are those that the chain has
   * accepted.
   */
  public Optional<List<Long>> model(Uint execution) {
    return computation
        .getDelivery(execution)
        .flatMap(ComputationVerification.Delivery::delivered)
        .flatMap(delivered -> files.fetch(ContentId.parse(delivered.uri())))
        .map(file -> words(encryptionKey.unwrap(file)))
        .filter(words -> isAccepted(execution, words));
  }

  private boolean isAccepted(Uint execution, List<Long> words) {
    var k = computation.getExecution(execution).orElseThrow().program().k().longValueExact();
    var root = computation.getResult(execution).orElseThrow().weightsRoot();
    return Output.modelRoot(Math.toIntExact(k), words).equals(root);
  }

  private static List<Long> words(Buff plain) {
    var words = ByteBuffer.wrap(plain.bytes()).asLongBuffer();
    return LongStream.range(0, words.remaining()).mapToObj(i -> words.get((int) i)).toList();
  }

  private Buff key(String name) {
    return secret.derive("hold-out key of " + name);
  }

  private Buff seed(String name) {
    return secret.derive("seed of " + name);
  }
}
