package io.neuralnexus.offchain.job;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobMatch;
import io.neuralnexus.offchain.files.ContentId;
import io.neuralnexus.offchain.files.FileStore;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.secrecy.SealedSlot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fetches all that a job is computed from and checks it against what the chain holds, so that
 * whoever stakes on the result knows beforehand that the run is the one that the chain means.
 */
public final class JobInputs {
  private final FileStore files;
  private final Marketplace market;
  private final DataRights data;

  /** What came of it. */
  public sealed interface Result {}

  /** Everything is there, and is what the chain says. */
  public record Ready(Program program, Inputs inputs) implements Result {}

  /**
   * Something is missing or wrong.
   *
   * @param what says which part, what was expected, what was found and what to do
   * @param mayPass whether it may mend by itself: a key not posted, a file not found
   */
  public record Problem(String what, boolean mayPass) implements Result {}

  /** Ends a check at the first problem. */
  private static final class Found extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Problem problem;

    Found(boolean mayPass, String what, Object... values) {
      super(what.formatted(values), null, false, false);
      this.problem = new Problem(getMessage(), mayPass);
    }
  }

  /** The jobs of a chain, with files from a store. */
  public JobInputs(ContractHost chain, FileStore files) {
    this.files = files;
    this.market = Marketplace.on(chain);
    this.data = DataRights.on(chain);
  }

  /** The inputs of a job that is matched, or the first problem with them. */
  public Result fetch(long job, KeySource keys) {
    try {
      return read(job, keys);
    } catch (Found e) {
      return e.problem;
    }
  }

  /**
   * The program of a job alone, which anyone can see.
   *
   * @return {@link Optional#empty} if its file is not to be had, or not what the chain says
   */
  public Optional<Program> program(long job) {
    try {
      var known = market.getTrainingJob(Uint.of(job));
      if (known.isEmpty()) return Optional.empty();
      var spec = known.get().job().spec();
      return Optional.of(program(spec, description(spec)));
    } catch (Found e) {
      return Optional.empty();
    }
  }

  private Ready read(long job, KeySource keys) throws Found {
    var known =
        market
            .getTrainingJob(Uint.of(job))
            .orElseThrow(() -> new Found(false, "there is no job %d", job));
    var match =
        known
            .match()
            .orElseThrow(() -> new Found(true, "job %d is not matched with data sets yet", job));
    var spec = known.job().spec();
    var description = description(spec);
    var program = program(spec, description);
    var slots = new ArrayList<Slot>();
    var seeds = new ArrayList<Seed>();
    var commitments = seedCommitments(job);
    for (int i = 0; i < match.ids().size(); i++) {
      var id = match.ids().get(i).longValueExact();
      var message = datasetMessage(job, id, keys);
      slots.add(dataset(id, message, program));
      seeds.add(seed("the owner of data set " + id, message, commitments.get(i)));
    }
    var message = holdOutMessage(job, keys);
    var inputs =
        new Inputs(
            job,
            spec.settings().stream().map(Int::longValueExact).toList(),
            slots,
            seeds,
            seed("the developer", message, spec.seed()),
            holdOut(description, message, program, spec));
    checkStart(program, inputs, match);
    return new Ready(program, inputs);
  }

  private JobDescription description(TrainingJobJobSpec spec) throws Found {
    var place = "the description at " + spec.uri();
    try {
      return JobDescription.parse(file(place, ContentId.parse(spec.uri())));
    } catch (IllegalArgumentException e) {
      throw new Found(
          false,
          "%s cannot be read: %s; the developer has to post another job",
          place,
          e.getMessage());
    }
  }

  private Program program(TrainingJobJobSpec spec, JobDescription description) throws Found {
    var place = "the program at " + description.program().uri();
    Program program;
    try {
      program = Program.parse(file(place, description.program()).bytes());
    } catch (IllegalArgumentException e) {
      throw new Found(
          false,
          "%s cannot be read: %s; the developer has to post another job",
          place,
          e.getMessage());
    }
    var wanted = spec.program();
    var same =
        wanted.root().equals(program.root())
            && wanted.length().equals(Uint.of(program.length()))
            && wanted.k().equals(Uint.of(program.k()))
            && wanted.entry().equals(Uint.of(program.entry()))
            && wanted.words().equals(Uint.of(program.words()));
    if (!same) {
      throw new Found(
          false,
          "%s is not the job's: the chain has the root %s, %s instructions, k %s, the file the root"
              + " %s, %d instructions, k %d; the developer has to post another job",
          place,
          wanted.root(),
          wanted.length(),
          wanted.k(),
          program.root(),
          program.length(),
          program.k());
    }
    return program;
  }

  private List<Buff> seedCommitments(long job) throws Found {
    return data.getJob(market.contract(), Uint.of(job))
        .orElseThrow(() -> new Found(true, "data-rights knows no runs of job %d yet", job))
        .seeds();
  }

  private KeyMessage datasetMessage(long job, long dataset, KeySource keys) throws Found {
    try {
      return keys.dataset(job, dataset)
          .orElseThrow(
              () ->
                  new Found(
                      true, "the key of data set %d is not here yet: its owner posts it", dataset));
    } catch (IllegalArgumentException e) {
      throw new Found(
          false,
          "the key of data set %d is not for this account: %s; its owner has to wrap it for the"
              + " encryption key on the chain",
          dataset,
          e.getMessage());
    }
  }

  private KeyMessage holdOutMessage(long job, KeySource keys) throws Found {
    try {
      return keys.holdOut(job)
          .orElseThrow(
              () ->
                  new Found(
                      true, "the key of the hold-out set is not here yet: the developer posts it"));
    } catch (IllegalArgumentException e) {
      throw new Found(
          false,
          "the key of the hold-out set is not for this account: %s; the developer has to wrap it"
              + " for the encryption key on the chain",
          e.getMessage());
    }
  }

  private Slot dataset(long id, KeyMessage message, Program program) throws Found {
    var name = "data set " + id;
    var record =
        data.getDataset(Uint.of(id))
            .orElseThrow(() -> new Found(false, "there is no %s", name))
            .record();
    var found = Wrapping.sha256(message.key());
    if (!found.equals(record.keyCommitment())) {
      throw new Found(
          false,
          "the key of %s is another than its owner registered: the chain has its sha256 %s, the"
              + " message %s; do not confirm, and tell the owner",
          name,
          record.keyCommitment(),
          found);
    }
    var slot = open(name, new ContentId(record.contentHash()), message);
    checkRoot(name, slot, program, record.inputRoot(), "its owner");
    return slot;
  }

  private Slot holdOut(
      JobDescription description, KeyMessage message, Program program, TrainingJobJobSpec spec)
      throws Found {
    var name = "the hold-out set";
    var slot = open(name, description.holdOut(), message);
    checkRoot(name, slot, program, spec.holdoutRoot(), "the developer");
    return slot;
  }

  private Slot open(String name, ContentId at, KeyMessage message) throws Found {
    try {
      return SealedSlot.open(file("the file of " + name, at), message.key());
    } catch (IllegalArgumentException e) {
      throw new Found(
          false,
          "the file of %s does not open with the key that was sent: %s; do not confirm",
          name,
          e.getMessage());
    }
  }

  private static void checkRoot(String name, Slot slot, Program program, Buff expected, String who)
      throws Found {
    Buff found;
    try {
      found = slot.root(program.k());
    } catch (IllegalArgumentException e) {
      throw new Found(false, "%s does not fit the program: %s", name, e.getMessage());
    }
    if (!found.equals(expected)) {
      throw new Found(
          false,
          "%s is not what %s committed to: the chain has the root %s, the file %s; do not confirm",
          name,
          who,
          expected,
          found);
    }
  }

  private static Seed seed(String who, KeyMessage message, Buff expected) throws Found {
    var seed = message.noise();
    if (!seed.hash().equals(expected)) {
      throw new Found(
          false,
          "the seed of %s is not the one committed to: the chain has %s, the message %s; do not"
              + " confirm",
          who,
          expected,
          seed.hash());
    }
    return seed;
  }

  private static void checkStart(Program program, Inputs inputs, TrainingJobMatch match)
      throws Found {
    var found = Machine.start(program, inputs).state().hash();
    if (!found.equals(match.initial())) {
      throw new Found(
          false,
          "state 0 of job %d is not the chain's: it has %s, the inputs give %s; do not confirm",
          inputs.job(),
          match.initial(),
          found);
    }
  }

  private Buff file(String what, ContentId id) throws Found {
    return files
        .fetch(id)
        .orElseThrow(
            () ->
                new Found(
                    true,
                    "%s is not to be had (%s): is the file store reachable?",
                    what,
                    id.uri()));
  }
}
