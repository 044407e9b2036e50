package io.neuralnexus.cli.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why balances changed: micro-STX per account and reason, in the order in which the reasons first
 * came up.
 */
public final class Cashbook {
  private final Map<Account, Map<String, Long>> entries = new LinkedHashMap<>();

  /** Books an amount, negative if the account paid it. Nothing is booked for 0. */
  public void add(Account account, String reason, long amount) {
    if (amount == 0) return;
    entries
        .computeIfAbsent(account, _ -> new LinkedHashMap<>())
        .merge(reason, amount, Math::addExact);
  }

  /** What was booked; what came back in full is 0. */
  public Map<String, Long> of(Account account) {
    return Collections.unmodifiableMap(entries.getOrDefault(account, Map.of()));
  }

  /** Sum over all reasons. */
  public long total(Account account) {
    return of(account).values().stream().reduce(0L, Math::addExact);
  }
}
