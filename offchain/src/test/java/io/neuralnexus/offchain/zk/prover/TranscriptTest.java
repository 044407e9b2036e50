package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.clarity.Cl.list;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import java.math.BigInteger;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class TranscriptTest {
  private static final Buff ROOT = Buff.of(new byte[32]);
  private static final BigInteger P = GoldilocksTest.big(Goldilocks.P);

  private final Transcript transcript = new Transcript(Samples.BINDING, ROOT, Samples.profile(10));

  @Test
  void it_begins_with_who_proves_what() {
    assertThat(transcript.state())
        .isEqualTo(
            new Hash()
                .with(0x10)
                .with(Samples.BINDING.bytes())
                .with(ROOT.bytes())
                .with(Samples.profile(10).value().serialize())
                .done());
  }

  @Test
  void it_takes_up_roots_and_values() {
    var before = transcript.state();
    transcript.absorb(ROOT);
    assertThat(transcript.state()).isEqualTo(new Hash().with(before).with(ROOT.bytes()).done());

    before = transcript.state();
    var values = list(Uint.ONE, Uint.MAX);
    transcript.absorb(values, list());
    assertThat(transcript.state())
        .isEqualTo(
            new Hash().with(before).with(values.serialize()).with(list().serialize()).done());
  }

  @Property(tries = 100)
  void a_challenge_is_a_hash_modulo_p(@ForAll @IntRange(max = 255) int index) {
    var hash = new Hash().with(transcript.state()).with(index).done();

    var drawn = transcript.draw(index);

    assertThat(GoldilocksTest.big(drawn.a())).isEqualTo(half(hash, 0).mod(P));
    assertThat(GoldilocksTest.big(drawn.b())).isEqualTo(half(hash, 16).mod(P));
    assertThat(transcript.query(index, 1 << 14)).isEqualTo(half(hash, 0).intValue() & 0x3fff);
  }

  private static BigInteger half(byte[] hash, int from) {
    return new BigInteger(1, Arrays.copyOfRange(hash, from, from + 16));
  }

  @Test
  void work_is_the_least_nonce_after_which_the_hash_begins_with_zeros() {
    var before = transcript.state();

    var nonce = transcript.work(9);

    for (long tried = 0; tried < nonce.low(); tried++) {
      assertThat(zeros(before, tried)).isLessThan(9);
    }
    assertThat(zeros(before, nonce.low())).isGreaterThanOrEqualTo(9);
    assertThat(transcript.state())
        .isEqualTo(new Hash().with(before).with(nonce.serialize()).done());
    assertThat(transcript.work(0)).isEqualTo(Uint.ZERO);
  }

  private static int zeros(byte[] before, long nonce) {
    var hash = new Hash().with(before).with(Uint.of(nonce).serialize()).done();
    return 256 - new BigInteger(1, hash).bitLength();
  }
}
