package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.clarity.Cl.list;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An owner who has a true trace and lies when the functions are folded. */
public final class Crook {
  private static final long MEMORY = 1 << 28;

  private final Parameters parameters;
  private final Buff binding;
  private final Profile profile;
  private final Lie lie;
  private final Domain domain;
  private final Oracle trace;
  private final List<Layer> layers = new ArrayList<>();
  private final Deep deep;
  private final Uint batchNonce;
  private final Halves last;
  private final Oracle parts;
  private final Tree partsTree;

  /** Where one is added to what it should be. */
  public interface Lie {
    /** The mask M as a layer. */
    int MASK = -1;

    /**
     * Whether this value is wrong.
     *
     * @param layer of FRI, {@link #MASK}, or the one after the last: the final coefficients
     */
    boolean adds(int layer, int index);
  }

  private record Layer(Halves values, Tree tree) {}

  /** Commits to all of it, and lies. */
  public Crook(
      Parameters parameters, Buff binding, Profile profile, Table table, Buff seed, Lie lie) {
    this.parameters = parameters;
    this.binding = binding;
    this.profile = profile;
    this.lie = lie;
    this.domain = new Domain(profile.log());
    var randomness = new Seeded(seed, profile.value().serialize(), table);
    var layout = new Layout(profile);
    var honest = Trace.of(parameters, layout, table, randomness);
    var columns = honest.columns();
    for (var column : columns) domain.rows().interpolate(column);
    this.trace = oracle(columns, randomness.traceSalts());
    var transcript = new Transcript(binding, root(), profile);
    var random = randomness.fresh(transcript.state());
    var quotient =
        new Quotient(
                domain, layout, honest.body(), transcript.draw(0), transcript.draw(1), _ -> true)
            .coefficients(trace, _ -> {});
    var mask = random.mask(domain.size());
    var polynomials = Parts.of(quotient, domain.size(), parameters.partMasks(), random);
    this.parts =
        oracle(
            Parts.columns(
                Stream.concat(polynomials.stream(), Stream.of(mask)).toList(), domain.log()),
            random.partsSalts());
    this.partsTree = lies(Lie.MASK) ? partsTree() : parts.tree();
    transcript.absorb(partsTree.root());
    this.deep = new Deep(domain, trace, layout.shifted(), parts, transcript.draw(0));
    transcript.absorb(list(deep.atZ()), list(deep.atNext()), list(deep.parts()));
    this.batchNonce = transcript.work(parameters.batchWork());
    var folded = deep.batched(transcript.draw(0)).plus(mask);
    int points = domain.log() + Parameters.BLOW_UP_LOG;
    long shift = Goldilocks.GENERATOR;
    int count = parameters.layers(profile.log());
    for (int l = 0; l < count; l++) {
      layers.add(layer(l, new Ntt(points).onCoset(folded, shift)));
      transcript.absorb(layers.getLast().tree().root());
      folded = fold(folded, transcript.draw(0));
      shift = Goldilocks.power(shift, 8);
      points -= Parameters.FOLD_LOG;
    }
    this.last = wrong(count, folded);
  }

  private Oracle oracle(long[][] coefficients, Randomness.Salts salts) {
    return new Oracle(domain, coefficients, salts, parameters.capHeight(), MEMORY);
  }

  private boolean lies(int layer) {
    return IntStream.range(0, domain.extended()).anyMatch(index -> lie.adds(layer, index));
  }

  private Halves wrong(int layer, Halves values) {
    for (int i = 0; i < values.size(); i++) {
      if (lie.adds(layer, i)) values.set(i, values.get(i).plus(Extension.ONE));
    }
    return values;
  }

  private Tree partsTree() {
    int points = domain.extended();
    var nodes = new byte[2 * points * Hash.LENGTH];
    for (int i = 0; i < points; i++) {
      new Hash()
          .with(0)
          .with(parts.salt(i).bytes())
          .with(list(partsRow(i)).serialize())
          .done(nodes, (points + i) * Hash.LENGTH);
    }
    return new Tree(nodes, parameters.capHeight());
  }

  private List<Uint> partsRow(int point) {
    var row = new ArrayList<>(parts.row(point));
    if (lie.adds(Lie.MASK, point)) {
      var mask = row.getLast();
      row.set(row.size() - 1, new Extension(mask.high(), mask.low()).plus(Extension.ONE).packed());
    }
    return row;
  }

  private Layer layer(int number, Halves honest) {
    var values = wrong(number, honest);
    int leaves = values.size() / 8;
    var nodes = new byte[2 * leaves * Hash.LENGTH];
    for (int j = 0; j < leaves; j++) {
      new Hash()
          .with(3)
          .with(list(leaf(values, j)).serialize())
          .done(nodes, (leaves + j) * Hash.LENGTH);
    }
    return new Layer(values, new Tree(nodes, parameters.capHeight()));
  }

  private static List<Uint> leaf(Halves values, int index) {
    int leaves = values.size() / 8;
    return IntStream.range(0, 8).mapToObj(k -> values.get(index + k * leaves).packed()).toList();
  }

  private static Halves fold(Halves coefficients, Extension e) {
    var folded = new Halves(coefficients.size() / 8);
    for (int i = 0; i < folded.size(); i++) {
      var sum = Extension.ZERO;
      for (int j = 7; j >= 0; j--) sum = sum.times(e).plus(coefficients.get(8 * i + j));
      folded.set(i, sum);
    }
    return folded;
  }

  /** The commitment root. */
  public Buff root() {
    return trace.tree().root();
  }

  /** The proof, with all the work that it needs. */
  public Proof proof() {
    return proof(transcript().work(parameters.queryWork()));
  }

  /** The proof with this nonce, whether or not there is work behind it. */
  public Proof proof(Uint queryNonce) {
    var transcript = transcript();
    transcript.absorb(queryNonce);
    var queries =
        IntStream.range(0, parameters.queries())
            .map(k -> transcript.query(k, domain.extended()))
            .mapToObj(this::open)
            .toList();
    return new Proof(
        trace.tree().cap(),
        partsTree.cap(),
        deep.atZ(),
        deep.atNext(),
        deep.parts(),
        batchNonce,
        layers.stream().map(layer -> layer.tree().cap()).toList(),
        last.packed(),
        queryNonce,
        queries);
  }

  private Proof.Query open(int point) {
    return new Proof.Query(
        trace.row(point),
        trace.salt(point),
        trace.tree().path(point),
        partsRow(point),
        parts.salt(point),
        partsTree.path(point),
        layers.stream().map(layer -> fold(layer, point)).toList());
  }

  private static Proof.Fold fold(Layer layer, int point) {
    int leaf = point % (layer.values().size() / 8);
    return new Proof.Fold(leaf(layer.values(), leaf), layer.tree().path(leaf));
  }

  /** What was said before the second nonce. */
  private Transcript transcript() {
    var transcript = new Transcript(binding, root(), profile);
    transcript.absorb(partsTree.root());
    transcript.absorb(list(deep.atZ()), list(deep.atNext()), list(deep.parts()));
    transcript.absorb(batchNonce);
    for (var layer : layers) transcript.absorb(layer.tree().root());
    transcript.absorb(list(last.packed()));
    return transcript;
  }
}
