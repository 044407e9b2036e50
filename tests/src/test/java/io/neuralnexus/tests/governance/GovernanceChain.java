package io.neuralnexus.tests.governance;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Governance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A chain with governance, its accounts named by the part they play, and its time in the unit of
 * the contract: a time of n blocks is over n + 1 burn blocks later.
 */
public final class GovernanceChain {
  /** Start values of the parameters, in micro-STX and blocks. */
  static final long QUORUM = 100_000_000_000L;

  static final long DEPOSIT = 100_000_000;
  static final long TIP = 10_000;
  static final long VOTING = 1008;
  static final long TIMELOCK = VOTING + 432;
  static final long ROLE_TIMELOCK = VOTING + 2160;
  static final long EXECUTION = 1008;
  static final long PAUSE = 432;
  static final long REST = PAUSE + 2016;
  static final long FREEZE = 5040;

  /** What docs/events.md says an event has, by its topic. */
  private static final Map<String, Set<String>> FIELDS_OF_EVENTS = fieldsOfEvents();

  /** A code that no contract has. */
  static final Buff NO_CODE = Buff.of(new byte[32]);

  final Simnet simnet;
  final Governance governance;
  final StandardPrincipal deployer;
  final StandardPrincipal proposer;
  final StandardPrincipal alice;
  final StandardPrincipal bob;
  final StandardPrincipal carol;
  final StandardPrincipal stranger;
  final StandardPrincipal treasury;
  final StandardPrincipal guardian;
  final StandardPrincipal keeper;
  final ContractPrincipal self;
  final ContractPrincipal market;

  private GovernanceChain(Simnet simnet) {
    this.simnet = simnet;
    governance = Governance.on(simnet);
    deployer = simnet.deployer();
    proposer = simnet.account("wallet_1");
    alice = simnet.account("wallet_2");
    bob = simnet.account("wallet_3");
    carol = simnet.account("wallet_4");
    stranger = simnet.account("wallet_5");
    treasury = simnet.account("wallet_6");
    guardian = simnet.account("wallet_7");
    keeper = simnet.account("wallet_8");
    self = governance.contract();
    market = new ContractPrincipal(deployer, "neural-training-market");
  }

  /** As deployed: nothing is wired yet. */
  public static GovernanceChain on(Simnet simnet) {
    return new GovernanceChain(simnet);
  }

  /** Treasury and guardian named, the market being the one vault. */
  GovernanceChain wired() {
    ok(as(deployer).finishBootstrap(treasury, guardian, List.of(market), List.of()));
    return this;
  }

  Governance.As as(StandardPrincipal who) {
    return governance.as(who);
  }

  // --- Outcomes

  /** The call succeeded, and printed one event, which is what it returned. */
  TupleValue ok(TypedReceipt<?> done) {
    return ok(done.receipt());
  }

  /**
   * The call succeeded, and printed one event, which is what it returned and has the fields that
   * docs/events.md says.
   */
  TupleValue ok(Receipt done) {
    assertThat(done).isOk();
    var event = (TupleValue) ((ResponseValue.Ok) done.result()).value();
    assertThat(done.events().stream().filter(Event.Print.class::isInstance))
        .containsExactly(new Event.Print(self, event));
    var topic = ((AsciiString) event.get("topic")).value();
    assertThat(event.fields().keySet())
        .as("fields of %s", topic)
        .isEqualTo(FIELDS_OF_EVENTS.get(topic));
    return event;
  }

