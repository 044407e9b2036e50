package io.neuralnexus.simulator.suite;

/** What a licensee decides. */
public interface LicenceStrategy {
  /**
   * A licence on sale.
   *
   * @param fee STX
   * @param value of using the model, STX
   * @param sales licences sold of it
   */
  record Sale(double fee, double value, int sales) {}

  /** How likely it buys it, beside the others; zero for never. */
  double appeal(Sale sale);

  /** Buys whatever is worth its fee. */
  record Honest() implements LicenceStrategy {
    @Override
    public double appeal(Sale sale) {
      return sale.fee() <= sale.value() ? 1 : 0;
    }
  }

  /** Buys what others have bought. */
  record Following(double herding) implements LicenceStrategy {
    @Override
    public double appeal(Sale sale) {
      return sale.fee() <= sale.value() ? StrictMath.pow(1.0 + sale.sales(), herding) : 0;
    }
  }
}
