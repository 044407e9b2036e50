package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_BOOTSTRAP_FINISHED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_INDIRECT_CALL;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NO_LOCK;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_RESTING;
import static io.neuralnexus.tests.suite.Authorisation.anyone;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;

import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.suite.Authorisation.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of governance. */
class GovernanceAuthorisationTest extends JobStage {
  private static final long VOTING = 1_008;

  private final Authorisation matrix =
      new Authorisation(this, Governance.NAME, "controller", "marketplace");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    proposals();
    votes();
    privileges();
    return matrix
        .takes(
            "STX",
            "propose-parameter",
            "propose-role",
            "propose-pause",
            "propose-freeze",
            "propose-owner",
            "propose-program",
            "propose-retirement",
            "propose-treasury",
            "propose-guardian",
            "propose-vaults",
            "vote")
        .tests();
  }

  private void proposals() {
    var rule = anyoneDirectly(ERR_INDIRECT_CALL);
    matrix
        .entry("propose-parameter", rule, () -> by(developer, ascii("platform-fee-bps"), uint(500)))
        .entry(
            "propose-role",
            rule,
            () ->
                by(
                    developer,
                    market.contract(),
                    ascii("attestor"),
                    code(market.contract()),
                    bool(true)))
        .entry("propose-pause", rule, () -> by(developer, bool(true)))
        .entry("propose-freeze", rule, () -> by(developer, uint(1)))
        .entry(
            "propose-owner",
            rule,
            () -> {
              enact(governance.as(developer).proposeFreeze(uint(1)));
              return by(developer, uint(1), owner);
            })
        .entry(
            "propose-program",
            rule,
            () -> by(developer, PROGRAM.hash(), uint(EPSILON), uint(MODEL_WORDS), bool(true)))
        .entry("propose-retirement", rule, () -> by(developer, market.contract()))
        .entry("propose-treasury", rule, () -> by(developer, keeper))
        .entry("propose-guardian", rule, () -> by(developer, keeper))
        .entry("propose-vaults", rule, () -> by(developer, list(market.contract())));
  }

  private void votes() {
    matrix
        .entry(
            "vote",
            anyoneDirectly(ERR_INDIRECT_CALL),
            () -> by(developer, proposal(), bool(true), uint(STX)))
        .entry(
            "execute",
            anyone(),
            () -> {
              var id = passed(proposal());
              pass(number(governance.getProposal(id).orElseThrow().timelock()) - VOTING);
              return by(keeper, id);
            })
        .entry(
            "close",
            anyone(),
            () -> {
              var id = proposal();
              pass(VOTING + 1);
              return by(keeper, id);
            })
        .entry(
            "withdraw-lock",
            only("whoever has a lock that is over", ERR_NO_LOCK),
            () -> {
              var id = proposal();
              ok(governance.as(developer).vote(id, true, uint(STX)));
              pass(number(governance.getProposal(id).orElseThrow().timelock()) + 1);
              return by(developer);
            })
        .entry(
            "skim",
            anyone(),
            () -> {
              chain.transferStx(1, governance.contract(), owner);
              return by(keeper);
            });
  }

  private void privileges() {
    matrix
        .entry(
            "guardian-pause",
            only("guardian", ERR_NOT_AUTHORISED).paused(ERR_RESTING),
            () -> by(guardian))
        .entry(
            "veto",
            only("guardian", ERR_NOT_AUTHORISED),
            () ->
                by(
                    guardian,
                    passed(
                        ok(governance
                                .as(developer)
                                .proposeRole(
                                    market.contract(), "attestor", code(market.contract()), true))
                            .id())))
        .entry(
            "finish-bootstrap",
            only("deployer, before it has", ERR_NOT_AUTHORISED)
                .paused(ERR_BOOTSTRAP_FINISHED)
                .refused(Caller.DEPLOYER, ERR_BOOTSTRAP_FINISHED),
            () -> {
              matrix.unwired();
              return by(deployer, treasury, guardian, list(vault.contract()), ListValue.EMPTY);
            });
  }

  private Uint proposal() {
    return ok(governance.as(developer).proposeParameter("platform-fee-bps", uint(500))).id();
  }

  /** With a quorum, and the vote over. */
  private Uint passed(Uint id) {
    ok(governance.as(deployer).vote(id, true, governance.getProposal(id).orElseThrow().quorum()));
    pass(VOTING + 1);
    return id;
  }
}
