package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.ERR_NOT_REGISTERED;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.ERR_PAUSED;
import static io.neuralnexus.tests.suite.Authorisation.anyone;
import static io.neuralnexus.tests.suite.Authorisation.anyoneDirectly;
import static io.neuralnexus.tests.suite.Authorisation.by;
import static io.neuralnexus.tests.suite.Authorisation.only;
import static io.neuralnexus.tests.suite.Authorisation.opener;
import static io.neuralnexus.tests.suite.Authorisation.role;

import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.ComputationVerification.ExecutionProgram;
import io.neuralnexus.tests.contracts.Governance.FinishBootstrapRoles;
import io.neuralnexus.tests.suite.Authorisation.Caller;
import io.neuralnexus.tests.suite.Authorisation.Rule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/** Who may call what of computation-verification. */
@ClarinetProject(manifest = "../Clarinet.toml", trackCosts = true)
class ComputationAuthorisationTest extends ComputationStage {
  private static final Play LIE = TRUTH.lying(Play.Lie.MEMORY, 30);

  private final Authorisation matrix =
      new Authorisation(this, ComputationVerification.NAME, "marketplace");

  @Override
  protected List<FinishBootstrapRoles> roles() {
    var roles = matrix.roles(super.roles());
    // The words of executions speak of the marketplace as the bench.
    bench = ComputationVerification.on(chain, matrix.listed());
    return roles;
  }

  @TestFactory
  Stream<DynamicNode> matrix() {
    stakers();
    executions();
    disputes();
    deliveries();
    marketplaces();
    return matrix
        .takes(
            "STX",
            "register-provider",
            "top-up-provider",
            "register-verifier",
            "challenge",
            "engage")
        .testsWithCosts();
  }

  private void stakers() {
    matrix
        .entry(
            "register-provider",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(provider, uint(PROVIDER_STAKE)))
        .entry(
            "top-up-provider",
            registered("provider"),
            () -> {
              registerProvider();
              return by(provider, uint(STX));
            })
        .entry(
            "unstake-provider",
            registered("provider"),
            () -> {
              registerProvider();
              return by(provider);
            })
        .entry(
            "register-verifier",
            anyoneDirectly(ERR_NOT_AUTHORISED).paused(ERR_PAUSED),
            () -> by(auditor))
        .entry(
            "unstake-verifier",
            only("verifier", ERR_NOT_AUTHORISED),
            () -> by(auditor, registerVerifier(auditor)));
  }

  /** Whoever is registered, in its own name. */
  private static Rule registered(String who) {
    return only(who, ERR_NOT_REGISTERED)
        .refused(Caller.BETWEEN, ERR_NOT_AUTHORISED)
        .refused(Caller.LISTED, ERR_NOT_AUTHORISED);
  }

  private void executions() {
    matrix
        .entry(
            "commit",
            only("provider or auditor of the execution", ERR_NOT_AUTHORISED),
            () -> {
              var id = opened();
              return by(provider, id, commitment(id, provider, TRUTH.end().hash(), TRUTH.length()));
            })
        .entry(
            "reveal-audit",
            only("auditor of the execution", ERR_NOT_AUTHORISED),
            () ->
                by(auditor, audited(TRUTH, TRUTH), TRUTH.end().hash(), uint(TRUTH.length()), SALT));
  }

