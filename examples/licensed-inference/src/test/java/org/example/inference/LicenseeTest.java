package org.example.inference;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.example.contracts.LicensedInference.Error.ERR_BAD_AMOUNT;
import static org.example.contracts.LicensedInference.Error.ERR_EXCLUSIVE;
import static org.example.contracts.LicensedInference.Error.ERR_NOTHING_DUE;
import static org.example.contracts.LicensedInference.Error.ERR_NO_LICENCE;
import static org.example.contracts.LicensedInference.Error.ERR_NO_TERMS;
import static org.example.contracts.LicensedInference.Error.ERR_TOO_EARLY;

import io.neuralnexus.clarity.Uint;
import org.example.contracts.LicensedInference.Event;
import org.example.contracts.ModelRegistry;
import org.junit.jupiter.api.Test;

/** The contract as a licensee: it buys, renews and returns licences as itself. */
class LicenseeTest extends InferenceStage {
  @Test
  void it_buys_a_licence_as_itself_out_of_the_till() {
    var model = model();
    ok(inference.as(operator).fund(uint(15 * STX)));

    var call = inference.as(operator).buyLicence(model, TERMS, uint(FEE));

    var end = uint(chain.burnBlockHeight() + DURATION);
    assertThat(inference.events(call.receipt()))
        .containsExactly(new Event.BuyLicence(uint(FEE), end, uint(FEE), uint(1), model, TERMS));
    assertThat(call).hasStxTransfer(FEE, inference.contract(), vault.contract());
    assertThat(registry.getLicenceOwner(uint(1))).contains(inference.contract());
    assertThat(registry.isLicensed(model, inference.contract(), COMMERCIAL)).isTrue();
    assertThat(till()).isEqualTo(5 * STX);
    assertThat(inference.getLicence(model).orElseThrow().id()).isEqualTo(uint(1));
  }

  @Test
  void it_pays_at_most_what_the_operator_allows() {
    var model = model();
    ok(inference.as(operator).fund(uint(15 * STX)));

    assertThat(inference.as(operator).buyLicence(model, TERMS, uint(FEE - 1)))
        .isErr(ModelRegistry.Error.ERR_TOO_DEAR);
    assertThat(till()).isEqualTo(15 * STX);
  }

