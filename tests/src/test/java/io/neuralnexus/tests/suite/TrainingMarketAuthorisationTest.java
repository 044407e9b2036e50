package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.ERR_BAD_AMOUNT;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.ERR_NOTHING_DUE;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.ERR_NOT_DRAWN;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.ERR_NO_VALIDATOR;
import static io.neuralnexus.tests.contracts.NeuralTrainingMarket.Error.ERR_PAUSED;
import static io.neuralnexus.tests.suite.Authorisation.anyone;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of neural-training-market, whose provider is here the owner of data. */
class TrainingMarketAuthorisationTest extends SuiteStage {
  private static final Uint AMOUNT = uint(500_000);
  private static final long DEADLINE = 150;
  private static final long CONTEST_WINDOW = 144;
  private static final long UNBONDING = 1_008;
  private static final long GENERATION = 144;
  private static final long VOTE_WINDOW = 72;
  private static final Uint VALIDATOR_STAKE = uint(100 * STX);
  private static final Uint SCORE = uint(85);
  private static final Buff HASH = sha256("weights");

  private final Authorisation matrix =
      new Authorisation(this, NeuralTrainingMarket.NAME, "controller", "marketplace");

  private NeuralTrainingMarket standAlone;

  @Override
  protected List<FinishBootstrapRoles> roles() {
    standAlone = NeuralTrainingMarket.on(chain);
    return matrix.roles(super.roles());
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    datasets();
    bids();
    results();
    committees();
    validators();
    balances();
    return matrix
        .takes(
            "STX",
            "register-dataset",
            "top-up-dataset",
            "place-computation-bid",
            "place-computation-bid-with-holdout",
            "submit-validation-result",
            "contest-result",
            "register-validator",
            "top-up-validator")
        .tests();
  }

  private void datasets() {
    var owners = only("owner", ERR_NOT_AUTHORISED);
    matrix
        .entry(
            "register-dataset",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(owner, uint(STX), ascii("ipfs://dataset")))
        .entry("set-terms", owners, () -> by(owner, dataset(), uint(0), uint(2)))
        .entry("top-up-dataset", owners, () -> by(owner, dataset(), uint(STX)))
        .entry("request-dataset-unstake", owners, () -> by(owner, dataset()))
        .entry(
            "withdraw-dataset-stake",
            owners,
            () -> {
              var id = dataset();
              ok(standAlone.as(owner).requestDatasetUnstake(id));
              pass(UNBONDING + 1);
              return by(owner, id);
            });
  }

