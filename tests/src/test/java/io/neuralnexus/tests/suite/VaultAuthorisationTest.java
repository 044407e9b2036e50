package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_INDIRECT_CALL;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOTHING_DUE;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NO_ENTRY;
import static io.neuralnexus.tests.suite.Authorisation.anyone;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;
import static io.neuralnexus.tests.suite.Authorisation.opener;
import static io.neuralnexus.tests.suite.Authorisation.role;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Compensation.OpenPoolContributors;
import io.neuralnexus.tests.contracts.Compensation.OpenPoolParents;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.suite.Authorisation.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of the vault. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class VaultAuthorisationTest extends SuiteStage {
  private static final Uint PARENT = uint(1);
  private static final Uint CHILD = uint(2);
  private static final Uint AMOUNT = uint(100);

  private final Authorisation matrix = new Authorisation(this, Compensation.NAME, "controller");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    balances();
    escrows();
    holds();
    pools();
    return matrix
        .takes(
            "STX", "deposit", "open-escrow", "open-hold", "add-to-hold", "bind-stake", "pay-pool")
        .testsWithCosts();
  }

  private void balances() {
    matrix
        .entry(
            "deposit",
            anyoneDirectly(ERR_INDIRECT_CALL).allowed(Caller.LISTED),
            () -> by(developer, AMOUNT))
        .entry(
            "withdraw",
            only("whoever has a balance", ERR_NOTHING_DUE)
                .refused(Caller.BETWEEN, ERR_INDIRECT_CALL)
                .allowed(Caller.LISTED),
            () -> {
              ok(vault.as(developer).deposit(AMOUNT));
              return by(developer, AMOUNT);
            })
        .entry(
            "skim",
            anyone(),
            () -> {
              chain.transferStx(1, vault.contract(), owner);
              return by(keeper);
            });
  }

  private void escrows() {
    matrix
        .entry(
            "open-escrow",
            role("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, uint(1), AMOUNT, uint(3), uint(5)))
        .entry(
            "name-payees",
            opener("controller", ERR_NO_ENTRY),
            () -> by(developer, escrow(), list(owner)))
        .entry(
            "tip-keeper", opener("controller", ERR_NO_ENTRY), () -> by(developer, escrow(), keeper))
        .entry(
            "settle-escrow",
            opener("controller", ERR_NO_ENTRY),
            () -> by(developer, escrow(), ListValue.EMPTY, uint(0), none()));
  }

  private void holds() {
    matrix
        .entry(
            "open-hold",
            role("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, ascii("stake"), AMOUNT))
        .entry(
            "add-to-hold",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, hold(), AMOUNT))
        .entry(
            "bind-stake",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, ascii("bond"), AMOUNT, part(hold()), none()))
        .entry(
            "lock-holds",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, list(part(hold()))))
        .entry(
            "unlock-holds",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, list(part(hold()))))
        .entry(
            "leave-hold",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, hold(), AMOUNT, uint(1)))
        .entry(
            "collect-hold",
            anyone(),
            () -> {
              var id = hold();
              ok(listed().leaveHold(id, AMOUNT, uint(1)));
              pass(2);
              return by(keeper, id);
            })
        .entry(
            "release-holds",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, list(hold())))
        .entry(
            "slash-holds",
            opener("controller", ERR_NOT_AUTHORISED),
            () ->
                by(
                    developer,
                    list(
                        tuple(
                            "id", hold(), "amount", AMOUNT, "damage", uint(50), "injured", owner,
                            "bounty", uint(5), "prover", keeper))))
        .entry(
            "move-hold",
            opener("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, hold(), owner));
  }

  private void pools() {
    matrix
        .entry(
            "open-pool",
            role("controller", ERR_NOT_AUTHORISED),
            () -> by(developer, PARENT, owner, ListValue.EMPTY, ListValue.EMPTY))
        .entry(
            "pay-pool",
            opener("controller", ERR_NO_ENTRY),
            () -> {
              family();
              return by(developer, CHILD, AMOUNT, uint(3), bool(false));
            })
        .entry(
            "pay-royalty",
            opener("controller", ERR_NO_ENTRY),
            () -> {
              sold();
              return by(keeper, CHILD, uint(0), bool(false));
            })
        .entry(
            "pay-share",
            opener("controller", ERR_NO_ENTRY),
            () -> {
              sold();
              return by(keeper, CHILD, uint(1), bool(false));
            })
        .entry(
            "move-share",
            opener("controller", ERR_NO_ENTRY),
            () -> {
              sold();
              return by(keeper, CHILD, uint(1), auditor, bool(false));
            })
        .entry(
            "refund-from-share",
            opener("controller", ERR_NO_ENTRY),
            () -> {
              sold();
              return by(keeper, CHILD, uint(0), uint(1), developer);
            });
  }

  private Compensation.As listed() {
    return Compensation.on(chain, matrix.listed()).as(developer);
  }

  private Uint escrow() {
    return ok(listed().openEscrow(uint(1), AMOUNT, uint(3), uint(5))).id();
  }

  private Uint hold() {
    return ok(listed().openHold("stake", AMOUNT)).id();
  }

  private static TupleValue part(Uint hold) {
    return tuple("id", hold, "amount", uint(10));
  }

  /** A model with a contributor that owes a tenth of its income to another one. */
  private void family() {
    ok(listed().openPool(PARENT, owner, List.of(), List.of()));
    ok(
        listed()
            .openPool(
                CHILD,
                owner,
                List.of(new OpenPoolContributors(uint(3_000), provider)),
                List.of(new OpenPoolParents(uint(1_000), uint(0), PARENT))));
  }

  private void sold() {
    family();
    ok(listed().payPool(CHILD, uint(1_000), uint(0), false));
  }
}
