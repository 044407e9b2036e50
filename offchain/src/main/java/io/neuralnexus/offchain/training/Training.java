package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.ROW;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.Assembler.Label;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import java.util.Optional;

/** Writes the program of a {@link Plan} that trains. */
final class Training {
  private static final Register SLOT = Register.R1;
  private static final Register STEP = Register.R1;

  private final Plan plan;
  private final Code code;
  private final RowLayout rows;
  private final Optional<Scaling> scaling;
  private final Optional<Noise.Source> noise;
  private final Learner learner;
  private final Optional<Examination> examination;

  // Words of scratch.
  private final Operand leftOut;
  private final Operand epochs;
  private final Operand epoch;
  private final Operand dataset;
  private final Operand batchWords;
  private final Operand firstStep;
  private final Operand step;
  private final Operand endOfShare;
  private final Operand endOfBatch;

  Training(Plan plan) {
    this.plan = plan;
    this.code = new Code(plan.k());
    var architecture = plan.architecture();
    this.rows = new RowLayout(architecture.features(), architecture.classes());
    this.scaling =
        plan.has(Plan.Part.STANDARDISED)
            ? Optional.of(Scaling.in(code, architecture.features()))
            : Optional.empty();
    var clipping = plan.privacy().map(privacy -> new Clipping(architecture, privacy.clip()));
    this.noise = plan.noise().map(kind -> kind.in(code));
    this.learner = new Learner(code, architecture, rows, scaling, clipping);
    this.examination = isLocal() ? Optional.empty() : Optional.of(new Examination(code, rows));
    this.leftOut = code.variable();
    this.epochs = code.variable();
    this.epoch = code.variable();
    this.dataset = code.variable();
    this.batchWords = code.variable();
    this.firstStep = code.variable();
    this.step = code.variable();
    this.endOfShare = code.variable();
    this.endOfBatch = code.variable();
  }

  private boolean isLocal() {
    return plan.kind() == Plan.Kind.LOCAL;
  }

  Code write() {
    var end = code.asm.label();
    check(end);
    readSettings();
    noise.ifPresent(Noise.Source::begin);
    scaling.ifPresent(this::scale);
    if (plan.has(Plan.Part.CONTRIBUTIONS)) {
      code.asm.remark("a training with all data sets, then one without each of them");
      code.loop(leftOut, 0, Header.DATASETS, Times.TRAINING, this::trainAndExamine);
      examination.orElseThrow().contributions();
    } else {
      code.asm.store(R0, leftOut);
      code.during(Times.TRAINING, this::trainAndExamine);
    }
    code.asm.remark("nothing is left of what depends on rows or seeds");
    code.clearSecrets();
    code.asm.place(end);
    code.asm.halt();
    return code;
  }

  /** A job that the program is not made for ends at once, before it reads a row. */
  private void check(Label otherwise) {
    code.asm.remark("slots must be as this program reads them, else it ends here");
    code.asm.load(VALUE, Header.DATASETS);
    code.asm.jumpIfLess(VALUE, word(1), otherwise);
    code.asm.jumpIfNotLess(VALUE, word(plan.mostDatasets() + 1L), otherwise);
    code.asm.set(SLOT, word(Layout.slot(code.k, Layout.HOLDOUT)));
    if (isLocal()) {
      GivenModel.check(code, SLOT, plan.modelWords(), otherwise);
    } else {
      rows.check(code, SLOT, 1, otherwise);
    }
    code.loop(
        dataset,
        1,
        Header.DATASETS,
        Times.DATASET,
        () -> {
          slotOfDataset();
          rows.check(code, SLOT, 0, otherwise);
        });
  }

  /** SLOT = the address of the data set in VALUE. */
  private void slotOfDataset() {
    code.asm.add(SLOT, VALUE, word(Layout.FIRST_DATASET - 1));
    code.asm.shiftLeft(SLOT, SLOT, word(code.k - 5));
  }

