package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Machine;
import io.neuralnexus.offchain.machine.Output;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.machine.Status;
import java.util.List;
import java.util.stream.IntStream;

/** A run of a program of the library, from start to end. */
record Run(LibraryProgram program, Machine machine) {
  private static final long MOST_STEPS = 1L << 32;

  static Run of(Plan plan, Settings settings, List<Sample> datasets, Sample holdout) {
    return of(
        plan.write(),
        settings.words(),
        datasets.stream().map(Sample::slot).toList(),
        holdout.slot());
  }

  static Run of(LibraryProgram program, List<Long> settings, List<Slot> datasets, Slot holdout) {
    var seeds = IntStream.rangeClosed(1, datasets.size()).mapToObj(Run::seed).toList();
    var inputs = new Inputs(1, settings, datasets, seeds, seed(0), holdout);
    var machine = Machine.start(program.program(), inputs);
    machine.runTo(MOST_STEPS);
    return new Run(program, machine);
  }

  private static Seed seed(int number) {
    var secret = new byte[32];
    secret[0] = (byte) number;
    return Seed.of(Buff.of(secret));
  }

  Status status() {
    return machine.status();
  }

  Output output() {
    return Output.of(machine);
  }
}
