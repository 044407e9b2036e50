package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import java.util.ArrayList;
import java.util.List;

/** The vault with two controllers that do what a test says, and a contract without any role. */
abstract class VaultStage extends SuiteStage {
  /** Entries of the controllers have ids up to this one. */
  private static final long MOST_ENTRIES = 16;

  /** 2^128 - 1: whatever is added to it or multiplied by it aborts. */
  protected static final Uint MOST = uint("340282366920938463463374607431768211455");

  protected Compensation controller;
  protected Compensation second;
  protected Compensation thief;
  protected StandardPrincipal stranger;

  @Override
  protected List<FinishBootstrapRoles> roles() {
    controller = relay("controller");
    second = relay("second-controller");
    thief = relay("thief");
    stranger = chain.account("wallet_6");
    var roles = new ArrayList<>(super.roles());
    roles.add(new FinishBootstrapRoles("controller", controller.contract()));
    roles.add(new FinishBootstrapRoles("controller", second.contract()));
    return roles;
  }

  private Compensation relay(String name) {
    return Compensation.on(chain, Relay.deploy(chain, name, Compensation.NAME));
  }

  @Override
  protected List<Principal> everybody() {
    var all = super.everybody();
    all.addAll(List.of(controller.contract(), second.contract(), thief.contract()));
    return all;
  }

  @Override
  protected long others() {
    long sum = 0;
    for (var each : List.of(controller, second)) {
      for (long id = 0; id <= MOST_ENTRIES; id++) {
        sum +=
            vault
                .getEscrow(each.contract(), uint(id))
                .map(e -> number(e.amount()) + number(e.tips()) * number(e.tip()))
                .orElse(0L);
        sum +=
            vault
                .getPool(each.contract(), uint(id))
                .map(pool -> number(pool.total()) - number(pool.paid()))
                .orElse(0L);
      }
    }
    return sum;
  }

  protected Compensation.As by(StandardPrincipal who) {
    return controller.as(who);
  }

  protected long wallet(Principal who) {
    return chain.stxBalance(who).longValueExact();
  }

  protected long treasuryDue() {
    return number(vault.getSolvency().treasury());
  }

  /** Takes the role of a controller away, by vote. */
  protected void delist(ContractPrincipal contract) {
    enact(
        ok(governance.as(deployer).proposeRole(contract, "controller", codeOf(contract), false))
            .id());
  }
}
