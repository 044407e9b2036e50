package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Shows that a function is close to a polynomial of low degree, by folding it (E. Ben-Sasson, I.
 * Bentov, Y. Horesh, M. Riabzev, "Fast Reed-Solomon Interactive Oracle Proofs of Proximity", 2018).
 * As the prover has the polynomial, it folds coefficients and never has to interpolate.
 */
final class Fri {
  private static final int UNSALTED_LEAF = 0x03;
  private static final int FOLD = 1 << Parameters.FOLD_LOG;

  private final List<Layer> layers = new ArrayList<>();
  private final Halves last;

  /** A layer's values, eight of which fold into one, and their tree. */
  private record Layer(Halves values, Tree tree) {
    static Layer of(Halves coefficients, int log, long shift, int capHeight) {
      var values = new Ntt(log).onCoset(coefficients, shift);
      int leaves = values.size() / FOLD;
      var nodes = new byte[2 * leaves * Hash.LENGTH];
      Cores.split(leaves, (from, to) -> hash(values, from, to, nodes));
      return new Layer(values, new Tree(nodes, capHeight));
    }

    private static void hash(Halves values, int from, int to, byte[] nodes) {
      int leaves = values.size() / FOLD;
      var leaf = new byte[1 + Consensus.listLength(FOLD)];
      leaf[0] = UNSALTED_LEAF;
      Consensus.list(FOLD, leaf, 1);
      var hash = new Hash();
      for (int j = from; j < to; j++) {
        for (int k = 0; k < FOLD; k++) {
          Consensus.half(2 * k, values.a()[j + k * leaves], leaf, 1);
          Consensus.half(2 * k + 1, values.b()[j + k * leaves], leaf, 1);
        }
        hash.with(leaf).done(nodes, (leaves + j) * Hash.LENGTH);
      }
    }

    Proof.Fold open(int point) {
      int leaves = values.size() / FOLD;
      int leaf = point % leaves;
      return new Proof.Fold(
          IntStream.range(0, FOLD).mapToObj(k -> values.get(leaf + k * leaves).packed()).toList(),
          tree.path(leaf));
    }
  }

  /**
   * Commits to layer after layer and tells the coefficients that are left.
   *
   * @param coefficients of layer 0, the constant first; those that are too many are dropped in the
   *     end
   * @param log logarithm of the rows of the trace
   */
  Fri(Parameters parameters, Halves coefficients, int log, Transcript transcript) {
    var folded = coefficients;
    long shift = Goldilocks.GENERATOR;
    int points = log + Parameters.BLOW_UP_LOG;
    for (int l = 0; l < parameters.layers(log); l++) {
      var layer = Layer.of(folded, points, shift, parameters.capHeight());
      layers.add(layer);
      transcript.absorb(layer.tree().root());
      folded = fold(folded, transcript.draw(0));
      shift = Goldilocks.power(shift, FOLD);
      points -= Parameters.FOLD_LOG;
    }
    this.last = folded.first(1 << (points - Parameters.BLOW_UP_LOG));
  }

  /** With F(X) = sum of X^j G_j(X^8), the sum of e^j G_j. */
  private static Halves fold(Halves coefficients, Extension e) {
    var folded = new Halves(Math.ceilDiv(coefficients.size(), FOLD));
    for (int i = 0; i < folded.size(); i++) {
      var sum = Extension.ZERO;
      for (int j = Math.min(FOLD, coefficients.size() - i * FOLD) - 1; j >= 0; j--) {
        sum = sum.times(e).plus(coefficients.get(i * FOLD + j));
      }
      folded.set(i, sum);
    }
    return folded;
  }

  List<Buff> caps() {
    return layers.stream().map(layer -> layer.tree().cap()).toList();
  }

  /** The coefficients that are left. */
  List<Uint> last() {
    return last.packed();
  }

  /** What all layers have for a point. */
  List<Proof.Fold> open(int point) {
    return layers.stream().map(layer -> layer.open(point)).toList();
  }
}
