package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Profile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * All that was said so far, as a hash: what the verifier would have drawn at random follows from it
 * (A. Fiat, A. Shamir, "How To Prove Yourself", 1986).
 */
final class Transcript {
  private static final int START = 0x10;
  private static final int TRIES_AT_ONCE = 1 << 16;

  private byte[] state;

  Transcript(Buff binding, Buff root, Profile profile) {
    this.state =
        new Hash()
            .with(START)
            .with(binding.bytes())
            .with(root.bytes())
            .with(profile.value().serialize())
            .done();
  }

  byte[] state() {
    return state.clone();
  }

  void absorb(Buff root) {
    state = new Hash().with(state).with(root.bytes()).done();
  }

  void absorb(Value... values) {
    var hash = new Hash().with(state);
    for (var value : values) hash.with(value.serialize());
    state = hash.done();
  }

  Extension draw(int index) {
    var drawn = ByteBuffer.wrap(new Hash().with(state).with(index).done());
    return new Extension(
        Goldilocks.reduce(drawn.getLong(), drawn.getLong()),
        Goldilocks.reduce(drawn.getLong(), drawn.getLong()));
  }

  /** A point's index below a power of two. */
  int query(int index, int points) {
    var drawn = ByteBuffer.wrap(new Hash().with(state).with(index).done());
    return drawn.getInt(3 * Integer.BYTES) & (points - 1);
  }

  /** Finds the least nonce after which the hash begins with zero bits, and takes it up. */
  Uint work(int bits) {
    for (long from = 0; ; from += TRIES_AT_ONCE) {
      var nonce = nonce(from, bits);
      if (nonce >= 0) {
        var found = Uint.of(nonce);
        absorb(found);
        return found;
      }
    }
  }

  private long nonce(long from, int bits) {
    var first = new long[Cores.PIECES];
    Arrays.fill(first, -1);
    int each = TRIES_AT_ONCE / first.length;
    Cores.split(
        first.length,
        (piece, end) -> {
          for (int i = piece; i < end; i++) first[i] = nonce(from + i * each, each, bits);
        });
    return IntStream.range(0, first.length)
        .mapToLong(i -> first[i])
        .filter(nonce -> nonce >= 0)
        .findFirst()
        .orElse(-1);
  }

  private long nonce(long from, int tries, int bits) {
    var hash = new Hash();
    var hashed = new byte[Hash.LENGTH];
    var tried = ByteBuffer.allocate(Hash.LENGTH + Consensus.UINT_LENGTH);
    tried.put(state).put(Uint.ZERO.serialize());
    for (long nonce = from; nonce < from + tries; nonce++) {
      tried.putLong(tried.capacity() - Long.BYTES, nonce);
      hash.with(tried.array()).done(hashed, 0);
      if (leadingZeros(hashed) >= bits) return nonce;
    }
    return -1;
  }

  private static int leadingZeros(byte[] hash) {
    return Long.numberOfLeadingZeros(ByteBuffer.wrap(hash).getLong());
  }
}
