package io.neuralnexus.cli.demo.suite;

/** Why STX of an account move. */
enum Reason {
  BUDGETS("budgets"),
  DATA("data"),
  COMPUTATION("computation"),
  AUDITS("audits"),
  STAKES("stakes"),
  BONDS("bonds"),
  SLASHED("slashed"),
  COMPENSATION("compensation"),
  BONDS_WON("bonds won"),
  BOUNTIES("bounties"),
  LICENCES("licences"),
  SHARES("income of models"),
  ROYALTIES("royalties"),
  TIPS("tips"),
  PLATFORM_FEES("platform fees"),
  PART_OF_A_SLASH("part of a slash"),
  TREASURY("fees and slashes");

  private final String text;

  Reason(String text) {
    this.text = text;
  }

  @Override
  public String toString() {
    return text;
  }
}
