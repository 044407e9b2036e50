package io.neuralnexus.cli.demo.suite;

import java.util.Arrays;

/** What STX are held for in the vault. */
enum Purpose {
  DATA_STAKE("data-stake", Reason.STAKES, "it withheld a key"),
  PROVIDER_STAKE("provider-stake", Reason.STAKES, "its result was refuted"),
  PROVIDER_BOND("provider-bond", Reason.BONDS, "its result was refuted"),
  VERIFIER_STAKE("verifier-stake", Reason.STAKES, "its audit was refuted"),
  CHALLENGE_BOND("challenge-bond", Reason.BONDS, "its challenge was refuted");

  private final String name;
  private final Reason reason;
  private final String fault;

  Purpose(String name, Reason reason, String fault) {
    this.name = name;
    this.reason = reason;
    this.fault = fault;
  }

  /** The purpose that the vault's events name so. */
  static Purpose of(String name) {
    return Arrays.stream(values())
        .filter(purpose -> purpose.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the vault holds STX as " + name));
  }

  /** Under what its owner books it. */
  Reason reason() {
    return reason;
  }

  /** Why its owner loses it. */
  String fault() {
    return fault;
  }

  /** What the injured party gets of it. */
  Reason damages() {
    return reason == Reason.BONDS ? Reason.BONDS_WON : Reason.COMPENSATION;
  }
}
