package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.ModelRegistry.Error.ERR_PAUSED;
import static io.neuralnexus.tests.suite.Authorisation.anyone;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;
import static io.neuralnexus.tests.suite.Authorisation.role;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.ModelRegistry;
import io.neuralnexus.tests.contracts.ModelRegistry.AddTermsTerms;
import io.neuralnexus.tests.suite.Authorisation.Call;
import io.neuralnexus.tests.suite.Authorisation.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of model-registry. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class ModelAuthorisationTest extends ModelStage {
  private final Authorisation matrix =
      new Authorisation(this, ModelRegistry.NAME, "marketplace", "licence-token");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    owners();
    income();
    licensees();
    votesAndAnchors();
    return matrix
        .takes("STX", "purchase-licence")
        .takes("model", "transfer")
        .takes("licence", "transfer-licence", "refund-licence")
        .testsWithCosts();
  }

  private void owners() {
    matrix
        .entry(
            "register-model",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(owner, sha256("weights"), ascii("ipfs://model"), ListValue.EMPTY))
        .entry(
            "register-trained",
            role("marketplace", ERR_NOT_AUTHORISED),
            () -> by(keeper, trained()))
        .entry(
            "add-terms",
            only("owner", ERR_NOT_AUTHORISED),
            () -> by(owner, model(owner), AddTermsTerms.CODEC.encode(licenceTerms())))
        .entry(
            "set-terms-open",
            only("owner", ERR_NOT_AUTHORISED),
            () -> by(owner, offered(owner), FIRST, bool(false)))
        .entry(
            "transfer",
            only("owner", ERR_NOT_AUTHORISED),
            () -> by(owner, model(owner), owner, secondOwner));
  }

  private void income() {
    matrix
        .entry(
            "move-share",
            only("holder of a contributor's share", ERR_NOT_AUTHORISED),
            () -> {
              chain.callPublic(
                  matrix.listed().toString(), "register-trained", List.of(trained()), keeper);
              return by(provider, uint(1), uint(1), auditor);
            })
        .entry(
            "claim-share",
            anyone(),
            () -> {
              var id = offered(owner);
              bought(developer, id);
              return by(keeper, id, OWNERS);
            })
        .entry(
            "settle-royalty",
            anyone(),
            () -> {
              var right = bought(secondOwner, offered(owner));
              var child = model(secondOwner, right);
              offer(secondOwner, child);
              bought(developer, child);
              return by(keeper, child, uint(0));
            });
  }

  private void licensees() {
    matrix
        .entry(
            "purchase-licence",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(developer, offered(owner), FIRST, uint(FEE)))
        .entry(
            "transfer-licence",
            only("holder", ERR_NOT_AUTHORISED).allowed(Caller.LISTED),
            () -> by(developer, bought(developer, offered(owner)), developer, keeper))
        .entry(
            "refund-licence",
            only("holder, while the model is withheld", ERR_NOT_AUTHORISED),
            () -> {
              var id = offered(owner, "duration", uint(100_000));
              var licence = bought(developer, id);
              freeze(id);
              return by(developer, licence, uint(1));
            });
  }

  private void votesAndAnchors() {
    matrix
        .entry("anchor-model", anyone(), this::anchored)
        .entry(
            "restore-owner",
            anyone(),
            () -> {
              var id = model(owner);
              freeze(id);
              var vote = ok(governance.as(treasury).proposeOwner(id, secondOwner)).id();
              enact(vote);
              return by(keeper, id);
            })
        .entry(
            "set-test-header", anyone(), () -> by(keeper, uint(7), sha256("header of a simnet")));
  }

  private Value[] trained() {
    return new Value[] {
      developer,
      sha256("weights"),
      ascii("ipfs://model"),
      tuple("job", uint(1), "score", uint(8_000), "verified", bool(true)),
      list(tuple("to", provider, "bps", uint(3_000))),
      tuple("parents", ListValue.EMPTY, "edges", ListValue.EMPTY, "end", uint(1_000_000_000))
    };
  }

  /** A block of one transaction, whose only output commits to a model. */
  private Call anchored() {
    var id = model(owner);
    var script = Buff.fromHex("6a20").plus(models.getCommitment(id).orElseThrow());
    var transaction =
        Buff.fromHex("01000000" + "01" + "00".repeat(36) + "00" + "ffffffff")
            .plus(Buff.fromHex("01" + "00".repeat(8) + "22"))
            .plus(script)
            .plus(Buff.fromHex("00000000"));
    var header =
        Buff.fromHex("00000020" + "00".repeat(32))
            .plus(AnchorTest.twice(transaction))
            .plus(Buff.fromHex("00e1f505ffff001d2a000000"));
    var height = uint(7);
    models
        .as(deployer)
        .setTestHeader(height, AnchorTest.reversed(AnchorTest.twice(header)))
        .value()
        .ok();
    return by(
        keeper,
        id,
        height,
        header,
        transaction,
        uint(0),
        tuple("index", uint(0), "count", uint(1)),
        ListValue.EMPTY);
  }
}
