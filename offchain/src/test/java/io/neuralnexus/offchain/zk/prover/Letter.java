package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.clarity.Cl.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a proof by the letter of the protocol, as slowly as that goes: at single points, with the
 * prover's field and transcript only. The verifier that counts is another one.
 */
final class Letter {
  private final Parameters parameters;
  private final Profile profile;
  private final Layout layout;
  private final Domain domain;

  Letter(Parameters parameters, Profile profile) {
    this.parameters = parameters;
    this.profile = profile;
    this.layout = new Layout(profile);
    this.domain = new Domain(profile.log());
  }

  /**
   * Where a proof opens what it commits to.
   *
   * @param points indices in the extension
   */
  record Opened(Extension z, List<Integer> points) {}

  /** Where the proof opens what it commits to, if all is as it should be. */
  Opened check(Buff root, Buff binding, Proof proof) {
    assertThat(rootOf(proof.traceCap())).isEqualTo(root);
    var transcript = new Transcript(binding, root, profile);
    var a = transcript.draw(0);
    var c = transcript.draw(1);
    transcript.absorb(rootOf(proof.partsCap()));
    var z = transcript.draw(0);
    transcript.absorb(list(proof.atZ()), list(proof.atNext()), list(proof.parts()));
    var atZ = unpacked(proof.atZ());
    var atNext = unpacked(proof.atNext());
    var parts = unpacked(proof.parts());
    assertThat(sum(parts, z.power(domain.size() - parameters.partMasks())))
        .isEqualTo(quotient(a, c, z, atZ, atNext));

    transcript.absorb(proof.batchNonce());
    assertWork(transcript, parameters.batchWork());
    var b = transcript.draw(0);
    var folds = new ArrayList<Extension>();
    for (var cap : proof.layers()) {
      transcript.absorb(rootOf(cap));
      folds.add(transcript.draw(0));
    }
    transcript.absorb(list(proof.last()));
    transcript.absorb(proof.queryNonce());
    assertWork(transcript, parameters.queryWork());
    assertThat(proof.queries()).hasSize(parameters.queries());
    var points = new ArrayList<Integer>();
    for (int k = 0; k < parameters.queries(); k++) {
      var query = proof.queries().get(k);
      int point = transcript.query(k, domain.extended());
      points.add(point);
      checkPaths(proof, query, point);
      var opened = new ArrayList<>(atZ);
      opened.addAll(atNext);
      opened.addAll(parts);
      var deep = deep(query, point, b, z, opened);
      checkFolds(proof, query, point, folds, deep);
    }
    return new Opened(z, List.copyOf(points));
  }

  private static void assertWork(Transcript transcript, int bits) {
    assertThat(new BigInteger(1, transcript.state()).bitLength()).isLessThanOrEqualTo(256 - bits);
  }

  /** The sum of power^i v_i. */
  private static Extension sum(List<Extension> values, Extension power) {
    var sum = Extension.ZERO;
    for (int i = values.size() - 1; i >= 0; i--) sum = sum.times(power).plus(values.get(i));
    return sum;
  }

  private static Extension horner(List<Extension> values, Extension a) {
    var sum = Extension.ZERO;
    for (var value : values) sum = sum.times(a).plus(value);
    return sum;
  }

  private static Extension number(long number) {
    return Extension.of(Goldilocks.of(number));
  }

