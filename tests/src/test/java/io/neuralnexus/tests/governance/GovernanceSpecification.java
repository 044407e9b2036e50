package io.neuralnexus.tests.governance;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import org.junit.jupiter.api.AfterEach;

/** A part of what governance promises; every example ends solvent. */
@ClarinetProject(manifest = "../Clarinet.toml")
abstract class GovernanceSpecification {
  final GovernanceChain chain;

  GovernanceSpecification(GovernanceChain chain) {
    this.chain = chain;
  }

  @AfterEach
  void governance_owes_what_it_tracks_and_holds_what_it_owes() {
    chain.assertSolvent(chain.simnet.accounts().values().stream().toList());
  }
}
