package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.runtime.Ledger.Account;
import io.neuralnexus.clarity.runtime.Ledger.Lock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * What the VM does itself when a function of a PoX contract has answered: contracts cannot lock
 * STX, so it reads from the answer what is to be locked, locks it and tells of it. A version of PoX
 * that its successor has replaced may only be read.
 */
enum Stacking {
  POX_1("pox", Epoch.EPOCH_2_0, Constants.READS_1),
  POX_2("pox-2", Epoch.EPOCH_2_2, Constants.READS_2),
  POX_3("pox-3", Epoch.EPOCH_2_5, Constants.READS_2),
  POX_4("pox-4", Epoch.EPOCH_4_0, Constants.READS_4),
  POX_5("pox-5", null, Set.of());

  /** What may be read when a version is gone; a contract's other functions may not be called. */
  private static final class Constants {
    private static final Set<String> READS_1 =
        Set.of(
            "get-pox-rejection",
            "is-pox-active",
            "get-stacker-info",
            "get-reward-set-size",
            "get-total-ustx-stacked",
            "get-reward-set-pox-address",
            "get-stacking-minimum",
            "can-stack-stx",
            "minimal-can-stack-stx",
            "get-pox-info");
    private static final Set<String> READS_2 =
        Set.of(
            "get-pox-rejection",
            "is-pox-active",
            "burn-height-to-reward-cycle",
            "reward-cycle-to-burn-height",
            "current-pox-reward-cycle",
            "get-stacker-info",
            "get-check-delegation",
            "get-reward-set-size",
            "next-cycle-rejection-votes",
            "get-total-ustx-stacked",
            "get-reward-set-pox-address",
            "get-stacking-minimum",
            "check-pox-addr-version",
            "check-pox-addr-hashbytes",
            "check-pox-lock-period",
            "can-stack-stx",
            "minimal-can-stack-stx",
            "get-pox-info",
            "get-delegation-info",
            "get-allowance-contract-callers",
            "get-num-reward-set-pox-addresses",
            "get-partial-stacked-by-cycle",
            "get-total-pox-rejection");
    private static final Set<String> READS_4 =
        Set.of(
            "burn-height-to-reward-cycle",
            "reward-cycle-to-burn-height",
            "current-pox-reward-cycle",
            "get-stacker-info",
            "check-caller-allowed",
            "get-check-delegation",
            "get-reward-set-size",
            "get-total-ustx-stacked",
            "get-reward-set-pox-address",
            "get-stacking-minimum",
            "check-pox-addr-version",
            "check-pox-addr-hashbytes",
            "check-pox-lock-period",
            "can-stack-stx",
            "minimal-can-stack-stx",
            "get-signer-key-message-hash",
            "verify-signer-key-sig",
            "get-pox-info",
            "get-delegation-info",
            "get-allowance-contract-callers",
            "get-num-reward-set-pox-addresses",
            "get-partial-stacked-by-cycle");
  }

  private final String contract;
  private final Epoch gone;
  private final Set<String> reads;

  Stacking(String contract, Epoch gone, Set<String> reads) {
    this.contract = contract;
    this.gone = gone;
    this.reads = reads;
  }

  /** The version of PoX that a contract is, if it is one. */
  static Optional<Stacking> of(ContractPrincipal id, Network network) {
    var boot = new StandardPrincipal(network.singleSignatureVersion(), Buff.of(new byte[20]));
    if (!id.issuer().equals(boot)) return Optional.empty();
    return Arrays.stream(values()).filter(each -> each.contract.equals(id.name())).findFirst();
  }

  /** One call that has been answered. */
  private record Answered(
      Frame from, Site site, ContractState pox, String function, Value[] arguments, Value answer) {
    Execution execution() {
      return from.execution();
    }

    Blocks blocks() {
      return from.world().blocks();
    }

    Ledger ledger() {
      return from.world().ledger();
    }

    /** The tuple of a successful answer. */
    Optional<TupleValue> success() {
      return answer instanceof ResponseValue.Ok(TupleValue tuple)
          ? Optional.of(tuple)
          : Optional.empty();
    }

    Account account(Principal owner) {
      return ledger().account(owner).at(blocks());
    }

    void move(Movements.Movement movement) {
      execution().movements().add(movement);
    }

    void set(Principal owner, Uint unlocked, Lock lock) {
      ledger().setAccount(owner, new Account(unlocked, Optional.of(lock)), from.journal());
    }

    ChainEvent.StxLock event(Principal stacker, Lock lock) {
      return new ChainEvent.StxLock(stacker, lock.amount(), lock.unlockHeight(), pox.id());
    }
  }

