package io.neuralnexus.tests.suite.model;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.Compensation;
import io.neuralnexus.tests.contracts.ComputationVerification;
import io.neuralnexus.tests.contracts.DataRights;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.Marketplace;
import io.neuralnexus.tests.contracts.ModelRegistry;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The state of the suite as events alone tell it. It begins at the deployment; whoever feeds it
 * gives it every transaction with the heights of its block, and nothing else: no argument, no
 * answer of a call, no look at the chain. Then {@link #firstDifference} holds it against what the
 * contracts' read-only functions say.
 */
public final class AuditTrail {
  /** The score of somebody without a sample, bps. */
  static final Uint UNKNOWN = Uint.of(5_000);

  private static final Uint MEMORY = Uint.of(7);
  private static final Uint SAMPLE_INTERVAL = Uint.of(144);

  private final Governance governance;
  private final Compensation vault;
  private final DataRights data;
  private final ComputationVerification computation;
  private final ModelRegistry models;
  private final Marketplace market;
  private final AuditTrailGovernance governanceTrail;
  private final AuditTrailVault vaultTrail;
  private final AuditTrailData dataTrail;
  private final AuditTrailComputation computationTrail;
  private final AuditTrailModels modelTrail;
  private final AuditTrailMarket marketTrail;

  /** The trail of a chain on which nothing has happened since the contracts were deployed. */
  public AuditTrail(Simnet chain) {
    governance = Governance.on(chain);
    vault = Compensation.on(chain);
    data = DataRights.on(chain);
    computation = ComputationVerification.on(chain);
    models = ModelRegistry.on(chain);
    market = Marketplace.on(chain);
    governanceTrail = new AuditTrailGovernance(chain, governance);
    vaultTrail = new AuditTrailVault(vault);
    dataTrail = new AuditTrailData(data, governanceTrail);
    computationTrail = new AuditTrailComputation(computation);
    modelTrail = new AuditTrailModels(models);
    marketTrail = new AuditTrailMarket(market);
  }

  /**
   * Reads the events of a transaction.
   *
   * @param stacks height of its Stacks block
   * @param burn height of the burn block that it saw
   * @throws AssertionError if they tell of something that cannot be, by those before
   */
  public void read(Receipt receipt, long stacks, long burn) {
    var now = new AuditTrailMoment(Uint.of(stacks), Uint.of(burn));
    for (var event : receipt.events()) read(event, now);
  }

  private void read(Event event, AuditTrailMoment now) {
    vaultTrail.read(event);
    governance.event(event).ifPresent(governanceTrail::read);
    vault.event(event).ifPresent(each -> vaultTrail.read(each, now));
    data.event(event).ifPresent(each -> dataTrail.read(each, now));
    computation.event(event).ifPresent(each -> computationTrail.read(each, now));
    models.event(event).ifPresent(each -> modelTrail.read(each, now));
    market.event(event).ifPresent(each -> marketTrail.read(each, now));
  }

  /** The first difference between all that events ever told of and the chain. */
  public Optional<String> firstDifference() {
    return first(AuditTrailEntries::firstDifference);
  }

  /** The first difference in what events told of since the last question: cheap after each step. */
  public Optional<String> firstNewDifference() {
    return first(AuditTrailEntries::firstNewDifference);
  }

  private Optional<String> first(Function<AuditTrailEntries<?, ?>, Optional<String>> question) {
    var parts =
        List.of(governanceTrail, vaultTrail, dataTrail, computationTrail, modelTrail, marketTrail);
    for (var part : parts) {
      for (var entries : part.entries()) {
        var difference = question.apply(entries);
        if (difference.isPresent()) return difference;
      }
      var contradiction = part.contradiction();
      if (contradiction.isPresent()) return contradiction;
    }
    return Optional.empty();
  }

  // --- what several contracts have in common

  static Uint lesser(Uint one, Uint other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /** A moving average of a score and one sample more. */
  static Uint average(Uint score, Uint sample) {
    return MEMORY.times(score).plus(sample).dividedBy(MEMORY.plus(Uint.ONE));
  }

  /** Whether the last sample lies back so far that another one counts. */
  static boolean isDue(Optional<Uint> last, AuditTrailMoment now) {
    return last.isEmpty() || now.burn().compareTo(last.get().plus(SAMPLE_INTERVAL)) >= 0;
  }
}
