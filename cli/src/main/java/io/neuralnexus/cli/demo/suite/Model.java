package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.cli.demo.Account;

/**
 * A model of the registry.
 *
 * @param made how
 * @param right rows of the hold-out set
 * @param of so many
 */
record Model(Uint id, Account owner, String made, int right, int of) {
  /** Part of the hold-out set that it has right. */
  double accuracy() {
    return (double) right / of;
  }
}
