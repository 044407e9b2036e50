package io.neuralnexus.offchain.job;

import io.neuralnexus.clarinet.ContractHost;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.secrecy.EncryptionKey;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The keys that were granted to an account on the chain. */
public final class GrantedKeys implements KeySource {
  private final Marketplace market;
  private final DataRights data;
  private final StandardPrincipal account;
  private final EncryptionKey key;
  private final LongFunction<List<Buff>> posted;

  /**
   * The grants of an account.
   *
   * @param key that it has registered
   * @param posted what {@code post-holdout-key} printed for a job: one wrapped message for each
   *     grantee; none if it has not been called
   */
  public GrantedKeys(
      ContractHost chain,
      StandardPrincipal account,
      EncryptionKey key,
      LongFunction<List<Buff>> posted) {
    this.market = Marketplace.on(chain);
    this.data = DataRights.on(chain);
    this.account = account;
    this.key = key;
    this.posted = posted;
  }

  @Override
  public Optional<KeyMessage> dataset(long job, long dataset) {
    return data.getGrant(market.contract(), Uint.of(job), Uint.of(dataset), account)
        .map(wrapped -> KeyMessage.unwrap(key, wrapped));
  }

  @Override
  public Optional<KeyMessage> holdOut(long job) {
    var keys = posted.apply(job);
    var place =
        data.getJob(market.contract(), Uint.of(job)).stream()
            .mapToInt(granted -> granted.grantees().indexOf(account))
            .findFirst()
            .orElse(-1);
    if (place < 0 || place >= keys.size()) return Optional.empty();
    return Optional.of(KeyMessage.unwrap(key, keys.get(place)));
  }
}
