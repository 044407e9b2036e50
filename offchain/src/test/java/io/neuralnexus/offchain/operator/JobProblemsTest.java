package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.job.JobDescription;
import io.neuralnexus.offchain.job.JobInputs;
import io.neuralnexus.offchain.job.KeyFolder;
import io.neuralnexus.offchain.job.KeyMessage;
import io.neuralnexus.offchain.job.KeySource;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.secrecy.SealedSlot;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each thing that can be wrong with the inputs of a job is told by its name, and the mend. */
class JobProblemsTest {
  private static final Slot OTHER = Slot.of(Town.hash("other secret"), 9, 9);

  @TempDir private static Path folder;
  private static Town town;
  private static long job;
  private static long dataset;
  private static TrainingJobJobSpec spec;
  private static JobDescription description;
  private static DataRights.DatasetRecord record;
  private static KeySource keys;
  private static KeyMessage dataKey;
  private static KeyMessage holdOutKey;

  /** What the store answers instead of what it holds; nothing for a file that is not there. */
  private final Map<ContentId, Optional<Buff>> instead = new HashMap<>();

  @BeforeAll
  static void post() throws Exception {
    town = new Town();
    var id = town.job();
    town.confide(id, folder);
    job = id.longValueExact();
    var known = town.market.getTrainingJob(id).orElseThrow();
    spec = known.job().spec();
    dataset = known.match().orElseThrow().ids().getFirst().longValueExact();
    description = JobDescription.parse(town.files.fetch(ContentId.parse(spec.uri())).orElseThrow());
    record = DataRights.on(town.town).getDataset(Uint.of(dataset)).orElseThrow().record();
    keys = new KeyFolder(folder);
    dataKey = keys.dataset(job, dataset).orElseThrow();
    holdOutKey = keys.holdOut(job).orElseThrow();
  }

  @AfterAll
  static void close() {
    town.close();
  }

  @BeforeEach
  void isWell() {
    assertThat(fetch(keys)).isInstanceOf(JobInputs.Ready.class);
  }

  private JobInputs.Result fetch(KeySource source) {
    return fetch(town.town, source);
  }

  private JobInputs.Result fetch(ContractHost chain, KeySource source) {
    var files =
        new FileStore() {
          @Override
          public ContentId publish(Buff file) {
            return town.files.publish(file);
          }

          @Override
          public Optional<Buff> fetch(ContentId id) {
            return instead.containsKey(id) ? instead.get(id) : town.files.fetch(id);
          }
        };
    return new JobInputs(chain, files).fetch(job, source);
  }

  private void assertProblem(JobInputs.Result result, boolean mayPass, String what) {
    assertThat(result).isEqualTo(new JobInputs.Problem(what, mayPass));
  }

  private static KeySource keys(Optional<KeyMessage> data, Optional<KeyMessage> holdOut) {
    return new KeySource() {
      @Override
      public Optional<KeyMessage> dataset(long job, long dataset) {
        return data;
      }

      @Override
      public Optional<KeyMessage> holdOut(long job) {
        return holdOut;
      }
    };
  }

  private static KeySource keys(KeyMessage data, KeyMessage holdOut) {
    return keys(Optional.of(data), Optional.of(holdOut));
  }

  // Files

  private void assertMissing(ContentId id, String name) {
    instead.put(id, Optional.empty());

    assertProblem(
        fetch(keys),
        true,
        "%s is not to be had (%s): is the file store reachable?".formatted(name, id.uri()));
  }

  @Test
  void a_description_that_is_not_there() {
    assertMissing(ContentId.parse(spec.uri()), "the description at " + spec.uri());
  }

  @Test
  void a_program_that_is_not_there() {
    assertMissing(description.program(), "the program at " + description.program().uri());
  }

  @Test
  void a_data_set_that_is_not_there() {
    assertMissing(new ContentId(record.contentHash()), "the file of data set " + dataset);
  }

  @Test
  void a_hold_out_set_that_is_not_there() {
    assertMissing(description.holdOut(), "the file of the hold-out set");
  }

  @Test
  void another_program_than_the_jobs() {
    var code = new Assembler(Town.K);
    code.halt();
    var other = code.assemble(1);
    instead.put(description.program(), Optional.of(Buff.of(other.bytes())));

    assertProblem(
        fetch(keys),
        false,
        "the program at %s is not the job's: the chain has the root %s, %s instructions, k %s, the"
                .formatted(
                    description.program().uri(),
                    town.program.root(),
                    spec.program().length(),
                    spec.program().k())
            + " file the root %s, %d instructions, k %d; the developer has to post another job"
                .formatted(other.root(), other.length(), Town.K));
  }

