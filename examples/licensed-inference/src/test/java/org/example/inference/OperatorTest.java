package org.example.inference;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.example.contracts.LicensedInference.Error.ERR_BAD_AMOUNT;
import static org.example.contracts.LicensedInference.Error.ERR_BAD_TERMS;
import static org.example.contracts.LicensedInference.Error.ERR_CANNOT_PAY;
import static org.example.contracts.LicensedInference.Error.ERR_INDIRECT_CALL;
import static org.example.contracts.LicensedInference.Error.ERR_NOT_AUTHORISED;
import static org.example.contracts.LicensedInference.Error.ERR_PAY_OUT;

import java.util.List;
import org.example.contracts.LicensedInference.Event;
import org.junit.jupiter.api.Test;

/** What the operator sets, and its money. */
class OperatorTest extends InferenceStage {
  @Test
  void the_operator_sets_price_and_window() {
    var call = inference.as(operator).setService(uint(1), uint(PRICE), uint(WINDOW), true);

    assertThat(inference.events(call.receipt()))
        .containsExactly(new Event.SetService(uint(1), true, uint(PRICE), uint(WINDOW)));
    assertThat(inference.getService(uint(1)).orElseThrow().price()).isEqualTo(uint(PRICE));
  }

  @Test
  void price_and_window_have_bounds() {
    var highest = uint("10000000000000000");
    for (var price : List.of(uint(0), highest.plus(uint(1)))) {
      assertThat(inference.as(operator).setService(uint(1), price, uint(1), true))
          .isErr(ERR_BAD_TERMS);
    }
    for (var window : List.of(uint(0), uint(1_009))) {
      assertThat(inference.as(operator).setService(uint(1), uint(1), window, true))
          .isErr(ERR_BAD_TERMS);
    }
    ok(inference.as(operator).setService(uint(1), highest, uint(1_008), true));
  }

  @Test
  void anyone_pays_into_the_till() {
    var call = inference.as(stranger).fund(uint(STX));

    assertThat(inference.events(call.receipt()))
        .containsExactly(new Event.Fund(uint(STX), stranger));
    assertThat(call).hasStxTransfer(STX, stranger, inference.contract());
    assertThat(till()).isEqualTo(STX);
  }

  @Test
  void nobody_pays_nothing_or_more_than_it_has() {
    assertThat(inference.as(stranger).fund(uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(inference.as(stranger).fund(uint("10000000000000001"))).isErr(ERR_BAD_AMOUNT);
    assertThat(inference.as(stranger).fund(uint(balance(stranger) + 1))).isErr(ERR_CANNOT_PAY);
  }

  @Test
  void the_operator_pays_itself_out_of_the_till() {
    ok(inference.as(stranger).fund(uint(5 * STX)));

    var call = inference.as(operator).withdraw(uint(2 * STX));

    assertThat(inference.events(call.receipt())).containsExactly(new Event.Withdraw(uint(2 * STX)));
    assertThat(call).hasStxTransfer(2 * STX, inference.contract(), operator);
    assertThat(till()).isEqualTo(3 * STX);
  }

  @Test
  void what_requests_wait_for_is_not_in_the_till() {
    requested();
    long till = till();

    assertThat(inference.as(operator).withdraw(uint(till + 1))).isErr(ERR_BAD_AMOUNT);
    assertThat(inference.as(operator).withdraw(uint(0))).isErr(ERR_BAD_AMOUNT);
    ok(inference.as(operator).withdraw(uint(till)));
  }

  @Test
  void nobody_else_operates() {
    var request = requested();
    var model = uint(1);
    var as = inference.as(stranger);
    assertThat(as.setService(model, uint(1), uint(1), false)).isErr(ERR_NOT_AUTHORISED);
    assertThat(as.withdraw(uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as.buyLicence(model, TERMS, uint(FEE))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as.renewLicence(model, uint(FEE))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as.returnLicence(model, uint(0))).isErr(ERR_NOT_AUTHORISED);
    assertThat(as.answer(request, OUTPUT)).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void no_contract_stands_between_the_signer_and_its_money() {
    served();
    licensed(customer, uint(1));
    var between =
        deployed(
            "between",
            """
            (define-public (fund) (contract-call? '%1$s fund u1))
            (define-public (withdraw) (contract-call? '%1$s withdraw u1))
            (define-public (request)
              (contract-call? '%1$s request u1 u1 (sha256 u1) u%2$d))
            """
                .formatted(inference.contract(), PRICE));

    assertThat(chain.callPublic(between.toString(), "fund", List.of(), stranger))
        .isErr(ERR_INDIRECT_CALL);
    assertThat(chain.callPublic(between.toString(), "withdraw", List.of(), operator))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(chain.callPublic(between.toString(), "request", List.of(), customer))
        .isErr(ERR_INDIRECT_CALL);
  }

  @Test
  void a_payment_that_fails_is_an_error_of_its_own() {
    assertThat(chain.callPrivate("licensed-inference", "pay", List.of(uint(1), stranger), operator))
        .isErr(ERR_PAY_OUT);
  }
}
