package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_BAD_AMOUNT;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_CANNOT_PAY;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_ENTRY_EXISTS;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOT_A_PAYEE;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NO_ENTRY;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NO_TIPS_LEFT;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_TOO_MANY_PAYEES;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation.Escrow;
import io.neuralnexus.tests.contracts.Compensation.NamePayees;
import io.neuralnexus.tests.contracts.Compensation.OpenEscrow;
import io.neuralnexus.tests.contracts.Compensation.SettleEscrow;
import io.neuralnexus.tests.contracts.Compensation.SettleEscrowPayments;
import io.neuralnexus.tests.contracts.Compensation.TipKeeper;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Money of a job: locked by one contract, paid to those it named, and never twice. */
class EscrowTest extends VaultStage {
  private static final Uint ID = uint(1);
  private static final Optional<Principal> NOBODY = Optional.empty();

  private static SettleEscrowPayments payment(Principal to, long amount) {
    return new SettleEscrowPayments(uint(amount), to);
  }

  /** 100 and 3 tips of 5, of the developer, for owner and provider. */
  private void open() {
    ok(by(developer).openEscrow(ID, uint(100), uint(3), uint(5)));
    ok(by(developer).namePayees(ID, List.of(owner, provider)));
  }

  // --- opening

  @Test
  void an_escrow_takes_amount_and_tips_from_the_wallet() {
    var call = by(developer).openEscrow(ID, uint(100), uint(3), uint(5));

    assertThat(told(call))
        .isEqualTo(
            new OpenEscrow(
                uint(100), controller.contract(), ID, developer, uint(5), uint(3), "open-escrow"));
    assertThat(call).hasStxTransfer(115, developer, vault.contract());
    assertThat(vault.getEscrow(controller.contract(), ID))
        .contains(new Escrow(uint(100), List.of(), developer, uint(5), uint(3)));
  }

  @Test
  void an_escrow_takes_from_the_balance_first_and_the_rest_from_the_wallet() {
    ok(vault.as(developer).deposit(uint(40)));
    var call = by(developer).openEscrow(ID, uint(100), uint(0), uint(0));

    assertThat(call).hasStxTransfer(60, developer, vault.contract());
    assertThat(balance(developer)).isZero();
  }

  @Test
  void an_escrow_that_the_balance_covers_leaves_the_wallet_alone() {
    ok(vault.as(developer).deposit(uint(140)));
    long before = wallet(developer);
    ok(by(developer).openEscrow(ID, uint(100), uint(0), uint(0)));

    assertThat(wallet(developer)).isEqualTo(before);
    assertThat(balance(developer)).isEqualTo(40);
  }

