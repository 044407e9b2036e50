package io.neuralnexus.tests.market;

import static io.neuralnexus.clarinet.assertj.ClarityAssertions.assertThat;
import static io.neuralnexus.clarity.Cl.ascii;
import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.none;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarinet.junit.ClarinetProject;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.tests.contracts.Governance;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket.Bid;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket.Dataset;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket.DuesKey;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket.Validator;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * The words in which the market is specified, and the people every test begins with: a provider, a
 * developer and a keeper without a part in anything. After every test the contract must owe what
 * its entries add up to, and have it.
 *
 * <p>A call is a Stacks block of its own and mines no burn block, so the burn height decides when a
 * deadline has passed: {@code mineTo(deadline)} is its last moment, {@code mineTo(deadline + 1)}
 * the first after it.
 */
@ClarinetProject(manifest = "../Clarinet.toml")
abstract class MarketStage {
  static final long STX = 1_000_000;

  // Start values of the parameters, see docs/contracts/governance.md.
  static final long STAKE = STX;
  static final long VALIDATOR_STAKE = 100 * STX;
  static final long FEE = 2_100_000;
  static final long SEAT_FEE = FEE / 7;
  static final long TIP = 10_000;
  static final long CONTEST_WINDOW = 144;
  static final long COMMIT_WINDOW = 72;
  static final long REVEAL_WINDOW = 72;
  static final long UNBONDING = 1_008;
  static final long GENERATION = 144;

  // The published example of a bid.
  static final long AMOUNT = 500_000;
  static final long TIME = 100;
  static final long DEADLINE = 150;
  static final long TIPS = 6 * TIP;

  static final long QUEUED = 1;
  static final long RUNNING = 2;
  static final long DELIVERED = 3;
  static final long CLAIMED = 4;
  static final long CONTESTED = 5;
  static final long VOTING = 6;
  static final long SETTLED = 7;
  static final long REFUNDED = 8;

  static final long NO_DEVELOPER = 101;
  static final long NO_PROVIDER = 102;

  /** Says of a validator that it neither commits nor reveals. */
  static final long ABSENT = -1;

  static final String URI = "ipfs://dataset-metadata";
  static final Buff HASH = sha256("weights".getBytes(StandardCharsets.UTF_8));

  Simnet chain;
  NeuralTrainingMarket market;
  Governance governance;
  Principal vault;
  StandardPrincipal treasury;
  StandardPrincipal provider;
  StandardPrincipal developer;
  StandardPrincipal keeper;
  final List<StandardPrincipal> judges = new ArrayList<>();

  /** micro-STX sent to the contract that it owes nobody. */
  long gifts;

  private Optional<Simnet> variant = Optional.empty();
  private final Map<Principal, String> cast = new LinkedHashMap<>();

  @BeforeEach
  void open(Simnet simnet) {
    chain = simnet;
    market = NeuralTrainingMarket.on(simnet);
    governance = Governance.on(simnet);
    judges.clear();
    cast.clear();
    vault = known("vault", market.contract());
    treasury = known("treasury", simnet.deployer());
    provider = known("provider", simnet.account("wallet_1"));
    developer = known("developer", simnet.account("wallet_2"));
    keeper = known("keeper", simnet.account("wallet_3"));
  }

  /** Goes on with another chain, whose project starts with other values. */
  final void open(ProjectVariant project) {
    variant = Optional.of(project.open());
    open(variant.get());
  }

  @AfterEach
  void owesWhatItsEntriesAddUpToAndHasIt() {
    var obligations = number(market.vars().obligations());
    assertThat(obligations).as("obligations").isEqualTo(sumOfEntries());
    assertThat(chain.stxBalance(vault).longValueExact() - obligations)
        .as("surplus")
        .isEqualTo(gifts);
    variant.ifPresent(Simnet::close);
  }

  private long sumOfEntries() {
    var vars = market.vars();
    long sum = number(vars.treasuryDue());
    for (var id = 1L; id <= number(vars.lastDatasetId()); id++)
      sum += number(dataset(uint(id)).stake());
    for (var id = 1L; id <= number(vars.lastBidId()); id++) {
      sum += number(bid(uint(id)).escrow());
      for (var who : cast.keySet()) {
        sum += due(uint(id), who);
      }
    }
    for (var who : cast.keySet()) {
      sum += balance(who);
      sum += market.maps().validators(who).map(validator -> number(validator.stake())).orElse(0L);
    }
    return sum;
  }

