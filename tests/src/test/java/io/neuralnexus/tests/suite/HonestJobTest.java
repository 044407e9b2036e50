package io.neuralnexus.tests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A job in which everybody does what they promised. */
class HonestJobTest extends SuiteStage {
  @Test
  void everybody_is_paid_and_the_model_is_the_developers() {
    var job = accepted();
    var settled = ok(market.as(keeper).finalizeJob(job));

    // 20 STX at 10,000; 8,000 is 60 % of the way from the threshold; half of it for the data.
    assertThat(settled.outcome()).isEqualTo("accepted");
    assertThat(number(settled.bonus())).isEqualTo(12 * STX);
    assertThat(balance(owner)).isEqualTo(STX + 4_500_000);
    assertThat(balance(secondOwner)).isEqualTo(STX + 1_500_000);
    assertThat(balance(provider)).isEqualTo(BASE + 6 * STX);
    assertThat(balance(auditor)).isEqualTo(AUDIT_FEE);
    assertThat(settled.auditors()).isEqualTo(List.of(auditor));
    assertThat(models.getOwner(settled.model()).ok()).contains(developer);
  }
}
