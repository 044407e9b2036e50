package io.neuralnexus.offchain.zk.verifier;

import static io.neuralnexus.offchain.zk.verifier.Element.ONE;
import static io.neuralnexus.offchain.zk.verifier.Element.ZERO;
import static io.neuralnexus.offchain.zk.verifier.Element.horner;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * Section "Relation": the values of all constraints at one point.
 *
 * @param body those of the rows before the random ones, numbers 1 to 7
 * @param first those of row 0
 * @param thirteenth those of row 13
 * @param end those of row L
 * @param lastData the one of row N - 1
 * @param firstPadding the one of row N
 */
record Relation(
    List<Element> body,
    List<Element> first,
    List<Element> thirteenth,
    List<Element> end,
    Element lastData,
    Element firstPadding) {

  /**
   * The constraints of a profile.
   *
   * @param at the columns at a point
   * @param next the shifted columns at the next
   */
  static Relation of(Profile profile, List<Element> at, List<Element> next) {
    return new Evaluation(profile, at, next).relation();
  }

  /** Q(z). */
  Element quotient(Parameters parameters, Profile profile, Element a, Element c, Element z) {
    int log = profile.log();
    var g = Element.root(log);
    long rows = 1L << log;
    long end = rows - parameters.masks();
    var masked = ONE;
    for (long row = end; row < rows; row++) masked = masked.times(z.minus(g.power(row)));
    var vanishing = z.power(rows).minus(ONE).over(masked);
    return horner(body, a)
        .over(vanishing)
        .plus(c.times(horner(first, a)).over(z.minus(ONE)))
        .plus(c.power(2).times(horner(thirteenth, a)).over(z.minus(g.power(13))))
        .plus(c.power(3).times(horner(end(), a)).over(z.minus(g.power(end))))
        .plus(c.power(4).times(lastData).over(z.minus(g.power(profile.rows() - 1))))
        .plus(c.power(5).times(firstPadding).over(z.minus(g.power(profile.rows()))));
  }

  private static final class Evaluation {
    private static final Element SIXTEEN = Element.of(16);

    private final Profile profile;
    private final Columns columns;
    private final List<Element> at;
    private final List<Element> next;

    private Evaluation(Profile profile, List<Element> at, List<Element> next) {
      this.profile = profile;
      this.columns = Columns.of(profile);
      this.at = at;
      this.next = next;
    }

    Relation relation() {
      return new Relation(body(), first(), thirteenth(), end(), s().minus(ONE), s());
    }

    private List<Element> body() {
      var values = new ArrayList<Element>();
      values.add(next.getFirst().times(ONE.minus(s())));
      addRanges(values);
      addDifferences(values);
      addMissing(values);
      addClasses(values);
      addSteps(values);
      return values;
    }

    /** Number 2. */
    private void addRanges(List<Element> values) {
      int index = 0;
      for (var feature : profile.features()) {
        for (var digit : feature.digits()) {
          values.add(inRange(at.get(columns.d(index)), digit.most()));
          index++;
        }
      }
      for (int k = 0; k < columns.counts(); k++) {
        values.add(inRange(digitOf(columns.b(k)), Digit.MOST));
      }
      for (int k = 0; k < columns.counts(); k++) {
        values.add(inRange(digitOf(columns.c(k)), Digit.MOST));
      }
    }

    private Element digitOf(int column) {
      return at.get(column).minus(next.get(column).times(SIXTEEN));
    }

    private static Element inRange(Element value, int most) {
      var product = ONE;
      for (int i = 0; i <= most; i++) product = product.times(value.minus(Element.of(i)));
      return product;
    }

    /** Number 3. */
    private void addDifferences(List<Element> values) {
      int index = 0;
      for (int j = 0; j < columns.features(); j++) {
        var feature = profile.features().get(j);
        var value = present(j).times(x(j).minus(Element.of(feature.low())));
        for (var digit : feature.digits()) {
          value = value.minus(at.get(columns.d(index)).times(Element.of(digit.weight())));
          index++;
        }
        values.add(value);
      }
    }

    /** Number 4. */
    private void addMissing(List<Element> values) {
      for (int j : featuresWithMissing()) values.add(bit(u(j)));
      for (int j : featuresWithMissing()) values.add(u(j).times(ONE.minus(s())));
      for (int j : featuresWithMissing()) {
        long code = profile.features().get(j).missing().orElseThrow().code();
        values.add(u(j).times(x(j).minus(Element.of(code))));
      }
    }

    /** Number 5. */
    private void addClasses(List<Element> values) {
      if (columns.classes() == 0) return;
      var none = s();
      for (int label = 0; label < columns.classes(); label++) {
        values.add(bit(t(label)));
        none = none.minus(t(label));
      }
      values.add(none);
    }

    /** Number 6. */
    private void addSteps(List<Element> values) {
      var found = found();
      for (int k = 0; k < columns.counts(); k++) {
        int column = columns.a(k);
        values.add(at.get(column).minus(next.get(column)).minus(found.get(k)));
      }
    }

    /** f_k: what each count finds in this row. */
    private List<Element> found() {
      var found = new ArrayList<Element>();
      for (int j : featuresWithMissing()) found.add(u(j));
      for (int label = 0; label < columns.classes(); label++) found.add(t(label));
      for (var sum : profile.sums()) {
        var term = x(sum.feature()).times(Element.of(sum.times())).minus(Element.of(sum.less()));
        found.add(present(sum.feature()).times(term));
      }
      return found;
    }

    private List<Element> first() {
      var values = new ArrayList<Element>();
      var lows = lows();
      var highs = highs();
      for (int k = 0; k < columns.counts(); k++) {
        values.add(at.get(columns.a(k)).minus(lows.get(k)).minus(at.get(columns.b(k))));
      }
      for (int k = 0; k < columns.counts(); k++) {
        values.add(highs.get(k).minus(at.get(columns.a(k))).minus(at.get(columns.c(k))));
      }
      return values;
    }

    private List<Element> thirteenth() {
      return at.subList(columns.b(0), columns.c(columns.counts()));
    }

    private List<Element> end() {
      return at.subList(columns.a(0), columns.a(columns.counts()));
    }

    private List<Element> lows() {
      var lows = new ArrayList<Element>();
      for (var feature : profile.features()) {
        feature.missing().ifPresent(missing -> lows.add(Element.of(missing.count().low())));
      }
      for (var bounds : profile.classes()) lows.add(Element.of(bounds.low()));
      for (var sum : profile.sums()) lows.add(Element.of(sum.low()));
      return lows;
    }

    private List<Element> highs() {
      var highs = new ArrayList<Element>();
      for (var feature : profile.features()) {
        feature.missing().ifPresent(missing -> highs.add(Element.of(missing.count().high())));
      }
      for (var bounds : profile.classes()) highs.add(Element.of(bounds.high()));
      for (var sum : profile.sums()) highs.add(Element.of(sum.high()));
      return highs;
    }

    private List<Integer> featuresWithMissing() {
      var features = new ArrayList<Integer>();
      for (int j = 0; j < columns.features(); j++) {
        if (profile.features().get(j).missing().isPresent()) features.add(j);
      }
      return features;
    }

    private Element s() {
      return at.getFirst();
    }

    private Element x(int feature) {
      return at.get(columns.x(feature));
    }

    /** u_j; 0 for a feature without {@code missing}. */
    private Element u(int feature) {
      int index = featuresWithMissing().indexOf(feature);
      return index < 0 ? ZERO : at.get(columns.u(index));
    }

    private Element t(int label) {
      return at.get(columns.t(label));
    }

    /** s - u_j: whether the row has a value. */
    private Element present(int feature) {
      return s().minus(u(feature));
    }

    private static Element bit(Element value) {
      return value.times(value).minus(value);
    }
  }
}
