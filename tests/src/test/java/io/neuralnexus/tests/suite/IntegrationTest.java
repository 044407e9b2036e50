package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Event.Print;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.Marketplace.TrainingJobJobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/integration.md shows of jobs, royalties and events, done by a third party. */
class IntegrationTest extends ModelStage {
  private ContractPrincipal fund;

  @BeforeEach
  void deployTheFund() throws IOException {
    var source = Files.readString(Path.of("src/test/resources/integration/training-fund.clar"));
    chain.deploy("training-fund", source, deployer);
    fund = named("training-fund");
  }

  @Override
  protected List<Principal> everybody() {
    var all = super.everybody();
    all.add(fund);
    return all;
  }

  // --- jobs

  @Test
  void a_contract_creates_a_job_as_itself_with_the_exact_allowance() {
    chain.transferStx(BUDGET + TIPS, fund, developer);

    var created = create();

    assertThat(created).isOk(uint(1)).hasStxTransfer(BUDGET + TIPS, fund, vault.contract());
    assertThat(market.getTrainingJob(uint(1)).orElseThrow().job().developer()).isEqualTo(fund);
    assertThat(stateOf(uint(1))).isEqualTo(some(ascii("open")));
    assertThat(stateOf(uint(2))).isEqualTo(none());
  }

  @Test
  void what_it_cannot_pay_is_an_error_of_the_vault() {
    chain.transferStx(BUDGET + TIPS - 1, fund, developer);

    assertThat(create()).isErr(Compensation.Error.ERR_CANNOT_PAY);
  }

  @Test
  void its_escrow_comes_back_through_its_balance() {
    chain.transferStx(BUDGET + TIPS, fund, developer);
    assertThat(create()).isOk();

    assertThat(call("cancel-job", uint(1))).isOk();
    assertThat(balance(fund)).isEqualTo(BUDGET + TIPS);
    assertThat(call("collect")).isOk();

    assertThat(wallet(fund)).isEqualTo(BUDGET + TIPS);
    assertThat(balance(fund)).isZero();
  }

  @Test
  void it_matches_its_job_as_the_developer() {
    chain.transferStx(BUDGET + TIPS, fund, developer);
    assertThat(create()).isOk();

    assertThat(call("match-job", uint(1), list(dataset(owner), dataset(secondOwner)))).isOk();

    assertThat(stateOf(uint(1))).isEqualTo(some(ascii("matched")));
  }

  @Test
  void from_java_a_job_is_quoted_created_and_read() {
    var spec = spec(PROGRAM);

    var quote =
        market.quoteJob(
            spec.count(), spec.cap(), spec.base(), spec.bonus(), spec.seats(), spec.auditFee());
    var created = market.as(developer).createTrainingJob(spec, List.of());
    var id = created.value().ok().id();
    var job = market.getTrainingJob(id).orElseThrow();

    assertThat(created).hasStxTransfer(number(quote.total()), developer, vault.contract());
    assertThat(job.progress().orElseThrow().state()).isEqualTo("open");
  }

  // --- events and errors

  @Test
  void events_of_a_contract_are_values_of_a_sealed_type() {
    var receipts = new ArrayList<Receipt>();
    receipts.add(market.as(developer).createTrainingJob(spec(PROGRAM), List.of()).receipt());
    receipts.add(market.as(developer).cancelJob(uint(1)).receipt());

    var states = new ArrayList<String>();
    for (var receipt : receipts) {
      for (var event : market.events(receipt)) {
        switch (event) {
          case Marketplace.Event.CreateTrainingJob created -> states.add("open " + created.id());
          case Marketplace.Event.CancelJob(var by, var id) -> states.add("ended " + id);
          default -> states.add("another");
        }
      }
    }

    assertThat(states).containsExactly("open u1", "ended u1");
  }

  @Test
  void an_event_from_elsewhere_is_read_from_its_bytes() {
    ok(market.as(developer).createTrainingJob(spec(PROGRAM), List.of()));
    var cancelled = market.as(developer).cancelJob(uint(1)).receipt();
    var hex =
        cancelled.events().stream()
            .filter(Print.class::isInstance)
            .map(Print.class::cast)
            .filter(print -> print.contract().equals(market.contract()))
            .map(print -> print.value().serialize())
            .map(bytes -> Buff.of(bytes).toString())
            .findFirst()
            .orElseThrow();

    // What an API of a node gives: 0x0c0000...
    var value = Value.deserialize(Buff.fromHex(hex.substring(2)).bytes());
    var event = Marketplace.Event.fromClarity(value);

    assertThat(event).isEqualTo(new Marketplace.Event.CancelJob(developer, uint(1)));
  }

  @Test
  void an_error_code_leads_to_the_name_of_its_error() {
    var refused = market.as(keeper).cancelJob(job()).value().error();

    var error = Marketplace.Error.of(refused);

    assertThat(error).contains(Marketplace.Error.ERR_NOT_AUTHORISED);
  }

  // --- royalties

  @Test
  void anyone_passes_royalties_on_to_the_owner_of_the_parent() {
    var parent = offered(owner, "share", uint(1_000), "minimum", uint(0));
    var right = bought(secondOwner, parent);
    var child = model(secondOwner, right);
    offer(secondOwner, child);
    ok(models.as(keeper).claimShare(parent, OWNERS));
    long before = balance(owner);
    bought(developer, child);

    assertThat(call("pass-on", child, uint(0), parent)).isOk();

    assertThat(balance(owner) - before).isEqualTo(INCOME / 10);
  }

  private Receipt create() {
    return call("create-job", TrainingJobJobSpec.CODEC.encode(spec(PROGRAM)));
  }

  private Receipt call(String function, Value... arguments) {
    return chain.callPublic("training-fund", function, List.of(arguments), keeper);
  }

  private Value stateOf(Uint job) {
    return chain.callReadOnly("training-fund", "state-of", List.of(job), keeper).result();
  }
}
