package io.neuralnexus.cli.demo;

import io.neuralnexus.clarity.Principal;
import io.neuralnexus.cli.demo.Ending.Line;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What everyone had when a part of the demo began, and what has become of it; micro-STX. */
public final class Opening {
  private final Chain chain;
  private final Set<Principal> everyone;
  private final Map<Account, Long> start = new LinkedHashMap<>();
  private final long supply;

  /** These accounts take part, with what they have now. */
  public Opening(Chain chain, Collection<Account> accounts) {
    this.chain = chain;
    everyone = chain.holders();
    for (var account : accounts) {
      everyone.add(account.address());
      start.put(account, chain.balance(account.address()));
    }
    supply = supply();
  }

  /** What each account had. */
  public Map<Account, Long> balances() {
    return Collections.unmodifiableMap(start);
  }

  /** How the accounts stand now, and why. */
  public List<Line> lines(Cashbook cashbook) {
    return start.entrySet().stream()
        .map(
            entry ->
                new Line(
                    entry.getKey().name(),
                    entry.getValue(),
                    chain.balance(entry.getKey().address()),
                    cashbook.of(entry.getKey())))
        .toList();
  }

  /** Whether no micro-STX of all accounts and contracts has come or gone. */
  public boolean isSupplyKept() {
    return supply() == supply;
  }

  private long supply() {
    return everyone.stream().mapToLong(chain::balance).reduce(0L, Math::addExact);
  }
}
