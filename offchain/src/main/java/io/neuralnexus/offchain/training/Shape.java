package io.neuralnexus.offchain.training;

import java.util.List;

/** The numbers of a job that its length depends on. */
record Shape(Plan plan, Settings settings, long holdoutRows, List<Integer> datasetRows) {
  /** How often a part of the program runs. */
  long times(Times part) {
    long datasets = datasetRows.size();
    boolean all = plan.has(Plan.Part.CONTRIBUTIONS);
    long trainings = all ? datasets + 1 : 1;
    long epochs = Math.min(settings.epochs(), plan.mostEpochs());
    // Of n + 1 trainings, a data set takes part in n.
    long shares = (all ? datasets : 1) * epochs;
    return switch (part) {
      case RUN -> 1;
      case DATASET -> datasets;
      case TRAINING -> trainings;
      case PAIR -> trainings * datasets;
      case OTHERS -> all ? datasets * datasets : datasets;
      case EPOCH -> trainings * epochs;
      case VISIT -> trainings * epochs * datasets;
      case SHARE -> shares * datasets;
      case BATCH ->
          shares
              * datasetRows.stream().mapToLong(rows -> Math.ceilDiv(rows, settings.batch())).sum();
      case ROW -> shares * datasetRows.stream().mapToLong(Integer::longValue).sum();
      case HOLDOUT_ROW -> holdoutRows;
      case SCORED_ROW -> trainings * holdoutRows;
    };
  }
}
