package io.neuralnexus.simulator.suite;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Trace;
import io.neuralnexus.simulator.world.World;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true and not on the chain: the data, the runs as the program makes them, and what
 * providers tell auditors in private. Whoever asks for a run has paid for computing it.
 */
final class Truth {
  private static final List<Long> SETTINGS = List.of(0L, 0L, 0L, 0L, 0L, 0L);

  private final Map<Uint, Slot> data = new HashMap<>();
  private final Map<Uint, Trace> runs = new LinkedHashMap<>();
  private final Map<Uint, Double> work = new HashMap<>();
  private final Map<Uint, Run> told = new LinkedHashMap<>();
  private Optional<Trace> latest = Optional.empty();

  private Truth() {}

  static Truth of(World world) {
    return world.shared(Truth.class, _ -> new Truth());
  }

  /** What a data set holds. */
  void list(Uint dataset, Slot slot) {
    data.put(dataset, slot);
  }

  /** What is in a data set, for whoever copies it. */
  Slot data(Uint dataset) {
    return data.get(dataset);
  }

  /** How much work a job takes, to the usual. */
  void ask(LiveJob job, double share) {
    if (share != 1) work.put(job.id, share);
  }

  double work(LiveJob job) {
    return work.getOrDefault(job.id, 1.0);
  }

  /** The run of a job as the program makes it. */
  Trace run(LiveJob job) {
    var run = runs.get(job.id);
    if (run == null) {
      run =
          Trace.of(
              TrainingTask.PROGRAM,
              new Inputs(
                  job.id.longValueExact(),
                  SETTINGS,
                  job.datasets.stream().map(data::get).toList(),
                  job.datasets.stream().map(_ -> TrainingTask.SEED).toList(),
                  TrainingTask.SEED,
                  TrainingTask.HOLDOUT),
              TrainingTask.MAX_STEPS);
      runs.put(job.id, run);
      latest = Optional.of(run);
    }
    return run;
  }

  /** The run of some earlier job, whose result lies about. */
  Optional<Trace> old(LiveJob job) {
    return latest.filter(run -> run != runs.get(job.id));
  }

  /** A provider tells its auditors in private what it will reveal. */
  void tell(LiveJob job, Run run) {
    told.put(job.id, run);
  }

  Optional<Run> told(LiveJob job) {
    return Optional.ofNullable(told.get(job.id));
  }

  /** Whether what was revealed is what the program comes to. */
  boolean isTrue(LiveJob job) {
    return job.result.filter(run(job).end().hash()::equals).isPresent();
  }

  void forget(LiveJob job) {
    runs.remove(job.id);
    told.remove(job.id);
    work.remove(job.id);
  }
}
