package io.neuralnexus.clarinet.project;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarinet.ProjectException;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** What {@code settings/Devnet.toml} says about accounts. */
final class Settings {
  static final String FILE = "settings/Devnet.toml";
  private static final BigInteger SBTC = BigInteger.valueOf(1_000_000_000);

  private Settings() {}

  /**
   * The accounts by name.
   *
   * @throws ProjectException if the file is missing or no TOML, or a mnemonic is none
   */
  static List<Wallet> wallets(ProjectFiles files) {
    return files.toml(FILE).path("accounts").properties().stream()
        .filter(account -> account.getValue().isObject())
        .sorted(Map.Entry.comparingByKey())
        .map(account -> wallet(account.getKey(), account.getValue()))
        .toList();
  }

  private static Wallet wallet(String name, JsonNode account) {
    if (!account.path("mnemonic").isTextual()) {
      throw ProjectFiles.error(
          FILE, 0, 0, "account %s has no mnemonic to derive its address from".formatted(name));
    }
    try {
      var address =
          Mnemonic.parse(account.get("mnemonic").textValue())
              .address(account.path("derivation").asText(Mnemonic.PATH));
      return new Wallet(
          name,
          address,
          amount(account.path("balance"), BigInteger.ZERO),
          amount(account.path("sbtc_balance"), SBTC));
    } catch (IllegalArgumentException e) {
      throw ProjectFiles.error(FILE, 0, 0, "account %s: %s".formatted(name, e.getMessage()));
    }
  }

  private static BigInteger amount(JsonNode value, BigInteger otherwise) {
    return value.isIntegralNumber() ? value.bigIntegerValue() : otherwise;
  }
}