  @Test
  void a_file_that_is_no_program() {
    instead.put(description.program(), Optional.of(Buff.of(new byte[] {1, 2, 3})));

    assertThat(((JobInputs.Problem) fetch(keys)).what())
        .startsWith("the program at " + description.program().uri() + " cannot be read: ")
        .endsWith("; the developer has to post another job");
  }

  // Keys and seeds

  @Test
  void a_key_that_is_not_posted() {
    assertProblem(
        fetch(keys(Optional.empty(), Optional.of(holdOutKey))),
        true,
        "the key of data set %d is not here yet: its owner posts it".formatted(dataset));
    assertProblem(
        fetch(keys(Optional.of(dataKey), Optional.empty())),
        true,
        "the key of the hold-out set is not here yet: the developer posts it");
  }

  @Test
  void another_key_than_was_registered() {
    var other = Town.hash("another key");

    assertProblem(
        fetch(keys(new KeyMessage(other, dataKey.seed()), holdOutKey)),
        false,
        "the key of data set %d is another than its owner registered: the chain has its sha256 %s,"
                .formatted(dataset, record.keyCommitment())
            + " the message %s; do not confirm, and tell the owner"
                .formatted(ContentId.of(other).hash()));
  }

  @Test
  void a_key_that_does_not_open_the_hold_out_set() {
    var other = new KeyMessage(Town.hash("another key"), holdOutKey.seed());

    assertThat(((JobInputs.Problem) fetch(keys(dataKey, other))).what())
        .startsWith("the file of the hold-out set does not open with the key that was sent: ")
        .endsWith("; do not confirm");
  }

  @Test
  void another_seed_than_was_committed_to() {
    var other = Seed.of(Town.hash("another seed"));
    var says =
        "the seed of %s is not the one committed to: the chain has %s, the message %s; do"
            + " not confirm";

    assertProblem(
        fetch(keys(new KeyMessage(dataKey.key(), Town.hash("another seed")), holdOutKey)),
        false,
        says.formatted("the owner of data set " + dataset, dataKey.noise().hash(), other.hash()));
    assertProblem(
        fetch(keys(dataKey, new KeyMessage(holdOutKey.key(), Town.hash("another seed")))),
        false,
        says.formatted("the developer", spec.seed(), other.hash()));
  }

  // Contents

  @Test
  void another_data_set_than_was_committed_to() {
    instead.put(
        new ContentId(record.contentHash()), Optional.of(SealedSlot.seal(OTHER, dataKey.key())));

    assertOtherRoot("data set " + dataset, "its owner", record.inputRoot());
  }

  @Test
  void another_hold_out_set_than_was_committed_to() {
    instead.put(description.holdOut(), Optional.of(SealedSlot.seal(OTHER, holdOutKey.key())));

    assertOtherRoot("the hold-out set", "the developer", spec.holdoutRoot());
  }

  private void assertOtherRoot(String name, String who, Buff expected) {
    assertProblem(
        fetch(keys),
        false,
        "%s is not what %s committed to: the chain has the root %s, the file %s; do not confirm"
            .formatted(name, who, expected, OTHER.root(Town.K)));
  }

  @Test
  void another_state_0_than_the_chains() {
    var initial =
        town.market.getTrainingJob(Uint.of(job)).orElseThrow().match().orElseThrow().initial();
    var other = Town.hash("another state");

    assertProblem(
        fetch(with(initial, other), keys),
        false,
        "state 0 of job %d is not the chain's: it has %s, the inputs give %s; do not confirm"
            .formatted(job, other, initial));
  }

  /** The chain, but for one hash that its functions answer. */
  private static ContractHost with(Buff from, Buff to) {
    return (ContractHost)
        Proxy.newProxyInstance(
            ContractHost.class.getClassLoader(),
            new Class<?>[] {ContractHost.class},
            (proxy, method, arguments) -> {
              try {
                var answer = method.invoke(town.town, arguments);
                return answer instanceof Receipt receipt
                    ? new Receipt(
                        replaced(receipt.result(), from, to), receipt.events(), receipt.costs())
                    : answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static Value replaced(Value value, Buff from, Buff to) {
    var hex = value.toHex().replace(from.toString().substring(2), to.toString().substring(2));
    return Value.deserialize(Buff.fromHex(hex).bytes());
  }
}
