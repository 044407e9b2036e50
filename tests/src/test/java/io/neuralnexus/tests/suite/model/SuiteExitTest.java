package io.neuralnexus.tests.suite.model;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.util.List;
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
@Label("the suite lets everybody out")
class SuiteExitTest {
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Campaign.class)
  @Campaign.Share(0.3)
  void of_every_state(@ForAll("batches") List<Sequence> batch) {
    Campaign.play(batch, new Drain());
  }

  @Example
  void of_a_state_that_it_did_not_let_them_out_of_before() {
    var replay = System.getProperty("suite.model.replay");
    assumeThat(replay).as("-Dsuite.model.replay").isNotNull();
    Campaign.replay(replay, new Drain());
  }

  @Provide
  Arbitrary<List<Sequence>> batches() {
    return Sequences.batchesOf(Sequences.ofAnyLength());
  }
}
