package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Marketplace.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Marketplace.Error.ERR_PAUSED;
import static io.neuralnexus.tests.contracts.Marketplace.Error.ERR_TOO_EARLY;
import static io.neuralnexus.tests.suite.Authorisation.anyone;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;

import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.DataRights.DatasetTerms;
import io.neuralnexus.tests.contracts.DataRights.RegisterDatasetRecord;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobJobSpec;
import io.neuralnexus.tests.suite.Authorisation.Caller;
import io.neuralnexus.tests.suite.Authorisation.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of the marketplace. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class MarketplaceAuthorisationTest extends JobStage {
  private final Authorisation matrix =
      new Authorisation(this, Marketplace.NAME, "marketplace", "controller");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    accounts();
    developers();
    matching();
    providers();
    ends();
    return matrix
        .takes(
            "STX",
            "deposit-funds",
            "register-dataset",
            "create-training-job",
            "accept-training-job",
            "bid-on-job")
        .testsWithCosts();
  }

  /** One account, refused elsewhere if it is another one, and here if something stands between. */
  private static Rule onlyDirectly(String who, ContractError error) {
    return only(who, error)
        .refused(Caller.BETWEEN, ERR_NOT_AUTHORISED)
        .refused(Caller.LISTED, ERR_NOT_AUTHORISED);
  }

  private void accounts() {
    matrix
        .entry("deposit-funds", anyoneDirectly(ERR_NOT_AUTHORISED), () -> by(developer, uint(STX)))
        .entry(
            "withdraw-funds",
            onlyDirectly("whoever has a balance", Compensation.Error.ERR_NOTHING_DUE),
            () -> {
              ok(vault.as(developer).deposit(uint(STX)));
              return by(developer, uint(STX));
            })
        .entry(
            "register-dataset",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(DataRights.Error.ERR_PAUSED),
            () ->
                by(
                    owner,
                    RegisterDatasetRecord.CODEC.encode(record(1)),
                    DatasetTerms.CODEC.encode(terms()),
                    list(seed(1).hash()),
                    uint(DATA_STAKE)))
        .entry(
            "update-dataset",
            onlyDirectly("owner", DataRights.Error.ERR_NOT_AUTHORISED),
            () -> by(owner, dataset(owner), DatasetTerms.CODEC.encode(terms())));
  }

  private void developers() {
    matrix
        .entry(
            "create-training-job",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(developer, TrainingJobJobSpec.CODEC.encode(spec(PROGRAM)), ListValue.EMPTY))
        .entry("cancel-job", only("developer", ERR_NOT_AUTHORISED), () -> by(developer, job()))
        .entry(
            "post-holdout-key",
            only("developer", ERR_NOT_AUTHORISED),
            () -> {
              var job = keyed();
              return by(developer, job, list(grantees(job).stream().map(_ -> wrapped()).toList()));
            });
  }

  private void matching() {
    matrix
        .entry(
            "propose-match",
            anyone().paused(ERR_PAUSED),
            () -> by(keeper, job(), list(dataset(owner), dataset(secondOwner))))
        .entry(
            "match-job",
            only("developer", ERR_NOT_AUTHORISED),
            () -> by(developer, job(), list(dataset(owner), dataset(secondOwner))))
        .entry(
            "lock-match",
            only("developer, anyone after the window", ERR_TOO_EARLY),
            () -> {
              var job = job();
              ok(propose(keeper, job, dataset(owner), dataset(secondOwner)));
              return by(developer, job);
            });
  }

  private void providers() {
    var bidders =
        onlyDirectly(
                "registered compute provider", ComputationVerification.Error.ERR_NOT_REGISTERED)
            .paused(ComputationVerification.Error.ERR_PAUSED);
    matrix
        .entry(
            "accept-training-job",
            bidders,
            () -> {
              staff();
              return by(provider, matched("fixed-price", bool(true)));
            })
        .entry(
            "bid-on-job",
            bidders,
            () -> {
              staff();
              return by(provider, matched(), uint(BASE));
            })
        .entry(
            "confirm-inputs",
            only("provider of the job", ERR_NOT_AUTHORISED),
            () -> {
              var job = keyed();
              postKeys(job);
              postHoldout(job);
              return by(provider, job);
            })
        .entry(
            "complete-training-job",
            onlyDirectly("provider of the job", ComputationVerification.Error.ERR_NOT_AUTHORISED),
            () -> {
              var job = processing();
              var trace = run(job);
              var end = trace.end();
              for (var who : List.of(provider, auditor)) {
                var id = execution(job);
                ok(computation.as(who).commit(id, commitment(id, who, end.hash(), trace.length())));
              }
              return by(
                  provider,
                  job,
                  end.bytes(),
                  uint(trace.length()),
                  SALT,
                  trace.output().words(),
                  list(trace.output().path()));
            });
  }

  private void ends() {
    matrix
        .entry(
            "assign-job",
            anyone(),
            () -> {
              staff();
              var job = matched();
              ok(market.as(provider).bidOnJob(job, uint(BASE)));
              pass(WINDOW + 4);
              return by(keeper, job);
            })
        .entry("finalize-job", anyone(), () -> by(keeper, accepted()))
        .entry(
            "end-job",
            anyone(),
            () -> {
              var job = job();
              pass(WINDOW + 1);
              return by(keeper, job);
            });
  }
}
