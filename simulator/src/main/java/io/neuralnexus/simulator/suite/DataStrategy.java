package io.neuralnexus.simulator.suite;

import io.neuralnexus.simulator.world.OneOf;

/** What an owner of data decides. */
public interface DataStrategy {
  /**
   * A data set that is about to be made.
   *
   * @param collecting what real data cost, STX
   * @param others whether somebody else's can be copied
   */
  record Collection(double collecting, boolean others) {}

  /**
   * A key that is due.
   *
   * @param price of the run, STX
   * @param slash for withholding it, STX
   */
  record Due(double price, double slash) {}

  /** {@code real}, {@code garbage} or {@code copy}. */
  @OneOf({"real", "garbage", "copy"})
  String offers(Collection collection);

  boolean posts(Due due);

  /** Real data, and its keys in time. */
  record Honest() implements DataStrategy {
    @Override
    public String offers(Collection collection) {
      return "real";
    }

    @Override
    public boolean posts(Due due) {
      return true;
    }
  }

  /** Noise that costs nothing. */
  record Garbage() implements DataStrategy {
    @Override
    public String offers(Collection collection) {
      return "garbage";
    }

    @Override
    public boolean posts(Due due) {
      return true;
    }
  }

  /** Somebody else's data, once more. */
  record Duplicated() implements DataStrategy {
    @Override
    public String offers(Collection collection) {
      return collection.others() ? "copy" : "garbage";
    }

    @Override
    public boolean posts(Due due) {
      return true;
    }
  }

  /** Real data, and no keys. */
  record Withholding() implements DataStrategy {
    @Override
    public String offers(Collection collection) {
      return "real";
    }

    @Override
    public boolean posts(Due due) {
      return false;
    }
  }
}
