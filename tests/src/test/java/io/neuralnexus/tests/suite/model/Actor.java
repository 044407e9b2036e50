package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Everybody who plays: eight who work and trade, and those who look on, push and govern. */
enum Actor {
  OWNER_1,
  OWNER_2,
  DEVELOPER_1,
  DEVELOPER_2,
  PROVIDER_1,
  PROVIDER_2,
  VERIFIER_1,
  VERIFIER_2,
  KEEPER,
  GUARDIAN,
  GOVERNOR,
  TREASURY;

  /** Who plays any part; a data set may be sold to any of them. */
  static final List<Actor> PLAYERS =
      List.of(
          OWNER_1,
          OWNER_2,
          DEVELOPER_1,
          DEVELOPER_2,
          PROVIDER_1,
          PROVIDER_2,
          VERIFIER_1,
          VERIFIER_2);

  static final List<Actor> DEVELOPERS = List.of(DEVELOPER_1, DEVELOPER_2);
  static final List<Actor> PROVIDERS = List.of(PROVIDER_1, PROVIDER_2);

  /** Owners sit on the bench as well, and must be left out of their own jobs. */
  static final List<Actor> VERIFIERS = List.of(VERIFIER_1, VERIFIER_2, OWNER_2, PROVIDER_2);

  /** Who pushes others' affairs on, for tips. */
  static final List<Actor> KEEPERS = List.of(KEEPER, OWNER_1, VERIFIER_2);

  private static final int ADDRESS_LENGTH = 20;

  private final StandardPrincipal principal;

  Actor() {
    var name = name().getBytes(StandardCharsets.US_ASCII);
    this.principal =
        new StandardPrincipal(
            StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(Arrays.copyOf(name, ADDRESS_LENGTH)));
  }

  /** micro-STX at the start. */
  long purse() {
    return this == GOVERNOR ? 200_000_000_000L : 20_000_000_000L;
  }

  StandardPrincipal principal() {
    return principal;
  }

  static Optional<Actor> of(Value principal) {
    return Arrays.stream(values()).filter(actor -> actor.principal.equals(principal)).findFirst();
  }

  static Actor named(Value principal) {
    return of(principal)
        .orElseThrow(() -> new AssertionError(principal + " is nobody who plays here"));
  }

  /** As transcripts name it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