  /** The constraints of the body, in order. */
  List<Extension> body(List<Extension> at, List<Extension> next) {
    var list = new ArrayList<Extension>();
    var s = at.get(0);
    int counts = layout.counts().size();
    list.add(next.get(0).times(Extension.ONE.minus(s)));
    int column = layout.d(0);
    for (var feature : profile.features()) {
      for (var digit : feature.digits()) list.add(range(at.get(column++), digit.most()));
    }
    for (int k = 0; k < 2 * counts; k++) {
      int index = 1 + counts + k;
      list.add(range(at.get(index).minus(next.get(index).times(16)), 15));
    }
    for (int j = 0; j < profile.features().size(); j++) {
      var value = s.minus(u(at, j)).times(at.get(layout.x(j)).minus(number(low(j))));
      for (int i = 0; i < profile.features().get(j).digits().size(); i++) {
        var digit = at.get(layout.d(j) + i);
        value = value.minus(digit.times(profile.features().get(j).digits().get(i).weight()));
      }
      list.add(value);
    }
    var marks = new ArrayList<Extension>();
    var outside = new ArrayList<Extension>();
    var codes = new ArrayList<Extension>();
    for (int j = 0; j < profile.features().size(); j++) {
      var missing = profile.features().get(j).missing();
      if (missing.isEmpty()) continue;
      var u = u(at, j);
      marks.add(u.times(u).minus(u));
      outside.add(u.times(Extension.ONE.minus(s)));
      codes.add(u.times(at.get(layout.x(j)).minus(number(missing.get().code()))));
    }
    list.addAll(marks);
    list.addAll(outside);
    list.addAll(codes);
    var rest = s;
    for (int c = 0; c < profile.classes().size(); c++) {
      var t = at.get(layout.t(c));
      list.add(t.times(t).minus(t));
      rest = rest.minus(t);
    }
    if (!profile.classes().isEmpty()) list.add(rest);
    for (int k = 0; k < counts; k++) {
      var found =
          switch (layout.counts().get(k)) {
            case Layout.MissingValues values -> u(at, values.feature());
            case Layout.ClassRows rows -> at.get(layout.t(rows.label()));
            case Layout.WeightedSum sum ->
                s.minus(u(at, sum.feature()))
                    .times(
                        at.get(layout.x(sum.feature()))
                            .times(sum.times())
                            .minus(number(sum.less())));
          };
      list.add(at.get(1 + k).minus(next.get(1 + k)).minus(found));
    }
    return list;
  }

  private long low(int feature) {
    return profile.features().get(feature).low();
  }

  private Extension u(List<Extension> at, int feature) {
    return layout.hasMissing(feature) ? at.get(layout.u(feature)) : Extension.ZERO;
  }

  private static Extension range(Extension v, int most) {
    var product = v;
    for (int k = 1; k <= most; k++) product = product.times(v.minus(number(k)));
    return product;
  }

  private Extension quotient(
      Extension a, Extension c, Extension z, List<Extension> at, List<Extension> next) {
    int counts = layout.counts().size();
    int body = domain.size() - parameters.masks();
    int rows = (int) profile.rows();
    var first = new ArrayList<Extension>();
    for (int k = 0; k < counts; k++) {
      first.add(at.get(1 + k).minus(number(low(layout, k))).minus(at.get(1 + counts + k)));
    }
    for (int k = 0; k < counts; k++) {
      first.add(number(high(layout, k)).minus(at.get(1 + k)).minus(at.get(1 + 2 * counts + k)));
    }
    var vanishing = z.power(domain.size()).minus(Extension.ONE);
    for (int i = body; i < domain.size(); i++) {
      vanishing = vanishing.times(z.minus(Extension.of(domain.row(i))).inverse());
    }
    var s = at.getFirst();
    var terms =
        List.of(
            horner(body(at, next), a).times(vanishing.inverse()),
            horner(first, a).times(atRow(z, 0)),
            horner(at.subList(1 + counts, 1 + 3 * counts), a).times(atRow(z, 13)),
            horner(at.subList(1, 1 + counts), a).times(atRow(z, body)),
            s.minus(Extension.ONE).times(atRow(z, rows - 1)),
            s.times(atRow(z, rows)));
    return sum(terms, c);
  }

  private static long low(Layout layout, int count) {
    return layout.counts().get(count).low();
  }

  private static long high(Layout layout, int count) {
    return layout.counts().get(count).high();
  }

  private Extension atRow(Extension z, int row) {
    return z.minus(Extension.of(domain.row(row))).inverse();
  }

