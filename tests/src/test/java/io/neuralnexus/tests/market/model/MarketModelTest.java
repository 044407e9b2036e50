package io.neuralnexus.tests.market.model;

import static org.assertj.core.api.Assumptions.assumeThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * The market against a model of it in plain Java, over random sequences of everything that anybody
 * can do.
 *
 * <p>A failure prints the seed, a transcript that has been shrunk to the steps that matter, and the
 * sequence. To run it again: {@code -Dmarket.model.replay=<sequence>} for exactly that transcript,
 * {@code -Dmarket.model.seed=<seed>} for the whole run. {@code -Dmarket.model.tries=<n>} runs more
 * sequences than 200, {@code -Dmarket.model.shrinking=OFF} tells of a failure at once. All hold for
 * {@link MarketExitTest} too.
 */
@Label("the market and its model")
class MarketModelTest {
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Campaign.class)
  void agree_on_every_answer_and_every_micro_stx(@ForAll("sequences") Sequence sequence) {
    Play.of(sequence, Campaign.coverage(), Play::assertThatEventsToldEverything);
  }

  @Example
  void agree_on_a_sequence_that_failed_before() {
    var replay = System.getProperty("market.model.replay");
    assumeThat(replay).as("-Dmarket.model.replay").isNotNull();
    Play.of(Sequence.parse(replay), new Coverage(), Play::assertThatEventsToldEverything);
  }

  @Provide
  Arbitrary<Sequence> sequences() {
    return Sequences.ofFullLength();
  }
}