  // --- people ---

  /** Somebody whose money the checks look at. */
  final <P extends Principal> P known(String name, P who) {
    cast.put(who, name);
    return who;
  }

  /** Somebody new with this much money. */
  final StandardPrincipal somebody(String name, long funds) {
    var hash = Arrays.copyOf(sha256(name.getBytes(StandardCharsets.UTF_8)).bytes(), 20);
    var who =
        known(name, new StandardPrincipal(StandardPrincipal.TESTNET_SINGLE_SIG, Buff.of(hash)));
    chain.mintStx(who, funds);
    return who;
  }

  final NeuralTrainingMarket.As as(StandardPrincipal who) {
    return market.as(who);
  }

  // --- time ---

  final long burn() {
    return chain.burnBlockHeight();
  }

  /** Mines burn blocks up to this height. */
  final void mineTo(long burnHeight) {
    if (burnHeight < burn()) throw new IllegalStateException(burnHeight + " has passed");
    if (burnHeight > burn()) chain.mineEmptyBurnBlocks((int) (burnHeight - burn()));
  }

  /** The deadline pair that the next call would set. */
  final TupleValue inBlocks(long blocks) {
    return tuple(
        "stacks", uint(chain.stacksBlockHeight() + 1 + blocks), "burn", uint(burn() + blocks));
  }

  /** First burn height of a generation of weights. */
  static long startOf(long generation) {
    return (generation - 1) * GENERATION;
  }

  final long generation() {
    return burn() / GENERATION + 1;
  }

  // --- life of a bid ---

  final Uint dataset() {
    return as(provider).registerDataset(uint(STAKE), URI).value().ok();
  }

  final Uint bid() {
    return bidOn(dataset());
  }

  final Uint bidOn(Uint dataset) {
    return bidOn(dataset, AMOUNT, TIME, DEADLINE);
  }

  final Uint bidOn(Uint dataset, long amount, long time, long deadline) {
    return as(developer)
        .placeComputationBid(dataset, uint(amount), uint(time), uint(deadline))
        .value()
        .ok();
  }

  final Uint delivered() {
    return delivered(bid());
  }

  final Uint delivered(Uint bid) {
    as(provider).publishEvidence(bid, HASH, "ipfs://weights").value().ok();
    return bid;
  }

  final Uint claimed(StandardPrincipal claimant, long score) {
    return claimed(delivered(), claimant, score);
  }

  final Uint claimed(Uint delivered, StandardPrincipal claimant, long score) {
    as(claimant).submitValidationResult(model(delivered), delivered, uint(score)).value().ok();
    return delivered;
  }

  final Uint contested(StandardPrincipal claimant, long score, long counterScore) {
    var bid = claimed(claimant, score);
    as(other(claimant)).contestResult(bid, uint(counterScore)).value().ok();
    return bid;
  }

  final StandardPrincipal other(StandardPrincipal party) {
    return party.equals(provider) ? developer : provider;
  }

  // --- committees ---

  /** Registers validators of equal stake and waits until they weigh. */
  final void judges(int count) {
    for (int i = 1; i <= count; i++) {
      var judge = somebody("judge " + i, 2 * VALIDATOR_STAKE);
      as(judge).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
      judges.add(judge);
    }
    mineTo(startOf(generation() + 2));
  }

  /**
   * A committee that votes on a claim of the provider and a counter-score of the developer.
   *
   * @param seats how many seats each validator gets, in the order of their first seats
   */
  final Uint voting(long claim, long counterScore, int... seats) {
    return voting(provider, claim, counterScore, seats);
  }

  final Uint voting(StandardPrincipal claimant, long score, long counterScore, int... seats) {
    if (judges.isEmpty()) judges(Math.max(seats.length, 2));
    var bid = uint(number(market.vars().lastBidId()) + 1);
    mineTo(heightThatSeats(bid, seats));
    contested(claimant, score, counterScore);
    return drawn(bid);
  }

