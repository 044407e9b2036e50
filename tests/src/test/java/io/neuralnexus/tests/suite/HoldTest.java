package io.neuralnexus.tests.suite;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_BAD_AMOUNT;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_CANNOT_PAY;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_LEAVING;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOTHING_DUE;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NOT_AUTHORISED;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_NO_ENTRY;
import static io.neuralnexus.tests.contracts.Compensation.Error.ERR_TOO_EARLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation.AddToHold;
import io.neuralnexus.tests.contracts.Compensation.CollectHold;
import io.neuralnexus.tests.contracts.Compensation.Hold;
import io.neuralnexus.tests.contracts.Compensation.LeaveHold;
import io.neuralnexus.tests.contracts.Compensation.LockHolds;
import io.neuralnexus.tests.contracts.Compensation.LockHoldsParts;
import io.neuralnexus.tests.contracts.Compensation.MoveHold;
import io.neuralnexus.tests.contracts.Compensation.OpenHold;
import io.neuralnexus.tests.contracts.Compensation.ReleaseHolds;
import io.neuralnexus.tests.contracts.Compensation.ReleaseHoldsReleased;
import io.neuralnexus.tests.contracts.Compensation.SlashHolds;
import io.neuralnexus.tests.contracts.Compensation.SlashHoldsSlashed;
import io.neuralnexus.tests.contracts.Compensation.SlashHoldsSlashes;
import io.neuralnexus.tests.contracts.Compensation.UnlockHolds;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Stakes and bonds: bound by work, leaving slowly, and slashed to the micro-STX. */
class HoldTest extends VaultStage {
  private static final long UNBONDING = 10;

  private Uint stake() {
    return stake(100);
  }

  private Uint stake(long amount) {
    return ok(by(owner).openHold("stake", uint(amount))).id();
  }

  private static LockHoldsParts part(Uint id, long amount) {
    return new LockHoldsParts(uint(amount), id);
  }

  private void lock(Uint id, long amount) {
    ok(by(stranger).lockHolds(List.of(part(id, amount))));
  }

  private void leave(Uint id, long amount) {
    ok(by(stranger).leaveHold(id, uint(amount), uint(UNBONDING)));
  }

  private SlashHoldsSlashes slash(Uint id, long amount, long damage, long bounty) {
    return new SlashHoldsSlashes(
        uint(amount), uint(bounty), uint(damage), id, developer, keeper);
  }

  private SlashHoldsSlashed slashed(Uint id, long amount, long damage, long bounty, long treasury) {
    return new SlashHoldsSlashed(
        uint(amount), uint(bounty), uint(damage), id, developer, owner, keeper, uint(treasury));
  }

  private Hold hold(Uint id) {
    return vault.getHold(id).orElseThrow();
  }

  // --- opening

  @Test
  void a_hold_takes_a_stake_from_the_signer() {
    var call = by(owner).openHold("stake", uint(100));

    assertThat(told(call))
        .isEqualTo(
            new OpenHold(
                uint(100), controller.contract(), uint(1), owner, "stake", "open-hold"));
    assertThat(call).hasStxTransfer(100, owner, vault.contract());
    assertThat(hold(uint(1)).owner()).isEqualTo(owner);
    assertThat(vault.getFree(uint(1))).isEqualTo(uint(100));
    assertThat(vault.getHolds(List.of(uint(1), uint(2)))).hasSize(2);
    assertThat(vault.getHolds(List.of(uint(1), uint(2))).get(1)).isEmpty();
    assertThat(vault.getFree(uint(2))).isEqualTo(uint(0));
  }