  private void checkPaths(Proof proof, Proof.Query query, int point) {
    assertPath(
        salted(query.salt(), query.row()),
        query.path(),
        point,
        domain.extended(),
        proof.traceCap());
    assertPath(
        salted(query.partsSalt(), query.parts()),
        query.partsPath(),
        point,
        domain.extended(),
        proof.partsCap());
    int leaves = domain.extended() / 8;
    for (int l = 0; l < proof.layers().size(); l++, leaves /= 8) {
      var fold = query.folds().get(l);
      var leaf = new Hash().with(3).with(list(fold.values()).serialize()).done();
      assertPath(leaf, fold.path(), point % leaves, leaves, proof.layers().get(l));
    }
  }

  static byte[] salted(Buff salt, List<Uint> values) {
    return new Hash().with(0).with(salt.bytes()).with(list(values).serialize()).done();
  }

  private static void assertPath(byte[] leaf, List<Buff> path, int at, int leaves, Buff cap) {
    assertThat(cap.length() / 32 << path.size()).isEqualTo(leaves);
    var node = leaf;
    int index = at;
    for (var sibling : path) {
      var hash = new Hash().with(1);
      node =
          index % 2 == 0
              ? hash.with(node).with(sibling.bytes()).done()
              : hash.with(sibling.bytes()).with(node).done();
      index /= 2;
    }
    assertThat(Buff.of(node)).isEqualTo(cap.slice(32 * index, 32 * index + 32));
  }

  private Extension deep(
      Proof.Query query, int point, Extension b, Extension z, List<Extension> opened) {
    long x = domain.point(point);
    var columns = new ArrayList<Extension>();
    for (var pair : query.row()) {
      columns.add(Extension.of(pair.high()));
      columns.add(Extension.of(pair.low()));
    }
    var parts = unpacked(query.parts());
    var functions = new ArrayList<>(columns);
    functions.addAll(columns.subList(0, layout.shifted()));
    functions.addAll(parts.subList(0, 16));
    var sum = parts.get(16);
    for (int j = 0; j < functions.size(); j++) {
      boolean next = j >= layout.width() && j < layout.width() + layout.shifted();
      var place = next ? z.times(domain.row(1)) : z;
      sum =
          sum.plus(
              b.power(j + 1)
                  .times(functions.get(j).minus(opened.get(j)))
                  .times(Extension.of(x).minus(place).inverse()));
    }
    return sum;
  }

  private void checkFolds(
      Proof proof, Proof.Query query, int point, List<Extension> folds, Extension deep) {
    var value = deep;
    int points = domain.extended();
    long x = domain.point(point);
    for (int l = 0; l < folds.size(); l++, points /= 8) {
      var values = unpacked(query.folds().get(l).values());
      int index = point % points;
      assertThat(values.get(index / (points / 8))).isEqualTo(value);
      value = interpolated(values, Goldilocks.multiply(x, unroot(index, points)), folds.get(l));
      x = Goldilocks.power(x, 8);
    }
    assertThat(sum(unpacked(proof.last()), Extension.of(x))).isEqualTo(value);
  }

  /** From the point with an index back to the first one of its leaf. */
  private static long unroot(int index, int points) {
    long eighth = Goldilocks.root(3);
    return Goldilocks.inverse(Goldilocks.power(eighth, index / (points / 8)));
  }

  /** By Lagrange's formula, at e, the polynomial with these values at x w^k, w of order 8. */
  private static Extension interpolated(List<Extension> values, long x, Extension e) {
    var sum = Extension.ZERO;
    for (int k = 0; k < 8; k++) {
      var term = values.get(k);
      var at = Extension.of(Goldilocks.multiply(x, Goldilocks.power(Goldilocks.root(3), k)));
      for (int i = 0; i < 8; i++) {
        var other = Extension.of(Goldilocks.multiply(x, Goldilocks.power(Goldilocks.root(3), i)));
        if (i != k) term = term.times(e.minus(other)).times(at.minus(other).inverse());
      }
      sum = sum.plus(term);
    }
    return sum;
  }

  private static Buff rootOf(Buff cap) {
    return Buff.of(new Hash().with(2).with(cap.bytes()).done());
  }

  static List<Extension> unpacked(List<Uint> values) {
    return values.stream().map(value -> new Extension(value.high(), value.low())).toList();
  }
}
