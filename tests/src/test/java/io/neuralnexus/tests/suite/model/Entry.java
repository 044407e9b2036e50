package io.neuralnexus.tests.suite.model;

/** Something of the model that the chain has too. */
interface Entry {

  /**
   * Compares the two.
   *
   * @throws AssertionError if they differ
   */
  void agreesWith(Chain chain);
}
