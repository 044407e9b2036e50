package io.neuralnexus.tests.market.model;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/** Random sequences of everything that anybody can do. */
final class Sequences {
  private static final int STEPS = 60;

  private Sequences() {}

  /** Of full length, until shrinking takes steps away. */
  static Arbitrary<Sequence> ofFullLength() {
    return ofLength((size, least, most, center) -> random -> most);
  }

  /** Of any length, to stop in any state. */
  static Arbitrary<Sequence> ofAnyLength() {
    return ofLength(RandomDistribution.uniform());
  }

  private static Arbitrary<Sequence> ofLength(RandomDistribution lengths) {
    var openings =
        Arbitraries.frequency(
            Tuple.of(4, Opening.STAFFED),
            Tuple.of(3, Opening.AMENDED),
            Tuple.of(9, Opening.DISPUTED),
            Tuple.of(2, Opening.BARE),
            Tuple.of(3, Opening.CROWDED));
    var variety = Arbitraries.randomValue(Random::nextLong);
    var words =
        Arbitraries.randomValue(Random::nextLong)
            .list()
            .ofMaxSize(STEPS)
            .withSizeDistribution(lengths);
    return Combinators.combine(openings, variety, words).as(Sequence::new);
  }
}
