package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.ROW;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;
import java.util.List;
import java.util.Optional;

/** A model in scratch, and what is done with it for the row at hand. */
final class Learner {
  private static final Register SUM = Register.R1;
  private static final Register MOST = Register.R2;
  private static final Register ONE = Register.R3;

  private final Code code;
  private final Architecture architecture;
  private final RowLayout rows;
  private final Optional<Scaling> scaling;
  private final Optional<Clipping> clipping;
  private final List<Dense> layers;
  private final Vector weights;
  private final Vector gradient;
  private final Vector outputs;
  private final Vector errors;
  private final Optional<Vector> hidden;
  private final Optional<Vector> hiddenErrors;
  private final Optional<Vector> inputs;

  Learner(
      Code code,
      Architecture architecture,
      RowLayout rows,
      Optional<Scaling> scaling,
      Optional<Clipping> clipping) {
    this.code = code;
    this.architecture = architecture;
    this.rows = rows;
    this.scaling = scaling;
    this.clipping = clipping;
    this.weights = code.vector(architecture.weights());
    this.layers = architecture.layers(weights.address());
    this.gradient = code.secret(weights.length());
    this.outputs = code.secret(architecture.outputs());
    this.errors = code.secret(architecture.outputs());
    this.hidden = architecture.hidden().stream().mapToObj(code::secret).findAny();
    this.hiddenErrors = architecture.hidden().stream().mapToObj(code::secret).findAny();
    this.inputs =
        scaling.isPresent() || clipping.isPresent()
            ? Optional.of(code.secret(architecture.features()))
            : Optional.empty();
  }

  Vector weights() {
    return weights;
  }

  Vector gradient() {
    return gradient;
  }

  /** Adds the gradient of the row at hand. */
  void learn() {
    code.asm.remark("what the model says of the row, and how far off it is");
    forward();
    error();
    var x = x();
    hidden.ifPresent(
        values ->
            layers
                .getLast()
                .errorsOfInputs(
                    code, values, errors, hiddenErrors.orElseThrow(), mostHiddenError()));
    clipping.ifPresent(
        clip -> {
          code.asm.remark("clipped");
          clip.write(code, inputs.orElseThrow(), hidden, errors, hiddenErrors);
        });
    code.asm.remark("its gradient");
    if (hidden.isPresent()) {
      layers.getFirst().backward(code, x, hiddenErrors.orElseThrow(), toGradient());
      layers.getLast().backward(code, hidden.get().at(0), errors, toGradient());
    } else {
      layers.getFirst().backward(code, x, errors, toGradient());
    }
  }

  private long toGradient() {
    return gradient.address() - weights.address();
  }

  private long mostHiddenError() {
    return clipping.map(Clipping::mostHiddenError).orElse(Long.MAX_VALUE);
  }

  /** Computes outputs for the row at hand. */
  private void forward() {
    inputs.ifPresent(this::prepare);
    if (hidden.isPresent()) {
      var most = clipping.map(Clipping::mostHidden).orElse(Long.MAX_VALUE);
      layers.getFirst().forwardRelu(code, x(), hidden.get(), most);
      layers.getLast().forward(code, hidden.get().at(0), outputs);
    } else {
      layers.getFirst().forward(code, x(), outputs);
    }
  }

  /** Where the features are: in the slot, unless they were changed. */
  private Operand x() {
    return inputs.map(vector -> vector.at(0)).orElse(ROW);
  }

  private void prepare(Vector into) {
    code.along(
        ROW,
        into.length(),
        1,
        6,
        place -> {
          if (scaling.isPresent()) {
            var scale = scaling.get();
            code.asm.load(VALUE, place.across(scale.offsets().address()));
            code.asm.load(OTHER, place.along(0));
            code.asm.multiplyAccumulate(VALUE, OTHER, place.across(scale.factors().address()));
          } else {
            code.asm.load(VALUE, place.along(0));
          }
          code.asm.max(VALUE, VALUE, word(-Scaling.MOST));
          code.asm.min(VALUE, VALUE, word(Scaling.MOST));
          code.asm.store(VALUE, place.across(into.address()));
        });
  }

  /** Errors: what the model says less the truth. */
  private void error() {
    if (architecture.outputs() == 1) sigmoid();
    else softmax();
  }

