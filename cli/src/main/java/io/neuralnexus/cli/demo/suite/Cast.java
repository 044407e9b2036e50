package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Chain;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everyone who takes part.
 *
 * @param machines who computes for money
 * @param scout who proposes matches
 * @param clinics who buys licences to use models
 * @param studio who buys a licence to make a model smaller
 */
record Cast(
    Account treasury,
    Account developer,
    List<Account> owners,
    List<Account> machines,
    List<Account> verifiers,
    Account scout,
    List<Account> clinics,
    Account studio,
    Account keeper) {

  static Cast of(Chain chain, int owners, int machines, int verifiers, int clinics) {
    return new Cast(
        chain.treasury(),
        Account.named("lab"),
        numbered("owner", owners),
        numbered("machine", machines),
        numbered("verifier", verifiers),
        Account.named("scout"),
        numbered("clinic", clinics),
        Account.named("studio"),
        Account.named("keeper"));
  }

  private static List<Account> numbered(String role, int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> Account.named(role + "-" + i)).toList();
  }

  List<Account> all() {
    return Stream.of(
            Stream.of(treasury, developer),
            owners.stream(),
            machines.stream(),
            verifiers.stream(),
            Stream.of(scout),
            clinics.stream(),
            Stream.of(studio, keeper))
        .flatMap(accounts -> accounts)
        .toList();
  }

  /** Those who come with money. */
  List<Account> spenders() {
    return all().stream()
        .filter(account -> !List.of(treasury, scout, keeper).contains(account))
        .toList();
  }

  /**
   * Whose address it is.
   *
   * @throws IllegalStateException if it is nobody's in the play
   */
  Account account(Principal address) {
    return all().stream()
        .filter(account -> account.address().equals(address))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(address + " takes no part"));
  }

  /** For what an account is paid in jobs. */
  Reason work(Account account) {
    if (owners.contains(account)) return Reason.DATA;
    return machines.contains(account) ? Reason.COMPUTATION : Reason.AUDITS;
  }
}
