package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.contract;
import static io.neuralnexus.clarity.Cl.err;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the VM does itself after calls of PoX contracts, on both engines: receipts with events and
 * costs, balances, accounts and errors must be the same.
 */
class StackingTest {
  private static final String BOOT = "ST000000000000000000002AMW42H";
  private static final ContractPrincipal POX_4 = ContractPrincipal.parse(BOOT + ".pox-4");
  private static final ContractPrincipal POX_5 = ContractPrincipal.parse(BOOT + ".pox-5");
  private static final StandardPrincipal HOLDER =
      StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");
  private static final StandardPrincipal OTHER =
      StandardPrincipal.parse("ST2CY5V39NHDPWSXMW9QDT3HC3GD6Q6XX4CFRK9AG");
  private static final Value ADDRESS =
      tuple("version", Buff.of((byte) 0), "hashbytes", Buff.of(new byte[20]));
  private static final long HALF = 10_000_000_000_000L;

  /** Some signature: what is recovered from it is the key of one that could have made it. */
  private static final Buff SIGNATURE =
      Buff.fromHex(
          "79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"
              + "00".repeat(31)
              + "0200");

  private Simnet simnet;

  @BeforeEach
  void open() {
    simnet = Simnet.empty(SimnetOptions.defaults().withEngine(Engine.BOTH).withTrackCosts(true));
    simnet.mintStx(HOLDER, 3 * HALF);
    simnet.mintStx(OTHER, 3 * HALF);
  }

  @AfterEach
  void close() {
    simnet.close();
  }

  private Receipt call(
      ContractPrincipal pox, String function, StandardPrincipal by, Value... with) {
    return simnet.callPublic(pox.toString(), function, List.of(with), by);
  }

  private Receipt done(
      ContractPrincipal pox, String function, StandardPrincipal by, Value... with) {
    var receipt = call(pox, function, by, with);
    assertThat(receipt.result()).as(function).isInstanceOf(ResponseValue.Ok.class);
    return receipt;
  }

  /** The lock that a call ends with, after what it prints. */
  private static void assertLocks(Receipt receipt, Principal whose, long amount, long until) {
    assertThat(receipt.events().getLast())
        .isInstanceOfSatisfying(
            Event.StxLock.class,
            lock -> {
              assertThat(lock.holder()).isEqualTo(whose);
              assertThat(lock.amount()).isEqualTo(BigInteger.valueOf(amount));
              assertThat(lock.unlockHeight()).isEqualTo(until);
            });
  }

  private void assertAccount(Principal whose, long locked, long unlocked, long until) {
    var account = simnet.execute("(stx-account '%s)".formatted(whose)).result();
    assertThat(account)
        .isEqualTo(
            tuple(
                "locked", uint(locked), "unlocked", uint(unlocked), "unlock-height", uint(until)));
    assertThat(simnet.stxBalance(whose)).isEqualTo(BigInteger.valueOf(unlocked));
    simnet.assets();
  }

  private Uint nextBurnBlock() {
    return uint(simnet.burnBlockHeight() + 1);
  }

  /** The key of one that could have signed for an owner of STX. */
  private Buff keyFor(String topic, Uint cycle, Uint period, long id) {
    return recovered(
        "(contract-call? '%s get-signer-key-message-hash {version: 0x00, hashbytes: 0x%s} %s \"%s\" %s u%d u%d)"
            .formatted(POX_4, "00".repeat(20), cycle, topic, period, 3 * HALF, id));
  }

  /** The owner of a key allows its use, without a signature. */
  private void allow(Buff key, String topic, long cycle, long period, long id) {
    var owner =
        simnet
            .execute("(unwrap-panic (principal-construct? 0x1a (hash160 %s)))".formatted(key))
            .result();
    done(
        POX_4,
        "set-signer-key-authorization",
        (StandardPrincipal) owner,
        ADDRESS,
        uint(period),
        uint(cycle),
        ascii(topic),
        key,
        bool(true),
        uint(3 * HALF),
        uint(id));
  }

