package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.market.model.Action.call;

import java.util.List;

/** A new value of one parameter, by vote. */
record Amendment(String parameter, long value) {
  /**
   * Values that do not divide evenly, and windows and floors that older entries must not take over.
   */
  static final List<Amendment> ALL =
      List.of(
          new Amendment("market-committee-fee", 2_100_013),
          new Amendment("market-contest-window", 200),
          new Amendment("market-min-provider-stake", 2_000_000),
          new Amendment("market-keeper-tip", 9_999));

  /** Enough of a lock to carry any vote alone. */
  private static final long WEIGHT = 100_000_000_000L;

  Action propose(Market market) {
    return call(Actor.GOVERNOR, "propose-parameter", ascii(parameter), uint(value))
        .of(Chain.GOVERNANCE)
        .returnsEvent("propose", () -> market.propose(Actor.GOVERNOR));
  }

  /** One lock serves all votes, so only the first pulls STX. */
  Action vote(Market market) {
    var pulled = id() == 1 ? WEIGHT : 0;
    return call(Actor.GOVERNOR, "vote", uint(id()), bool(true), uint(WEIGHT))
        .of(Chain.GOVERNANCE)
        .returnsEvent("vote", () -> market.lockAtGovernance(Actor.GOVERNOR, pulled));
  }

  Action execute(Market market) {
    return call(Actor.KEEPER, "execute", uint(id()))
        .of(Chain.GOVERNANCE)
        .returnsEvent("execute", () -> market.execute(this, Actor.GOVERNOR, Actor.KEEPER));
  }

  private int id() {
    return ALL.indexOf(this) + 1;
  }
}
