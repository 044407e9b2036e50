package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.ContractPrincipal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The four calls that were published, word for word, on a project that nobody has touched. */
class PublishedCallsTest extends MarketStage {
  private static final String REGISTER =
      "(contract-call? .neural-training-market register-dataset u1000000"
          + " \"ipfs://dataset-metadata\")";
  private static final String BID =
      "(contract-call? .neural-training-market place-computation-bid u1 u500000 u100 u150)";
  private static final String SUBMIT =
      "(contract-call? .neural-training-market submit-validation-result u1 u1 u85)";
  private static final String CLAIM =
      "(contract-call? .neural-training-market claim-validation-reward u1)";

  @Test
  void theProviderSubmitsAndClaims() {
    var company = company();

    assertThat(chain.execute(REGISTER)).isOk(uint(1));
    assertThat(asDeveloper("bid")).isOk(uint(1));
    as(treasury).publishEvidence(uint(1), HASH, "ipfs://weights").value().ok();
    assertThat(chain.execute(SUBMIT)).isOk(Bool.TRUE);
    mineTo(deadline(uint(1)) + 1);
    assertThat(chain.execute(CLAIM)).isOk(uint(AMOUNT + FEE));
    assertThat(asDeveloper("claim")).isOk(uint(TIPS - TIP));

    assertThat(dataset(uint(1)).owner()).isEqualTo(treasury);
    assertThat(bid(uint(1)).developer()).isEqualTo(company);
    assertThat(state(uint(1))).isEqualTo(SETTLED);
  }

  @Test
  void theDeveloperSubmitsAndClaims() {
    company();

    assertThat(chain.execute(REGISTER)).isOk(uint(1));
    assertThat(asDeveloper("bid")).isOk(uint(1));
    as(treasury).publishEvidence(uint(1), HASH, "ipfs://weights").value().ok();
    assertThat(asDeveloper("submit")).isOk(Bool.TRUE);
    mineTo(deadline(uint(1)) + 1);
    assertThat(asDeveloper("claim")).isOk(uint(FEE + TIPS - TIP));
    assertThat(chain.execute(CLAIM)).isOk(uint(AMOUNT));
  }

  @Test
  void eachPartyMakesThemWithItsOwnAccount() {
    assertThat(as(provider).registerDataset(uint(1_000_000), "ipfs://dataset-metadata"))
        .isOk(uint(1));
    assertThat(as(developer).placeComputationBid(uint(1), uint(500_000), uint(100), uint(150)))
        .isOk(uint(1));
    delivered(uint(1));
    assertThat(as(provider).submitValidationResult(uint(1), uint(1), uint(85))).isOk(Bool.TRUE);
    as(developer).acceptResult(uint(1)).value().ok();
    assertThat(as(provider).claimValidationReward(uint(1))).isOk(uint(AMOUNT + FEE));
    assertThat(as(developer).claimValidationReward(uint(1))).isOk(uint(TIPS));
  }

  /** A developer that is a contract of the deployer, so that the calls resolve word for word. */
  private ContractPrincipal company() {
    chain.deploy(
        "company",
        """
        (define-public (bid)
          (as-contract? ((with-stx u560000)) (try! %s))
        )
        (define-public (submit)
          (as-contract? ((with-stx u2100000)) (try! %s))
        )
        (define-public (claim)
          (as-contract? () (try! %s))
        )
        """
            .formatted(BID, SUBMIT, CLAIM),
        treasury);
    var company = known("company", new ContractPrincipal(treasury, "company"));
    chain.transferStx(10 * STX, company, keeper);
    return company;
  }

  private Receipt asDeveloper(String call) {
    return chain.callPublic("company", call, List.of(), keeper);
  }
}