  @Test
  void it_pays_no_more_than_the_till_has() {
    var model = model();
    ok(inference.as(operator).fund(uint(FEE - 1)));

    assertThat(inference.as(operator).buyLicence(model, TERMS, uint(FEE))).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void terms_are_those_that_the_author_offers() {
    var model = model();
    assertThat(inference.as(operator).buyLicence(model, uint(2), uint(FEE))).isErr(ERR_NO_TERMS);
  }

  @Test
  void errors_of_the_registry_come_through_as_they_are() {
    var model = model();
    ok(inference.as(operator).fund(uint(15 * STX)));
    ok(registry.as(author).setTermsOpen(model, TERMS, false));

    assertThat(inference.as(operator).buyLicence(model, TERMS, uint(FEE)))
        .isErr(ModelRegistry.Error.ERR_SOLD_OUT);
  }

  @Test
  void a_pause_of_the_suite_stops_purchases_and_nothing_else() {
    var request = requested();
    ok(governance.as(guardian).guardianPause());

    assertThat(inference.as(operator).buyLicence(uint(1), TERMS, uint(FEE))).isErr(ERR_BAD_AMOUNT);
    ok(inference.as(operator).fund(uint(FEE)));
    assertThat(inference.as(operator).buyLicence(uint(1), TERMS, uint(FEE)))
        .isErr(ModelRegistry.Error.ERR_PAUSED);
    ok(ask(uint(1)));
    ok(inference.as(operator).answer(request, OUTPUT));
  }

  // --- exclusive rights

  @Test
  void it_buys_no_exclusive_licence_which_would_leave_it_without_customers() {
    var model = model();
    var exclusive = offer(model, DURATION, true);
    ok(inference.as(operator).fund(uint(15 * STX)));

    assertThat(inference.as(operator).buyLicence(model, exclusive, uint(FEE))).isErr(ERR_EXCLUSIVE);
  }

  @Test
  void while_another_one_has_exclusive_rights_it_gets_no_licence() {
    var model = model();
    var exclusive = offer(model, DURATION, true);
    ok(registry.as(stranger).purchaseLicence(model, exclusive, uint(FEE)));
    ok(inference.as(operator).fund(uint(15 * STX)));

    assertThat(inference.as(operator).buyLicence(model, TERMS, uint(FEE)))
        .isErr(ModelRegistry.Error.ERR_EXCLUSIVE);
    pass(DURATION + 1);
    ok(inference.as(operator).buyLicence(model, TERMS, uint(FEE)));
  }

  // --- expiry and renewal

  @Test
  void a_licence_is_renewed_in_its_last_day_or_after_it() {
    var model = held();
    ok(inference.as(operator).fund(uint(30 * STX)));
    assertThat(inference.as(operator).renewLicence(model, uint(FEE))).isErr(ERR_TOO_EARLY);
    pass(DURATION - 144 - 1);
    assertThat(inference.as(operator).renewLicence(model, uint(FEE))).isErr(ERR_TOO_EARLY);
    pass(1);

    var renewed = ok(inference.as(operator).renewLicence(model, uint(FEE)));

    assertThat(renewed.id()).isEqualTo(uint(2));
    assertThat(renewed.end()).isEqualTo(uint(chain.burnBlockHeight() + DURATION));
    pass(DURATION + 1);
    assertThat(registry.isLicensed(model, inference.contract(), COMMERCIAL)).isFalse();
    ok(inference.as(operator).renewLicence(model, uint(FEE)));
    assertThat(registry.isLicensed(model, inference.contract(), COMMERCIAL)).isTrue();
  }

  @Test
  void what_was_never_bought_is_neither_renewed_nor_returned() {
    assertThat(inference.as(operator).renewLicence(uint(1), uint(FEE))).isErr(ERR_NO_LICENCE);
    assertThat(inference.as(operator).returnLicence(uint(1), uint(0))).isErr(ERR_NO_LICENCE);
  }

  // --- refunds

  @Test
  void the_licence_of_a_frozen_model_is_returned_for_what_is_left_of_its_term() {
    var model = longTerm();
    freeze(model);

    var call = inference.as(operator).returnLicence(model, uint(STX));

    var event = ok(call);
    assertThat(inference.events(call.receipt()))
        .containsExactly(new Event.ReturnLicence(event.amount(), uint(1), model));
    assertThat(vault.getBalance(inference.contract())).isEqualTo(event.amount());
    assertThat(number(event.amount())).isBetween(9 * STX, 97 * FEE / 100);
    assertThat(registry.isLicensed(model, inference.contract(), COMMERCIAL)).isFalse();
    assertThat(inference.getLicence(model)).isEmpty();
  }

  @Test
  void no_licence_is_returned_below_what_the_operator_asks_for() {
    var model = longTerm();
    assertThat(inference.as(operator).returnLicence(model, uint(0)))
        .isErr(ModelRegistry.Error.ERR_NOT_FROZEN);
    freeze(model);
    assertThat(inference.as(operator).returnLicence(model, uint(FEE)))
        .isErr(ModelRegistry.Error.ERR_TOO_DEAR);
  }

  @Test
  void anyone_moves_a_refund_from_the_vault_into_the_till() {
    assertThat(inference.as(stranger).collect()).isErr(ERR_NOTHING_DUE);
    var refund = refunded();
    long before = till();

    var call = inference.as(stranger).collect();

    assertThat(inference.events(call.receipt())).containsExactly(new Event.Collect(uint(refund)));
    assertThat(call).hasStxTransfer(refund, vault.contract(), inference.contract());
    assertThat(till()).isEqualTo(before + refund);
  }

  @Test
  void a_refund_that_lies_in_the_vault_pays_for_the_next_licence_first() {
    long refund = refunded();
    ok(inference.as(operator).fund(uint(15 * STX)));
    long before = till();
    var other = model();

    var bought = ok(inference.as(operator).buyLicence(other, TERMS, uint(FEE)));

    assertThat(bought.cost()).isEqualTo(uint(FEE - refund));
    assertThat(till()).isEqualTo(before - (FEE - refund));
    assertThat(vault.getBalance(inference.contract())).isEqualTo(uint(0));
  }

  @Test
  void a_licence_that_the_vault_covers_costs_the_till_nothing() {
    long refund = refunded();
    var cheap = model();
    var terms = offer(cheap, 1, false, refund - 1);

    var bought = ok(inference.as(operator).buyLicence(cheap, terms, uint(FEE)));

    assertThat(bought.cost()).isEqualTo(uint(0));
    assertThat(vault.getBalance(inference.contract())).isEqualTo(uint(1));
  }

  /** A licence that outlasts a vote. */
  private Uint longTerm() {
    var model = model();
    var terms = offer(model, 100_000, false);
    ok(inference.as(operator).fund(uint(15 * STX)));
    ok(inference.as(operator).buyLicence(model, terms, uint(FEE)));
    return model;
  }

  /** micro-STX of a refund that lie in the vault. */
  private long refunded() {
    var model = longTerm();
    freeze(model);
    return number(ok(inference.as(operator).returnLicence(model, uint(STX))).amount());
  }
}
