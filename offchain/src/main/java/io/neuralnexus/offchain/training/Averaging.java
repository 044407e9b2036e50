package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.Assembler.Label;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;
import java.util.Optional;

/**
 * Writes the program of a {@link Plan} that averages models, each weighed by the rows it was
 * trained on.
 */
final class Averaging {
  private static final Register SLOT = Register.R1;
  private static final Register SHARE = Register.R2;

  private final Plan plan;
  private final Code code;
  private final RowLayout rows;
  private final Vector model;
  private final Optional<Scaling> scaling;
  private final Learner learner;
  private final Examination examination;
  private final Operand leftOut;
  private final Operand dataset;
  private final Operand allRows;

  Averaging(Plan plan) {
    this.plan = plan;
    this.code = new Code(plan.k());
    this.rows = plan.rows();
    this.model = code.vector(plan.modelWords());
    int features = plan.architecture().features();
    this.scaling =
        plan.has(Plan.Part.STANDARDISED)
            ? Optional.of(Scaling.in(code, features))
            : Optional.empty();
    this.learner = new Learner(code, plan.architecture(), rows, scaling, Optional.empty());
    this.examination = new Examination(code, rows);
    this.leftOut = code.variable();
    this.dataset = code.variable();
    this.allRows = code.variable();
  }

  Code write() {
    var end = code.asm.label();
    check(end);
    if (plan.has(Plan.Part.CONTRIBUTIONS)) {
      code.asm.remark("the average of all models, then without each of them");
      code.loop(leftOut, 0, Header.DATASETS, Times.TRAINING, this::averageAndExamine);
      examination.contributions();
    } else {
      code.asm.store(R0, leftOut);
      code.during(Times.TRAINING, this::averageAndExamine);
    }
    code.clearSecrets();
    code.asm.place(end);
    code.asm.halt();
    return code;
  }

  private void check(Label otherwise) {
    code.asm.remark("slots must be as this program reads them, else it ends here");
    code.asm.load(VALUE, Header.DATASETS);
    code.asm.jumpIfLess(VALUE, word(1), otherwise);
    code.asm.jumpIfNotLess(VALUE, word(plan.mostDatasets() + 1L), otherwise);
    code.asm.set(SLOT, word(Layout.slot(code.k, Layout.HOLDOUT)));
    rows.check(code, SLOT, 1, otherwise);
    code.loop(
        dataset,
        1,
        Header.DATASETS,
        Times.DATASET,
        () -> {
          slotOfDataset();
          GivenModel.check(code, SLOT, plan.modelWords(), otherwise);
        });
  }

  /** SLOT = the address of the data set in VALUE. */
  private void slotOfDataset() {
    code.asm.add(SLOT, VALUE, word(Layout.FIRST_DATASET - 1));
    code.asm.shiftLeft(SLOT, SLOT, word(code.k - 5));
  }

  private void averageAndExamine() {
    code.asm.remark("the rows of all");
    code.asm.store(R0, allRows);
    eachOther(
        () -> {
          code.asm.load(OTHER, SLOT.plus(GivenModel.ROWS));
          code.asm.load(VALUE, allRows);
          code.asm.add(VALUE, VALUE, OTHER);
          code.asm.store(VALUE, allRows);
        });
    code.asm.remark("the average");
    code.clear(model);
    eachOther(
        () -> {
          code.asm.load(SHARE, SLOT.plus(GivenModel.ROWS));
          code.asm.load(OTHER, allRows);
          // No rows at all make an average of 0.
          code.asm.max(OTHER, OTHER, word(1));
          code.asm.fdiv(SHARE, SHARE, OTHER);
          code.along(
              SLOT.plus(GivenModel.HEAD),
              model.length(),
              1,
              2,
              place -> {
                code.asm.load(VALUE, place.along(0));
                code.asm.multiplyIntoMemory(SHARE, VALUE, place.across(model.address()));
              });
        });
    copy(learner.weights(), model.address());
    scaling.ifPresent(scale -> scale.copy(code, model.address() + learner.weights().length()));
    examination.examine(learner, leftOut);
    code.asm.load(VALUE, leftOut);
    var notTheFirst = code.asm.label();
    code.asm.jumpIfNotEqual(VALUE, word(0), notTheFirst);
    code.during(
        Times.RUN,
        () -> {
          code.asm.remark("the model");
          examination.score();
          Examination.publish(code, model, 0);
        });
    code.asm.place(notTheFirst);
  }

  private void copy(Vector into, int from) {
    code.each(
        into.length(),
        2,
        place -> {
          code.asm.load(VALUE, place.along(from));
          code.asm.store(VALUE, place.along(into.address()));
        });
  }

  /** Runs a body for the slot of every data set but the one left out. */
  private void eachOther(Runnable body) {
    code.loop(
        dataset,
        1,
        Header.DATASETS,
        Times.PAIR,
        () -> {
          var skip = code.asm.label();
          code.asm.load(OTHER, leftOut);
          code.asm.jumpIfEqual(VALUE, OTHER, skip);
          code.during(
              Times.OTHERS,
              () -> {
                slotOfDataset();
                body.run();
              });
          code.asm.place(skip);
        });
  }
}