  private void bids() {
    var bidders = anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED);
    matrix
        .entry(
            "place-computation-bid",
            bidders,
            () -> by(developer, dataset(), AMOUNT, uint(100), uint(DEADLINE)))
        .entry(
            "place-computation-bid-with-holdout",
            bidders,
            () -> by(developer, dataset(), AMOUNT, uint(100), uint(DEADLINE), HASH))
        .entry(
            "cancel-bid",
            only("developer", ERR_NOT_AUTHORISED),
            () -> {
              var id = dataset();
              bid(id);
              return by(developer, bid(id));
            })
        .entry(
            "expire-bid",
            anyone(),
            () -> {
              var id = bid(dataset());
              pass(DEADLINE + 1);
              return by(keeper, id);
            });
  }

  private void results() {
    matrix
        .entry(
            "publish-evidence",
            only("owner of the data set", ERR_NOT_AUTHORISED),
            () -> by(owner, bid(dataset()), HASH, ascii("ipfs://weights")))
        .entry(
            "submit-validation-result",
            only("either party", ERR_NOT_AUTHORISED),
            () -> {
              var id = delivered();
              return by(owner, modelOf(id), id, SCORE);
            })
        .entry(
            "accept-result",
            only("the other party", ERR_NOT_AUTHORISED),
            () -> by(developer, claimed()))
        .entry(
            "contest-result",
            only("the other party", ERR_NOT_AUTHORISED),
            () -> by(developer, claimed(), uint(20)))
        .entry(
            "settle-unanswered",
            anyone(),
            () -> {
              var id = claimed();
              pass(CONTEST_WINDOW + 1);
              return by(keeper, id);
            })
        .entry(
            "claim-validation-reward",
            only("whoever has a part", ERR_NOTHING_DUE),
            () -> {
              var id = claimed();
              ok(standAlone.as(developer).acceptResult(id));
              return by(owner, modelOf(id));
            });
  }

  private void committees() {
    matrix
        .entry(
            "draw-committee",
            anyone(),
            () -> {
              var id = contested();
              pass(4);
              return by(keeper, id);
            })
        .entry(
            "commit-vote",
            only("validator drawn", ERR_NOT_DRAWN),
            () -> {
              var id = drawn();
              return by(voter(id), id, vote(id));
            })
        .entry(
            "reveal-vote",
            only("validator drawn", ERR_NOT_DRAWN),
            () -> {
              var id = committed();
              return by(voter(id), id, SCORE, SALT);
            })
        .entry(
            "finalize-verdict",
            anyone(),
            () -> {
              var id = committed();
              ok(standAlone.as(voter(id)).revealVote(id, SCORE, SALT));
              pass(VOTE_WINDOW + 1);
              return by(keeper, id);
            });
  }

  private void validators() {
    var validators = only("validator", ERR_NO_VALIDATOR);
    matrix
        .entry(
            "register-validator",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(auditor, VALIDATOR_STAKE))
        .entry(
            "top-up-validator",
            validators,
            () -> {
              validate(auditor);
              return by(auditor, uint(STX));
            })
        .entry(
            "request-validator-unstake",
            validators,
            () -> {
              validate(auditor);
              return by(auditor);
            })
        .entry(
            "withdraw-validator-stake",
            validators,
            () -> {
              validate(auditor);
              ok(standAlone.as(auditor).requestValidatorUnstake());
              pass(UNBONDING + 1);
              return by(auditor);
            });
  }

  private void balances() {
    matrix
        .entry(
            "withdraw-balance",
            only("whoever has a balance", ERR_BAD_AMOUNT),
            () -> {
              var id = dataset();
              bid(id);
              ok(standAlone.as(developer).cancelBid(bid(id)));
              return by(developer, uint(1));
            })
        .entry(
            "skim",
            anyone(),
            () -> {
              chain.transferStx(1, standAlone.contract(), owner);
              return by(keeper);
            });
  }

  private Uint dataset() {
    return ok(standAlone.as(owner).registerDataset(uint(STX), "ipfs://dataset"));
  }

  private Uint bid(Uint dataset) {
    return ok(
        standAlone.as(developer).placeComputationBid(dataset, AMOUNT, uint(100), uint(DEADLINE)));
  }

  private Uint modelOf(Uint bid) {
    return standAlone.getBid(bid).orElseThrow().modelId();
  }

  private Uint delivered() {
    var id = bid(dataset());
    ok(standAlone.as(owner).publishEvidence(id, HASH, "ipfs://weights"));
    return id;
  }

  private Uint claimed() {
    var id = delivered();
    ok(standAlone.as(owner).submitValidationResult(modelOf(id), id, SCORE));
    return id;
  }

  private void validate(StandardPrincipal who) {
    ok(standAlone.as(who).registerValidator(VALIDATOR_STAKE));
  }

  private Uint contested() {
    validate(auditor);
    validate(provider);
    pass(2 * GENERATION);
    var id = claimed();
    ok(standAlone.as(developer).contestResult(id, uint(20)));
    return id;
  }

  private Uint drawn() {
    var id = contested();
    pass(4);
    ok(standAlone.as(keeper).drawCommittee(id));
    return id;
  }

  private Uint committed() {
    var id = drawn();
    ok(standAlone.as(voter(id)).commitVote(id, vote(id)));
    pass(VOTE_WINDOW + 1);
    return id;
  }

  private StandardPrincipal voter(Uint bid) {
    return (StandardPrincipal) standAlone.getCommittee(bid).orElseThrow().voters().getFirst();
  }

  private Buff vote(Uint bid) {
    var round = standAlone.getCommittee(bid).orElseThrow().round();
    return standAlone.getCommitment(modelOf(bid), bid, round, voter(bid), SCORE, SALT);
  }
}
