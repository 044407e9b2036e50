package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_BAD_AMOUNT;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_BAD_SHARES;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_BELOW_ROYALTIES;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_CANNOT_PAY;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_ENTRY_EXISTS;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOTHING_DUE;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NO_ENTRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation.MoveShare;
import io.neuralnexus.tests.contracts.Compensation.OpenPool;
import io.neuralnexus.tests.contracts.Compensation.OpenPoolContributors;
import io.neuralnexus.tests.contracts.Compensation.OpenPoolParents;
import io.neuralnexus.tests.contracts.Compensation.PayPool;
import io.neuralnexus.tests.contracts.Compensation.PayRoyalty;
import io.neuralnexus.tests.contracts.Compensation.PayShare;
import io.neuralnexus.tests.contracts.Compensation.Pool;
import io.neuralnexus.tests.contracts.Compensation.RefundFromShare;
import io.neuralnexus.tests.contracts.Compensation.Share;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Income of models: shared by contributors and parents, claimed when they like. */
class PoolTest extends VaultStage {
  private static final Uint PARENT = uint(1);
  private static final Uint CHILD = uint(2);
  private static final Uint OWNER = uint(0);
  private static final Uint FIRST = uint(1);

  private static OpenPoolContributors contributor(Principal who, long bps) {
    return new OpenPoolContributors(uint(bps), who);
  }

  private static OpenPoolParents parent(Uint id, long bps, long minimum) {
    return new OpenPoolParents(uint(bps), uint(minimum), id);
  }

  private void open(Uint id, List<OpenPoolContributors> contributors, OpenPoolParents... parents) {
    ok(by(stranger).openPool(id, owner, contributors, List.of(parents)));
  }

  /** A parent of the owner alone, and a child that owes it a tenth or 30 of each sale. */
  private void family() {
    open(PARENT, List.of());
    open(CHILD, List.of(contributor(provider, 3_000)), parent(PARENT, 1_000, 30));
  }

  private void sell(Uint id, long price) {
    ok(by(developer).payPool(id, uint(price), uint(0), false));
  }

  private long claimable(Uint pool, Uint index, boolean frozen) {
    return number(vault.getClaimable(controller.contract(), pool, index, frozen));
  }

  private List<Uint> royalties(Uint pool) {
    return vault.getRoyalties(controller.contract(), pool);
  }

  private Pool pool(Uint id) {
    return vault.getPool(controller.contract(), id).orElseThrow();
  }

  private Share share(Uint pool, Uint index) {
    return vault.getShare(controller.contract(), pool, index).orElseThrow();
  }

  // --- opening

  @Test
  void a_pool_gives_contributors_their_shares_and_the_owner_the_rest() {
    var contributors = List.of(contributor(provider, 2_000), contributor(auditor, 1_000));
    var call = by(stranger).openPool(PARENT, owner, contributors, List.of());

    assertThat(told(call))
        .isEqualTo(
            new OpenPool(
                contributors, controller.contract(), PARENT, owner, List.of(), "open-pool"));
    assertThat(share(PARENT, OWNER)).isEqualTo(new Share(uint(7_000), owner, uint(0)));
    assertThat(share(PARENT, FIRST)).isEqualTo(new Share(uint(2_000), provider, uint(0)));
    assertThat(share(PARENT, uint(2))).isEqualTo(new Share(uint(1_000), auditor, uint(0)));
    assertThat(vault.getShare(controller.contract(), PARENT, uint(3))).isEmpty();
  }