  private Buff recovered(String message) {
    var key =
        simnet
            .execute("(unwrap-panic (secp256k1-recover? %s %s))".formatted(message, SIGNATURE))
            .result();
    return (Buff) key;
  }

  @Test
  void aDelegateLocksIncreasesExtendsAndCommits() {
    simnet.setEpoch(Epoch.EPOCH_2_5);
    done(POX_4, "delegate-stx", HOLDER, uint(2 * HALF), OTHER, none(), none());

    assertLocks(
        done(
            POX_4,
            "delegate-stack-stx",
            OTHER,
            HOLDER,
            uint(HALF),
            ADDRESS,
            nextBurnBlock(),
            uint(1)),
        HOLDER,
        HALF,
        2_100);
    assertAccount(HOLDER, HALF, 2 * HALF, 2_100);
    assertLocks(
        done(POX_4, "delegate-stack-increase", OTHER, HOLDER, ADDRESS, uint(HALF)),
        HOLDER,
        2 * HALF,
        2_100);
    assertLocks(
        done(POX_4, "delegate-stack-extend", OTHER, HOLDER, ADDRESS, uint(2)),
        HOLDER,
        2 * HALF,
        4_200);
    assertThat(call(POX_4, "delegate-stack-extend", OTHER, HOLDER, ADDRESS, uint(20)).events())
        .isEmpty();
    var key = keyFor("agg-commit", uint(1), uint(1), 1);
    done(
        POX_4,
        "stack-aggregation-commit-indexed",
        OTHER,
        ADDRESS,
        uint(1),
        some(SIGNATURE),
        key,
        uint(3 * HALF),
        uint(1));
    assertThat(done(POX_4, "revoke-delegate-stx", HOLDER).events()).hasSize(1);
    assertThat(simnet.transferStx(HALF + 1, OTHER, HOLDER).result()).isEqualTo(err(uint(1)));

    simnet.mineEmptyBurnBlocks(4_200);

    assertAccount(HOLDER, 0, 3 * HALF, 0);
  }

  @Test
  void anOwnerStacksIncreasesAndExtendsUntilTheNewVersionOfPoxFreesAll() {
    simnet.setEpoch(Epoch.EPOCH_3_0);
    var most = uint(3 * HALF);
    var key = keyFor("stack-stx", uint(0), uint(2), 1);
    assertLocks(
        done(
            POX_4,
            "stack-stx",
            HOLDER,
            uint(HALF),
            ADDRESS,
            nextBurnBlock(),
            uint(2),
            some(SIGNATURE),
            key,
            most,
            uint(1)),
        HOLDER,
        HALF,
        3_150);
    allow(key, "stack-increase", 0, 2, 2);
    assertLocks(
        done(POX_4, "stack-increase", HOLDER, uint(HALF), none(), key, most, uint(2)),
        HOLDER,
        2 * HALF,
        3_150);
    simnet.mineEmptyBurnBlocks(1_020);
    allow(key, "stack-extend", 0, 1, 3);
    assertLocks(
        done(POX_4, "stack-extend", HOLDER, uint(1), ADDRESS, none(), key, most, uint(3)),
        HOLDER,
        2 * HALF,
        4_200);
    assertAccount(HOLDER, 2 * HALF, HALF, 4_200);

    simnet.setEpoch(Epoch.EPOCH_4_0);

    assertAccount(HOLDER, 0, 3 * HALF, 0);
    assertThatThrownBy(() -> call(POX_4, "delegate-stx", HOLDER, uint(HALF), OTHER, none(), none()))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessageContaining("Runtime(DefunctPoxContract, None)");
    assertThat(
            simnet
                .callReadOnly(POX_4.toString(), "get-stacker-info", List.of(HOLDER), HOLDER)
                .result())
        .isInstanceOf(OptionalValue.Some.class);
  }

