package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_NO_JOB;
import static io.neuralnexus.tests.contracts.DataRights.Error.ERR_PAUSED;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;
import static io.neuralnexus.tests.suite.Authorisation.opener;
import static io.neuralnexus.tests.suite.Authorisation.role;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.DatasetTerms;
import io.neuralnexus.tests.contracts.DataRights.PostKeyKeys;
import io.neuralnexus.tests.contracts.DataRights.RecordStatementsStatements;
import io.neuralnexus.tests.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.tests.contracts.DataRights.ReserveRunsRequest;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.suite.Authorisation.Caller;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of data-rights. A marketplace acts in the name of whoever called it. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class DataAuthorisationTest extends DataStage {
  private final Authorisation matrix =
      new Authorisation(this, DataRights.NAME, "marketplace", "attestor");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    owners();
    marketplaces();
    attestors();
    return matrix
        .takes("STX", "register-dataset", "top-up-stake")
        .takes("dataset", "transfer")
        .testsWithCosts();
  }

  private void owners() {
    var owners = only("owner", ERR_NOT_AUTHORISED).allowed(Caller.LISTED);
    var signers = anyoneDirectly(ERR_NOT_AUTHORISED).allowed(Caller.LISTED);
    matrix
        .entry(
            "register-dataset",
            signers.paused(ERR_PAUSED),
            () ->
                by(
                    owner,
                    RegisterDatasetRecord.CODEC.encode(record(1)),
                    DatasetTerms.CODEC.encode(terms()),
                    list(seeds(1)),
                    uint(DATA_STAKE)))
        .entry(
            "update-dataset",
            owners,
            () -> by(owner, dataset(owner), DatasetTerms.CODEC.encode(terms())))
        .entry("add-seeds", owners, () -> by(owner, dataset(owner), list(seeds(1))))
        .entry(
            "set-approval",
            owners,
            () -> by(owner, dataset(owner), bazaar.contract(), JOB, bool(true)))
        .entry("set-encryption-key", signers, () -> by(owner, PUBLIC_KEY))
        .entry(
            "post-key",
            only("owner at the match", ERR_NOT_AUTHORISED).allowed(Caller.LISTED),
            () -> {
              var id = dataset(owner);
              keyable(id);
              return by(
                  owner,
                  bazaar.contract(),
                  JOB,
                  id,
                  list(keys(provider, auditor).stream().map(PostKeyKeys.CODEC::encode).toList()));
            })
        .entry("top-up-stake", owners, () -> by(owner, dataset(owner), uint(STX)))
        .entry("unstake", owners, () -> by(owner, dataset(owner)))
        .entry(
            "transfer",
            only("owner", ERR_NOT_AUTHORISED),
            () -> by(owner, dataset(owner), owner, secondOwner));
  }

  private void marketplaces() {
    matrix
        .entry(
            "reserve-runs",
            role("marketplace", ERR_NOT_AUTHORISED),
            () -> by(developer, JOB, list(dataset(owner)), wanted()))
        .entry(
            "name-grantees",
            opener("marketplace", ERR_NO_JOB),
            () -> by(developer, reserved(), list(provider), uint(KEY_WINDOW)))
        .entry(
            "finish-runs",
            opener("marketplace", ERR_NO_JOB),
            () -> {
              var job = reserved();
              ok(listed().nameGrantees(job, List.of(provider), uint(KEY_WINDOW)));
              ok(data.as(owner).postKey(matrix.listed(), job, uint(1), keys(provider)));
              return by(keeper, job, list(uint(10_000)), list(uint(0)), bool(true));
            })
        .entry(
            "release-runs",
            opener("marketplace", ERR_NO_JOB),
            () -> by(keeper, reserved(), keeper));
  }

  private void attestors() {
    var proven = list(RecordStatementsStatements.CODEC.encode(statement(1, 0, 4)));
    matrix
        .entry(
            "record-statements",
            role("attestor", ERR_NOT_AUTHORISED),
            () -> by(stranger, dataset(owner), proven))
        .entry(
            "refute-statement",
            role("attestor", ERR_NOT_AUTHORISED),
            () -> {
              var id = dataset(owner);
              ok(attestor.as(stranger).recordStatements(id, List.of(statement(1, 0, 4))));
              post(keyable(id), id, owner);
              return by(provider, bazaar.contract(), JOB, id, uint(1), uint(0));
            });
  }

  private DataRights.As listed() {
    return DataRights.on(chain, matrix.listed()).as(developer);
  }

  private Value wanted() {
    return ReserveRunsRequest.CODEC.encode(request());
  }

  /** A job of the listed contract with one data set. */
  private Uint reserved() {
    ok(listed().reserveRuns(JOB, List.of(dataset(owner)), request()));
    return JOB;
  }
}
