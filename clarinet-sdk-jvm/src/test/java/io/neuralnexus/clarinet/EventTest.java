package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final String TOKENS =
      """
      (define-fungible-token gold)
      (define-non-fungible-token card uint)
      (define-public (all (to principal))
        (begin
          (try! (ft-mint? gold u5 tx-sender))
          (try! (ft-transfer? gold u2 tx-sender to))
          (try! (ft-burn? gold u1 tx-sender))
          (try! (nft-mint? card u9 tx-sender))
          (try! (nft-transfer? card u9 tx-sender to))
          (try! (nft-burn? card u9 to))
          (try! (stx-transfer? u4 tx-sender to))
          (try! (stx-transfer-memo? u4 tx-sender to 0x0102))
          (try! (stx-burn? u3 tx-sender))
          (print { topic: "done" })
          (ok true)
        )
      )
      """;

  @Test
  void everyKindOfEventIsDecodedInOrder() {
    try (var simnet = Simnet.open(Projects.COUNTER)) {
      var from = simnet.account("wallet_1");
      var to = simnet.account("wallet_2");
      var tokens = from.contract("tokens");
      simnet.deploy("tokens", TOKENS, from);

      var receipt = simnet.callPublic(tokens.toString(), "all", List.of(to), from);

      var gold = tokens + "::gold";
      var card = tokens + "::card";
      var four = BigInteger.valueOf(4);
      assertThat(receipt.events())
          .containsExactly(
              new Event.FtMint(gold, from, BigInteger.valueOf(5)),
              new Event.FtTransfer(gold, from, to, TWO),
              new Event.FtBurn(gold, from, ONE),
              new Event.NftMint(card, from, uint(9)),
              new Event.NftTransfer(card, from, to, uint(9)),
              new Event.NftBurn(card, to, uint(9)),
              new Event.StxTransfer(from, to, four, Buff.EMPTY),
              new Event.StxTransfer(from, to, four, Buff.of((byte) 1, (byte) 2)),
              new Event.StxBurn(from, BigInteger.valueOf(3)),
              new Event.Print(tokens, tuple("topic", ascii("done"))));
    }
  }

  @Test
  void lockedStxIsAnEvent() {
    try (var simnet = Simnet.empty()) {
      var pool = simnet.deployer();
      var holder = StandardPrincipal.parse("ST1SJ3DTE5DN7X54YDH5D64R3BCB6A2AG2ZQ8YPD5");
      var pox = ContractPrincipal.parse("ST000000000000000000002AMW42H.pox-4");
      var amount = uint(1_000_000_000_000_000L);
      simnet.mintStx(holder, 2_000_000_000_000_000L);
      simnet.setEpoch(Epoch.EPOCH_2_5);
      simnet.callPublic(
          pox.toString(), "delegate-stx", List.of(amount, pool, none(), none()), holder);

      var receipt =
          simnet.callPublic(
              pox.toString(),
              "delegate-stack-stx",
              List.of(
                  holder,
                  amount,
                  tuple("version", Buff.of((byte) 0), "hashbytes", Buff.of(new byte[20])),
                  uint(simnet.burnBlockHeight() + 1),
                  uint(1)),
              pool);

      assertThat(receipt.events())
          .hasSize(2)
          .last()
          .isEqualTo(new Event.StxLock(holder, amount.toBigInteger(), 2_100, pox));
      assertThat(simnet.stxBalance(holder)).isEqualTo(amount.toBigInteger());
    }
  }
}
