package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The kinds of proposals, each with an example. */
enum Kind {
  PARAMETER {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeParameter("platform-fee-bps", uint(700));
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("name", ascii("platform-fee-bps"), "value", uint(700));
    }
  },
  ROLE {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeRole(chain.market, "opener", chain.code(chain.market), true);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("who", chain.market, "name", ascii("opener"), "hash", chain.code(chain.market));
    }
  },
  PAUSE {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposePause(false);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("enable", bool(false));
    }
  },
  FREEZE {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeFreeze(uint(7));
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("model", uint(7), "value", uint(GovernanceChain.FREEZE));
    }
  },
  OWNER {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeOwner(uint(9), chain.bob);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("model", uint(9), "to", chain.bob);
    }

    @Override
    void prepare(GovernanceChain chain) {
      chain.enact(chain.as(chain.proposer).proposeFreeze(uint(9)));
    }
  },
  PROGRAM {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeProgram(GovernanceChain.NO_CODE, uint(500_000), uint(64), false);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of(
          "hash",
          GovernanceChain.NO_CODE,
          "value",
          uint(500_000),
          "words",
          uint(64),
          "enable",
          bool(false));
    }
  },
  VERIFIER {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeRetirement(chain.carol);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("who", chain.carol);
    }
  },
  TREASURY {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeTreasury(chain.carol);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("to", chain.carol);
    }
  },
  GUARDIAN {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeGuardian(chain.carol);
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("to", chain.carol);
    }
  },
  VAULTS {
    @Override
    TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by) {
      return chain.as(by).proposeVaults(List.of(chain.market));
    }

    @Override
    Map<String, Value> used(GovernanceChain chain) {
      return Map.of("vaults", list(chain.market));
    }
  };

  /** Proposes the example. */
  abstract TypedReceipt<?> propose(GovernanceChain chain, StandardPrincipal by);

  /** The fields of its action that differ from the blank. */
  abstract Map<String, Value> used(GovernanceChain chain);

  /** What must be true before it can be proposed. */
  void prepare(GovernanceChain chain) {}

  TupleValue action(GovernanceChain chain) {
    return chain.action(name().toLowerCase(Locale.ROOT), used(chain));
  }

  /** Blocks from the proposal to the first execution. */
  long timelock() {
    return this == ROLE || this == VAULTS
        ? GovernanceChain.ROLE_TIMELOCK
        : GovernanceChain.TIMELOCK;
  }
}
