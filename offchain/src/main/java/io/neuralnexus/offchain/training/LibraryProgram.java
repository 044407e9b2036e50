package io.neuralnexus.offchain.training;

import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Slot;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A program of the library, written out. */
public final class LibraryProgram {
  private final Plan plan;
  private final Program program;
  private final String listing;
  private final Map<Times, Long> steps;

  LibraryProgram(Plan plan, Code code) {
    this.plan = plan;
    this.program = code.asm.assemble(plan.modelWords());
    this.listing = code.asm.listing();
    this.steps = code.steps();
  }

  /** What it was written from. */
  public Plan plan() {
    return plan;
  }

  /** What the machine runs. */
  public Program program() {
    return program;
  }

  /** Its instructions for a reader, under remarks on what they are for. */
  public String listing() {
    return "; steps: " + formula() + "\n" + listing;
  }

  /**
   * How many steps a run takes: its length depends on numbers of rows only, never on their values.
   *
   * @param settings of the job
   * @param holdoutRows rows of the hold-out set; 0 for a local training
   * @param datasetRows rows of each data set; for an average, 0 for each model
   * @throws IllegalArgumentException if a job of this form ends at once
   */
  public long steps(Settings settings, int holdoutRows, List<Integer> datasetRows) {
    if (datasetRows.isEmpty() || datasetRows.size() > plan.mostDatasets()) {
      throw new IllegalArgumentException(
          "%d data sets: this program takes 1 to %d"
              .formatted(datasetRows.size(), plan.mostDatasets()));
    }
    var shape = new Shape(plan, settings, holdoutRows, datasetRows);
    return steps.entrySet().stream()
        .mapToLong(part -> Math.multiplyExact(part.getValue(), shape.times(part.getKey())))
        .reduce(0, Math::addExact);
  }

  /**
   * How many steps a run from these inputs takes.
   *
   * @throws IllegalArgumentException if a job of this form ends at once
   */
  public long steps(Inputs inputs) {
    var isAverage = plan.kind() == Plan.Kind.AVERAGING;
    return steps(
        Settings.parse(inputs.settings()),
        plan.kind() == Plan.Kind.LOCAL ? 0 : rows(inputs.holdout()),
        inputs.datasets().stream().map(slot -> isAverage ? 0 : rows(slot)).toList());
  }

  private int rows(Slot slot) {
    var model = plan.architecture();
    return Rows.of(slot, model.features(), model.classes()).size();
  }

  /** The formula of {@link #steps}. */
  String formula() {
    return steps.entrySet().stream()
        .filter(part -> part.getValue() > 0)
        .sorted(Map.Entry.comparingByKey())
        .map(part -> part.getValue() + " " + part.getKey())
        .collect(Collectors.joining(" + "));
  }
}
