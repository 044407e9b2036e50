package io.neuralnexus.offchain.zk.prover;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Proof;
import java.util.function.DoubleConsumer;

/**
 * An owner's commitment to a table of which a profile is true, and the proofs about it.
 *
 * <p>One root hides the table in one proof. Proofs for different bindings tell more together: make
 * one, and for another a new commitment with another seed.
 */
public final class Commitment {
  private static final int SEED_LENGTH = 32;

  private final Prover prover;

  private Commitment(Prover prover) {
    this.prover = prover;
  }

  /**
   * Commits. The root follows from the arguments, on any machine.
   *
   * @param seed 32 secret bytes, as good as random
   * @throws IllegalArgumentException if the seed has another length, if table and profile are not
   *     about as many rows and features, or if the profile is none that verifiers accept; it says
   *     why
   * @throws FalseStatement if the profile is not true of the table; it says where
   */
  public static Commitment of(Parameters parameters, Profile profile, Table table, Buff seed) {
    if (seed.length() != SEED_LENGTH) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length());
    }
    WellFormed.check(parameters, profile);
    var violations = new Statement(profile, table).violations();
    if (!violations.isEmpty()) throw new FalseStatement(violations);
    var randomness = new Seeded(seed, profile.value().serialize(), table);
    var trace = Trace.of(parameters, new Layout(profile), table, randomness);
    return new Commitment(new Prover(parameters, trace, randomness));
  }

  /**
   * The {@code log} of the profile for that many rows: the smallest trace that has room.
   *
   * @throws IllegalArgumentException if there are none, or more than the longest trace takes
   */
  public static int log(Parameters parameters, long rows) {
    for (int log = parameters.minLog(); rows > 0 && log <= parameters.maxLog(); log++) {
      if (rows < (1L << log) - parameters.masks()) return log;
    }
    throw new IllegalArgumentException(
        "a data set has 1 to %d rows, not %d"
            .formatted((1L << parameters.maxLog()) - parameters.masks() - 1, rows));
  }

  /** The {@code commitment-root} of the data set. */
  public Buff root() {
    return prover.root();
  }

  /**
   * Proves that the profile is true of the table. The same binding gives the same proof.
   *
   * @param binding who proves what where: a {@linkplain io.neuralnexus.offchain.zk.Binding#hash
   *     hash} of 32 bytes
   * @param progress is told which share of the work is done, from 0 to 1
   */
  public Proof prove(Buff binding, DoubleConsumer progress) {
    return prover.prove(binding, progress);
  }
}
