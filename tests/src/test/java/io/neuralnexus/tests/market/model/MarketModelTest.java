package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * The market against a model of it in plain Java, over random sequences of everything that anybody
 * can do.
 *
 * <p>A failure prints the seed, a transcript that has been shrunk to the steps that matter, and the
 * sequence. To run it again: {@code -Dmarket.model.replay=<sequence>} for exactly that transcript,
 * {@code -Dmarket.model.seed=<seed>} for the whole run. {@code -Dmarket.model.tries=<n>} runs more
 * sequences than 200.
 */
@Label("the market and its model")
class MarketModelTest {
  private static final int STEPS = 60;

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Campaign.class)
  void agree_on_every_answer_and_every_micro_stx(@ForAll("sequences") Sequence sequence) {
    Play.of(sequence, Campaign.coverage(), Play::assertThatEventsToldEverything);
  }

  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Campaign.class)
  @Campaign.Share(0.2)
  void let_everybody_out_of_every_state(@ForAll("sequencesCutShort") Sequence sequence) {
    Play.of(sequence, Campaign.coverage(), new Drain());
  }

  @Example
  void agree_on_a_sequence_that_failed_before() {
    var replay = System.getProperty("market.model.replay");
    assumeThat(replay).as("-Dmarket.model.replay").isNotNull();
    var sequence = Sequence.parse(replay);
    Play.of(sequence, new Coverage(), Play::assertThatEventsToldEverything);
    Play.of(sequence, new Coverage(), new Drain());
  }

  /** Of full length, until shrinking takes steps away. */
  @Provide
  Arbitrary<Sequence> sequences() {
    return sequences((size, least, most, center) -> random -> most);
  }

  /** Of any length, to stop in any state. */
  @Provide
  Arbitrary<Sequence> sequencesCutShort() {
    return sequences(RandomDistribution.uniform());
  }

  private static Arbitrary<Sequence> sequences(RandomDistribution lengths) {
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
