package io.neuralnexus.tests.suite;

import static io.neuralnexus.tests.contracts.LicenceToken.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.LicenceToken;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of licence-token. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class LicenceTokenAuthorisationTest extends ModelStage {
  private final Authorisation matrix =
      new Authorisation(this, LicenceToken.NAME, "licence-token", "marketplace");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    return matrix
        .entry(
            "transfer",
            only("holder", ERR_NOT_AUTHORISED),
            () -> by(developer, bought(developer, offered(owner)), developer, keeper))
        .takes("licence", "transfer")
        .testsWithCosts();
  }
}
