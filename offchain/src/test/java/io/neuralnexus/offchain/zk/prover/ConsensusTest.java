package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.clarity.Cl.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ConsensusTest {
  @Property(tries = 50)
  void a_list_is_encoded_as_the_chain_does(
      @ForAll @IntRange(max = 40) int size, @ForAll long seed) {
    var halves = NttTest.random(2 * size, seed);
    var encoded = new byte[3 + Consensus.listLength(size)];

    Consensus.list(size, encoded, 3);
    for (int i = 0; i < halves.length; i++) Consensus.half(i, halves[i], encoded, 3);

    var values = new Uint[size];
    for (int i = 0; i < size; i++) values[i] = new Uint(halves[2 * i], halves[2 * i + 1]);
    assertThat(Buff.of(encoded).slice(3, encoded.length))
        .isEqualTo(Buff.of(list(List.of(values)).serialize()));
  }
}