  @Test
  void only_a_listed_contract_opens_a_pool() {
    for (var other : List.of(thief, vault)) {
      assertThat(other.as(owner).openPool(PARENT, owner, List.of(), List.of()))
          .isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void a_controller_has_one_pool_under_an_id() {
    open(PARENT, List.of(contributor(provider, 2_000)));

    assertThat(
            by(stranger)
                .openPool(PARENT, stranger, List.of(contributor(stranger, 10_000)), List.of()))
        .isErr(ERR_ENTRY_EXISTS);
    assertThat(share(PARENT, OWNER).holder()).isEqualTo(owner);
    assertThat(share(PARENT, FIRST).holder()).isEqualTo(provider);
  }

  @Test
  void contributors_have_at_most_the_whole() {
    var more = List.of(contributor(provider, 9_000), contributor(auditor, 1_001));

    assertThat(by(stranger).openPool(PARENT, owner, more, List.of())).isErr(ERR_BAD_SHARES);
    open(PARENT, List.of(contributor(provider, 9_000), contributor(auditor, 1_000)));
    assertThat(share(PARENT, OWNER).bps()).isEqualTo(uint(0));
  }

  @Test
  void parents_have_at_most_the_whole() {
    open(uint(1), List.of());
    open(uint(2), List.of());

    assertThat(
            by(stranger)
                .openPool(
                    uint(3),
                    owner,
                    List.of(),
                    List.of(parent(uint(1), 9_000, 0), parent(uint(2), 1_001, 0))))
        .isErr(ERR_BAD_SHARES);
    open(uint(3), List.of(), parent(uint(1), 9_000, 0), parent(uint(2), 1_000, 0));
  }

  @Test
  void a_parent_is_an_older_pool() {
    for (var id : List.of(CHILD, uint(3))) {
      assertThat(by(stranger).openPool(CHILD, owner, List.of(), List.of(parent(id, 1_000, 0))))
          .isErr(ERR_BAD_SHARES);
    }
  }

  @Test
  void a_minimum_is_at_most_ten_billion_stx() {
    long most = 10_000_000_000L * STX;
    open(PARENT, List.of());

    assertThat(by(stranger).openPool(CHILD, owner, List.of(), List.of(parent(PARENT, 1, most + 1))))
        .isErr(ERR_BAD_SHARES);
    open(CHILD, List.of(), parent(PARENT, 1, most));
  }

  // --- sales

  @Test
  void a_sale_takes_the_price_from_the_buyer_and_keeps_the_fee_for_the_treasury() {
    open(PARENT, List.of());
    var call = by(developer).payPool(PARENT, uint(100), uint(3), false);

    assertThat(told(call))
        .isEqualTo(
            new PayPool(
                controller.contract(), uint(3), false, PARENT, uint(97), developer, "pay-pool"));
    assertThat(call).hasStxTransfer(100, developer, vault.contract());
    assertThat(treasuryDue()).isEqualTo(3);
    assertThat(pool(PARENT).total()).isEqualTo(uint(97));
  }

  @Test
  void a_sale_is_for_something_at_most_ten_billion_stx_and_at_least_the_fee() {
    open(PARENT, List.of());

    assertThat(by(developer).payPool(PARENT, uint(0), uint(0), false)).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).payPool(PARENT, MOST, uint(0), false)).isErr(ERR_BAD_AMOUNT);
    assertThat(by(developer).payPool(PARENT, uint(3), uint(4), false)).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void nobody_buys_for_more_than_balance_and_wallet_hold() {
    open(PARENT, List.of());

    assertThat(by(developer).payPool(PARENT, uint(wallet(developer) + 1), uint(0), false))
        .isErr(ERR_CANNOT_PAY);
  }

  @Test
  void a_controller_that_lost_its_role_sells_no_more_and_pays_what_is_due() {
    family();
    sell(CHILD, 1_000);
    delist(controller.contract());

    assertThat(by(developer).payPool(CHILD, uint(1_000), uint(0), false)).isErr(ERR_NOT_AUTHORISED);
    ok(by(stranger).payRoyalty(CHILD, uint(0), false));
    ok(by(stranger).payShare(CHILD, FIRST, false));
    ok(by(stranger).moveShare(CHILD, FIRST, stranger, false));
    assertThat(balance(provider)).isEqualTo(270);
  }

  @Test
  void only_its_controller_reaches_a_pool() {
    family();
    sell(CHILD, 1_000);

    for (var other : List.of(second, thief, vault)) {
      var as = other.as(owner);
      assertThat(as.payPool(CHILD, uint(1), uint(0), false)).isErr(ERR_NO_ENTRY);
      assertThat(as.payRoyalty(CHILD, uint(0), false)).isErr(ERR_NO_ENTRY);
      assertThat(as.payShare(CHILD, OWNER, false)).isErr(ERR_NO_ENTRY);
      assertThat(as.moveShare(CHILD, OWNER, stranger, false)).isErr(ERR_NO_ENTRY);
      assertThat(as.refundFromShare(CHILD, OWNER, uint(1), stranger)).isErr(ERR_NO_ENTRY);
    }
  }

  // --- shares

  @Test
  void a_share_is_paid_to_the_balance_of_its_holder() {
    open(PARENT, List.of(contributor(provider, 2_500)));
    sell(PARENT, 1_000);
    assertThat(claimable(PARENT, FIRST, false)).isEqualTo(250);

    assertThat(told(by(stranger).payShare(PARENT, FIRST, false)))
        .isEqualTo(new PayShare(uint(250), controller.contract(), PARENT, FIRST, "pay-share"));
    assertThat(balance(provider)).isEqualTo(250);
    assertThat(claimable(PARENT, FIRST, false)).isZero();
    assertThat(claimable(PARENT, OWNER, false)).isEqualTo(750);
  }

  @Test
  void a_share_is_paid_once_for_each_income() {
    open(PARENT, List.of());
    sell(PARENT, 1_000);
    ok(by(stranger).payShare(PARENT, OWNER, false));

    assertThat(by(stranger).payShare(PARENT, OWNER, false)).isErr(ERR_NOTHING_DUE);
    sell(PARENT, 1);
    ok(by(stranger).payShare(PARENT, OWNER, false));
    assertThat(balance(owner)).isEqualTo(1_001);
  }

  @Test
  void many_small_incomes_lose_nothing_to_rounding() {
    open(PARENT, List.of(contributor(provider, 3_333)));
    for (int i = 0; i < 9; i++) {
      sell(PARENT, 1);
      by(stranger).payShare(PARENT, FIRST, false);
    }

    assertThat(balance(provider)).isEqualTo(2);
    sell(PARENT, 1);
    assertThat(claimable(PARENT, FIRST, false)).isEqualTo(1);
  }

  @Test
  void there_is_no_share_beyond_the_contributors() {
    open(PARENT, List.of());

    assertThat(by(stranger).payShare(PARENT, FIRST, false)).isErr(ERR_NO_ENTRY);
    assertThat(by(stranger).moveShare(PARENT, FIRST, owner, false)).isErr(ERR_NO_ENTRY);
    assertThat(by(stranger).refundFromShare(PARENT, FIRST, uint(1), owner)).isErr(ERR_NO_ENTRY);
    assertThat(claimable(PARENT, FIRST, false)).isZero();
    assertThat(claimable(CHILD, OWNER, false)).isZero();
  }

  @Test
  void a_share_that_moves_is_settled_first() {
    open(PARENT, List.of(contributor(provider, 2_500)));
    sell(PARENT, 1_000);

    assertThat(told(by(stranger).moveShare(PARENT, FIRST, auditor, false)))
        .isEqualTo(
            new MoveShare(
                uint(250), controller.contract(), provider, PARENT, FIRST, auditor, "move-share"));
    sell(PARENT, 1_000);
    ok(by(stranger).payShare(PARENT, FIRST, false));
    assertThat(balance(provider)).isEqualTo(250);
    assertThat(balance(auditor)).isEqualTo(250);
  }

  @Test
  void a_share_that_is_due_nothing_moves_too() {
    open(PARENT, List.of());
    ok(by(stranger).moveShare(PARENT, OWNER, stranger, false));

    assertThat(share(PARENT, OWNER).holder()).isEqualTo(stranger);
  }

  // --- royalties

  @Test
  void a_parent_is_due_its_share_of_a_sale() {
    family();
    sell(CHILD, 1_000);
    assertThat(royalties(CHILD)).containsExactly(uint(100));

    assertThat(told(by(stranger).payRoyalty(CHILD, uint(0), false)))
        .isEqualTo(
            new PayRoyalty(
                uint(100), controller.contract(), uint(0), false, CHILD, PARENT, "pay-royalty"));
    assertThat(royalties(CHILD)).containsExactly(uint(0));
    assertThat(claimable(PARENT, OWNER, false)).isEqualTo(100);
    assertThat(claimable(CHILD, OWNER, false)).isEqualTo(630);
    assertThat(claimable(CHILD, FIRST, false)).isEqualTo(270);
  }

  @Test
  void a_parent_is_due_its_minimum_if_that_is_more() {
    family();
    sell(CHILD, 299);
    sell(CHILD, 300);

    assertThat(royalties(CHILD)).containsExactly(uint(60));
    assertThat(claimable(CHILD, OWNER, false)).isEqualTo((299 - 30 + 300 - 30) * 7 / 10);
  }

  @Test
  void a_sale_below_the_minima_is_refused() {
    open(uint(1), List.of());
    open(uint(2), List.of());
    open(uint(3), List.of(), parent(uint(1), 0, 30), parent(uint(2), 0, 40));

    assertThat(by(developer).payPool(uint(3), uint(69), uint(0), false)).isErr(ERR_BELOW_ROYALTIES);
    assertThat(by(developer).payPool(uint(3), uint(71), uint(2), false)).isErr(ERR_BELOW_ROYALTIES);
    sell(uint(3), 70);
    assertThat(royalties(uint(3))).containsExactly(uint(30), uint(40));
    assertThat(claimable(uint(3), OWNER, false)).isZero();
  }

  @Test
  void royalties_are_income_of_the_parent_and_of_its_parents() {
    open(uint(1), List.of());
    open(uint(2), List.of(), parent(uint(1), 2_000, 500));
    open(uint(3), List.of(), parent(uint(2), 1_000, 0));
    sell(uint(3), 1_000);
    ok(by(stranger).payRoyalty(uint(3), uint(0), false));

    // The minimum is for sales of the parent itself, not for what comes from its children.
    assertThat(royalties(uint(2))).containsExactly(uint(20));
    ok(by(stranger).payRoyalty(uint(2), uint(0), false));
    assertThat(claimable(uint(1), OWNER, false)).isEqualTo(20);
    assertThat(claimable(uint(2), OWNER, false)).isEqualTo(80);
    assertThat(claimable(uint(3), OWNER, false)).isEqualTo(900);
  }

  @Test
  void a_royalty_is_paid_once_for_each_income() {
    family();
    assertThat(by(stranger).payRoyalty(CHILD, uint(0), false)).isErr(ERR_NOTHING_DUE);
    sell(CHILD, 1_000);
    ok(by(stranger).payRoyalty(CHILD, uint(0), false));

    assertThat(by(stranger).payRoyalty(CHILD, uint(0), false)).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void a_pool_pays_royalties_to_its_parents_only() {
    family();
    sell(CHILD, 1_000);

    assertThat(by(stranger).payRoyalty(CHILD, uint(1), false)).isErr(ERR_NO_ENTRY);
    assertThat(by(stranger).payRoyalty(PARENT, uint(0), false)).isErr(ERR_NO_ENTRY);
  }

  // --- freeze

  @Test
  void a_freeze_withholds_what_comes_after_it_and_nothing_else() {
    open(PARENT, List.of(contributor(provider, 5_000)));
    sell(PARENT, 1_000);
    ok(by(developer).payPool(PARENT, uint(400), uint(0), true));

    assertThat(claimable(PARENT, OWNER, true)).isEqualTo(500);
    assertThat(claimable(PARENT, OWNER, false)).isEqualTo(700);
    ok(by(stranger).payShare(PARENT, OWNER, true));
    assertThat(by(stranger).payShare(PARENT, OWNER, true)).isErr(ERR_NOTHING_DUE);
    assertThat(balance(owner)).isEqualTo(500);
  }

  @Test
  void after_the_freeze_everything_is_due() {
    open(PARENT, List.of());
    sell(PARENT, 1_000);
    ok(by(developer).payPool(PARENT, uint(400), uint(0), true));
    ok(by(stranger).payShare(PARENT, OWNER, true));
    ok(by(stranger).payShare(PARENT, OWNER, false));

    assertThat(balance(owner)).isEqualTo(1_400);
  }

  @Test
  void a_freeze_without_income_withholds_nothing() {
    open(PARENT, List.of());
    sell(PARENT, 1_000);

    assertThat(claimable(PARENT, OWNER, true)).isEqualTo(1_000);
  }

  @Test
  void royalties_to_a_frozen_parent_are_withheld_there() {
    family();
    sell(CHILD, 1_000);
    ok(by(stranger).payRoyalty(CHILD, uint(0), true));

    assertThat(claimable(PARENT, OWNER, true)).isZero();
    assertThat(claimable(PARENT, OWNER, false)).isEqualTo(100);
  }

  @Test
  void a_share_that_moves_in_a_freeze_takes_what_is_withheld_along() {
    open(PARENT, List.of());
    sell(PARENT, 1_000);
    ok(by(developer).payPool(PARENT, uint(400), uint(0), true));
    ok(by(stranger).moveShare(PARENT, OWNER, auditor, true));
    ok(by(stranger).payShare(PARENT, OWNER, false));

    assertThat(balance(owner)).isEqualTo(1_000);
    assertThat(balance(auditor)).isEqualTo(400);
  }

  // --- refunds

  @Test
  void a_refund_comes_out_of_the_share_withheld_or_not() {
    open(PARENT, List.of(contributor(provider, 5_000)));
    ok(by(developer).payPool(PARENT, uint(400), uint(0), true));

    assertThat(told(by(stranger).refundFromShare(PARENT, OWNER, uint(150), developer)))
        .isEqualTo(
            new RefundFromShare(
                uint(150), controller.contract(), PARENT, OWNER, developer, "refund-from-share"));
    assertThat(balance(developer)).isEqualTo(150);
    assertThat(claimable(PARENT, OWNER, false)).isEqualTo(50);
    assertThat(claimable(PARENT, FIRST, false)).isEqualTo(200);
  }

  @Test
  void a_refund_reaches_as_far_as_the_share_does() {
    open(PARENT, List.of());
    sell(PARENT, 400);

    assertThat(ok(by(stranger).refundFromShare(PARENT, OWNER, MOST, developer)).amount())
        .isEqualTo(uint(400));
    assertThat(by(stranger).refundFromShare(PARENT, OWNER, uint(1), developer))
        .isErr(ERR_NOTHING_DUE);
  }
}
