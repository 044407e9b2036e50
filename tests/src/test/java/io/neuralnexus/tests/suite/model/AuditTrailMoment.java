package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.Uint;

/** The heights of both chains in a transaction, which everybody who reads its events knows. */
record AuditTrailMoment(Uint stacks, Uint burn) {
  /** Whether more than so many blocks of both chains have passed since. */
  boolean isOver(Uint sinceStacks, Uint sinceBurn, Uint blocks) {
    return stacks.compareTo(sinceStacks.plus(blocks)) > 0
        && burn.compareTo(sinceBurn.plus(blocks)) > 0;
  }
}
