package io.neuralnexus.simulator.suite;

/** What an author of models decides. */
public interface AuthorStrategy {
  /**
   * A model that could be built on.
   *
   * @param fee of the licence, STX
   * @param share of a derivative's income that it asks, bps
   * @param depth generations above it
   * @param sales licences sold of it
   * @param own whether it is the author's own
   */
  record Base(double fee, double share, int depth, int sales, boolean own) {}

  /**
   * A model of its own.
   *
   * @param fee of a licence, STX
   * @param sales licences sold of it, to whomever
   */
  record Own(double fee, int sales) {}

  /** How likely it builds on it, beside the others; zero for never. */
  double appeal(Base base);

  /** How many licences it buys of itself by another account, each time it looks. */
  double washes(Own own);

  /** Builds on what is cheap. */
  record Honest() implements AuthorStrategy {
    @Override
    public double appeal(Base base) {
      return base.own() ? 0 : 1 / (1 + base.fee()) / (1 + base.share() / 1_000);
    }

    @Override
    public double washes(Own own) {
      return 0;
    }
  }

  /** Builds on the latest of a chain, so that there are many generations. */
  record Deep() implements AuthorStrategy {
    @Override
    public double appeal(Base base) {
      return StrictMath.pow(10, base.depth());
    }

    @Override
    public double washes(Own own) {
      return 0;
    }
  }

  /** Buys licences of its own models, to be bought by those who follow others. */
  record Washing(double times) implements AuthorStrategy {
    @Override
    public double appeal(Base base) {
      return 0;
    }

    @Override
    public double washes(Own own) {
      return times;
    }
  }
}
