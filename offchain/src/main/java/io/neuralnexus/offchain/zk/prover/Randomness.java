package io.neuralnexus.offchain.zk.prover;

/** All that is random in a proof: what hides the data. */
interface Randomness {
  int SALT_LENGTH = 16;

  /** The last rows of a column of the trace. */
  long[] rows(int column, int count);

  /** Of the tree of the trace. */
  Salts traceSalts();

  /** What is random in the proof whose transcript begins so. */
  Fresh fresh(byte[] transcript);

  /** What is random in one proof. */
  interface Fresh {
    /** The coefficients of what goes over from a part of the quotient to the next. */
    Halves between(int part, int count);

    /** The coefficients of the mask M, the constant first. */
    Halves mask(int count);

    /** Of the tree of the parts. */
    Salts partsSalts();
  }

  /** The salts of a tree's leaves. */
  interface Salts {
    /** Puts the salt of a leaf there, with the help of the calling thread's hash. */
    void put(int leaf, Hash hash, byte[] into, int at);
  }
}
