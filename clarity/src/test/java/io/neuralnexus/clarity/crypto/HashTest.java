package io.neuralnexus.clarity.crypto;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Examples of the standards that define the functions. */
class HashTest {
  private static final byte[] ABC = "abc".getBytes(US_ASCII);

  @Test
  void sha2IsThatOfFips180() {
    assertThat(hex(Hash.sha256(ABC)))
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(hex(Hash.sha512(ABC)))
        .isEqualTo(
            "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
    assertThat(hex(Hash.sha512Half(ABC)))
        .isEqualTo("53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
  }

  @Test
  void keccakIsThatOfEthereumAndNotSha3() {
    assertThat(hex(Hash.keccak256(new byte[0])))
        .isEqualTo("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");
  }

  @Test
  void ripemd160IsThatOfIts1996Paper() {
    assertThat(hex(Hash.ripemd160(ABC))).isEqualTo("8eb208f7e05d987a9b044a8e98c6b087f15a0bfc");
  }

  @Test
  void hash160IsThatOfTheFirstBitcoinAddressOfTheGeneratorPoint() {
    var key =
        HexFormat.of()
            .parseHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");

    assertThat(hex(Hash.hash160(key))).isEqualTo("751e76e8199196d454941c45d1b3a323f1433bd6");
  }

  @Test
  void partsAreHashedAsOne() {
    assertThat(Hash.sha512Of("a".getBytes(US_ASCII), "bc".getBytes(US_ASCII)))
        .isEqualTo(Hash.sha512(ABC));
    assertThat(Hash.doubleSha256("ab".getBytes(US_ASCII), "c".getBytes(US_ASCII)))
        .isEqualTo(Hash.sha256(Hash.sha256(ABC)));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
