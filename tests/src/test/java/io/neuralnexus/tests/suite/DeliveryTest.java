package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.ComputationVerification.Error.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import org.junit.jupiter.api.Test;

/** The model after the settlement: asked for, delivered, or half of the bond lost. */
class DeliveryTest extends ComputationStage {
  @Test
  void silenceIsDelivery() {
    var id = settled();
    pass(DELIVERY_WINDOW);
    assertThat(computation.as(keeper).closeDelivery(id)).isErr(ERR_TOO_EARLY);
    pass(1);
    var event = told(computation.as(keeper).closeDelivery(id));
    assertThat(event.missed()).isFalse();
    paid(provider, BOND);
    assertThat(computation.as(keeper).closeDelivery(id)).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void whatWasAskedForAndDeliveredClosesAtOnce() {
    var id = settled();
    assertThat(told(computation.as(developer).requestDelivery(id)).developer())
        .isEqualTo(developer);
    var event = told(computation.as(provider).deliver(id, sha256("ciphertext"), "ipfs://model"));
    assertThat(event.by()).isEqualTo(provider);
    assertThat(computation.getDelivery(id).orElseThrow().delivered().orElseThrow().uri())
        .isEqualTo("ipfs://model");
    ok(computation.as(keeper).closeDelivery(id));
    paid(provider, BOND);
  }

  @Test
  void whatWasAskedForAndDidNotComeCostsHalfOfTheBond() {
    var id = settled();
    ok(computation.as(developer).requestDelivery(id));
    pass(DELIVERY_WINDOW + 1);
    assertThat(computation.as(provider).deliver(id, sha256("c"), "ipfs://m")).isErr(ERR_TOO_LATE);
    var event = ok(computation.as(keeper).closeDelivery(id));
    assertThat(event.missed()).isTrue();
    assertThat(event.fine()).isEqualTo(uint(BOND / 2));
    paid(developer, BOND / 2);
    paid(provider, BOND / 2);
  }

  @Test
  void aRequestGivesTheWholeWindowAgain() {
    var id = settled();
    pass(DELIVERY_WINDOW - 1);
    ok(computation.as(developer).requestDelivery(id));
    pass(DELIVERY_WINDOW - 1);
    ok(computation.as(provider).deliver(id, sha256("c"), "ipfs://m"));
  }

  @Test
  void anAuditorMayDeliverToo() {
    var id = audited(TRUTH, TRUTH);
    ok(audit(id, auditor, TRUTH));
    pass(CHALLENGE_WINDOW + 1);
    ok(settle(id));
    ok(computation.as(developer).requestDelivery(id));
    assertThat(ok(computation.as(auditor).deliver(id, sha256("c"), "ipfs://m")).by())
        .isEqualTo(auditor);
    assertThat(computation.as(provider).deliver(id, sha256("c"), "ipfs://m"))
        .isErr(ERR_NOTHING_DUE);
  }

  @Test
  void onlyTheDeveloperAsksAndOnce() {
    var id = settled();
    assertThat(computation.as(keeper).requestDelivery(id)).isErr(ERR_NOT_AUTHORISED);
    ok(computation.as(developer).requestDelivery(id));
    assertThat(computation.as(developer).requestDelivery(id)).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void itAsksInTheWindow() {
    var id = settled();
    pass(DELIVERY_WINDOW + 1);
    assertThat(computation.as(developer).requestDelivery(id)).isErr(ERR_TOO_LATE);
  }

  @Test
  void onlyProviderAndAuditorsDeliver() {
    var id = settled();
    assertThat(computation.as(keeper).deliver(id, sha256("c"), "ipfs://m"))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(computation.as(provider).deliver(id, sha256("c"), "")).isErr(ERR_BAD_URI);
  }

  @Test
  void nothingIsDeliveredBeforeTheSettlement() {
    var id = revealed(TRUTH);
    assertThat(computation.as(developer).requestDelivery(id)).isErr(ERR_STATE);
    assertThat(computation.as(provider).deliver(id, sha256("c"), "ipfs://m")).isErr(ERR_STATE);
    assertThat(computation.as(keeper).closeDelivery(id)).isErr(ERR_STATE);
  }

  private Uint settled() {
    var id = revealed(TRUTH);
    pass(CHALLENGE_WINDOW + 1);
    ok(settle(id));
    return id;
  }
}