  private void readSettings() {
    code.asm.remark("settings, within their bounds");
    code.asm.load(VALUE, Header.EPOCHS);
    code.asm.max(VALUE, VALUE, word(0));
    code.asm.min(VALUE, VALUE, word(plan.mostEpochs()));
    code.asm.store(VALUE, epochs);
    code.asm.load(VALUE, Header.BATCH);
    code.asm.max(VALUE, VALUE, word(1));
    code.asm.min(VALUE, VALUE, word(Settings.MOST));
    code.asm.multiply(OTHER, VALUE, word(rows.stride()));
    code.asm.store(OTHER, batchWords);
    // Down the gradient, by the rate for its mean over a batch.
    code.asm.shiftLeft(VALUE, VALUE, word(32));
    code.asm.load(OTHER, Header.RATE);
    code.asm.subtract(OTHER, R0, OTHER);
    code.asm.fdiv(OTHER, OTHER, VALUE);
    code.asm.store(OTHER, firstStep);
  }

  private void scale(Scaling scale) {
    code.asm.remark("mean and deviation of the features");
    if (isLocal()) {
      scale.copy(code, GivenModel.firstWord(code) + plan.architecture().weights());
    } else {
      scale.measure(code, rows);
    }
  }

  private void trainAndExamine() {
    code.asm.remark("the weights that a training begins with");
    if (isLocal()) GivenModel.copy(code, learner.weights());
    else learner.reset();
    code.asm.load(VALUE, firstStep);
    code.asm.store(VALUE, step);
    code.loop(epoch, 1, epochs, Times.EPOCH, this::learnFromAll);
    examination.ifPresent(exam -> exam.examine(learner, leftOut));
    code.asm.load(VALUE, leftOut);
    var notTheFirst = code.asm.label();
    code.asm.jumpIfNotEqual(VALUE, word(0), notTheFirst);
    code.during(Times.RUN, this::publish);
    code.asm.place(notTheFirst);
  }

  private void publish() {
    code.asm.remark("the model");
    examination.ifPresent(Examination::score);
    var weights = learner.weights();
    Examination.publish(code, weights, 0);
    scaling.ifPresent(
        scale -> {
          Examination.publish(code, scale.offsets(), weights.length());
          Examination.publish(code, scale.factors(), weights.length() + scale.offsets().length());
        });
  }

  private void learnFromAll() {
    code.loop(
        dataset,
        1,
        Header.DATASETS,
        Times.VISIT,
        () -> {
          var skip = code.asm.label();
          code.asm.load(OTHER, leftOut);
          code.asm.jumpIfEqual(VALUE, OTHER, skip);
          code.during(Times.SHARE, this::learnFromOne);
          code.asm.place(skip);
        });
    code.asm.load(VALUE, step);
    code.asm.load(OTHER, Header.DECAY);
    code.asm.fmul(VALUE, VALUE, OTHER);
    code.asm.store(VALUE, step);
  }

  /** Learns from the data set in VALUE. */
  private void learnFromOne() {
    slotOfDataset();
    rows.begin(code, SLOT, endOfShare);
    var done = code.asm.label();
    var next = code.asm.here();
    code.asm.load(VALUE, endOfShare);
    code.asm.jumpIfNotLess(ROW, VALUE, done);
    code.during(
        Times.BATCH,
        () -> {
          code.asm.load(OTHER, batchWords);
          code.asm.add(OTHER, OTHER, ROW);
          code.asm.min(OTHER, OTHER, VALUE);
          code.asm.store(OTHER, endOfBatch);
          rows.each(code, endOfBatch, Times.ROW, learner::learn);
          noise.ifPresent(Noise.Source::beginBatch);
          code.asm.remark("down the gradient of the batch");
          descend();
          code.asm.jump(next);
          code.again(2);
        });
    code.asm.place(done);
  }

  private void descend() {
    var weights = learner.weights();
    var gradient = learner.gradient();
    noise.ifPresent(Noise.Source::beginNumbers);
    code.asm.load(STEP, step);
    code.each(
        weights.length(),
        noise.isPresent() ? 128 : 3,
        place -> {
          code.asm.load(VALUE, place.along(gradient.address()));
          noise.ifPresent(
              source -> {
                int bits = source.gridBits();
                code.asm.shiftRight(VALUE, VALUE, word(bits));
                source.addTo(VALUE);
                code.asm.shiftLeft(VALUE, VALUE, word(bits));
              });
          code.asm.multiplyIntoMemory(STEP, VALUE, place.along(weights.address()));
          code.asm.store(R0, place.along(gradient.address()));
        });
  }
}
