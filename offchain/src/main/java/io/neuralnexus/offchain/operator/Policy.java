package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobBid;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.offchain.machine.ProgramDigest;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;

/**
 * Which jobs a trainer takes, and for how much. Amounts are micro-STX.
 *
 * @param programs hashes of those it runs; none for all
 * @param purposes bits of those it works for
 * @param ask for a million steps that the job allows, while nobody asks for less
 * @param floor for a million steps, below which it does not go
 * @param maxSteps of a job, at most
 * @param maxBond of a job, at most
 * @param maxStake that a job binds, at most
 * @param atOnce jobs
 */
public record Policy(
    Set<Buff> programs,
    long purposes,
    long ask,
    long floor,
    long maxSteps,
    long maxBond,
    long maxStake,
    int atOnce) {
  private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);
  private static final BigInteger BPS = BigInteger.valueOf(10_000);
  private static final BigInteger IMPROVED = BigInteger.valueOf(98);
  private static final BigInteger HUNDRED = BigInteger.valueOf(100);

  public Policy {
    programs = Set.copyOf(programs);
    if (floor > ask) {
      throw new IllegalArgumentException(
          "the floor, %d, is above the asking price, %d".formatted(floor, ask));
    }
  }

  /** Why it does not take a job whatever is paid; empty if it would. */
  Optional<String> objection(JobView job) {
    var spec = job.job().spec();
    var terms = job.job().terms();
    if (!programs.isEmpty() && !programs.contains(hash(spec))) {
      return Optional.of("the program is not one of ours");
    }
    if ((spec.purpose().longValueExact() & ~purposes) != 0) {
      return Optional.of("a purpose is not one of ours");
    }
    if (isAbove(spec.maxSteps(), maxSteps)) return Optional.of("too many steps");
    if (isAbove(terms.bond(), maxBond)) return Optional.of("too high a bond");
    if (isAbove(terms.stake(), maxStake)) return Optional.of("too high a stake");
    return Optional.empty();
  }

  private static boolean isAbove(Uint value, long most) {
    return value.compareTo(Uint.of(most)) > 0;
  }

  private static Buff hash(TrainingJobJobSpec spec) {
    var program = spec.program();
    return new ProgramDigest(
            program.root(),
            program.length().longValueExact(),
            program.k().longValueExact(),
            program.entry().longValueExact(),
            program.words().longValueExact())
        .hash();
  }

  /**
   * What to ask for a job; empty if nothing that is worth it would win.
   *
   * @param best bid so far, of another
   * @param reputation of the bidder, bps
   */
  Optional<Uint> price(TrainingJobJobSpec spec, Optional<TrainingJobBid> best, Uint reputation) {
    var steps = spec.maxSteps().toBigInteger();
    var least = of(floor, steps);
    var price = of(ask, steps).min(spec.base().toBigInteger());
    if (spec.fixedPrice()) price = spec.base().toBigInteger();
    if (best.isPresent()) {
      price = price.min(beating(best.get().weighted().toBigInteger(), reputation));
    }
    return price.compareTo(least) < 0 || price.signum() < 0
        ? Optional.empty()
        : Optional.of(Uint.of(price));
  }

  private static BigInteger of(long perMillion, BigInteger steps) {
    var product = BigInteger.valueOf(perMillion).multiply(steps);
    return product.add(MILLION.subtract(BigInteger.ONE)).divide(MILLION);
  }

  /** The highest price that is 2 % better than a bid once both are weighted; negative for none. */
  private static BigInteger beating(BigInteger weighted, Uint reputation) {
    var most = weighted.multiply(IMPROVED).divide(HUNDRED).min(weighted.subtract(BigInteger.ONE));
    if (most.signum() < 0) return most;
    var factor = BPS.add(BPS).subtract(reputation.toBigInteger());
    // floor(price x factor / 10,000) <= most
    return most.add(BigInteger.ONE).multiply(BPS).subtract(BigInteger.ONE).divide(factor);
  }
}
