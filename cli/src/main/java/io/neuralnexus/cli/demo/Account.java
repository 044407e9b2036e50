package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Someone who takes part. */
public record Account(String name, StandardPrincipal address) {
  /** The account of that name: always the same address. */
  public static Account named(String name) {
    var hash = Sha256.of(("neuralnexus demo account " + name).getBytes(StandardCharsets.UTF_8));
    var address =
        new StandardPrincipal(
            StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(Arrays.copyOf(hash.bytes(), 20)));
    return new Account(name, address);
  }

  @Override
  public String toString() {
    return name;
  }
}