  @Test
  void only_a_listed_contract_opens_a_hold() {
    assertThat(thief.as(owner).openHold("stake", uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(vault.as(owner).openHold("stake", uint(1))).isErr(ERR_NOT_AUTHORISED);
  }

  @Test
  void a_hold_holds_something_and_at_most_ten_billion_stx() {
    assertThat(by(owner).openHold("stake", uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(owner).openHold("stake", MOST)).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void nobody_stakes_more_than_balance_and_wallet_hold() {
    assertThat(by(owner).openHold("stake", uint(wallet(owner) + 1))).isErr(ERR_CANNOT_PAY);
  }

  @Test
  void a_hold_grows() {
    var id = stake();

    assertThat(told(by(stranger).addToHold(id, uint(7))))
        .isEqualTo(new AddToHold(uint(7), id, stranger, "add-to-hold"));
    assertThat(hold(id).amount()).isEqualTo(uint(107));
    assertThat(hold(id).owner()).isEqualTo(owner);
  }

  @Test
  void a_hold_grows_by_something_and_to_at_most_ten_billion_stx() {
    var id = stake();

    assertThat(by(owner).addToHold(id, uint(0))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(owner).addToHold(id, MOST)).isErr(ERR_BAD_AMOUNT);
    assertThat(by(owner).addToHold(id, uint(10_000_000_000L * STX - 99))).isErr(ERR_BAD_AMOUNT);
  }

  @Test
  void a_controller_that_lost_its_role_takes_no_more_and_gives_back_all() {
    var id = stake();
    delist(controller.contract());

    assertThat(by(owner).addToHold(id, uint(1))).isErr(ERR_NOT_AUTHORISED);
    assertThat(by(owner).openHold("stake", uint(1))).isErr(ERR_NOT_AUTHORISED);
    ok(by(owner).releaseHolds(List.of(id)));
    assertThat(balance(owner)).isEqualTo(100);
  }

  @Test
  void only_its_controller_reaches_a_hold() {
    var id = stake();

    for (var other : List.of(second, thief, vault)) {
      var as = other.as(owner);
      assertThat(as.addToHold(id, uint(1))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.lockHolds(List.of(part(id, 1)))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.unlockHolds(List.of(part(id, 1)))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.leaveHold(id, uint(1), uint(0))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.releaseHolds(List.of(id))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.slashHolds(List.of(slash(id, 1, 1, 0)))).isErr(ERR_NOT_AUTHORISED);
      assertThat(as.moveHold(id, stranger)).isErr(ERR_NOT_AUTHORISED);
    }
  }

  @Test
  void there_is_nothing_in_a_hold_that_was_never_opened() {
    var id = uint(9);

    assertThat(by(owner).addToHold(id, uint(1))).isErr(ERR_NO_ENTRY);
    assertThat(by(owner).lockHolds(List.of(part(id, 1)))).isErr(ERR_NO_ENTRY);
    assertThat(by(owner).releaseHolds(List.of(id))).isErr(ERR_NO_ENTRY);
    assertThat(by(owner).slashHolds(List.of(slash(id, 1, 1, 0)))).isErr(ERR_NO_ENTRY);
    assertThat(vault.as(owner).collectHold(id)).isErr(ERR_NO_ENTRY);
  }

  // --- locking

  @Test
  void a_locked_part_is_not_free() {
    var id = stake();
    var parts = List.of(part(id, 30), part(id, 20));

    assertThat(told(by(stranger).lockHolds(parts))).isEqualTo(new LockHolds(parts, "lock-holds"));
    assertThat(hold(id).locked()).isEqualTo(uint(50));
    assertThat(vault.getFree(id)).isEqualTo(uint(50));
  }

  @Test
  void no_more_is_locked_than_is_free() {
    var id = stake();
    lock(id, 60);
    leave(id, 30);

    assertThat(by(stranger).lockHolds(List.of(part(id, 11)))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(stranger).lockHolds(List.of(part(id, 6), part(id, 5)))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(stranger).lockHolds(List.of(new LockHoldsParts(MOST, id)))).isErr(ERR_BAD_AMOUNT);
    lock(id, 10);
  }

  @Test
  void an_unlocked_part_is_free_again() {
    var id = stake();
    lock(id, 50);
    var parts = List.of(part(id, 20));

    assertThat(told(by(stranger).unlockHolds(parts)))
        .isEqualTo(new UnlockHolds(parts, "unlock-holds"));
    assertThat(vault.getFree(id)).isEqualTo(uint(70));
  }

  @Test
  void no_more_is_unlocked_than_is_locked() {
    var id = stake();
    lock(id, 50);
    ok(by(stranger).unlockHolds(List.of(new LockHoldsParts(MOST, id))));

    assertThat(hold(id).locked()).isEqualTo(uint(0));
    assertThat(vault.getFree(id)).isEqualTo(uint(100));
  }

  // --- leaving

  @Test
  void a_leaving_part_is_collected_by_anyone_for_its_owner_after_the_unbonding() {
    var id = stake();
    assertThat(told(by(stranger).leaveHold(id, uint(40), uint(UNBONDING))))
        .isEqualTo(new LeaveHold(uint(40), id, "leave-hold", uint(UNBONDING)));
    pass(UNBONDING + 1);

    assertThat(told(vault.as(stranger).collectHold(id)))
        .isEqualTo(new CollectHold(uint(40), id, owner, "collect-hold"));
    assertThat(balance(owner)).isEqualTo(40);
    assertThat(hold(id).amount()).isEqualTo(uint(60));
  }

  @Test
  void nothing_is_collected_before_the_unbonding_ends_on_both_chains() {
    var id = stake();
    leave(id, 40);
    chain.mineEmptyStacksBlocks((int) UNBONDING + 5);
    assertThat(vault.as(stranger).collectHold(id)).isErr(ERR_TOO_EARLY);
    pass(UNBONDING);
    assertThat(vault.as(stranger).collectHold(id)).isErr(ERR_TOO_EARLY);
    pass(1);
    ok(vault.as(stranger).collectHold(id));
  }

  @Test
  void what_left_is_collected_once() {
    var id = stake();
    assertThat(vault.as(stranger).collectHold(id)).isErr(ERR_NOTHING_DUE);
    leave(id, 40);
    pass(UNBONDING + 1);
    ok(vault.as(stranger).collectHold(id));

    assertThat(vault.as(stranger).collectHold(id)).isErr(ERR_NOTHING_DUE);
  }

  @Test
  void one_part_leaves_at_a_time() {
    var id = stake();
    leave(id, 40);

    assertThat(by(owner).leaveHold(id, uint(1), uint(UNBONDING))).isErr(ERR_LEAVING);
  }

  @Test
  void only_what_is_free_leaves() {
    var id = stake();
    lock(id, 70);

    assertThat(by(owner).leaveHold(id, uint(0), uint(UNBONDING))).isErr(ERR_BAD_AMOUNT);
    assertThat(by(owner).leaveHold(id, uint(31), uint(UNBONDING))).isErr(ERR_BAD_AMOUNT);
    leave(id, 30);
    assertThat(vault.getFree(id)).isEqualTo(uint(0));
  }

  // --- releasing

  @Test
  void a_release_credits_each_owner_with_what_is_free() {
    var first = stake();
    var other = ok(by(provider).openHold("bond", uint(9))).id();
    lock(first, 50);
    leave(first, 20);

    assertThat(told(by(stranger).releaseHolds(List.of(first, other))))
        .isEqualTo(
            new ReleaseHolds(
                List.of(
                    new ReleaseHoldsReleased(uint(30), first, owner),
                    new ReleaseHoldsReleased(uint(9), other, provider)),
                "release-holds"));
    assertThat(balance(owner)).isEqualTo(30);
    assertThat(balance(provider)).isEqualTo(9);
    assertThat(hold(first).amount()).isEqualTo(uint(70));
  }

  @Test
  void a_hold_that_is_named_twice_is_released_once() {
    var id = stake();
    ok(by(stranger).releaseHolds(List.of(id, id)));

    assertThat(balance(owner)).isEqualTo(100);
  }

  // --- slashing

  @Test
  void a_slash_pays_the_injured_then_the_prover_then_the_treasury() {
    var id = stake();

    assertThat(told(by(stranger).slashHolds(List.of(slash(id, 99, 40, 19)))))
        .isEqualTo(new SlashHolds(List.of(slashed(id, 99, 40, 19, 40)), "slash-holds"));
    assertThat(balance(developer)).isEqualTo(40);
    assertThat(balance(keeper)).isEqualTo(19);
    assertThat(treasuryDue()).isEqualTo(40);
    assertThat(hold(id).amount()).isEqualTo(uint(1));
  }

  @Test
  void the_prover_has_at_most_a_fifth_of_the_slash_rounded_down() {
    var id = stake();

    assertThat(ok(by(stranger).slashHolds(List.of(slash(id, 99, 0, 99)))).slashed())
        .containsExactly(slashed(id, 99, 0, 19, 80));
  }

  @Test
  void the_damage_goes_before_the_bounty() {
    var id = stake();

    assertThat(ok(by(stranger).slashHolds(List.of(slash(id, 50, 45, 10)))).slashed())
        .containsExactly(slashed(id, 50, 45, 5, 0));
    assertThat(ok(by(stranger).slashHolds(List.of(slash(id, 50, 60, 10)))).slashed())
        .containsExactly(slashed(id, 50, 50, 0, 0));
  }

  @Test
  void a_slash_takes_what_is_there() {
    var id = stake();

    assertThat(ok(by(stranger).slashHolds(List.of(slash(id, 500, 250, 100)))).slashed())
        .containsExactly(slashed(id, 100, 100, 0, 0));
    assertThat(ok(by(stranger).slashHolds(List.of(slash(id, 500, 250, 100)))).slashed())
        .containsExactly(slashed(id, 0, 0, 0, 0));
  }

  @Test
  void amounts_beyond_all_bounds_take_what_is_there() {
    var id = stake();
    var most = new SlashHoldsSlashes(MOST, MOST, MOST, id, developer, keeper);

    assertThat(ok(by(stranger).slashHolds(List.of(most))).slashed())
        .containsExactly(slashed(id, 100, 100, 0, 0));
  }

  @Test
  void a_hold_named_twice_is_slashed_twice_within_what_is_there() {
    var id = stake();

    assertThat(
            ok(by(stranger).slashHolds(List.of(slash(id, 70, 0, 0), slash(id, 70, 0, 0))))
                .slashed())
        .containsExactly(slashed(id, 70, 0, 0, 70), slashed(id, 30, 0, 0, 30));
  }

  @Test
  void a_slash_reaches_what_leaves() {
    var id = stake();
    leave(id, 80);
    pass(UNBONDING + 1);
    ok(by(stranger).slashHolds(List.of(slash(id, 50, 50, 0))));

    assertThat(hold(id).leaving()).isEqualTo(uint(50));
    assertThat(ok(vault.as(stranger).collectHold(id)).amount()).isEqualTo(uint(50));
    assertThat(balance(owner)).isEqualTo(50);
  }

  @Test
  void a_slash_takes_the_free_part_first_then_the_leaving_then_the_locked() {
    var id = stake();
    lock(id, 50);
    leave(id, 30);
    ok(by(stranger).slashHolds(List.of(slash(id, 30, 0, 0))));
    assertThat(hold(id).locked()).isEqualTo(uint(50));
    assertThat(hold(id).leaving()).isEqualTo(uint(20));
    ok(by(stranger).slashHolds(List.of(slash(id, 30, 0, 0))));

    assertThat(hold(id).locked()).isEqualTo(uint(40));
    assertThat(hold(id).leaving()).isEqualTo(uint(0));
    assertThat(vault.getFree(id)).isEqualTo(uint(0));
  }

  @Test
  void nothing_is_left_to_collect_of_a_stake_slashed_whole() {
    var id = stake();
    leave(id, 100);
    ok(by(stranger).slashHolds(List.of(slash(id, 100, 0, 0))));
    pass(UNBONDING + 1);

    assertThat(vault.as(owner).collectHold(id)).isErr(ERR_NOTHING_DUE);
  }

  // --- moving

  @Test
  void a_stake_goes_to_another_owner() {
    var id = stake();

    assertThat(told(by(owner).moveHold(id, stranger)))
        .isEqualTo(new MoveHold(owner, id, stranger, "move-hold"));
    ok(by(owner).releaseHolds(List.of(id)));
    assertThat(balance(stranger)).isEqualTo(100);
  }

  @Test
  void a_stake_does_not_move_while_it_leaves() {
    var id = stake();
    leave(id, 1);

    assertThat(by(owner).moveHold(id, stranger)).isErr(ERR_LEAVING);
  }
}
