package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Proof;
import org.junit.jupiter.api.Test;

class CommitmentTest {
  @Test
  void a_true_statement_is_proven() {
    var commitment = Samples.commitment(Samples.TINY, 6);

    var proof = commitment.prove(Samples.BINDING, done -> {});

    new Letter(Samples.TINY, Samples.profile(6)).check(commitment.root(), Samples.BINDING, proof);
  }

  @Test
  void a_true_statement_is_proven_with_the_standard_parameters() {
    var commitment = Samples.commitment(Parameters.STANDARD, 10);

    var proof = commitment.prove(Samples.BINDING, done -> {});

    new Letter(Parameters.STANDARD, Samples.profile(10))
        .check(commitment.root(), Samples.BINDING, proof);
    assertThat(Proof.of(proof.value())).isEqualTo(proof);
  }
}