  @Test
  void versionsThatAreGoneMayOnlyBeRead() {
    simnet.setEpoch(Epoch.EPOCH_2_5);
    for (var gone : List.of("pox", "pox-2", "pox-3")) {
      var pox = ContractPrincipal.parse(BOOT + "." + gone);
      assertThatThrownBy(() -> call(pox, "delegate-stx", HOLDER, uint(HALF), OTHER, none(), none()))
          .as(gone)
          .isInstanceOf(ClarityRuntimeException.class)
          .hasMessageContaining("Runtime(DefunctPoxContract, None)");
      simnet.callReadOnly(pox.toString(), "get-pox-info", List.of(), HOLDER);
    }
    simnet.deploy(
        "asks",
        "(define-public (f) (contract-call? '%s.pox-3 disallow-contract-caller tx-sender))"
            .formatted(BOOT),
        ClarityVersion.CLARITY_2,
        OTHER);
    assertThatThrownBy(() -> simnet.callPublic(OTHER + ".asks", "f", List.of(), HOLDER))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessageContaining("DefunctPoxContract, Some([FunctionIdentifier");
  }

  @Test
  void aContractThatStacksForItsCallerNeedsAnAllowance() {
    simnet.setEpoch(Epoch.EPOCH_3_3);
    simnet.deploy(
        "pool",
        """
        (define-public (delegate (amount uint) (allowed uint))
          (restrict-assets? tx-sender ((with-stacking allowed))
            (try! (match (contract-call? '%s delegate-stx amount tx-sender none none)
              done (ok done)
              code (err (to-uint code))))))
        """
            .formatted(POX_4),
        ClarityVersion.CLARITY_4,
        OTHER);
    done(POX_4, "allow-contract-caller", HOLDER, contract(OTHER.address(), "pool"), none());
    var pool = ContractPrincipal.parse(OTHER + ".pool");

    assertThat(call(pool, "delegate", HOLDER, uint(HALF), uint(HALF - 1)).result())
        .isEqualTo(err(uint(0)));
    assertThat(done(pool, "delegate", HOLDER, uint(HALF), uint(HALF)).events()).hasSize(1);
  }

  @Test
  void aStakerStakesUpdatesAndLeaves() {
    simnet.setEpoch(Epoch.EPOCH_4_0);
    simnet.deploy(
        "manager",
        """
        (use-trait manager '%1$s.signer-manager-trait)
        (define-public (validate-stake!
            (staker principal) (first uint) (count uint) (amount uint)
            (sats uint) (bond bool) (data (optional (buff 500))))
          (ok true))
        (define-public (checkpoint-staker
            (staker principal) (first uint) (count uint) (bond bool))
          (ok true))
        (define-public (register (me <manager>) (key (buff 33)) (sig (buff 65)))
          (begin
            (try! (contract-call? '%1$s grant-signer-key key current-contract u1 sig))
            (as-contract? ()
              (try! (contract-call? '%1$s register-signer me key)))))
        """
            .formatted(POX_5),
        ClarityVersion.CLARITY_4,
        OTHER);
    var manager = ContractPrincipal.parse(OTHER + ".manager");
    var key =
        recovered(
            "(contract-call? '%s get-signer-grant-message-hash '%s u1)".formatted(POX_5, manager));
    done(manager, "register", OTHER, manager, key, SIGNATURE);

    assertLocks(
        done(POX_5, "stake", HOLDER, manager, uint(HALF), uint(2), nextBurnBlock(), none()),
        HOLDER,
        HALF,
        3_675);
    assertAccount(HOLDER, HALF, 2 * HALF, 3_675);
    assertLocks(
        done(POX_5, "stake-update", HOLDER, manager, manager, uint(1), uint(HALF), none()),
        HOLDER,
        2 * HALF,
        4_725);
    assertThat(
            call(POX_5, "stake", HOLDER, manager, uint(HALF), uint(2), nextBurnBlock(), none())
                .events())
        .isEmpty();
    assertLocks(done(POX_5, "unstake", HOLDER, manager), HOLDER, 2 * HALF, 1_575);
    assertAccount(HOLDER, 2 * HALF, HALF, 1_575);

    simnet.mineEmptyBurnBlocks(1_575);

    assertAccount(HOLDER, 0, 3 * HALF, 0);
  }
}
