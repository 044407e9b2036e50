package org.example.inference;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.example.contracts.LicensedInference.Error.ERR_BAD_HASH;
import static org.example.contracts.LicensedInference.Error.ERR_CANNOT_PAY;
import static org.example.contracts.LicensedInference.Error.ERR_NOT_LICENSED;
import static org.example.contracts.LicensedInference.Error.ERR_NO_LICENCE;
import static org.example.contracts.LicensedInference.Error.ERR_NO_REQUEST;
import static org.example.contracts.LicensedInference.Error.ERR_NO_SERVICE;
import static org.example.contracts.LicensedInference.Error.ERR_STATE;
import static org.example.contracts.LicensedInference.Error.ERR_TOO_DEAR;
import static org.example.contracts.LicensedInference.Error.ERR_TOO_EARLY;
import static org.example.contracts.LicensedInference.Error.ERR_TOO_LATE;

import io.neuralnexus.clarity.Buff;
import java.util.List;
import java.util.Optional;
import org.example.contracts.LicensedInference.Event;
import org.junit.jupiter.api.Test;

/** A request is answered in time, or its price goes back. */
class RequestsTest extends InferenceStage {
  // --- asking

  @Test
  void a_licensed_customer_pays_in_advance() {
    var model = served();
    licensed(customer, model);
    long till = till();

    var call = ask(model);

    assertThat(inference.events(call.receipt()))
        .containsExactly(
            new Event.Request(customer, uint(1), INPUT, model, uint(PRICE), MEDICAL, uint(WINDOW)));
    assertThat(call).hasStxTransfer(PRICE, customer, inference.contract());
    assertThat(inference.getMoney().escrowed()).isEqualTo(uint(PRICE));
    assertThat(till()).isEqualTo(till);
    var request = inference.getRequest(uint(1)).orElseThrow();
    assertThat(request.state()).isEqualTo("open");
    assertThat(request.output()).isEmpty();
  }

  @Test
  void whoever_holds_no_licence_is_not_served() {
    var model = served();

    assertThat(ask(model)).isErr(ERR_NOT_LICENSED);
    assertThat(inference.quoteRequest(model, customer, MEDICAL).error())
        .isEqualTo(ERR_NOT_LICENSED.code());
  }

  @Test
  void a_licence_that_has_ended_serves_no_more() {
    var model = served();
    licensed(customer, model);
    pass(DURATION - 144);
    ok(inference.as(operator).fund(uint(FEE)));
    ok(inference.as(operator).renewLicence(model, uint(FEE)));
    assertThat(inference.quoteRequest(model, customer, MEDICAL).isOk()).isTrue();
    pass(144 + 1);

    assertThat(ask(model)).isErr(ERR_NOT_LICENSED);
  }

  @Test
  void a_licence_covers_its_purposes_only() {
    var model = served();
    licensed(customer, model);

    assertThat(inference.as(customer).request(model, uint(0), INPUT, uint(PRICE)))
        .isErr(ERR_NOT_LICENSED);
    assertThat(inference.as(customer).request(model, uint(65_536), INPUT, uint(PRICE)))
        .isErr(ERR_NOT_LICENSED);
  }

  @Test
  void without_a_licence_of_its_own_the_contract_takes_no_request() {
    var model = served();
    pass(DURATION + 1);
    licensed(customer, model);

    assertThat(ask(model)).isErr(ERR_NO_LICENCE);
  }

  @Test
  void a_model_is_served_while_it_is_on_offer() {
    var model = held();
    licensed(customer, model);
    assertThat(ask(model)).isErr(ERR_NO_SERVICE);
    ok(inference.as(operator).setService(model, uint(PRICE), uint(WINDOW), false));
    assertThat(ask(model)).isErr(ERR_NO_SERVICE);
    ok(inference.as(operator).setService(model, uint(PRICE), uint(WINDOW), true));
    ok(ask(model));
  }

  @Test
  void the_customer_says_what_it_pays_at_most() {
    var model = served();
    licensed(customer, model);
    ok(inference.as(operator).setService(model, uint(PRICE + 1), uint(WINDOW), true));

    assertThat(ask(model)).isErr(ERR_TOO_DEAR);
  }

  @Test
  void an_input_is_named_by_its_hash() {
    var model = served();
    licensed(customer, model);

    assertThat(inference.as(customer).request(model, MEDICAL, Buff.of(new byte[31]), uint(PRICE)))
        .isErr(ERR_BAD_HASH);
  }

  @Test
  void the_customer_has_what_it_pays() {
    var model = served();
    licensed(customer, model);
    var dear = uint(balance(customer) + 1);
    ok(inference.as(operator).setService(model, dear, uint(WINDOW), true));

    assertThat(inference.as(customer).request(model, MEDICAL, INPUT, dear)).isErr(ERR_CANNOT_PAY);
  }