  private void disputes() {
    matrix
        .entry(
            "challenge",
            anyoneDirectly(ERR_NOT_AUTHORISED),
            () -> by(challenger, revealed(TRUTH), LIE.end().hash(), uint(LIE.length())))
        .entry(
            "post-cuts",
            only("provider of the execution", ERR_NOT_AUTHORISED),
            () -> {
              var id = challenged();
              return by(provider, id, list(cutsOf(dispute(id)).stream().map(TRUTH::hash).toList()));
            })
        .entry(
            "pick",
            only("first challenger", ERR_NOT_AUTHORISED),
            () -> {
              var id = challenged();
              ok(cut(id, TRUTH));
              return by(challenger, id, uint(difference(id, LIE)));
            })
        .entry(
            "prove-step",
            only("provider of the execution", ERR_NOT_AUTHORISED),
            () -> {
              var id = challenged();
              playToTheProof(id, TRUTH, challenger, LIE);
              long step = number(dispute(id).lo());
              var witness = TRUTH.witness(step);
              return by(
                  provider,
                  id,
                  TRUTH.state(step).bytes(),
                  witness.instruction(),
                  list(witness.instructionPath()),
                  witness.leaf().words(),
                  witness.leaf().salt(),
                  list(witness.leaf().path()));
            })
        .entry(
            "expire-dispute",
            anyone(),
            () -> {
              var id = challenged();
              pass(MOVE_WINDOW + 1);
              return by(keeper, id);
            })
        .entry(
            "release-challenge",
            anyone(),
            () -> {
              // The first challenge refutes the result, the second one comes too late to join it.
              var id = revealed(LIE);
              ok(challenge(id, challenger, TRUTH));
              ok(cut(id, LIE));
              ok(challenge(id, second, TRUTH));
              play(id, LIE, challenger, TRUTH);
              return by(keeper, id, uint(2));
            });
  }

  private void deliveries() {
    matrix
        .entry(
            "request-delivery",
            only("developer of the execution", ERR_NOT_AUTHORISED),
            () -> by(developer, settled()))
        .entry(
            "deliver",
            only("provider or auditor of the execution", ERR_NOT_AUTHORISED),
            () -> by(provider, settled(), sha256("ciphertext"), ascii("ipfs://model")))
        .entry(
            "close-delivery",
            anyone(),
            () -> {
              var id = settled();
              pass(DELIVERY_WINDOW + 1);
              return by(keeper, id);
            });
  }

  private void marketplaces() {
    matrix
        .entry(
            "engage",
            role("marketplace", ERR_NOT_AUTHORISED)
                .refused(Caller.UNLISTED, ERR_NOT_REGISTERED)
                .refused(Caller.DEPLOYER, ERR_NOT_REGISTERED)
                .paused(ERR_PAUSED),
            () -> {
              registerProvider();
              return by(provider, uint(STAKE), uint(BOND), none());
            })
        .entry(
            "disengage",
            opener("marketplace", ERR_NOT_AUTHORISED),
            () -> {
              registerProvider();
              return by(keeper, engaged());
            })
        .entry(
            "open-execution",
            opener("marketplace", ERR_NOT_AUTHORISED),
            () -> {
              registerProvider();
              return by(
                  provider,
                  engaged(),
                  developer,
                  ExecutionProgram.CODEC.encode(described(LOOP)),
                  TRUTH.hash(0),
                  uint(MOST_STEPS),
                  uint(COMMIT_WINDOW),
                  ListValue.EMPTY);
            })
        .entry(
            "commit-result",
            opener("marketplace", ERR_NOT_AUTHORISED),
            () -> {
              var id = opened();
              commit(id, provider, TRUTH.end().hash(), TRUTH.length());
              pass(COMMIT_WINDOW + 1);
              return by(
                  provider,
                  id,
                  TRUTH.end().bytes(),
                  uint(TRUTH.length()),
                  SALT,
                  TRUTH.output().words(),
                  list(TRUTH.output().path()));
            })
        .entry(
            "settle-execution",
            opener("marketplace", ERR_NOT_AUTHORISED),
            () -> {
              var id = revealed(TRUTH);
              pass(CHALLENGE_WINDOW + 1);
              return by(keeper, id, uint(0));
            });
  }

  private Uint challenged() {
    var id = revealed(TRUTH);
    ok(challenge(id, challenger, LIE));
    return id;
  }

  private Uint settled() {
    var id = revealed(TRUTH);
    pass(CHALLENGE_WINDOW + 1);
    ok(settle(id));
    return id;
  }
}
