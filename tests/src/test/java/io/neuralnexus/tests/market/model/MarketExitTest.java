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

/** The way out of wherever a random sequence has led, see {@link Drain}. */
@Label("the market lets everybody out")
class MarketExitTest {
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Campaign.class)
  @Campaign.Share(0.2)
  void of_every_state(@ForAll("sequences") Sequence sequence) {
    Play.of(sequence, Campaign.coverage(), new Drain());
  }

  @Example
  void of_a_state_that_it_did_not_let_them_out_of_before() {
    var replay = System.getProperty("market.model.replay");
    assumeThat(replay).as("-Dmarket.model.replay").isNotNull();
    Play.of(Sequence.parse(replay), new Coverage(), new Drain());
  }

  @Provide
  Arbitrary<Sequence> sequences() {
    return Sequences.ofAnyLength();
  }
}