  @Test
  void a_contract_asks_as_itself_with_a_licence_of_its_own() {
    var model = served();
    var clinic =
        deployed(
            "clinic",
            """
            (define-public (license (model uint))
              (as-contract? ((with-stx u%3$d))
                (try! (contract-call? '%1$s purchase-licence model u1 u%3$d))))
            (define-public (ask (model uint))
              (as-contract? ((with-stx u%4$d))
                (try! (contract-call? '%2$s request model u1 (sha256 u1) u%4$d))))
            """
                .formatted(registry.contract(), inference.contract(), FEE, PRICE));
    chain.transferStx(FEE + PRICE, clinic, stranger);
    assertThat(chain.callPublic(clinic.toString(), "ask", List.of(model), stranger))
        .isErr(ERR_NOT_LICENSED);
    assertThat(chain.callPublic(clinic.toString(), "license", List.of(model), stranger)).isOk();

    assertThat(chain.callPublic(clinic.toString(), "ask", List.of(model), stranger)).isOk();

    assertThat(inference.getRequest(uint(1)).orElseThrow().customer()).isEqualTo(clinic);
  }

  // --- answering

  @Test
  void an_answer_in_the_window_earns_the_price() {
    var id = requested();
    long till = till();
    pass(WINDOW);

    var call = inference.as(operator).answer(id, OUTPUT);

    assertThat(inference.events(call.receipt()))
        .containsExactly(new Event.Answer(id, OUTPUT, uint(PRICE)));
    assertThat(till()).isEqualTo(till + PRICE);
    assertThat(inference.getMoney().escrowed()).isEqualTo(uint(0));
    var request = inference.getRequest(id).orElseThrow();
    assertThat(request.state()).isEqualTo("answered");
    assertThat(request.output()).isEqualTo(Optional.of(OUTPUT));
  }

  @Test
  void an_answer_after_the_window_is_none() {
    var id = requested();
    pass(WINDOW + 1);

    assertThat(inference.as(operator).answer(id, OUTPUT)).isErr(ERR_TOO_LATE);
  }

  @Test
  void a_stalled_bitcoin_chain_ends_no_window() {
    var id = requested();
    chain.mineEmptyStacksBlocks((int) WINDOW * 10);

    assertThat(inference.as(customer).refund(id)).isErr(ERR_TOO_EARLY);
    ok(inference.as(operator).answer(id, OUTPUT));
  }

  @Test
  void a_request_is_answered_once() {
    var id = requested();
    ok(inference.as(operator).answer(id, OUTPUT));

    assertThat(inference.as(operator).answer(id, OUTPUT)).isErr(ERR_STATE);
    pass(WINDOW + 1);
    assertThat(inference.as(customer).refund(id)).isErr(ERR_STATE);
  }

  @Test
  void an_answer_is_named_by_its_hash() {
    var id = requested();
    assertThat(inference.as(operator).answer(id, Buff.of(new byte[0]))).isErr(ERR_BAD_HASH);
  }

  @Test
  void what_was_asked_keeps_price_and_window_of_its_time() {
    var id = requested();
    ok(inference.as(operator).setService(uint(1), uint(9 * STX), uint(1), false));
    pass(WINDOW);

    assertThat(ok(inference.as(operator).answer(id, OUTPUT)).price()).isEqualTo(uint(PRICE));
  }

  @Test
  void without_a_licence_there_is_no_answer_and_the_price_goes_back() {
    var model = served();
    pass(DURATION - 2);
    licensed(customer, model);
    var id = ok(ask(model)).id();
    pass(3);

    assertThat(inference.as(operator).answer(id, OUTPUT)).isErr(ERR_NO_LICENCE);
    pass(WINDOW);
    ok(inference.as(stranger).refund(id));
  }

  // --- refunding

  @Test
  void after_the_window_anyone_returns_the_price_to_the_customer() {
    var id = requested();
    pass(WINDOW);
    assertThat(inference.as(stranger).refund(id)).isErr(ERR_TOO_EARLY);
    pass(1);

    var call = inference.as(stranger).refund(id);

    assertThat(inference.events(call.receipt()))
        .containsExactly(new Event.Refund(uint(PRICE), customer, id));
    assertThat(call).hasStxTransfer(PRICE, inference.contract(), customer);
    assertThat(inference.getMoney().escrowed()).isEqualTo(uint(0));
    assertThat(inference.as(stranger).refund(id)).isErr(ERR_STATE);
  }

  @Test
  void what_was_never_asked_is_neither_answered_nor_refunded() {
    assertThat(inference.as(operator).answer(uint(1), OUTPUT)).isErr(ERR_NO_REQUEST);
    assertThat(inference.as(stranger).refund(uint(1))).isErr(ERR_NO_REQUEST);
  }

  @Test
  void a_gift_belongs_to_nobody() {
    chain.transferStx(5, inference.contract(), stranger);
    gifts = 5;

    assertThat(till()).isZero();
  }
}
