package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class OracleTest {
  private static final Domain DOMAIN = new Domain(4);
  private static final long[][] COEFFICIENTS = {
    NttTest.random(16, 1), NttTest.random(16, 2), NttTest.random(16, 3), NttTest.random(16, 4)
  };

  private final Oracle keeping = oracle(Long.MAX_VALUE);
  private final Oracle computing = oracle(0);

  @Test
  void values_that_are_computed_again_are_those_that_are_kept() {
    var kept = new ArrayList<long[][]>();
    keeping.cosets((coset, values) -> kept.add(values));

    computing.cosets((coset, values) -> assertThat(values).isDeepEqualTo(kept.get(coset)));
    assertThat(kept).hasSize(16);
    assertThat(computing.tree().root()).isEqualTo(keeping.tree().root());
    for (int point = 0; point < DOMAIN.extended(); point++) {
      assertThat(computing.row(point)).isEqualTo(keeping.row(point));
    }
  }

  @Test
  void a_leaf_is_the_hash_of_its_salt_and_its_row() {
    for (int point = 0; point < DOMAIN.extended(); point += 2) {
      var leaf = Letter.salted(keeping.salt(point), keeping.row(point));
      assertThat(keeping.tree().path(point + 1).getFirst()).isEqualTo(Buff.of(leaf));
    }
  }

  private static Oracle oracle(long memory) {
    return new Oracle(
        DOMAIN, COEFFICIENTS, (leaf, hash, into, at) -> into[at] = (byte) leaf, 2, memory);
  }
}
