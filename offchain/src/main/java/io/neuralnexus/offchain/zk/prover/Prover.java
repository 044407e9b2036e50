package io.neuralnexus.offchain.zk.prover;

import static io.neuralnexus.clarity.Cl.list;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Proof;
import java.util.function.DoubleConsumer;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Commits to a trace and proves that it satisfies the relation, step by step as in {@code
 * docs/zk.md}. It does so for any trace: if that one violates a constraint, the proof is refused.
 */
final class Prover {
  /** The part of the memory that the values of the trace may take. */
  private static final int SHARE = 4;

  /** Shares of the time of a proof, as measured. */
  private static final double QUOTIENT_DONE = 0.7;

  private static final double PARTS_DONE = 0.9;
  private static final double FOLDED = 0.99;

  private final Parameters parameters;
  private final Domain domain;
  private final Layout layout;
  private final int body;
  private final Randomness randomness;
  private final Oracle trace;

  /** Commits to a trace, whose columns it takes over. */
  Prover(Parameters parameters, Trace trace, Randomness randomness) {
    this.parameters = parameters;
    this.layout = trace.layout();
    this.body = trace.body();
    this.randomness = randomness;
    this.domain = new Domain(layout.profile().log());
    var columns = trace.columns();
    Cores.split(
        columns.length,
        (from, to) -> {
          for (int j = from; j < to; j++) domain.rows().interpolate(columns[j]);
        });
    this.trace = oracle(columns, randomness.traceSalts());
  }

  private Oracle oracle(long[][] coefficients, Randomness.Salts salts) {
    long memory = Runtime.getRuntime().maxMemory() / SHARE;
    return new Oracle(domain, coefficients, salts, parameters.capHeight(), memory);
  }

  /** The committed columns. */
  Oracle trace() {
    return trace;
  }

  Buff root() {
    return trace.tree().root();
  }

  Proof prove(Buff binding, DoubleConsumer progress) {
    return prove(binding, _ -> true, progress);
  }

  /** Proves that some of the constraints hold, numbered as {@link Relation} numbers them. */
  Proof prove(Buff binding, IntPredicate held, DoubleConsumer progress) {
    var transcript = new Transcript(binding, root(), layout.profile());
    var random = randomness.fresh(transcript.state());
    var quotient =
        new Quotient(domain, layout, body, transcript.draw(0), transcript.draw(1), held)
            .coefficients(trace, done -> progress.accept(done * QUOTIENT_DONE));

    var mask = random.mask(domain.size());
    var polynomials = Parts.of(quotient, domain.size(), parameters.partMasks(), random);
    var committed = Stream.concat(polynomials.stream(), Stream.of(mask)).toList();
    var parts = oracle(Parts.columns(committed, domain.log()), random.partsSalts());
    transcript.absorb(parts.tree().root());
    progress.accept(PARTS_DONE);

    var deep = new Deep(domain, trace, layout.shifted(), parts, transcript.draw(0));
    transcript.absorb(list(deep.atZ()), list(deep.atNext()), list(deep.parts()));
    var batchNonce = transcript.work(parameters.batchWork());
    var folded = deep.batched(transcript.draw(0)).plus(mask);
    var fri = new Fri(parameters, folded, domain.log(), transcript);
    transcript.absorb(list(fri.last()));
    var queryNonce = transcript.work(parameters.queryWork());
    progress.accept(FOLDED);

    var queries =
        IntStream.range(0, parameters.queries())
            .parallel()
            .map(k -> transcript.query(k, domain.extended()))
            .mapToObj(point -> open(point, parts, fri))
            .toList();
    progress.accept(1);
    return new Proof(
        trace.tree().cap(),
        parts.tree().cap(),
        deep.atZ(),
        deep.atNext(),
        deep.parts(),
        batchNonce,
        fri.caps(),
        fri.last(),
        queryNonce,
        queries);
  }

  private Proof.Query open(int point, Oracle parts, Fri fri) {
    return new Proof.Query(
        trace.row(point),
        trace.salt(point),
        trace.tree().path(point),
        parts.row(point),
        parts.salt(point),
        parts.tree().path(point),
        fri.open(point));
  }
}
