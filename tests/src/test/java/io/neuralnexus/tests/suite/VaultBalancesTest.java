package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_BAD_AMOUNT;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_CANNOT_PAY;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_INDIRECT_CALL;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOTHING_DUE;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_PAY_OUT;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.tests.contracts.Compensation.Deposit;
import io.neuralnexus.tests.contracts.Compensation.Skim;
import io.neuralnexus.tests.contracts.Compensation.Withdraw;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Money of people in the vault: in, out, and what is nobody's. */
class VaultBalancesTest extends VaultStage {
  // --- deposit

  @Test
  void a_deposit_goes_from_the_wallet_to_the_balance() {
    var call = vault.as(owner).deposit(uint(7));

    assertThat(told(call)).isEqualTo(new Deposit(uint(7), "deposit", owner));
    assertThat(call).hasStxTransfer(7, owner, vault.contract());
    assertThat(balance(owner)).isEqualTo(7);
    assertThat(vault.getBalances(List.of(owner, stranger)))
        .isEqualTo(List.of(uint(7), uint(0)));
  }

  @Test
  void deposits_add_up() {
    ok(vault.as(owner).deposit(uint(7)));
    ok(vault.as(owner).deposit(uint(5)));

    assertThat(balance(owner)).isEqualTo(12);
  }

  @Test
  void a_deposit_is_at_least_one_micro_stx_and_at_most_ten_billion_stx() {
    assertThat(vault.as(owner).deposit(uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(vault.as(owner).deposit(uint(10_000_000_000L * STX + 1))).isErr(ERR_BAD_AMOUNT);
    assertThat(vault.as(owner).deposit(MOST)).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void nobody_deposits_more_than_the_wallet_holds() {
    assertThat(vault.as(owner).deposit(uint(wallet(owner) + 1))).isErr(ERR_CANNOT_PAY);
  }

  @Test
  void a_contract_in_between_cannot_deposit_for_its_caller() {
    assertThat(thief.as(owner).deposit(uint(7))).isErr(ERR_INDIRECT_CALL);
  }

  @Test
  void a_listed_contract_deposits_for_its_caller() {
    ok(market.as(owner).depositFunds(uint(7)));

    assertThat(balance(owner)).isEqualTo(7);
  }

  @Test
  void a_pause_stops_neither_deposits_nor_withdrawals() {
    pause();

    ok(vault.as(owner).deposit(uint(7)));
    ok(vault.as(owner).withdraw(uint(7)));
  }

  // --- withdraw

  @Test
  void a_withdrawal_goes_from_the_balance_to_the_wallet() {
    ok(vault.as(owner).deposit(uint(7)));
    var call = vault.as(owner).withdraw(uint(3));

    assertThat(told(call)).isEqualTo(new Withdraw(uint(3), "withdraw", owner));
    assertThat(call).hasStxTransfer(3, vault.contract(), owner);
    assertThat(balance(owner)).isEqualTo(4);
  }

  @Test
  void nothing_is_withdrawn_from_an_empty_balance() {
    ok(vault.as(owner).deposit(uint(7)));

    assertThat(vault.as(stranger).withdraw(uint(1))).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void a_withdrawal_is_at_least_one_micro_stx_and_at_most_the_balance() {
    ok(vault.as(owner).deposit(uint(7)));

    assertThat(vault.as(owner).withdraw(uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(vault.as(owner).withdraw(uint(8))).isErr(ERR_BAD_AMOUNT);
    ok(vault.as(owner).withdraw(uint(7)));
    assertThat(vault.as(owner).withdraw(uint(7))).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void a_contract_in_between_cannot_withdraw_for_its_caller() {
    ok(vault.as(owner).deposit(uint(7)));

    assertThat(thief.as(owner).withdraw(uint(7))).isErr(ERR_INDIRECT_CALL);
  }

  @Test
  void a_contract_has_a_balance_of_its_own() {
    chain.deploy(
        "purse",
        """
        (define-public (deposit (amount uint))
          (as-contract? ((with-stx amount))
            (try! (contract-call? .compensation deposit amount))))
        (define-public (withdraw (amount uint))
          (as-contract? () (try! (contract-call? .compensation withdraw amount))))
        """,
        deployer);
    var purse = new ContractPrincipal(deployer, "purse");
    chain.transferStx(10, purse, owner);

    assertThat(chain.callPublic("purse", "deposit", List.of(uint(10)), stranger)).isOk();
    assertThat(balance(purse)).isEqualTo(10);
    assertThat(chain.callPublic("purse", "withdraw", List.of(uint(10)), stranger)).isOk();
    assertThat(wallet(purse)).isEqualTo(10);
  }

  // --- skim

  @Test
  void skim_sends_the_treasury_its_fees_and_what_came_unasked() {
    ok(by(owner).openEscrow(uint(1), uint(100), uint(0), uint(0)));
    ok(by(owner).settleEscrow(uint(1), List.of(), uint(30), Optional.empty()));
    chain.transferStx(5, vault.contract(), stranger);
    var call = vault.as(stranger).skim();

    assertThat(told(call)).isEqualTo(new Skim(uint(35), uint(30), "skim", treasury));
    assertThat(call).hasStxTransfer(35, vault.contract(), treasury);
    assertThat(treasuryDue()).isZero();
    assertThat(balance(owner)).isEqualTo(70);
  }

  @Test
  void skim_finds_nothing_where_everything_is_owed() {
    ok(vault.as(owner).deposit(uint(7)));

    assertThat(vault.as(stranger).skim()).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void a_gift_is_not_taken_for_an_obligation() {
    chain.transferStx(5, vault.contract(), stranger);
    gifts = 5;

    var solvency = vault.getSolvency();
    assertThat(number(solvency.obligations())).isZero();
    assertThat(number(solvency.balance())).isEqualTo(5);
  }

  @Test
  void skim_fails_while_the_treasury_is_the_vault_itself() {
    enact(ok(governance.as(deployer).proposeVaults(List.of())).id());
    enact(ok(governance.as(deployer).proposeTreasury(vault.contract())).id());
    chain.transferStx(5, vault.contract(), stranger);
    gifts = 5;

    assertThat(vault.as(stranger).skim()).isErr(ERR_PAY_OUT);
  }

  @Override
  protected List<Principal> everybody() {
    var all = super.everybody();
    all.add(new ContractPrincipal(deployer, "purse"));
    return all;
  }
}
