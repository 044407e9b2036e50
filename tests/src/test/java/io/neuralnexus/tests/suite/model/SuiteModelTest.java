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

/**
 * The suite against a model of it in plain Java, over random sequences of everything that anybody
 * can do. After every step every answer, every micro-STX, every state that the step has changed and
 * every promise about it is the model's, and the events alone tell the state ({@link AuditTrail}).
 *
 * <p>A failure prints the seed, a transcript that has been shrunk to the steps that matter, and the
 * sequence. To run it again: {@code -Dsuite.model.replay=<sequence>} for exactly that transcript,
 * {@code -Dsuite.model.seed=<seed>} for the whole run. {@code -Dsuite.model.tries=<n>} runs more
 * sequences than 100, {@code -Dsuite.model.shrinking=OFF} tells of a failure at once. All hold for
 * {@link SuiteExitTest} too, which runs three for every ten.
 */
@Label("the suite and its model")
class SuiteModelTest {
  @Property(edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Campaign.class)
  void agree_on_every_answer_and_every_micro_stx(@ForAll("batches") List<Sequence> batch) {
    Campaign.play(batch, play -> {});
  }

  @Example
  void agree_on_a_sequence_that_failed_before() {
    var replay = System.getProperty("suite.model.replay");
    assumeThat(replay).as("-Dsuite.model.replay").isNotNull();
    Campaign.replay(replay, play -> {});
  }

  @Provide
  Arbitrary<List<Sequence>> batches() {
    return Sequences.batchesOf(Sequences.ofFullLength());
  }
}
