package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.fixed;
import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R10;
import static io.neuralnexus.offchain.machine.Register.R11;
import static io.neuralnexus.offchain.machine.Register.R12;
import static io.neuralnexus.offchain.machine.Register.R13;
import static io.neuralnexus.offchain.machine.Register.R14;
import static io.neuralnexus.offchain.machine.Register.R15;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;
import static io.neuralnexus.offchain.machine.Register.R4;
import static io.neuralnexus.offchain.machine.Register.R5;
import static io.neuralnexus.offchain.machine.Register.R6;
import static io.neuralnexus.offchain.machine.Register.R7;
import static io.neuralnexus.offchain.machine.Register.R8;
import static io.neuralnexus.offchain.machine.Register.R9;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.machine.Slot;
import java.util.List;

/**
 * Logistic regression for two classes, by stochastic gradient descent over all data sets in turn.
 *
 * <p>The score is the accuracy on the hold-out set. A data set contributes by how much larger the
 * squared error on the hold-out set is without it, 0 if it is not larger; equally if that is so of
 * all. The model has a weight per feature and a bias. Settings of the job: number of epochs, then
 * the learning rate in fixed point. Features should be standardised.
 *
 * <p>It adds no noise: a policy that asks for differential privacy does not name it.
 */
public final class LogisticRegression {
  /** The words of a slot before the first row; the first is the number of rows. */
  private static final int HEAD = Layout.LEAF_WORDS;

  private static final int EPOCHS = 2;
  private static final int RATE = 3;
  private static final int DATASETS = 1;
  private static final int BPS = 10_000;

  private static final Register LEFT_OUT = R1;
  private static final Register EPOCH = R2;
  private static final Register DATASET = R3;
  private static final Register ROW = R4;
  private static final Register END_OF_ROWS = R5;
  private static final Register SUM = R6;
  private static final Register VALUE = R7;
  private static final Register ONE = R8;
  private static final Register LEARNING_RATE = R9;
  private static final Register COUNT = R10;
  private static final Register RIGHT = R11;
  private static final Register ERROR = R12;
  private static final Register BIAS = R13;
  private static final Register BASE = R14;
  private static final Register TRUTH = R15;

  private final int k;
  private final int features;
  private final int stride;
  private final int weights;
  private final int errors;
  private final int output;
  private final Assembler code;

  private LogisticRegression(int k, int features) {
    this.k = k;
    this.features = features;
    this.stride = features + 1;
    this.weights = Layout.slot(k, Layout.SCRATCH);
    this.errors = Layout.slot(k, Layout.SCRATCH + 1);
    this.output = Layout.slot(k, Layout.OUTPUT);
    this.code = new Assembler(k);
  }

  /**
   * The program for rows of that many features in memory of 2^k words.
   *
   * @throws IllegalArgumentException if there are so many features that the model does not fit
   */
  public static Program program(int k, int features) {
    if (features < 1) throw new IllegalArgumentException("a row has at least one feature");
    return new LogisticRegression(k, features).write();
  }

  /** The settings of a job. */
  public static List<Long> settings(int epochs, double learningRate) {
    return List.of((long) epochs, FixedPoint.of(learningRate), 0L, 0L, 0L, 0L);
  }

  /**
   * A data set, or a hold-out set, as the program reads it.
   *
   * @param secret 32 bytes that salt it
   * @param rows features of each row, equally many
   * @param classes of the rows, true or false
   * @throws IllegalArgumentException if rows and classes do not match
   */
  public static Slot slot(Buff secret, double[][] rows, boolean[] classes) {
    if (rows.length != classes.length) {
      throw new IllegalArgumentException(
          "%d rows with %d classes".formatted(rows.length, classes.length));
    }
    int features = rows.length == 0 ? 0 : rows[0].length;
    var words = new long[HEAD + rows.length * (features + 1)];
    words[0] = rows.length;
    int at = HEAD;
    for (int row = 0; row < rows.length; row++) {
      if (rows[row].length != features) {
        throw new IllegalArgumentException(
            "row %d has %d features, the first has %d".formatted(row, rows[row].length, features));
      }
      for (double feature : rows[row]) words[at++] = FixedPoint.of(feature);
      words[at++] = classes[row] ? FixedPoint.ONE : 0;
    }
    return Slot.of(secret, words);
  }

  /**
   * The number of rows in a slot.
   *
   * @throws IllegalArgumentException if it is not as {@link #slot} makes it for so many features
   */
  public static int rows(Slot slot, int features) {
    long rows = slot.length() < HEAD ? -1 : slot.word(0);
    if (rows < 0
        || rows != (slot.length() - HEAD) / (features + 1L)
        || slot.length() != HEAD + rows * (features + 1)) {
      throw new IllegalArgumentException("no slot of rows with %d features".formatted(features));
    }
    return (int) rows;
  }

  /** The value of a feature in a row of a slot. */
  public static double feature(Slot slot, int features, int row, int feature) {
    return FixedPoint.toDouble(slot.word(HEAD + row * (features + 1) + feature));
  }

  /** The class of a row of a slot. */
  public static boolean isTrue(Slot slot, int features, int row) {
    return slot.word(HEAD + row * (features + 1) + features) != 0;
  }