  /**
   * Does what follows from an answer.
   *
   * @param from who has called
   * @param site where
   * @throws Abort if this version is gone, or the answer asks for what cannot be
   */
  void answered(
      Frame from, Site site, ContractState pox, String function, Value[] arguments, Value answer) {
    if (gone != null
        && from.execution().epoch().compareTo(gone) >= 0
        && !reads.contains(function)) {
      throw site.abortCall(from, "DefunctPoxContract");
    }
    var call = new Answered(from, site, pox, function, arguments, answer);
    switch (this) {
      case POX_1 -> {}
      case POX_5 -> stake(call);
      default -> stack(call);
    }
  }

  // PoX 2 to 4

  private void stack(Answered call) {
    var told =
        call.answer() instanceof ResponseValue.Ok(Value value)
            ? StackingPrint.of(call.from(), call.pox(), call.function(), call.arguments(), value)
            : Optional.<Value>empty();
    var locked =
        switch (call.function()) {
          case "stack-stx", "delegate-stack-stx" -> lock(call);
          case "stack-extend", "delegate-stack-extend" -> extend(call);
          case "stack-increase", "delegate-stack-increase" -> increase(call);
          default -> Optional.<ChainEvent>empty();
        };
    if (this == POX_4 && call.function().equals("delegate-stx")) {
      call.move(new Movements.Stacked(call.from().sender(), (Uint) call.arguments()[0]));
    }
    told.ifPresent(
        value -> call.execution().emit(new ChainEvent.Print(call.pox().id(), Cl.ok(value))));
    locked.ifPresent(call.execution()::emit);
  }

  private Optional<ChainEvent> lock(Answered call) {
    return paid(
        call,
        "stacker",
        (stacker, account, answer) -> {
          if (account.lock().isPresent()) {
            throw call.site().abortCall(call.from(), "PoxAlreadyLocked");
          }
          var lock = lock((Uint) answer.get("lock-amount"), height(answer));
          return settle(call, stacker, account, lock, "stack-stx");
        });
  }

  private Optional<ChainEvent> extend(Answered call) {
    return paid(
        call,
        "stacker",
        (stacker, account, answer) -> {
          var lock = lock(account.locked(), height(answer));
          return settle(call, stacker, account, lock, "stack-extend");
        });
  }

  private Optional<ChainEvent> increase(Answered call) {
    return paid(
        call,
        "stacker",
        (stacker, account, answer) -> {
          var until = account.lock().map(Lock::unlockHeight).orElse(0L);
          var lock = lock((Uint) answer.get("total-locked"), until);
          return settle(call, stacker, account, lock, "stack-increase");
        });
  }

  /** PoX 4 counts what an owner stacks directly as taken from it. */
  private ChainEvent settle(
      Answered call, Principal stacker, Account account, Lock lock, String direct) {
    var unlocked = rest(account, lock, call);
    call.set(stacker, unlocked, lock);
    if (this == POX_4 && call.function().equals(direct)) {
      call.move(new Movements.Stacked(stacker, lock.amount()));
    }
    return call.event(stacker, lock);
  }

  /** What a successful answer does to the account that it names. */
  private interface Effect {
    ChainEvent on(Principal owner, Account account, TupleValue answer);
  }

  /** A lock is paid as a transfer is, also one that was refused. */
  private static Optional<ChainEvent> paid(Answered call, String owner, Effect effect) {
    call.execution().costs().charge(CostFunction.STX_TRANSFER, 1, call.from().meter());
    return call.success()
        .map(
            answer -> {
              var who = (Principal) answer.get(owner);
              return effect.on(who, call.account(who), answer);
            });
  }

