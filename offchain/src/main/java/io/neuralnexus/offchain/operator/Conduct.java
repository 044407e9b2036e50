package io.neuralnexus.offchain.operator;

import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.machine.Trace;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How somebody plays its part. Everybody is {@link #HONEST}; another conduct is for rehearsals of
 * what the others do about it.
 *
 * @param tells what it says happened, of what did happen; the same for the same, or it loses its
 *     own disputes
 * @param makes which functions it calls when that is due
 */
public record Conduct(Function<Trace, Run> tells, Predicate<String> makes) {
  /** Tells the truth and answers everything. */
  public static final Conduct HONEST = new Conduct(Run::honest, function -> true);

  private static final Set<String> AFTER_COMMITMENT =
      Set.of("complete-training-job", "reveal-audit", "post-cuts", "pick", "prove-step");

  /** Tells something else, and defends it. */
  public static Conduct telling(Function<Trace, Run> tells) {
    return new Conduct(tells, HONEST.makes);
  }

  /** Commits to the truth, and is not heard of again. */
  public static Conduct silentAfterCommitment() {
    return new Conduct(Run::honest, function -> !AFTER_COMMITMENT.contains(function));
  }
}
