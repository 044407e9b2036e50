package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/** An owner who does all as it should be, but with a trace and with constraints of their own. */
public final class Forger {
  private static final Buff SEED = Buff.of(new byte[32]);

  private Forger() {}

  /** What a data set is registered with, and what is proven of it. */
  public record Forgery(Buff root, Proof proof) {}

  /**
   * A proof.
   *
   * @param change is given the columns of the trace
   * @param held the constraints that the quotient is made of, numbered from 0
   */
  public static Forgery forgery(
      Parameters parameters,
      Buff binding,
      Profile profile,
      Table table,
      Consumer<long[][]> change,
      IntPredicate held) {
    var randomness = new Seeded(SEED, profile.value().serialize(), table);
    var trace = Trace.of(parameters, new Layout(profile), table, randomness);
    change.accept(trace.columns());
    var prover = new Prover(parameters, trace, randomness);
    return new Forgery(prover.root(), prover.prove(binding, held, _ -> {}));
  }
}