  private static Uint rest(Account account, Lock lock, Answered call) {
    if (lock.amount().equals(Uint.ZERO)
        || lock.unlockHeight() <= call.blocks().burnHeight()
        || account.total().compareTo(lock.amount()) < 0) {
      throw Abort.internal(
          "Expect(\"%s asks for a lock that cannot be: %s\")".formatted(call.pox().id(), lock));
    }
    return account.total().minus(lock.amount());
  }

  private Lock lock(Uint amount, long until) {
    return new Lock(amount, until, ordinal() + 1);
  }

  private static long height(TupleValue answer) {
    return ((Uint) answer.get("unlock-burn-height")).toBigInteger().longValueExact();
  }

  // PoX 5

  private void stake(Answered call) {
    var locked =
        switch (call.function()) {
          case "stake", "register-for-bond" -> begin(call);
          case "stake-update" -> update(call);
          case "unstake" -> end(call);
          default -> Optional.<ChainEvent>empty();
        };
    switch (call.function()) {
      case "unstake", "unstake-sbtc", "update-bond-registration", "announce-l1-early-exit" ->
          call.move(new Movements.PoxAction(call.from().sender()));
      default -> {}
    }
    locked.ifPresent(call.execution()::emit);
  }

  /** A first stake locks; one that follows another carries its lock on, with any amount. */
  private Optional<ChainEvent> begin(Answered call) {
    return paid(
        call,
        "staker",
        (staker, account, answer) -> {
          var lock = lock((Uint) answer.get("amount-ustx"), height(answer));
          var why = "failed to lock %s from %s until %d";
          require(!lock.amount().equals(Uint.ZERO), call, why, "PoxInvalidLockAmount", answer);
          require(covers(account, lock), call, why, "PoxInsufficientBalance", answer);
          var earlier = account.lock().map(Lock::unlockHeight);
          var longer = earlier.map(until -> lock.unlockHeight() > until).orElse(true);
          require(longer, call, why, "PoxInvalidUnlockHeight", answer);
          return settle(call, staker, account, lock);
        });
  }

  private Optional<ChainEvent> update(Answered call) {
    return paid(
        call,
        "staker",
        (staker, account, answer) -> {
          var lock = lock((Uint) answer.get("amount-ustx"), height(answer));
          var why = "failed to extend lock from %2$s until %3$d";
          require(!lock.amount().equals(Uint.ZERO), call, why, "PoxInvalidLockAmount", answer);
          require(account.lock().isPresent(), call, why, "PoxExtendNotLocked", answer);
          require(covers(account, lock), call, why, "PoxInsufficientBalance", answer);
          var grows = account.locked().compareTo(lock.amount()) <= 0;
          require(grows, call, why, "PoxInvalidIncrease", answer);
          return settle(call, staker, account, lock);
        });
  }

  private ChainEvent settle(Answered call, Principal staker, Account account, Lock lock) {
    call.set(staker, rest(account, lock, call), lock);
    call.move(new Movements.Stacked(staker, lock.amount()));
    return call.event(staker, lock);
  }

  /** The amount of the event is that of the answer; what is locked stays until the new height. */
  private Optional<ChainEvent> end(Answered call) {
    return paid(
        call,
        "staker",
        (staker, account, answer) -> {
          var why = "failed to unstake %2$s until %3$d";
          require(account.lock().isPresent(), call, why, "PoxUnstakeNotLocked", answer);
          var lock = lock(account.locked(), height(answer));
          call.set(staker, rest(account, lock, call), lock);
          return call.event(staker, lock((Uint) answer.get("amount-ustx"), height(answer)));
        });
  }

  private static boolean covers(Account account, Lock lock) {
    return account.total().compareTo(lock.amount()) >= 0;
  }

  private static void require(
      boolean holds, Answered call, String why, String error, TupleValue answer) {
    if (holds) return;
    var what =
        why.formatted(
            ((Uint) answer.get("amount-ustx")).toBigInteger(),
            answer.get("staker"),
            height(answer));
    throw Abort.internal(
        "Expect(\"pox-5 %s: %s: pox-5 invariant violated: %s\")"
            .formatted(call.function(), what, error));
  }
}
