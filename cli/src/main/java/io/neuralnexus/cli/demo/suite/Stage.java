package io.neuralnexus.cli.demo.suite;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.bindings.ContractError;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.cli.demo.Account;
import io.neuralnexus.cli.demo.Chain;
import io.neuralnexus.cli.demo.Done;
import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.demo.Story;
import io.neuralnexus.offchain.contracts.Compensation;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.DataRights;
import io.neuralnexus.offchain.contracts.Marketplace;
import io.neuralnexus.offchain.contracts.ModelRegistry;
import io.neuralnexus.offchain.contracts.ZkVerification;
import io.neuralnexus.offchain.files.FileStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * What everyone in the play shares: the chain with the contracts of the suite, the files, chance,
 * and the story that is told of it. Each call is booked, and its cost counted.
 */
final class Stage {
  private final Chain chain;
  private final Ledger ledger;
  private final Seed seed;
  private final Story story;
  private final FileStore files = FileStore.inMemory();
  private final List<Object> events = new ArrayList<>();
  private final List<Tally> tallies = new ArrayList<>();

  final Compensation vault;
  final DataRights data;
  final ZkVerification zk;
  final ComputationVerification computation;
  final ModelRegistry models;
  final Marketplace market;

  Stage(Chain chain, Cast cast, Seed seed, Story story) {
    this.chain = chain;
    this.seed = seed;
    this.story = story;
    vault = Compensation.on(chain.simnet());
    data = DataRights.on(chain.simnet());
    zk = ZkVerification.on(chain.simnet());
    computation = ComputationVerification.on(chain.simnet());
    models = ModelRegistry.on(chain.simnet());
    market = Marketplace.on(chain.simnet());
    ledger = new Ledger(vault, cast);
  }

  Chain chain() {
    return chain;
  }

  Ledger ledger() {
    return ledger;
  }

  FileStore files() {
    return files;
  }

  /** 32 bytes that nobody else can guess. */
  Buff secret(String purpose) {
    return seed.salt(purpose);
  }

  Seed seed() {
    return seed;
  }

  /** Begins an act. */
  void act(String title) {
    if (!tallies.isEmpty()) tellCost();
    tallies.add(Tally.of(title));
    story.act(title);
  }

  /** Tells what the act took on the chain. */
  void tellCost() {
    var tally = tallies.getLast();
    tell("-- %s", tally);
  }

  void tell(String line, Object... values) {
    story.tell(String.format(Locale.ROOT, line, values));
  }

  /**
   * A call that must succeed.
   *
   * @throws IllegalStateException if a contract refused it
   */
  <O, E> Done<O> call(TypedReceipt<Response<O, E>> receipt) {
    var done = chain.done(receipt);
    receipt
        .receipt()
        .costs()
        .ifPresent(costs -> tallies.add(tallies.removeLast().plus(costs.total())));
    ledger.read(done.events());
    done.events().forEach(this::archive);
    return done;
  }

  /**
   * A call that must fail with an error.
   *
   * @throws IllegalStateException if it does not
   */
  <O> void refuse(ContractError error, TypedReceipt<Response<O, Uint>> receipt) {
    var code = receipt.value().error();
    if (!code.equals(error.code())) {
      throw new IllegalStateException("refused, but not with %s: %s".formatted(error, receipt));
    }
  }

  /**
   * The latest event of a kind.
   *
   * @param about which one is meant
   */
  <E> E latest(Class<E> kind, Predicate<E> about) {
    return events.reversed().stream()
        .filter(kind::isInstance)
        .map(kind::cast)
        .filter(about)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody printed " + kind.getSimpleName()));
  }

  /** What marketplace and computation-verification print, for whoever follows the chain. */
  private void archive(Event event) {
    if (!(event instanceof Event.Print(ContractPrincipal contract, Value print))) return;
    if (contract.equals(market.contract())) events.add(Marketplace.Event.fromClarity(print));
    if (contract.equals(computation.contract())) {
      events.add(ComputationVerification.Event.fromClarity(print));
    }
  }

  List<Tally> tallies() {
    return List.copyOf(tallies);
  }

  /** Wallet and balance in the vault, micro-STX. */
  long wealth(Account account) {
    return chain.balance(account.address()) + balance(account.address());
  }

  /** What lies in the vault for somebody, micro-STX. */
  long balance(Principal who) {
    return vault.getBalance(who).longValueExact();
  }
}