  @Test
  void only_a_listed_contract_opens_an_escrow() {
    assertThat(thief.as(developer).openEscrow(ID, uint(100), uint(0), uint(0)))
        .isErr(ERR_NOT_AUTHORISED);
    assertThat(vault.as(developer).openEscrow(ID, uint(100), uint(0), uint(0)))
        .isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void an_escrow_holds_something_and_at_most_ten_billion_stx() {
    assertThat(by(developer).openEscrow(ID, uint(0), uint(3), uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).openEscrow(ID, MOST, uint(0), uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).openEscrow(ID, uint(1), MOST, uint(1))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).openEscrow(ID, uint(1), uint(1), MOST)).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).openEscrow(ID, uint(10_000_000_000L * STX), uint(1), uint(1)))
        .isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void each_amount_of_an_escrow_may_be_ten_billion_stx() {
    var most = uint(10_000_000_000L * STX);

    assertThat(by(developer).openEscrow(ID, most, uint(0), uint(0))).isErr(ERR_CANNOT_PAY);
    ok(by(developer).openEscrow(ID, uint(1), most, uint(0)));
    ok(by(developer).openEscrow(uint(2), uint(1), uint(0), most));
  }

  @Test
  void nobody_escrows_more_than_balance_and_wallet_hold() {
    assertThat(by(developer).openEscrow(ID, uint(wallet(developer)), uint(1), uint(1)))
        .isErr(ERR_CANNOT_PAY);
  }

  @Test
  void a_controller_has_one_escrow_under_an_id() {
    open();

    assertThat(by(developer).openEscrow(ID, uint(1), uint(0), uint(0))).isErr(ERR_ENTRY_EXISTS);
  }

  @Test
  void the_same_id_of_another_controller_is_another_escrow() {
    open();
    ok(second.as(owner).openEscrow(ID, uint(7), uint(0), uint(0)));

    assertThat(vault.getEscrow(controller.contract(), ID)).isPresent();
    assertThat(vault.getEscrow(second.contract(), ID).orElseThrow().payer()).isEqualTo(owner);
  }

  // --- payees

  @Test
  void payees_are_named_one_group_after_the_other() {
    ok(by(developer).openEscrow(ID, uint(100), uint(0), uint(0)));
    ok(by(developer).namePayees(ID, List.of(owner)));

    assertThat(told(by(developer).namePayees(ID, List.of(provider))))
        .isEqualTo(new NamePayees(controller.contract(), ID, List.of(provider), "name-payees"));
    assertThat(vault.getEscrow(controller.contract(), ID).orElseThrow().payees())
        .isEqualTo(List.of(owner, provider));
  }

  @Test
  void an_escrow_has_at_most_32_payees() {
    ok(by(developer).openEscrow(ID, uint(100), uint(0), uint(0)));
    ok(by(developer).namePayees(ID, Collections.nCopies(24, owner)));
    ok(by(developer).namePayees(ID, Collections.nCopies(8, owner)));

    assertThat(by(developer).namePayees(ID, List.of(owner))).isErr(ERR_TOO_MANY_PAYEES);
  }

  // --- tips

  @Test
  void a_tip_goes_to_the_balance_of_the_keeper() {
    open();

    assertThat(told(by(developer).tipKeeper(ID, keeper)))
        .isEqualTo(new TipKeeper(controller.contract(), ID, keeper, uint(5), "tip-keeper"));
    assertThat(balance(keeper)).isEqualTo(5);
    assertThat(vault.getEscrow(controller.contract(), ID).orElseThrow().tips()).isEqualTo(uint(2));
  }

  @Test
  void each_tip_is_paid_once() {
    open();
    for (int i = 0; i < 3; i++) ok(by(developer).tipKeeper(ID, keeper));

    assertThat(by(developer).tipKeeper(ID, keeper)).isErr(ERR_NO_TIPS_LEFT);
    assertThat(balance(keeper)).isEqualTo(15);
  }

  // --- settling

  @Test
  void a_settlement_pays_payees_fee_and_keeper_and_returns_the_rest() {
    open();
    ok(by(developer).tipKeeper(ID, keeper));
    var payments = List.of(payment(owner, 30), payment(provider, 20));

    assertThat(told(by(stranger).settleEscrow(ID, payments, uint(8), Optional.of(auditor))))
        .isEqualTo(
            new SettleEscrow(
                controller.contract(),
                uint(8),
                ID,
                Optional.of(auditor),
                developer,
                payments,
                uint(47),
                uint(5),
                "settle-escrow"));
    assertThat(balance(owner)).isEqualTo(30);
    assertThat(balance(provider)).isEqualTo(20);
    assertThat(balance(auditor)).isEqualTo(5);
    assertThat(balance(developer)).isEqualTo(47);
    assertThat(treasuryDue()).isEqualTo(8);
    assertThat(vault.getEscrow(controller.contract(), ID)).isEmpty();
  }

  @Test
  void without_a_keeper_all_tips_go_back() {
    open();
    ok(by(developer).settleEscrow(ID, List.of(), uint(0), NOBODY));

    assertThat(balance(developer)).isEqualTo(115);
  }

  @Test
  void when_no_tip_is_left_the_last_keeper_has_none() {
    open();
    for (int i = 0; i < 3; i++) ok(by(developer).tipKeeper(ID, keeper));

    assertThat(told(by(developer).settleEscrow(ID, List.of(), uint(0), Optional.of(auditor))).tip())
        .isEqualTo(uint(0));
    assertThat(balance(auditor)).isZero();
    assertThat(balance(developer)).isEqualTo(100);
  }

  @Test
  void an_escrow_pays_its_payer_too() {
    open();
    ok(by(developer).settleEscrow(ID, List.of(payment(developer, 10)), uint(90), NOBODY));

    assertThat(balance(developer)).isEqualTo(25);
  }

  @Test
  void a_payee_may_be_paid_twice_in_a_settlement() {
    open();
    var payments = List.of(payment(owner, 10), payment(owner, 20));
    ok(by(developer).settleEscrow(ID, payments, uint(0), NOBODY));

    assertThat(balance(owner)).isEqualTo(30);
  }

  @Test
  void nobody_else_is_paid() {
    open();

    assertThat(by(developer).settleEscrow(ID, List.of(payment(stranger, 1)), uint(0), NOBODY))
        .isErr(ERR_NOT_A_PAYEE);
  }

  @Test
  void payments_and_fee_never_reach_the_tips() {
    open();
    var all = List.of(payment(owner, 60), payment(provider, 40));
    var more = List.of(payment(owner, 60), payment(provider, 41));

    assertThat(by(developer).settleEscrow(ID, more, uint(0), NOBODY)).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).settleEscrow(ID, all, uint(1), NOBODY)).isErr(ERR_BAD_AMOUNT);
    ok(by(developer).settleEscrow(ID, all, uint(0), NOBODY));
  }

  @Test
  void amounts_beyond_all_bounds_are_refused() {
    open();
    var most = new SettleEscrowPayments(MOST, owner);

    assertThat(by(developer).settleEscrow(ID, List.of(most, most), uint(0), NOBODY))
        .isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).settleEscrow(ID, List.of(), MOST, NOBODY)).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void an_escrow_is_settled_once() {
    open();
    ok(by(developer).settleEscrow(ID, List.of(), uint(0), NOBODY));

    assertThat(by(developer).settleEscrow(ID, List.of(), uint(0), NOBODY)).isErr(ERR_NO_ENTRY);
    assertThat(by(developer).namePayees(ID, List.of(owner))).isErr(ERR_NO_ENTRY);
    assertThat(by(developer).tipKeeper(ID, keeper)).isErr(ERR_NO_ENTRY);
  }

  @Test
  void only_its_controller_reaches_an_escrow() {
    open();

    for (var other : List.of(second, thief, vault)) {
      assertThat(other.as(developer).settleEscrow(ID, List.of(), uint(0), NOBODY))
          .isErr(ERR_NO_ENTRY);
      assertThat(other.as(developer).namePayees(ID, List.of(stranger))).isErr(ERR_NO_ENTRY);
      assertThat(other.as(developer).tipKeeper(ID, stranger)).isErr(ERR_NO_ENTRY);
    }
  }

  @Test
  void a_controller_that_lost_its_role_opens_nothing_and_ends_what_it_opened() {
    open();
    delist(controller.contract());

    assertThat(by(developer).openEscrow(uint(2), uint(1), uint(0), uint(0)))
        .isErr(ERR_NOT_AUTHORISED);
    ok(by(developer).tipKeeper(ID, keeper));
    ok(by(developer).settleEscrow(ID, List.of(payment(owner, 100)), uint(0), NOBODY));
    assertThat(balance(owner)).isEqualTo(100);
  }
}
