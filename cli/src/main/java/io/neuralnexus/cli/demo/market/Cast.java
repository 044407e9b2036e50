package io.neuralnexus.cli.demo.market;

import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Chain;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Everyone who takes part. */
record Cast(
    Account deployer,
    Account treasury,
    Account guardian,
    Account developer,
    List<Account> providers,
    List<Account> validators,
    Account keeper) {

  static Cast of(Chain chain, int providers, int validators) {
    return new Cast(
        chain.deployer(),
        chain.treasury(),
        chain.guardian(),
        Account.named("developer"),
        numbered("provider", providers),
        numbered("validator", validators),
        Account.named("keeper"));
  }

  private static List<Account> numbered(String role, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Account.named(role + "-" + i)).toList();
  }

  List<Account> all() {
    return Stream.of(
            Stream.of(deployer, treasury, guardian, developer),
            providers.stream(),
            validators.stream(),
            Stream.of(keeper))
        .flatMap(accounts -> accounts)
        .toList();
  }
}
