package io.neuralnexus.clarity.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.crypto.BitcoinTransaction.Failure;
import io.neuralnexus.clarity.crypto.BitcoinTransaction.Output;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class BitcoinTransactionTest {
  /** The only transaction of the first block of Bitcoin. */
  private static final String GENESIS =
      "01000000010000000000000000000000000000000000000000000000000000000000000000ffffffff4d"
          + "04ffff001d0104455468652054696d65732030332f4a616e2f32303039204368616e63656c6c6f72206f"
          + "6e206272696e6b206f66207365636f6e64206261696c6f757420666f722062616e6b73ffffffff0100f2"
          + "052a01000000434104678afdb0fe5548271967f1a67130b7105cd6a828e03909a67962e0ea1f61deb649"
          + "f6bc3f4cef38c4f35504e51ec112de5c384df7ba0b8d578a4c702b6bf11d5fac00000000";

  @Test
  void theFirstTransactionOfBitcoinPaysFiftyCoins() {
    assertThat(BitcoinTransaction.output(bytes(GENESIS), Uint.ZERO, ChainProfile.SIMNET))
        .asInstanceOf(type(Output.class))
        .satisfies(
            output -> {
              assertThat(output.amount()).isEqualTo(Uint.of(5_000_000_000L));
              assertThat(output.script()).hasSize(67).endsWith(0xac);
              // As displayed: 4a5e1e4baab89f3a32518a88c31bc87f618f76673e2cc77ab2127b7afdeda33b.
              assertThat(HexFormat.of().formatHex(output.txid()))
                  .isEqualTo("3ba3edfd7a7b12b27ac72c3e67768f617fc81bc3888a51323a9fb8aa4b1e5e4a");
            });
  }

  @Test
  void aTransactionHasNoOutputBeyondItsLast() {
    assertThat(BitcoinTransaction.output(bytes(GENESIS), Uint.ONE, ChainProfile.SIMNET))
        .isEqualTo(Failure.NO_SUCH_OUTPUT);
  }

  @Test
  void bytesThatAreCutOffAreNoTransaction() {
    var whole = bytes(GENESIS);
    for (int length = 0; length < whole.length; length++) {
      assertThat(
              BitcoinTransaction.output(
                  Arrays.copyOf(whole, length), Uint.ZERO, ChainProfile.SIMNET))
          .isEqualTo(Failure.NOT_A_TRANSACTION);
    }
  }

  @Test
  void anIndexOverSixtyFourBitsIsRefusedWithoutALookAtTheBytes() {
    assertThat(BitcoinTransaction.output(new byte[0], new Uint(1, 0), ChainProfile.SIMNET))
        .isEqualTo(Failure.NO_SUCH_OUTPUT);
    assertThat(BitcoinTransaction.output(new byte[0], new Uint(0, -1), ChainProfile.SIMNET))
        .isEqualTo(Failure.NOT_A_TRANSACTION);
  }

  @Test
  void aLengthOverThirtyTwoBitsCountsByItsLastThirtyTwoAndIsHashedAsThat() {
    var script = "51".repeat(66_000);
    var head = "01000000" + "01" + "00".repeat(36) + "00" + "00".repeat(4) + "02";
    var tail = "ee".repeat(8) + "0151" + "00000000";
    var plain = bytes(head + "dd".repeat(8) + "fed0010100" + script + tail);
    var overlong = bytes(head + "dd".repeat(8) + "ffd001010001000000" + script + tail);

    assertThat(BitcoinTransaction.output(overlong, Uint.ONE, ChainProfile.SIMNET))
        .usingRecursiveComparison()
        .isEqualTo(BitcoinTransaction.output(plain, Uint.ONE, ChainProfile.SIMNET));
    assertThat(BitcoinTransaction.output(overlong, Uint.ZERO, ChainProfile.SIMNET))
        .isEqualTo(Failure.SCRIPT_TOO_LONG);
  }

  @Test
  void aNodeKeepsAllBitsOfALengthAndFindsNoTransactionThen() {
    var head = "01000000" + "01" + "00".repeat(36) + "00" + "00".repeat(4) + "01";
    var overlong = bytes(head + "dd".repeat(8) + "ff0100000001000000" + "51" + "00000000");

    assertThat(BitcoinTransaction.output(overlong, Uint.ZERO, ChainProfile.MAINNET))
        .isEqualTo(Failure.NOT_A_TRANSACTION);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
