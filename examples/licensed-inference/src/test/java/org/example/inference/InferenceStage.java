package org.example.inference;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.example.contracts.Compensation;
import org.example.contracts.Governance;
import org.example.contracts.Governance.FinishBootstrapRoles;
import org.example.contracts.LicensedInference;
import org.example.contracts.ModelRegistry;
import org.example.contracts.ModelRegistry.AddTermsTerms;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The words of the specification: a model whose author licenses it, a contract that sells its
 * answers, a customer. After every test the contract must have what its till and its open requests
 * add up to.
 */
@ClarinetProject
abstract class InferenceStage {
  static final long STX = 1_000_000;
  static final Uint MEDICAL = uint(1);
  static final Uint COMMERCIAL = LicensedInference.Constants.COMMERCIAL;

  /** Terms of most models: the first covers every purpose. */
  static final Uint TERMS = uint(1);

  static final long FEE = 10 * STX;
  static final long DURATION = 1_000;
  static final long PRICE = 2 * STX;
  static final long WINDOW = 6;
  static final Buff INPUT = sha256("input");
  static final Buff OUTPUT = sha256("output");

  Simnet chain;
  Governance governance;
  Compensation vault;
  ModelRegistry registry;
  LicensedInference inference;

  StandardPrincipal operator;
  StandardPrincipal author;
  StandardPrincipal customer;
  StandardPrincipal stranger;
  StandardPrincipal guardian;

  /** micro-STX sent to the contract that it owes nobody. */
  long gifts;

  @BeforeEach
  void wire(Simnet simnet) {
    chain = simnet;
    governance = Governance.on(simnet);
    vault = Compensation.on(simnet);
    registry = ModelRegistry.on(simnet);
    inference = LicensedInference.on(simnet);
    operator = simnet.deployer();
    author = simnet.account("wallet_1");
    customer = simnet.account("wallet_2");
    stranger = simnet.account("wallet_3");
    guardian = simnet.account("wallet_4");
    gifts = 0;
    // What the deployer of the suite does once, on a real network before anybody else comes.
    ok(
        governance
            .as(operator)
            .finishBootstrap(
                simnet.account("wallet_5"),
                guardian,
                List.of(vault.contract()),
                List.of(new FinishBootstrapRoles("controller", registry.contract()))));
  }

  @AfterEach
  void it_has_what_till_and_open_requests_add_up_to() {
    var money = inference.getMoney();
    assertThat(balance(inference.contract()))
        .isEqualTo(number(money.till()) + number(money.escrowed()) + gifts);
  }

  // --- values ---

  /** What the call returned, which must be ok. */
  static <T> T ok(TypedReceipt<Response<T, Uint>> call) {
    return call.value().ok();
  }

  static long number(Uint value) {
    return value.longValueExact();
  }

  static Buff sha256(String text) {
    try {
      return Buff.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  long balance(Principal who) {
    return chain.stxBalance(who).longValueExact();
  }

  long till() {
    return number(inference.getMoney().till());
  }

  /** Lets so many burn blocks go by, each with a Stacks block. */
  void pass(long blocks) {
    chain.mineEmptyBurnBlocks((int) blocks);
  }

  // --- the suite ---

  /** A model of the author, licensed for every purpose. */
  Uint model() {
    var id =
        ok(registry.as(author).registerModel(sha256("weights"), "ipfs://model", List.of())).id();
    offer(id, DURATION, false);
    return id;
  }

  /** Further terms of it; their index. */
  Uint offer(Uint model, long duration, boolean exclusive) {
    return offer(model, duration, exclusive, FEE);
  }

  Uint offer(Uint model, long duration, boolean exclusive, long fee) {
    return ok(registry.as(author).addTerms(model, terms(duration, exclusive, fee))).index();
  }

  /** A licence for every purpose, for 100 buyers, without the right to derive. */
  static AddTermsTerms terms(long duration, boolean exclusive, long fee) {
    return new AddTermsTerms(
        false,
        uint(duration),
        exclusive,
        uint(fee),
        uint(0),
        uint(65_535),
        uint(100),
        uint(0),
        true);
  }

  Uint licensed(StandardPrincipal who, Uint model) {
    return ok(registry.as(who).purchaseLicence(model, TERMS, uint(FEE))).id();
  }

  /** A vote that withholds the income of the model. */
  void freeze(Uint model) {
    var id = ok(governance.as(stranger).proposeFreeze(model)).id();
    var proposal = governance.getProposal(id).orElseThrow();
    ok(governance.as(stranger).vote(id, true, proposal.quorum()));
    pass(number(proposal.timelock()) + 1);
    ok(governance.as(stranger).execute(id));
  }

  // --- the service ---

  /** A model of which the contract holds a licence, bought from a till of 15 STX. */
  Uint held() {
    var model = model();
    ok(inference.as(operator).fund(uint(15 * STX)));
    ok(inference.as(operator).buyLicence(model, TERMS, uint(FEE)));
    return model;
  }

  /** The same, with its answers on offer. */
  Uint served() {
    var model = held();
    ok(inference.as(operator).setService(model, uint(PRICE), uint(WINDOW), true));
    return model;
  }

  /** A request of a licensed customer. */
  Uint requested() {
    var model = served();
    licensed(customer, model);
    return ok(ask(model)).id();
  }

  TypedReceipt<Response<LicensedInference.Request_2, Uint>> ask(Uint model) {
    return inference.as(customer).request(model, MEDICAL, INPUT, uint(PRICE));
  }

  /** A contract that passes calls on, or takes part as itself. */
  ContractPrincipal deployed(String name, String source) {
    chain.deploy(name, source, stranger);
    return new ContractPrincipal(stranger, name);
  }
}
