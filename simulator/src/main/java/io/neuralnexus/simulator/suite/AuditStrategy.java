package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.OneOf;

/** What a drawn auditor decides. */
public interface AuditStrategy {
  /**
   * A seat.
   *
   * @param fee for agreeing with what stands, STX
   * @param bond at risk, STX
   * @param cost of running the job again, STX
   * @param told whether the provider has said in private what it will reveal
   */
  record Seat(double fee, double bond, double cost, boolean told) {}

  /** {@code run}, {@code ask} (commit to what the provider says), or {@code silent}. */
  @OneOf({"run", "ask", "silent"})
  String audit(Seat seat);

  /** Runs every job again. */
  record Diligent() implements AuditStrategy {
    @Override
    public String audit(Seat seat) {
      return "run";
    }
  }

  /**
   * Commits to whatever the provider says, but for a part of the jobs. Nothing on the chain tells
   * it from a diligent one while results are right.
   */
  record RubberStamp(double diligence, Chance chance) implements AuditStrategy {
    @Override
    public String audit(Seat seat) {
      return chance.happens(diligence) || !seat.told() ? "run" : "ask";
    }
  }

  /** Takes its seats and is never heard of. */
  record NoShow() implements AuditStrategy {
    @Override
    public String audit(Seat seat) {
      return "silent";
    }
  }
}
