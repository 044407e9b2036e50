package io.neuralnexus.clarity.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** Published examples. */
class SignatureVectorsTest {
  @Test
  void ed25519TakesTheExamplesOfRfc8032() {
    assertThat(
            Ed25519.verify(
                new byte[0],
                bytes(
                    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555"
                        + "fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"),
                bytes("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")))
        .isTrue();
    assertThat(
            Ed25519.verify(
                bytes("72"),
                bytes(
                    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da0"
                        + "85ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"),
                bytes("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")))
        .isTrue();
  }

  @Test
  void secp256r1TakesTheExampleOfRfc6979() {
    var digest = Hash.sha256("sample".getBytes(StandardCharsets.US_ASCII));

    assertThat(
            Secp256r1.verify(
                digest,
                bytes(
                    "efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                        + "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8"),
                bytes("0360fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6")))
        .isTrue();
  }

  @Test
  void secp256k1RecoversTheSignerOfTheExampleOfEthereumsPrecompiledContract() {
    var digest = bytes("456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3");
    var signature =
        bytes(
            "9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"
                + "4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada"
                + "01");

    var key = Secp256k1.recover(digest, signature).orElseThrow();
    var point = Secp256k1.decompress(key).orElseThrow();
    var hash = Hash.keccak256(Arrays.copyOfRange(point, 1, 65));

    assertThat(HexFormat.of().formatHex(hash, 12, 32))
        .isEqualTo("7156526fbd7a3c72969b54f64e42c10fbb768c8a");
    assertThat(Secp256k1.verify(digest, signature, key)).isTrue();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
