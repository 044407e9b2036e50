package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ZkVerification.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.ZkVerification.Error.ERR_PAUSED;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.ZkVerification;
import io.neuralnexus.tests.zk.Proven;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of zk-verification. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class ZkAuthorisationTest extends SuiteStage {
  private final Authorisation matrix =
      new Authorisation(this, ZkVerification.NAME, "marketplace", "attestor");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    var proven = Proven.by(owner, deployer, 1, record(1).schemaHash());
    return matrix
        .entry(
            "submit-profile",
            only("owner", ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(owner, committed(proven), proven.profile().value(), proven.proof().value()))
        .testsWithCosts();
  }

  private Uint committed(Proven proven) {
    var record = record(1).withCommitmentRoot(proven.root());
    return ok(data.as(owner)
            .registerDataset(record, terms(), List.of(seed(1).hash()), uint(DATA_STAKE)))
        .id();
  }
}
