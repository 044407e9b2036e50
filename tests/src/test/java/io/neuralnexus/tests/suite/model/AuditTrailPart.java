package io.neuralnexus.tests.suite.model;

import java.util.List;
import java.util.Optional;

/** What one contract's events tell. */
interface AuditTrailPart {
  /** Its entries and variables, each with how the chain tells them. */
  List<AuditTrailEntries<?, ?>> entries();

  /** What the entries contradict among themselves: sums that must agree; empty if nothing. */
  default Optional<String> contradiction() {
    return Optional.empty();
  }
}
