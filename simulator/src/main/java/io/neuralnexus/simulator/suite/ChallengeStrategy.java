package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.Chance;

/** What somebody decides who may challenge any result. */
public interface ChallengeStrategy {
  /**
   * A result, before it is looked at.
   *
   * @param cost of running the job again, STX
   * @param bond of a challenge, STX
   * @param prize for a challenge that is right, STX
   * @param auditors who hold a seat
   */
  record Sight(double cost, double bond, double prize, int auditors) {}

  /**
   * A result, after it.
   *
   * @param checked whether the job was run again
   * @param wrong whether the result was found wrong
   * @param disputes that it has begun about this result
   */
  record Finding(boolean checked, boolean wrong, int disputes) {}

  boolean checks(Sight sight);

  boolean disputes(Finding finding);

  /** Runs a part of the jobs again, and disputes what is wrong. */
  record Vigilant(double probability, Chance chance) implements ChallengeStrategy {
    @Override
    public boolean checks(Sight sight) {
      return chance.happens(probability);
    }

    @Override
    public boolean disputes(Finding finding) {
      return finding.wrong() && finding.disputes() == 0;
    }
  }

  /** Never looks. */
  record Sleeping() implements ChallengeStrategy {
    @Override
    public boolean checks(Sight sight) {
      return false;
    }

    @Override
    public boolean disputes(Finding finding) {
      return false;
    }
  }

  /** Disputes results that it has not looked at, so often each. */
  record Griefing(int times) implements ChallengeStrategy {
    @Override
    public boolean checks(Sight sight) {
      return false;
    }

    @Override
    public boolean disputes(Finding finding) {
      return finding.disputes() < times;
    }
  }
}
