package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.offchain.secrecy.EncryptionKey;

/** Secrets on their way to somebody who has registered a public key on the chain. */
final class Wrapping {
  private Wrapping() {}

  /**
   * Wraps a message.
   *
   * @param from who sends it, and for what: no two messages share it
   */
  static Buff wrap(Stage stage, Buff message, Principal to, String from) {
    var key = stage.data.getEncryptionKey(to).orElseThrow();
    var once = EncryptionKey.of(stage.secret("wrapped by %s for %s".formatted(from, to)));
    return EncryptionKey.wrap(key, message, once);
  }
}