  private Program write() {
    code.set(ONE, fixed(1));
    code.load(LEARNING_RATE, word(RATE));
    code.load(COUNT, word(DATASETS));
    // Once with all data sets, then without each of them.
    code.count(
        LEFT_OUT,
        word(0),
        COUNT.plus(1),
        () -> {
          train();
          evaluate();
          code.store(ERROR, LEFT_OUT.plus(errors));
          var next = code.label();
          code.jumpIfNotEqual(LEFT_OUT, word(0), next);
          publish();
          code.place(next);
        });
    weigh();
    code.halt();
    return code.assemble(features + 1);
  }

  private void train() {
    for (int i = 0; i < features; i++) code.store(R0, word(weights + i));
    code.set(BIAS, word(0));
    code.load(EPOCH, word(EPOCHS));
    var done = code.label();
    var again = code.here();
    code.jumpIfEqual(EPOCH, word(0), done);
    code.count(
        DATASET,
        word(1),
        COUNT.plus(1),
        () -> {
          var skip = code.label();
          code.jumpIfEqual(DATASET, LEFT_OUT, skip);
          code.add(BASE, DATASET, word(Layout.FIRST_DATASET - 1));
          code.shiftLeft(BASE, BASE, word(k - 5));
          eachRow(this::learn);
          code.place(skip);
        });
    code.subtract(EPOCH, EPOCH, word(1));
    code.jump(again);
    code.place(done);
  }

  /** Runs the body for every row of the slot at BASE. */
  private void eachRow(Runnable body) {
    code.load(END_OF_ROWS, BASE);
    code.multiply(END_OF_ROWS, END_OF_ROWS, word(stride));
    code.add(END_OF_ROWS, END_OF_ROWS, BASE.plus(HEAD));
    code.stride(ROW, BASE.plus(HEAD), END_OF_ROWS, stride, body);
  }

  private void learn() {
    predict();
    code.sigmoid(VALUE, SUM, ONE);
    code.load(SUM, ROW.plus(features));
    code.subtract(SUM, SUM, VALUE);
    code.fmul(SUM, SUM, LEARNING_RATE);
    code.add(BIAS, BIAS, SUM);
    for (int i = 0; i < features; i++) {
      code.load(VALUE, ROW.plus(i));
      code.multiplyIntoMemory(SUM, VALUE, word(weights + i));
    }
  }

  /** SUM = the log-odds of the row. */
  private void predict() {
    code.set(SUM, BIAS);
    for (int i = 0; i < features; i++) {
      code.load(VALUE, ROW.plus(i));
      code.multiplyAccumulate(SUM, VALUE, word(weights + i));
    }
  }

  /** ERROR = the sum of squared errors on the hold-out set, RIGHT = the rows classed rightly. */
  private void evaluate() {
    code.set(ERROR, word(0));
    code.set(RIGHT, word(0));
    code.set(BASE, word(Layout.slot(k, Layout.HOLDOUT)));
    eachRow(
        () -> {
          predict();
          code.load(TRUTH, ROW.plus(features));
          code.sigmoid(VALUE, SUM, ONE);
          code.subtract(VALUE, TRUTH, VALUE);
          code.fmul(VALUE, VALUE, VALUE);
          code.add(ERROR, ERROR, VALUE);
          // Right if the odds are on the side of the truth.
          var wrong = code.label();
          var isTrue = code.label();
          var right = code.label();
          code.jumpIfNotEqual(TRUTH, word(0), isTrue);
          code.jumpIfLess(SUM, word(0), right);
          code.jump(wrong);
          code.place(isTrue);
          code.jumpIfLess(SUM, word(0), wrong);
          code.place(right);
          code.add(RIGHT, RIGHT, word(1));
          code.place(wrong);
        });
  }

  private void publish() {
    code.load(VALUE, word(Layout.slot(k, Layout.HOLDOUT)));
    code.multiply(RIGHT, RIGHT, word(BPS));
    code.fdiv(RIGHT, RIGHT, VALUE);
    code.shiftRight(RIGHT, RIGHT, word(32));
    code.store(RIGHT, word(output));
    for (int i = 0; i < features; i++) {
      code.load(VALUE, word(weights + i));
      code.store(VALUE, word(Layout.model(k) + i));
    }
    code.store(BIAS, word(Layout.model(k) + features));
  }

  /** Weights that sum to 10,000 bps: differences of rounded cumulative shares. */
  private void weigh() {
    var total = SUM;
    code.load(ERROR, word(errors));
    code.set(total, word(0));
    code.count(
        DATASET,
        word(1),
        COUNT.plus(1),
        () -> {
          code.load(VALUE, DATASET.plus(errors));
          code.subtract(VALUE, VALUE, ERROR);
          code.max(VALUE, VALUE, word(0));
          code.store(VALUE, DATASET.plus(errors));
          code.add(total, total, VALUE);
        });
    var unequal = code.label();
    code.jumpIfNotEqual(total, word(0), unequal);
    code.set(VALUE, word(1));
    code.count(DATASET, word(1), COUNT.plus(1), () -> code.store(VALUE, DATASET.plus(errors)));
    code.set(total, COUNT);
    code.place(unequal);

    var soFar = ERROR;
    var given = RIGHT;
    code.set(soFar, word(0));
    code.set(given, word(0));
    code.count(
        DATASET,
        word(1),
        COUNT.plus(1),
        () -> {
          code.load(VALUE, DATASET.plus(errors));
          code.add(soFar, soFar, VALUE);
          code.fdiv(VALUE, soFar, total);
          code.fmul(VALUE, VALUE, word(BPS));
          code.subtract(TRUTH, VALUE, given);
          code.set(given, VALUE);
          code.store(TRUTH, DATASET.plus(output));
        });
  }
}
