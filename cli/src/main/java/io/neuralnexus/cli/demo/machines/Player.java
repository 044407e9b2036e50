package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.offchain.chain.Wallet;
import io.neuralnexus.offchain.secrecy.Secret;

/** Someone with a key of its own: an account whose calls are signed. */
record Player(Account account, Wallet wallet, Secret secret) {
  /** The player of that name in a play. */
  static Player of(String name, Seed seed) {
    var wallet = Wallet.of(seed.salt("key of " + name));
    return new Player(
        new Account(name, wallet.address()), wallet, Secret.of(seed.salt("secret of " + name)));
  }

  String name() {
    return account.name();
  }
}