  final Uint drawn(Uint contested) {
    mineTo(burn() + 4);
    var outcome = as(keeper).drawCommittee(contested).value().ok().outcome();
    assertThat(outcome).isEqualTo("drawn");
    return contested;
  }

  /** Burn height from now on at which a contest of this bid leads to these numbers of seats. */
  final long heightThatSeats(Uint bid, int... seats) {
    for (long height = burn(); ; height++) {
      var committee = committeeOf(bid, 1, height);
      if (Arrays.equals(seatsPerVoter(committee), seats)) return height;
    }
  }

  /**
   * The committee that a contest at a burn height leads to, if the judges weigh the same and no
   * party is among them. Written down from docs/contracts/neural-training-market.md, not from the
   * contract.
   */
  final List<StandardPrincipal> committeeOf(Uint bid, long round, long burnHeight) {
    var subject = tuple("bid-id", bid, "round", uint(round));
    var seed = sha256(BurnHeaders.at(burnHeight + 3).bytes(), subject.serialize());
    var voters = new ArrayList<StandardPrincipal>();
    for (long seat = 0; seat < 7; seat++) {
      var hash = sha256(seed.bytes(), uint(seat).serialize()).bytes();
      var random = new BigInteger(1, Arrays.copyOf(hash, 16));
      var point = random.mod(BigInteger.valueOf(judges.size() * VALIDATOR_STAKE));
      voters.add(judges.get((int) (point.longValueExact() / VALIDATOR_STAKE)));
    }
    return voters;
  }

  static int[] seatsPerVoter(List<? extends Principal> committee) {
    var seats = new LinkedHashMap<Principal, Integer>();
    committee.forEach(voter -> seats.merge(voter, 1, Integer::sum));
    return seats.values().stream().mapToInt(Integer::intValue).toArray();
  }

  /** The drawn validators in the order of their first seats. */
  final List<StandardPrincipal> voters(Uint bid) {
    return market.maps().committees(bid).orElseThrow().voters().stream()
        .map(StandardPrincipal.class::cast)
        .distinct()
        .toList();
  }

  final Buff commitment(Uint bid, StandardPrincipal voter, long vote) {
    var round = number(market.maps().committees(bid).orElseThrow().round());
    return commitment(model(bid), bid, round, voter, vote, salt(voter));
  }

  /** The commitment as the documentation says it is computed. */
  final Buff commitment(Uint model, Uint bid, long round, Principal voter, long vote, Buff salt) {
    return sha256(
        tuple(
                "market",
                vault,
                "voter",
                voter,
                "model-id",
                model,
                "bid-id",
                bid,
                "round",
                uint(round),
                "vote",
                uint(vote),
                "salt",
                salt)
            .serialize());
  }

  static Buff salt(Principal voter) {
    return sha256("salt".getBytes(StandardCharsets.UTF_8), voter.serialize());
  }

  /** The voters commit in the order of their first seats; then the commit window passes. */
  final void commit(Uint bid, long... votes) {
    var voters = voters(bid);
    for (int i = 0; i < votes.length; i++) {
      if (votes[i] == ABSENT) continue;
      as(voters.get(i)).commitVote(bid, commitment(bid, voters.get(i), votes[i])).value().ok();
    }
    mineTo(deadline(bid) + 1);
  }

  /** The voters commit and reveal in the order of their first seats; then the windows pass. */
  final Uint voted(Uint bid, long... votes) {
    commit(bid, votes);
    var voters = voters(bid);
    for (int i = 0; i < votes.length; i++) {
      if (votes[i] == ABSENT) continue;
      as(voters.get(i)).revealVote(bid, uint(votes[i]), salt(voters.get(i))).value().ok();
    }
    mineTo(revealBy(bid) + 1);
    return bid;
  }

  final NeuralTrainingMarket.FinalizeVerdict verdict(Uint voted) {
    return as(keeper).finalizeVerdict(voted).value().ok();
  }

  // --- state ---

  final Dataset dataset(Uint id) {
    return market.maps().datasets(id).orElseThrow();
  }

  final Bid bid(Uint id) {
    return market.maps().bids(id).orElseThrow();
  }

