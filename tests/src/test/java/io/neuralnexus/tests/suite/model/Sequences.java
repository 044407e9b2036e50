package io.neuralnexus.tests.suite.model;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random sequences of everything that anybody can do. */
final class Sequences {
  private static final int STEPS = 150;

  private Sequences() {}

  /** Of full length, until shrinking takes steps away. */
  static Arbitrary<Sequence> ofFullLength() {
    return ofLength((size, least, most, center) -> random -> most);
  }

  /** Of any length, to stop in any state. */
  static Arbitrary<Sequence> ofAnyLength() {
    return ofLength(RandomDistribution.uniform());
  }

  /** As many as a try plays, until shrinking leaves the one that fails. */
  static Arbitrary<List<Sequence>> batchesOf(Arbitrary<Sequence> sequences) {
    return sequences
        .list()
        .ofMinSize(1)
        .ofMaxSize(Campaign.BATCH)
        .withSizeDistribution((size, least, most, center) -> random -> most);
  }

  private static Arbitrary<Sequence> ofLength(RandomDistribution lengths) {
    var openings =
        Arbitraries.frequency(
            Tuple.of(12, Opening.STAFFED),
            Tuple.of(5, Opening.LEGISLATED),
            Tuple.of(2, Opening.FROZEN),
            Tuple.of(1, Opening.BARE));
    var words =
        Arbitraries.randomValue(Random::nextLong)
            .list()
            .ofMaxSize(STEPS)
            .withSizeDistribution(lengths);
    return Combinators.combine(openings, words).as(Sequence::new);
  }
}
