package io.neuralnexus.offchain.zk.verifier;

import static io.neuralnexus.clarity.Cl.list;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Section "Proof, step by step": what the hash of all that was said before decides.
 *
 * @param a joins the constraints of some rows
 * @param c joins the constraints of different rows
 * @param z the point at which the relation is checked
 * @param batchWork whether there is work behind the first nonce
 * @param b joins all functions into D
 * @param folds e_l of each layer
 * @param queryWork whether there is work behind the second nonce
 * @param indices of the points that are opened
 * @param states h after the profile, the parts, the values at z, the first nonce, each layer, the
 *     final polynomial and the second nonce
 */
record Transcript(
    Element a,
    Element c,
    Element z,
    boolean batchWork,
    Element b,
    List<Element> folds,
    boolean queryWork,
    List<Long> indices,
    List<Buff> states) {
  private static final byte DOMAIN = 0x10;
  private static final int HALF = 16;

  /** What a proof of the right shape leads to. */
  static Transcript of(
      Parameters parameters, Buff binding, Buff root, Profile profile, Proof proof) {
    var start =
        new State(new byte[] {DOMAIN}, binding.bytes(), root.bytes(), profile.value().serialize());
    var parts = start.then(Tree.root(proof.partsCap()));
    var opened = parts.then(consensus(proof.atZ(), proof.atNext(), proof.parts()));
    var batch = opened.then(proof.batchNonce().serialize());
    var state = batch;
    var folds = new ArrayList<Element>();
    var states = new ArrayList<>(List.of(start, parts, opened, batch));
    for (var cap : proof.layers()) {
      state = state.then(Tree.root(cap));
      folds.add(state.draw(0));
      states.add(state);
    }
    var last = state.then(list(proof.last()).serialize());
    var query = last.then(proof.queryNonce().serialize());
    states.addAll(List.of(last, query));
    long points = Shape.of(parameters, profile).points(0);
    return new Transcript(
        start.draw(0),
        start.draw(1),
        parts.draw(0),
        batch.hasWork(parameters.batchWork()),
        batch.draw(0),
        List.copyOf(folds),
        query.hasWork(parameters.queryWork()),
        query.indices(parameters.queries(), points),
        states.stream().map(entry -> Buff.of(entry.hash)).toList());
  }

  @SafeVarargs
  private static byte[] consensus(List<? extends Value>... lists) {
    var all = Buff.EMPTY;
    for (var values : lists) all = all.plus(Buff.of(list(values).serialize()));
    return all.bytes();
  }

  /** h. */
  private static final class State {
    private final byte[] hash;

    private State(byte[]... parts) {
      this.hash = Tree.sha256(parts);
    }

    private State then(byte[] said) {
      return new State(hash, said);
    }

    private Element draw(int index) {
      var d = Tree.sha256(hash, new byte[] {(byte) index});
      return new Element(number(d, 0).mod(Element.P), number(d, HALF).mod(Element.P));
    }

    private boolean hasWork(int zeros) {
      return new BigInteger(1, hash).bitLength() <= Byte.SIZE * hash.length - zeros;
    }

    private List<Long> indices(int count, long points) {
      var indices = new ArrayList<Long>();
      for (int k = 0; k < count; k++) {
        var d = Tree.sha256(hash, new byte[] {(byte) k});
        indices.add(number(d, 0).mod(BigInteger.valueOf(points)).longValueExact());
      }
      return List.copyOf(indices);
    }

    private static BigInteger number(byte[] d, int from) {
      return new BigInteger(1, Arrays.copyOfRange(d, from, from + HALF));
    }
  }
}