  private void sigmoid() {
    code.asm.set(ONE, word(FixedPoint.ONE));
    code.asm.load(VALUE, outputs.at(0));
    code.asm.sigmoid(VALUE, VALUE, ONE);
    rows.label(code, OTHER);
    code.asm.shiftLeft(OTHER, OTHER, word(32));
    code.asm.subtract(VALUE, VALUE, OTHER);
    code.asm.store(VALUE, errors.at(0));
  }

  private void softmax() {
    int classes = architecture.outputs();
    // Less the largest, so that no power of e is above 1.
    code.asm.load(MOST, outputs.at(0));
    for (int i = 1; i < classes; i++) {
      code.asm.load(VALUE, outputs.at(i));
      code.asm.max(MOST, MOST, VALUE);
    }
    code.asm.set(SUM, word(0));
    for (int i = 0; i < classes; i++) {
      code.asm.load(VALUE, outputs.at(i));
      code.asm.subtract(VALUE, VALUE, MOST);
      code.asm.exp(VALUE, VALUE, word(FixedPoint.LOG2_E));
      code.asm.store(VALUE, errors.at(i));
      code.asm.add(SUM, SUM, VALUE);
    }
    for (int i = 0; i < classes; i++) {
      code.asm.load(VALUE, errors.at(i));
      code.asm.fdiv(VALUE, VALUE, SUM);
      code.asm.store(VALUE, errors.at(i));
    }
    rows.label(code, OTHER);
    code.asm.load(VALUE, OTHER.plus(errors.address()));
    code.asm.subtract(VALUE, VALUE, word(FixedPoint.ONE));
    code.asm.store(VALUE, OTHER.plus(errors.address()));
  }

  /**
   * Adds the squared error of the row at hand to one word, and 1 to another if the model has its
   * class right: if that class alone has the largest output.
   */
  void examine(Operand squaredError, Operand right) {
    forward();
    error();
    code.asm.load(SUM, squaredError);
    for (int i = 0; i < errors.length(); i++) {
      code.asm.load(VALUE, errors.at(i));
      code.asm.multiplyAccumulate(SUM, VALUE, errors.at(i));
    }
    code.asm.store(SUM, squaredError);

    rows.label(code, OTHER);
    if (architecture.outputs() == 1) {
      // The log-odds, with the sign that the truth has.
      code.asm.shiftLeft(OTHER, OTHER, word(1));
      code.asm.subtract(OTHER, OTHER, word(1));
      code.asm.load(VALUE, outputs.at(0));
      code.asm.multiply(VALUE, VALUE, OTHER);
    } else {
      var truth = SUM;
      code.asm.load(truth, OTHER.plus(outputs.address()));
      code.asm.set(VALUE, word(Long.MIN_VALUE));
      code.asm.store(VALUE, OTHER.plus(outputs.address()));
      for (int i = 0; i < outputs.length(); i++) {
        code.asm.load(OTHER, outputs.at(i));
        code.asm.max(VALUE, VALUE, OTHER);
      }
      code.asm.subtract(VALUE, truth, VALUE);
    }
    code.asm.max(VALUE, VALUE, word(0));
    code.asm.min(VALUE, VALUE, word(1));
    code.asm.load(OTHER, right);
    code.asm.add(OTHER, OTHER, VALUE);
    code.asm.store(OTHER, right);
  }

  /**
   * Sets the weights to those that every training begins with: 0, but for those between the layers
   * of a network, which are words of the hash of their index, evenly distributed.
   */
  void reset() {
    code.clear(weights);
    if (layers.size() == 1) return;
    for (var layer : layers) {
      // A bound after Glorot and Bengio.
      var bound = FixedPoint.of(Math.sqrt(6.0 / (layer.inputs() + layer.outputs())));
      int count = layer.inputs() * layer.outputs();
      int first = layer.address() - weights.address();
      code.each(
          count,
          8,
          place -> {
            var index = place.along(first);
            code.asm.set(VALUE, index);
            code.asm.hash(VALUE, VALUE, word(Header.NOTHING));
            code.asm.shiftRight(VALUE, VALUE, word(31));
            code.asm.fmul(VALUE, VALUE, word(bound));
            code.asm.store(VALUE, place.along(layer.address()));
          });
    }
  }
}
