package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartsTest {
  @Property(tries = 20)
  void shifted_parts_add_up_to_the_quotient(
      @ForAll @IntRange(min = 2, max = 6) int log, @ForAll long seed) {
    int size = 1 << log;
    int overlap = size / 4;
    int step = size - overlap;
    var random = new Seeded(Buff.of(new byte[32]), new byte[0], Samples.table());
    var quotient =
        new Halves(
            Arrays.copyOf(NttTest.random(Parameters.PARTS * step, seed), Parameters.PARTS * size),
            new long[Parameters.PARTS * size]);

    var parts = Parts.of(quotient, size, overlap, random.fresh(new byte[32]));

    var sum = new Halves(Parameters.PARTS * size);
    assertThat(parts).hasSize(Parameters.PARTS);
    for (int i = 0; i < parts.size(); i++) {
      assertThat(parts.get(i).size()).isEqualTo(size);
      for (int k = 0; k < size; k++) {
        int at = i * step + k;
        sum.set(at, sum.get(at).plus(parts.get(i).get(k)));
      }
    }
    assertThat(sum.a()).isEqualTo(quotient.a());
    assertThat(sum.b()).isEqualTo(quotient.b());
  }
}
