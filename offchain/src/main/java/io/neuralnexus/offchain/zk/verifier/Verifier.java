package io.neuralnexus.offchain.zk.verifier;

import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.offchain.zk.verifier.Element.ONE;
import static io.neuralnexus.offchain.zk.verifier.Element.SEVEN;
import static io.neuralnexus.offchain.zk.verifier.Element.ZERO;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import io.neuralnexus.offchain.zk.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Checks proofs about hidden data, as section "Verdict" of {@code docs/zk.md} says: it comes to the
 * same verdict as the contract {@code stark-verifier}. No profile and no proof makes it fail.
 */
public final class Verifier {
  private final Parameters parameters;
  private final UnaryOperator<Relation> relation;

  /** A verifier of proofs with these parameters. */
  public Verifier(Parameters parameters) {
    this(parameters, UnaryOperator.identity());
  }

  /** A verifier with another relation, to show what each constraint is there for. */
  Verifier(Parameters parameters, UnaryOperator<Relation> relation) {
    this.parameters = parameters;
    this.relation = relation;
  }

  /**
   * Why a proof is refused; nothing if it is accepted.
   *
   * @param binding who proves what where, {@link io.neuralnexus.offchain.zk.Binding#hash}
   * @param root the data set's commitment root
   * @param profile what is stated
   */
  public Optional<Refusal> refusal(Buff binding, Buff root, Profile profile, Proof proof) {
    return Statement.refusal(parameters, profile)
        .or(() -> refusalOfProof(binding, root, profile, proof));
  }

  private Optional<Refusal> refusalOfProof(Buff binding, Buff root, Profile profile, Proof proof) {
    var shape = Shape.of(parameters, profile);
    if (!shape.fits(proof)) return Optional.of(Refusal.BAD_SHAPE);
    if (!Shape.isCanonical(proof)) return Optional.of(Refusal.NOT_CANONICAL);
    if (!Arrays.equals(Tree.root(proof.traceCap()), root.bytes())) {
      return Optional.of(Refusal.BAD_ROOT);
    }
    var transcript = Transcript.of(parameters, binding, root, profile, proof);
    if (transcript.z().isInField()) return Optional.of(Refusal.BAD_POINT);
    if (!composes(transcript, profile, proof)) return Optional.of(Refusal.BAD_COMPOSITION);
    if (!transcript.batchWork() || !transcript.queryWork()) return Optional.of(Refusal.NO_WORK);
    return IntStream.range(0, parameters.queries())
        .mapToObj(
            k ->
                new Opening(
                    shape, transcript, proof, proof.queries().get(k), transcript.indices().get(k)))
        .flatMap(opening -> opening.refusal().stream())
        .findFirst();
  }

  /** Step 3: whether the parts add up to Q at z. */
  private boolean composes(Transcript transcript, Profile profile, Proof proof) {
    var z = transcript.z();
    var sum = ZERO;
    long shift = (1L << profile.log()) - parameters.partMasks();
    for (int i = 0; i < Parameters.PARTS; i++) {
      sum = sum.plus(z.power(i * shift).times(Element.unpacked(proof.parts().get(i))));
    }
    var at = Element.unpacked(proof.atZ());
    var next = Element.unpacked(proof.atNext());
    return sum.equals(
        relation
            .apply(Relation.of(profile, at, next))
            .quotient(parameters, profile, transcript.a(), transcript.c(), z));
  }

  /** Step 9: one query. */
  private record Opening(
      Shape shape, Transcript transcript, Proof proof, Proof.Query query, long index) {

    Optional<Refusal> refusal() {
      var row = Tree.leaf(query.salt(), list(query.row()));
      if (!Tree.leads(row, index, query.path(), proof.traceCap())) {
        return Optional.of(Refusal.BAD_PATH);
      }
      var parts = Tree.leaf(query.partsSalt(), list(query.parts()));
      if (!Tree.leads(parts, index, query.partsPath(), proof.partsCap())) {
        return Optional.of(Refusal.BAD_PATH);
      }
      var value = batched();
      for (int layer = 0; layer < shape.layers(); layer++) {
        var fold = query.folds().get(layer);
        long leaves = shape.points(layer + 1);
        long leaf = index % leaves;
        var cap = proof.layers().get(layer);
        if (!Tree.leads(Tree.leaf(list(fold.values())), leaf, fold.path(), cap)) {
          return Optional.of(Refusal.BAD_PATH);
        }
        var values = Element.unpacked(fold.values());
        int place = Math.toIntExact(index % shape.points(layer) / leaves);
        if (!values.get(place).equals(value)) {
          return Optional.of(layer == 0 ? Refusal.BAD_OPENING : Refusal.BAD_FOLD);
        }
        value = folded(values, point(layer, leaf), transcript.folds().get(layer));
      }
      return last().equals(value) ? Optional.empty() : Optional.of(Refusal.BAD_FOLD);
    }

    /** Step 5: D(x_i), by the values that were opened. */
    private Element batched() {
      var x = point(0, index);
      var row = Element.neighbours(query.row());
      var parts = Element.unpacked(query.parts());
      var z = transcript.z();
      var next = Element.root(shape.log()).times(z);
      var functions = new ArrayList<Element>();
      addQuotients(functions, row, Element.unpacked(proof.atZ()), x.minus(z));
      addQuotients(functions, row, Element.unpacked(proof.atNext()), x.minus(next));
      addQuotients(functions, parts, Element.unpacked(proof.parts()), x.minus(z));
      var sum = parts.get(Parameters.PARTS);
      var power = ONE;
      for (var function : functions) {
        power = power.times(transcript.b());
        sum = sum.plus(power.times(function));
      }
      return sum;
    }

    /** The functions (f(x) - f(point)) / (x - point), as many as there are values at the point. */
    private static void addQuotients(
        List<Element> functions, List<Element> opened, List<Element> atPoint, Element distance) {
      var inverse = ONE.over(distance);
      for (int j = 0; j < atPoint.size(); j++) {
        functions.add(opened.get(j).minus(atPoint.get(j)).times(inverse));
      }
    }

    /**
     * Step 6: the sum of e^j G_j, the values being those of X^j G_j(X^8) at the eight points with
     * the same eighth power: G_j of it is an eighth of the sum of value / point^j.
     */
    private static Element folded(List<Element> values, Element first, Element e) {
      var turn = ONE.over(Element.root(Parameters.FOLD_LOG));
      var ratio = e.over(first);
      var sum = ZERO;
      for (var value : values) {
        sum = sum.plus(value.times(Element.horner(Collections.nCopies(values.size(), ONE), ratio)));
        ratio = ratio.times(turn);
      }
      return sum.over(Element.of(values.size()));
    }

    /** Step 7: the final polynomial. */
    private Element last() {
      int layers = shape.layers();
      var x = point(layers, index % shape.points(layers));
      return Element.horner(Element.unpacked(proof.last()).reversed(), x);
    }

    /** The j-th point of a layer, 7^(8^l) w_n^(8^l j). */
    private Element point(int layer, long j) {
      long power = 1L << (Parameters.FOLD_LOG * layer);
      int log = shape.log() + Parameters.BLOW_UP_LOG;
      return SEVEN.power(power).times(Element.root(log).power(power * j));
    }
  }
}
