package io.neuralnexus.offchain.training;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R0;
import static io.neuralnexus.offchain.training.Code.FREE;
import static io.neuralnexus.offchain.training.Code.OTHER;
import static io.neuralnexus.offchain.training.Code.VALUE;

import io.neuralnexus.offchain.machine.FixedPoint;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Register;
import io.neuralnexus.offchain.training.Code.Vector;
import java.util.List;

/**
 * A layer: every output is a bias and a weighted sum of the inputs. In memory lies a row of weights
 * for each input, with a weight for each output, then the row of biases.
 *
 * @param address of the first weight
 */
record Dense(int inputs, int outputs, int address) {
  /** The number of weights, biases included. */
  int weights() {
    return (inputs + 1) * outputs;
  }

  private long bias() {
    return (long) inputs * outputs;
  }

  /** How many outputs are summed up in registers at once. */
  private int tile() {
    int tiles = (outputs + FREE.size() - 1) / FREE.size();
    return (outputs + tiles - 1) / tiles;
  }

  /** Work on a part of the outputs. */
  private interface Tile {
    void write(int first, List<Register> registers);
  }

  private void tiles(Tile tile) {
    for (int first = 0; first < outputs; first += tile()) {
      tile.write(first, FREE.subList(0, Math.min(tile(), outputs - first)));
    }
  }

  /** Computes the outputs from inputs that begin at an address, as they are. */
  void forward(Code code, Operand x, Vector into) {
    tiles(
        (first, sums) -> {
          sum(code, x, first, sums);
          for (int i = 0; i < sums.size(); i++) code.asm.store(sums.get(i), into.at(first + i));
        });
  }

  /**
   * Computes the outputs, or 0 where they are negative.
   *
   * @param most outputs are cut to this
   */
  void forwardRelu(Code code, Operand x, Vector into, long most) {
    tiles(
        (first, sums) -> {
          sum(code, x, first, sums);
          for (int i = 0; i < sums.size(); i++) {
            code.asm.max(sums.get(i), sums.get(i), word(0));
            if (most < Long.MAX_VALUE) code.asm.min(sums.get(i), sums.get(i), word(most));
            code.asm.store(sums.get(i), into.at(first + i));
          }
        });
  }

  private void sum(Code code, Operand x, int first, List<Register> sums) {
    for (int i = 0; i < sums.size(); i++) {
      code.asm.load(sums.get(i), word(address + bias() + first + i));
    }
    code.along(
        x,
        inputs,
        outputs,
        sums.size() + 1,
        place -> {
          code.asm.load(VALUE, place.along(0));
          for (int i = 0; i < sums.size(); i++) {
            code.asm.multiplyAccumulate(sums.get(i), VALUE, place.across(address + first + i));
          }
        });
  }

  /**
   * Adds to the gradient what a row contributes: the product of its errors and its inputs.
   *
   * @param distance from the weights to the gradient, which is laid out alike
   */
  void backward(Code code, Operand x, Vector errors, long distance) {
    tiles(
        (first, error) -> {
          for (int i = 0; i < error.size(); i++) {
            code.asm.load(error.get(i), errors.at(first + i));
          }
          code.along(
              x,
              inputs,
              outputs,
              error.size() + 1,
              place -> {
                code.asm.load(VALUE, place.along(0));
                for (int i = 0; i < error.size(); i++) {
                  code.asm.multiplyIntoMemory(
                      error.get(i), VALUE, place.across(address + distance + first + i));
                }
              });
          code.asm.set(VALUE, word(FixedPoint.ONE));
          for (int i = 0; i < error.size(); i++) {
            code.asm.multiplyIntoMemory(
                error.get(i), VALUE, word(address + distance + bias() + first + i));
          }
        });
  }

  /**
   * Computes the errors of the inputs, which are outputs of ReLU: 0 where the input is.
   *
   * @param most errors are cut to this on either side
   */
  void errorsOfInputs(Code code, Vector inputValues, Vector errors, Vector into, long most) {
    tiles(
        (first, error) -> {
          for (int i = 0; i < error.size(); i++) {
            code.asm.load(error.get(i), errors.at(first + i));
          }
          boolean last = first + error.size() == outputs;
          code.along(
              word(0),
              inputs,
              outputs,
              error.size() + 6,
              place -> {
                if (first == 0) code.asm.set(VALUE, R0);
                else code.asm.load(VALUE, place.along(into.address()));
                for (int i = 0; i < error.size(); i++) {
                  code.asm.multiplyAccumulate(
                      VALUE, error.get(i), place.across(address + first + i));
                }
                if (last) {
                  code.asm.load(OTHER, place.along(inputValues.address()));
                  code.asm.min(OTHER, OTHER, word(1));
                  code.asm.multiply(VALUE, VALUE, OTHER);
                  if (most < Long.MAX_VALUE) {
                    code.asm.max(VALUE, VALUE, word(-most));
                    code.asm.min(VALUE, VALUE, word(most));
                  }
                }
                code.asm.store(VALUE, place.along(into.address()));
              });
        });
  }
}
