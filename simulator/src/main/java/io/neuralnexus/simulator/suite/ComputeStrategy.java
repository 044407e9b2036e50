package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.Chance;
import io.neuralnexus.simulator.world.OneOf;

/** What a compute provider decides. */
public interface ComputeStrategy {
  /**
   * A job that is on sale.
   *
   * @param budget the most that is paid for the computation, STX
   * @param bonus the most that is paid on top of it for a good score, STX
   * @param cost of the computation, STX
   * @param score of this provider, bps
   * @param running jobs that it has taken on
   */
  record Sale(double budget, double bonus, double cost, double score, int running) {}

  /**
   * A job that is won.
   *
   * @param price the bid, STX
   * @param bonus STX
   * @param stake that a lie would cost, bond included, STX
   * @param cost of the computation, STX
   * @param auditors who hold a seat
   * @param old whether there is an old result to copy
   */
  record Work(double price, double bonus, double stake, double cost, int auditors, boolean old) {}

  /**
   * Somebody says that the result is wrong.
   *
   * @param right whether it is right all the same
   * @param replayable whether its states can be shown
   */
  record Accusation(boolean right, boolean replayable) {}

  /** STX that it asks for, negative to leave the job to others. */
  double price(Sale sale);

  /** {@code true}, {@code wrong}, {@code copied} or {@code nothing}. */
  @OneOf({"true", "wrong", "copied", "nothing"})
  String result(Work work);

  /** Whether it answers, or lets its clock run out. */
  boolean defends(Accusation accusation);

  /** Asks its cost and a margin, and defends what it has computed. */
  interface CostPlus extends ComputeStrategy {
    double margin();

    @Override
    default double price(Sale sale) {
      return sale.cost() * (1 + margin());
    }

    @Override
    default boolean defends(Accusation accusation) {
      return accusation.right();
    }
  }

  /** Computes. */
  record Honest(double margin) implements CostPlus {
    @Override
    public String result(Work work) {
      return "true";
    }
  }

  /**
   * Bids as an honest one, computes nothing and shows a perfect score.
   *
   * @param honesty probability that it computes all the same
   * @param chance its own
   */
  record Wrong(double margin, double honesty, Chance chance, boolean stubborn) implements CostPlus {
    @Override
    public String result(Work work) {
      return chance.happens(honesty) ? "true" : "wrong";
    }

    @Override
    public boolean defends(Accusation accusation) {
      return accusation.right() || stubborn;
    }
  }

  /** Shows the result of another job again; its states are not those of this one. */
  record Lazy(double margin) implements CostPlus {
    @Override
    public String result(Work work) {
      return work.old() ? "copied" : "true";
    }
  }

  /**
   * Takes jobs that no cost could be paid of, which are an accomplice's and take no work, and asks
   * of everybody else what its reputation is worth.
   *
   * @param premium on what an honest one asks, at a perfect reputation
   */
  record Farming(double margin, double premium) implements CostPlus {
    private static final double FRESH = 5_000;

    @Override
    public double price(Sale sale) {
      if (isWash(sale.budget(), sale.cost())) return sale.budget();
      var known = Math.max(0, sale.score() - FRESH) / FRESH;
      return Math.min(sale.budget(), sale.cost() * (1 + margin) * (1 + premium * known));
    }

    @Override
    public String result(Work work) {
      return "true";
    }

    private static boolean isWash(double pay, double cost) {
      return pay < cost / 2;
    }
  }

  /** Takes jobs and delivers nothing. */
  record NoShow(double margin) implements CostPlus {
    @Override
    public String result(Work work) {
      return "nothing";
    }

    @Override
    public boolean defends(Accusation accusation) {
      return false;
    }
  }
}
