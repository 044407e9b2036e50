package io.neuralnexus.offchain.zk.prover;

/** Randomness that is as another one, but for what a test takes away. */
class Changed implements Randomness, Randomness.Fresh {
  private final Randomness randomness;
  private Fresh fresh;

  Changed(Randomness randomness) {
    this.randomness = randomness;
  }

  @Override
  public long[] rows(int column, int count) {
    return randomness.rows(column, count);
  }

  @Override
  public Salts traceSalts() {
    return randomness.traceSalts();
  }

  @Override
  public Fresh fresh(byte[] transcript) {
    fresh = randomness.fresh(transcript);
    return this;
  }

  @Override
  public Halves between(int part, int count) {
    return fresh.between(part, count);
  }

  @Override
  public Halves mask(int count) {
    return fresh.mask(count);
  }

  @Override
  public Salts partsSalts() {
    return fresh.partsSalts();
  }
}
