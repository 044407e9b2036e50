package io.neuralnexus.offchain.zk.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Refusal;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The test vectors; {@code -Dvectors=write} writes them anew. */
class VectorsTest {
  private static final Vectors VECTORS = Vectors.read();
  private static final Verifier VERIFIER = new Verifier(Parameters.STANDARD);

  static List<Mutant> mutants() {
    return VECTORS.mutants();
  }

  @Test
  void the_prover_makes_them_again() {
    boolean same = Vectors.text().equals(Vectors.generated(VECTORS.lies()).json());

    assertThat(same).as("docs/vectors/zk.json is what -Dvectors=write would write").isTrue();
  }

  @Test
  void the_proof_is_accepted() {
    assertThat(
            VERIFIER.refusal(VECTORS.binding(), VECTORS.root(), VECTORS.profile(), VECTORS.proof()))
        .isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mutants")
  void a_changed_proof_is_refused(Mutant mutant) {
    assertThat(VECTORS.verdict(VERIFIER, mutant)).contains(mutant.refusal());
  }

  /**
   * z is drawn: no input is known for which it lies in the base field, and finding one takes 2^64
   * hashes.
   */
  @Test
  void every_refusal_is_there_but_that_of_a_point_in_the_base_field() {
    var refusals = EnumSet.allOf(Refusal.class);
    refusals.remove(Refusal.BAD_POINT);

    assertThat(mutants()).extracting(Mutant::refusal).containsAll(refusals);
  }

  @Test
  void they_are_small_enough_to_be_read() {
    assertThat(Vectors.text().length()).isLessThan(500_000);
  }
}
