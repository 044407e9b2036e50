package io.neuralnexus.offchain.secrecy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EncryptionKeyTest {
  private static final Buff MESSAGE = Buff.of("key and seed".getBytes(StandardCharsets.UTF_8));

  private final EncryptionKey alice = key(1);
  private final EncryptionKey bob = key(2);

  @Test
  void the_public_key_of_1_is_the_generator_of_secp256k1() {
    assertThat(alice.publicKey())
        .isEqualTo(
            Buff.fromHex("0279be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798"));
  }

  @Test
  void only_the_recipient_unwraps() {
    var wrapped = EncryptionKey.wrap(alice.publicKey(), MESSAGE, key(3));

    assertThat(alice.unwrap(wrapped)).isEqualTo(MESSAGE);
    assertThatThrownBy(() -> bob.unwrap(wrapped)).hasMessageContaining("another key");
  }

  @Test
  void a_wrapped_pair_of_secrets_fits_into_128_bytes() {
    var wrapped = EncryptionKey.wrap(alice.publicKey(), Buff.of(new byte[64]), key(3));

    assertThat(wrapped.length()).isEqualTo(64 + 49);
  }

  @Test
  void every_altered_byte_is_noticed() {
    var wrapped = EncryptionKey.wrap(alice.publicKey(), MESSAGE, key(3));

    for (int at = 0; at < wrapped.length(); at++) {
      var bytes = wrapped.bytes();
      bytes[at] ^= 1;
      assertThatThrownBy(() -> alice.unwrap(Buff.of(bytes)))
          .as("byte %d", at)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void what_is_no_key_is_refused() {
    assertThatThrownBy(() -> EncryptionKey.of(Buff.of(new byte[32])))
        .hasMessageContaining("the secret of a key");
    assertThatThrownBy(() -> EncryptionKey.of(Buff.of(new byte[31])))
        .hasMessageContaining("the secret of a key");
    assertThatThrownBy(
            () ->
                EncryptionKey.of(
                    Buff.fromHex(
                        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")))
        .hasMessageContaining("the secret of a key");
    assertThatThrownBy(() -> EncryptionKey.wrap(Buff.of(new byte[33]), MESSAGE, key(3)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EncryptionKey.wrap(Buff.of(new byte[32]), MESSAGE, key(3)))
        .hasMessage("a public key has 33 bytes, not 32");
    assertThatThrownBy(() -> alice.unwrap(Buff.of(new byte[32])))
        .hasMessageContaining("more than 33 bytes");
  }

  private static EncryptionKey key(int secret) {
    var bytes = new byte[32];
    bytes[31] = (byte) secret;
    return EncryptionKey.of(Buff.of(bytes));
  }
}