  private static Map<String, Set<String>> fieldsOfEvents() {
    var row = Pattern.compile("\\| `([a-z-]+)` \\| governance \\|([^|]*)\\|");
    var name = Pattern.compile("`([a-z-]+)`");
    try {
      return row.matcher(Files.readString(Path.of("../docs/events.md")))
          .results()
          .collect(
              toMap(
                  found -> found.group(1),
                  found ->
                      Stream.concat(
                              Stream.of("topic"),
                              name.matcher(found.group(2)).results().map(field -> field.group(1)))
                          .collect(toSet())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A payment of micro-STX. */
  record Payment(Principal from, Principal to, BigInteger amount) {}

  static Payment payment(Principal from, Principal to, long amount) {
    return new Payment(from, to, BigInteger.valueOf(amount));
  }

  /** All STX the call moved, in order. */
  static List<Payment> payments(TypedReceipt<?> done) {
    return done.receipt().events().stream()
        .filter(event -> !(event instanceof Event.Print))
        .map(Event.StxTransfer.class::cast)
        .map(each -> new Payment(each.sender(), each.recipient(), each.amount()))
        .toList();
  }

  // --- Proposals

  /** A proposal about something that no other proposal of the tests is about; its id. */
  Uint propose() {
    return id(as(proposer).proposeParameter("platform-fee-bps", uint(500)));
  }

  /** The id of the proposal that was made. */
  Uint id(TypedReceipt<?> proposed) {
    return (Uint) ok(proposed).get("id");
  }

  Governance.Proposal proposal(Uint id) {
    return governance.getProposal(id).orElseThrow();
  }

  String state(Uint id) {
    return proposal(id).state();
  }

  /** Votes with exactly the quorum; it does not expect to be refused. */
  void pass(Uint id) {
    ok(as(alice).vote(id, true, proposal(id).quorum()));
  }

  /** A proposal that has passed, in its first block of being ready. */
  Uint ready(TypedReceipt<?> proposed) {
    var id = id(proposed);
    pass(id);
    whenOver(id, Governance.Proposal::timelock);
    return id;
  }

  /** Has a proposal voted and executed. */
  Uint enact(TypedReceipt<?> proposed) {
    var id = ready(proposed);
    ok(as(keeper).execute(id));
    return id;
  }

  // --- Time

  /** What stacks-block-height and burn-block-height were in the latest transaction. */
  TupleValue now() {
    return heights(0);
  }

  /** Both heights of the latest transaction, that many blocks later. */
  TupleValue heights(long later) {
    return tuple(
        "stacks",
        uint(simnet.stacksBlockHeight() + later),
        "burn",
        uint(simnet.burnBlockHeight() + later));
  }

  /** Burn blocks, each with a Stacks block. */
  void mine(long blocks) {
    if (blocks > 0) simnet.mineEmptyBlocks(Math.toIntExact(blocks));
  }

  /** The last moment at which a time of the proposal is not over yet. */
  void lastOf(Uint id, Function<Governance.Proposal, Uint> time) {
    var proposal = proposal(id);
    long end = proposal.since().burn().plus(time.apply(proposal)).longValueExact();
    mine(end - simnet.burnBlockHeight());
    assertThat(simnet.burnBlockHeight()).as("burn height").isEqualTo(end);
  }

  /** The first moment at which a time of the proposal is over. */
  void whenOver(Uint id, Function<Governance.Proposal, Uint> time) {
    lastOf(id, time);
    mine(1);
  }

  // --- Values

  /** An action, from the fields that its kind uses. */
  TupleValue action(String kind, Map<String, Value> used) {
    var blank =
        Map.<String, Value>of(
            "kind",
            Cl.ascii(kind),
            "name",
            Cl.ascii(""),
            "who",
            self,
            "model",
            Uint.ZERO,
            "hash",
            sha256(new byte[0]),
            "value",
            Uint.ZERO,
            "words",
            Uint.ZERO,
            "to",
            self,
            "enable",
            Cl.bool(true),
            "vaults",
            ListValue.EMPTY);
    return new TupleValue(
        Stream.of(blank, used)
            .flatMap(map -> map.entrySet().stream())
            .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (_, second) -> second)));
  }

  /** The key under which proposals about the same thing supersede each other. */
  static Buff subject(TupleValue action) {
    var key = Stream.of("kind", "name", "who", "model", "hash").collect(toMap(n -> n, action::get));
    return sha256(new TupleValue(key).serialize());
  }

  static Buff sha256(byte[] bytes) {
    try {
      return Buff.of(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every JDK has SHA-256", e);
    }
  }

  /** The hash of a contract's code, as the VM tells it. */
  Buff code(ContractPrincipal contract) {
    var hash = simnet.execute("(contract-hash? '%s)".formatted(contract)).result();
    return (Buff) ((ResponseValue.Ok) hash).value();
  }

  BigInteger balance(Principal who) {
    return simnet.stxBalance(who);
  }

  // --- Invariants

  /** Obligations are the locks, deposits and tips, and the balance covers them. */
  void assertSolvent(List<? extends Principal> voters) {
    // Maps and variables are read directly: a call would load the contract each time.
    var locks =
        voters.stream()
            .flatMap(voter -> governance.maps().locks(voter).stream())
            .map(lock -> lock.amount().toBigInteger());
    var last = governance.vars().lastProposal().longValueExact();
    var deposits =
        IntStream.rangeClosed(1, Math.toIntExact(last))
            .mapToObj(id -> governance.maps().proposals(uint(id)).orElseThrow())
            .filter(proposal -> proposal.state().equals(Governance.Constants.OPEN))
            .map(proposal -> proposal.deposit().plus(proposal.tip()).toBigInteger());
    var owed = Stream.concat(locks, deposits).reduce(BigInteger.ZERO, BigInteger::add);
    assertThat(governance.vars().obligations().toBigInteger()).as("obligations").isEqualTo(owed);
    assertThat(balance(self)).as("balance").isGreaterThanOrEqualTo(owed);
  }
}
