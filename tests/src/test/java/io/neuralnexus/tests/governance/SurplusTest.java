package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Governance.Error.ERR_NO_SURPLUS;
import static io.neuralnexus.tests.governance.GovernanceChain.DEPOSIT;
import static io.neuralnexus.tests.governance.GovernanceChain.TIP;
import static io.neuralnexus.tests.governance.GovernanceChain.payment;
import static io.neuralnexus.tests.governance.GovernanceChain.payments;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SurplusTest extends GovernanceSpecification {
  SurplusTest(GovernanceChain chain) {
    super(chain);
  }

  @BeforeEach
  void wire() {
    chain.wired();
  }

  @Test
  void a_gift_is_moved_to_the_treasury_to_the_last_micro_stx() {
    chain.simnet.transferStx(1, chain.self, chain.stranger);
    var skimmed = chain.as(chain.keeper).skim();
    assertThat(chain.ok(skimmed))
        .isEqualTo(tuple("topic", ascii("skim"), "treasury", chain.treasury, "amount", uint(1)));
    assertThat(payments(skimmed)).containsExactly(payment(chain.self, chain.treasury, 1));
    assertThat(chain.as(chain.keeper).skim()).isErr(ERR_NO_SURPLUS);
  }

  @Test
  void locks_deposits_and_tips_are_no_surplus() {
    var id = chain.propose();
    chain.ok(chain.as(chain.alice).vote(id, true, uint(700)));
    assertThat(chain.governance.getStatus().obligations()).isEqualTo(uint(DEPOSIT + TIP + 700));
    assertThat(chain.as(chain.keeper).skim()).isErr(ERR_NO_SURPLUS);
    chain.simnet.transferStx(50, chain.self, chain.stranger);
    assertThat(chain.ok(chain.as(chain.keeper).skim())).hasField("amount", uint(50));
    assertThat(chain.balance(chain.self)).isEqualTo(DEPOSIT + TIP + 700);
  }

  @Test
  void a_gift_changes_no_obligation() {
    chain.propose();
    chain.simnet.transferStx(50, chain.self, chain.stranger);
    assertThat(chain.governance.getStatus().obligations()).isEqualTo(uint(DEPOSIT + TIP));
  }
}
