package io.neuralnexus.tests.market.model;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Everybody who plays: each has an address made from its name, and a purse to begin with. */
enum Actor {
  PROVIDER_1(500_000_000),
  PROVIDER_2(500_000_000),
  PROVIDER_3(500_000_000),
  DEVELOPER_1(500_000_000),
  DEVELOPER_2(500_000_000),
  VALIDATOR_1(2_000_000_000),
  VALIDATOR_2(2_000_000_000),
  VALIDATOR_3(2_000_000_000),
  VALIDATOR_4(2_000_000_000),
  VALIDATOR_5(2_000_000_000),
  VALIDATOR_6(2_000_000_000),
  VALIDATOR_7(2_000_000_000),
  VALIDATOR_8(2_000_000_000),
  KEEPER(1_000_000),
  OUTSIDER(1_000_000_000),
  GUARDIAN(1_000_000),
  GOVERNOR(120_000_000_000L),
  TREASURY(1_000_000);

  static final List<Actor> PROVIDERS = List.of(PROVIDER_1, PROVIDER_2, PROVIDER_3);
  static final List<Actor> DEVELOPERS = List.of(DEVELOPER_1, DEVELOPER_2);
  static final List<Actor> VALIDATORS = List.copyOf(EnumSet.range(VALIDATOR_1, VALIDATOR_8));

  /** A party that sits on the bench too must never be drawn for its own bids. */
  static final Set<Actor> CANDIDATES = Set.copyOf(EnumSet.of(PROVIDER_1, DEVELOPER_1, OUTSIDER));

  private static final int ADDRESS_LENGTH = 20;

  private final long purse;
  private final StandardPrincipal principal;

  Actor(long purse) {
    this.purse = purse;
    var name = name().getBytes(StandardCharsets.US_ASCII);
    this.principal =
        new StandardPrincipal(
            StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(Arrays.copyOf(name, ADDRESS_LENGTH)));
  }

  /** micro-STX at the start. */
  long purse() {
    return purse;
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