  final Validator validator(Principal who) {
    return market.maps().validators(who).orElseThrow();
  }

  final Uint model(Uint bid) {
    return bid(bid).modelId();
  }

  final long state(Uint bid) {
    return number(bid(bid).state());
  }

  final long deadline(Uint bid) {
    return number(bid(bid).deadline().burn());
  }

  final long revealBy(Uint bid) {
    return number(market.maps().committees(bid).orElseThrow().revealBy().burn());
  }

  final long due(Uint bid, Principal who) {
    return market.maps().dues(new DuesKey(bid, who)).map(MarketStage::number).orElse(0L);
  }

  final long balance(Principal who) {
    return market.maps().balances(who).map(MarketStage::number).orElse(0L);
  }

  /** Ids of the bids that wait, best first. */
  final List<Uint> queue(Uint dataset) {
    return market.maps().queues(dataset).orElse(List.of());
  }

  final long queued(Uint dataset) {
    return queue(dataset).size();
  }

  static long number(Uint value) {
    return value.longValueExact();
  }

  // --- money ---

  /** What the cast has now, to be compared with later. */
  final Wallets wallets() {
    return new Wallets(holdings());
  }

  private Map<String, Long> holdings() {
    var stx = chain.assets().get("STX");
    var holdings = new TreeMap<String, Long>();
    cast.forEach(
        (who, name) -> holdings.put(name, stx.getOrDefault(who, BigInteger.ZERO).longValueExact()));
    return holdings;
  }

  final class Wallets {
    private final Map<String, Long> before;

    private Wallets(Map<String, Long> before) {
      this.before = before;
    }

    /** By how many micro-STX each changed since then; who did not change is not in it. */
    Map<String, Long> changes() {
      var changes = new TreeMap<String, Long>();
      holdings()
          .forEach(
              (name, now) -> {
                var change = now - before.getOrDefault(name, 0L);
                if (change != 0) changes.put(name, change);
              });
      return changes;
    }
  }

  // --- events ---

  /** An event; its fields as name, value, name, value; Java values stand for Clarity's. */
  static TupleValue event(String topic, Object... fields) {
    var values = new TreeMap<String, Value>();
    values.put("topic", ascii(topic));
    for (int i = 0; i < fields.length; i += 2) {
      values.put((String) fields[i], clarity(fields[i + 1]));
    }
    return new TupleValue(values);
  }

  private static Value clarity(Object value) {
    return switch (value) {
      case Value already -> already;
      case Integer number -> uint(number);
      case Long number -> uint(number);
      case Boolean truth -> bool(truth);
      case String text -> ascii(text);
      case Optional<?> optional ->
          optional.<Value>map(inner -> some(clarity(inner))).orElse(none());
      case Collection<?> many -> new ListValue(many.stream().map(MarketStage::clarity).toList());
      default -> throw new IllegalArgumentException("no Clarity value for " + value);
    };
  }

  final TupleValue refunded(Uint bid, String reason, long amount) {
    return event(
        "bid-refunded", "bid-id", bid, "developer", developer, "reason", reason, "amount", amount);
  }

  final TupleValue tipped(Uint bid) {
    return event("keeper-tipped", "bid-id", bid, "keeper", keeper, "amount", TIP);
  }

  /** The call returned this event, and printed it. */
  static void returnsEvent(TypedReceipt<? extends Response<?, Uint>> receipt, TupleValue event) {
    assertThat(receipt).isOk(event).hasPrint(event);
  }

  /** Topics of what the call printed, in order. */
  static List<String> topics(TypedReceipt<?> receipt) {
    return prints(receipt.receipt()).map(event -> text(event.get("topic"))).toList();
  }

  static Stream<TupleValue> prints(Receipt receipt) {
    return receipt.events().stream()
        .flatMap(
            event ->
                event instanceof Event.Print(var _, TupleValue tuple)
                    ? Stream.of(tuple)
                    : Stream.empty());
  }

  private static String text(Value value) {
    return ((io.neuralnexus.clarity.AsciiString) value).value();
  }

  // --- bytes ---

  static Buff sha256(byte[]... parts) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var part : parts) digest.update(part);
      return Buff.of(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
