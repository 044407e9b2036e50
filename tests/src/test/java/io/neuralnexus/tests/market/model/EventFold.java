package io.neuralnexus.tests.market.model;

import static io.neuralnexus.clarity.Cl.bool;
import static io.neuralnexus.clarity.Cl.list;
import static io.neuralnexus.clarity.Cl.some;
import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static io.neuralnexus.tests.market.model.Values.number;
import static io.neuralnexus.tests.market.model.Values.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The state of the market as its printed events alone tell it, in the shape in which the contract
 * stores it. While folding it watches the order of things: ids are new, states move along the
 * diagram, every settlement adds up.
 */
final class EventFold {
  private static final Value UNREVEALED = uint(255);

  private final Coverage coverage;
  private final List<Map<String, Value>> datasets = new ArrayList<>();
  private final List<Map<String, Value>> bids = new ArrayList<>();
  private final List<Value> terms = new ArrayList<>();

  /** Bids of the models. */
  private final List<Value> models = new ArrayList<>();

  private final Map<Long, Map<String, Value>> committees = new TreeMap<>();
  private final Map<Long, Value> evidence = new TreeMap<>();
  private final Map<Value, Map<String, Value>> validators = new HashMap<>();
  private final Map<Value, Long> balances = new HashMap<>();
  private final Map<Due, Long> dues = new HashMap<>();
  private final Set<Due> claimants = new HashSet<>();
  private final Set<Value> slots = new HashSet<>();
  private long treasury;

  /** Of the latest step. */
  private final Set<Long> changedDatasets = new TreeSet<>();

  private final Set<Long> changedBids = new TreeSet<>();
  private final Set<Value> changedPrincipals = new LinkedHashSet<>();

  private record Due(long bid, Value who) {}

  EventFold(Coverage coverage) {
    this.coverage = coverage;
  }

  void take(Receipt receipt, Value market) {
    for (var event : receipt.events()) {
      if (event instanceof Event.Print(var contract, TupleValue printed)
          && contract.equals(market)) {
        take(printed);
        noteChange(printed);
      }
    }
  }

  private void noteChange(TupleValue event) {
    event
        .fields()
        .forEach(
            (field, value) -> {
              switch (field) {
                case "dataset-id" -> changedDatasets.add(number(value));
                case "bid-id" -> changedBids.add(number(value));
                case "validator", "keeper", "owner", "developer" -> changedPrincipals.add(value);
                default -> {}
              }
            });
  }

  private void take(TupleValue event) {
    switch (text(event.get("topic"))) {
      case "dataset-registered" -> {
        assertThat(number(event, "dataset-id"))
            .as("new data set id")
            .isEqualTo(datasets.size() + 1);
        datasets.add(without(event, "topic", "dataset-id"));
      }
      case "terms-set" -> copy(event, dataset(event), "ask", "capacity");
      case "dataset-topped-up" -> copy(event, dataset(event), "stake");
      case "dataset-closed" -> dataset(event).put("unlock", some(event.get("unlock")));
      case "dataset-withdrawn" -> {
        assertThat(dataset(event).get("stake")).isEqualTo(event.get("amount"));
        dataset(event).put("stake", uint(0));
      }
      case "run-finished" -> copy(event, dataset(event), "stake", "running", "quality", "samples");
      case "bid-placed" -> {
        assertThat(number(event, "bid-id")).as("new bid id").isEqualTo(bids.size() + 1);
        bids.add(without(event, "topic", "bid-id", "terms"));
        terms.add(event.get("terms"));
      }
      case "bid-matched" -> {
        assertThat(number(event, "model-id")).as("new model id").isEqualTo(models.size() + 1);
        models.add(event.get("bid-id"));
        move(event, BidState.RUNNING);
        copy(event, bid(event), "model-id");
        add(dataset(event), "running", 1);
        coverage.end("bid-matched");
      }
      case "bid-refunded" -> {
        assertThat(bid(event).get("escrow")).as("refund").isEqualTo(event.get("amount"));
        credit(event.get("developer"), number(event, "amount"));
        empty(event);
        move(event, BidState.REFUNDED);
        coverage.end("bid-refunded " + text(event.get("reason")));
      }
      case "keeper-tipped" -> {
        var amount = number(event, "amount");
        add(bid(event), "escrow", -amount);
        credit(event.get("keeper"), amount);
      }
      case "evidence-published" -> {
        move(event, BidState.DELIVERED);
        evidence.put(number(event, "bid-id"), new TupleValue(without(event, "topic", "bid-id")));
      }
      case "result-claimed" -> {
        move(event, BidState.CLAIMED);
        var bid = bid(event);
        copy(event, bid, "score", "deadline");
        bid.put("by-provider", bool(event.get("claimant").equals(bid.get("provider"))));
        add(bid, "escrow", number(event, "bond"));
      }
      case "draw-awaited" -> {
        move(event, BidState.CONTESTED);
        copy(event, bid(event), "round", "silent", "seed-height");
      }
      case "result-contested" -> {
        copy(event, bid(event), "counter-score");
        add(bid(event), "escrow", number(event, "bond"));
      }
      case "committee-drawn" -> drawn(event);
      case "voting-opened" -> {
        move(event, BidState.VOTING);
        bid(event).put("deadline", event.get("commit-by"));
        committees.put(number(event, "bid-id"), without(event, "topic", "bid-id", "commit-by"));
        voters(event).forEach(voter -> add(validators.get(voter), "seats", 1));
      }
      case "vote-committed" -> setSeat(event, "commitments", event.get("commitment"));
      case "vote-revealed" -> setSeat(event, "votes", event.get("vote"));
      case "seat-closed" -> {
        copy(event, validators.get(event.get("validator")), "stake", "seats");
        treasury += number(event, "slashed");
        owe(number(event, "bid-id"), event.get("validator"), number(event, "fee"));
        coverSeat(event);
      }
      case "verdict-reached" -> {
        coverage.end("verdict-reached " + text(event.get("outcome")));
        switch ((int) number(event, "pays")) {
          case 1 -> coverage.end("pays developer");
          case 2 -> coverage.end("pays provider");
          case 3 -> coverage.end("pays both");
          default -> {}
        }
      }
      case "result-settled" -> settle(event);
      case "reward-claimed" -> {
        var due = new Due(number(event, "bid-id"), event.get("claimant"));
        assertThat(dues.remove(due)).as("claim of %s", due).isEqualTo(number(event, "amount"));
      }
      case "validator-registered" -> {
        validators.put(event.get("validator"), without(event, "topic", "validator"));
        if (!slots.add(event.get("slot"))) coverage.end("slot given out again");
      }
      case "validator-topped-up" -> copy(event, validators.get(event.get("validator")), "stake");
      case "validator-unstaking" ->
          validators.get(event.get("validator")).put("unlock", some(event.get("unlock")));
      case "validator-withdrawn" -> {
        var left = validators.remove(event.get("validator"));
        assertThat(left.get("stake")).as("stake paid back").isEqualTo(event.get("amount"));
      }
      case "balance-withdrawn" -> credit(event.get("owner"), -number(event, "amount"));
      case "surplus-skimmed" -> {
        assertThat(number(event, "slashed")).as("slashed and skimmed").isEqualTo(treasury);
        treasury = 0;
      }
      default -> throw new AssertionError("an event that is not documented: " + event);
    }
  }

  private void drawn(TupleValue event) {
    var outcome = text(event.get("outcome"));
    coverage.end("committee-drawn " + outcome);
    if (!outcome.equals("drawn")) return;
    var bid = bid(event);
    if (validators.containsKey(bid.get("developer"))
        || validators.containsKey(bid.get("provider"))) {
      coverage.end("party kept off the bench");
    }
  }

  private void settle(TupleValue event) {
    var bid = bid(event);
    var slashed = number(event, "slashed");
    var compensation = number(event, "compensation");
    var bounty = number(event, "bounty");
    var gotBack = compensation + bounty;
    assertThat(gotBack + number(event, "treasury")).as("parts of the slash").isEqualTo(slashed);
    assertThat(
            number(event, "provider-due") + number(event, "developer-due") + number(event, "fees"))
        .as("payouts, against bid, tips left, bonds and the developer's part of the slash")
        .isEqualTo(number(bid.get("escrow")) + gotBack);
    var id = number(event, "bid-id");
    owe(id, bid.get("provider"), number(event, "provider-due"));
    owe(id, bid.get("developer"), number(event, "developer-due"));
    treasury += number(event, "treasury");
    bid.put("final-score", event.get("score"));
    empty(event);
    move(event, BidState.SETTLED);
    var price = number(event, "price");
    coverage.end(
        "result-settled %s, %s%s"
            .formatted(
                text(event.get("path")),
                price == 0
                    ? "no price"
                    : price == number(bid.get("amount")) ? "full price" : "part of the price",
                slashed > 0 ? ", slashed" : ""));
    if (slashed > 0) coverage.end(bounty > 0 ? "slash with bounty" : "slash without bounty");
  }

  private void coverSeat(TupleValue event) {
    if (number(event, "fee") > 0) coverage.end("seat paid");
    if (number(event, "slashed") > 0) {
      coverage.end(
          event.get("vote").equals(UNREVEALED)
              ? "seat slashed for a no-show"
              : "seat slashed for an outlier");
    }
  }

  // ---- what the contract must have stored

  /** What the events of the latest step have told, and that all that is owed is told. */
  void assertStoredSinceTheLastStep(Chain chain, Chain.Observation seen) {
    assertThat(seen.obligations()).as("obligations, as events tell").isEqualTo(obligations());
    assertThat(seen.treasuryDue()).as("owed to the treasury, as events tell").isEqualTo(treasury);
    changedDatasets.forEach(dataset -> assertDataset(chain, dataset));
    changedBids.forEach(bid -> assertBid(chain, bid));
    changedPrincipals.forEach(who -> assertPrincipal(chain, who));
    changedDatasets.clear();
    changedBids.clear();
    changedPrincipals.clear();
  }

  /** Everything that a reader of the events knows, against the contract's variables and maps. */
  void assertStoredBy(Chain chain) {
    assertThat(chain.variable("last-dataset-id"))
        .as("data set ids given")
        .isEqualTo(uint(datasets.size()));
    assertThat(chain.variable("last-bid-id")).as("bid ids given").isEqualTo(uint(bids.size()));
    assertThat(chain.variable("last-model-id"))
        .as("model ids given")
        .isEqualTo(uint(models.size()));
    assertThat(number(chain.variable("slot-count")) - number(chain.variable("free-count")))
        .as("validators")
        .isEqualTo(validators.size());
    ids(datasets).forEach(dataset -> assertDataset(chain, dataset));
    ids(datasets)
        .forEach(
            dataset ->
                assertThat(chain.entry("queues", uint(dataset)).orElse(ListValue.EMPTY))
                    .as("queue of data set %d", dataset)
                    .isEqualTo(queue(dataset)));
    ids(bids).forEach(bid -> assertBid(chain, bid));
    ids(models)
        .forEach(
            model ->
                assertThat(chain.entry("models", uint(model)))
                    .as("bid of model %d", model)
                    .contains(at(models, model)));
    for (var actor : Actor.values()) assertPrincipal(chain, actor.principal());
    claimants.forEach(
        due ->
            assertThat(
                    chain
                        .entry("dues", tuple("bid-id", uint(due.bid()), "who", due.who()))
                        .orElse(uint(0)))
                .as("due to %s of bid %d", due.who(), due.bid())
                .isEqualTo(uint(dues.getOrDefault(due, 0L))));
  }

  private void assertDataset(Chain chain, long id) {
    assertThat(chain.entry("datasets", uint(id)))
        .as("data set %d", id)
        .contains(new TupleValue(at(datasets, id)));
  }

  private void assertBid(Chain chain, long id) {
    assertThat(chain.entry("bids", uint(id)))
        .as("bid %d", id)
        .contains(new TupleValue(at(bids, id)));
    assertThat(chain.entry("bid-terms", uint(id)))
        .as("terms of bid %d", id)
        .contains(at(terms, id));
    assertThat(chain.entry("committees", uint(id)))
        .as("committee of bid %d", id)
        .isEqualTo(Optional.ofNullable(committees.get(id)).map(TupleValue::new));
    assertThat(chain.entry("evidence", uint(id)))
        .as("evidence of bid %d", id)
        .isEqualTo(Optional.ofNullable(evidence.get(id)));
  }

  private void assertPrincipal(Chain chain, Value who) {
    assertThat(chain.entry("balances", who).orElse(uint(0)))
        .as("balance of %s", Actor.named(who))
        .isEqualTo(uint(balances.getOrDefault(who, 0L)));
    assertThat(chain.entry("validators", who))
        .as("validator %s", Actor.named(who))
        .isEqualTo(Optional.ofNullable(validators.get(who)).map(TupleValue::new));
  }

  private long obligations() {
    return datasets.stream().mapToLong(dataset -> number(dataset.get("stake"))).sum()
        + bids.stream().mapToLong(bid -> number(bid.get("escrow"))).sum()
        + validators.values().stream().mapToLong(v -> number(v.get("stake"))).sum()
        + dues.values().stream().mapToLong(Long::longValue).sum()
        + balances.values().stream().mapToLong(Long::longValue).sum()
        + treasury;
  }

  /** Queued bids, the best price per time first, the earlier first of equals. */
  private Value queue(long datasetId) {
    return list(
        ids(bids)
            .filter(id -> at(bids, id).get("dataset-id").equals(uint(datasetId)))
            .filter(id -> state(at(bids, id)) == BidState.QUEUED)
            .sorted(
                Comparator.comparingDouble(
                    id -> {
                      var bid = at(bids, id);
                      return -(double) number(bid.get("amount")) / number(bid.get("time"));
                    }))
            .map(id -> uint(id))
            .toList());
  }

  // ---- helpers of the fold

  private static Stream<Long> ids(List<?> entries) {
    return LongStream.rangeClosed(1, entries.size()).boxed();
  }

  private static <T> T at(List<T> entries, long id) {
    return entries.get((int) id - 1);
  }

  private Map<String, Value> dataset(TupleValue event) {
    return at(datasets, number(event, "dataset-id"));
  }

  private Map<String, Value> bid(TupleValue event) {
    return at(bids, number(event, "bid-id"));
  }

  private Map<String, Value> committee(TupleValue event) {
    return committees.get(number(event, "bid-id"));
  }

  private List<Value> voters(TupleValue event) {
    return ((ListValue) committee(event).get("voters")).values();
  }

  private static BidState state(Map<String, Value> bid) {
    return BidState.of(number(bid.get("state")));
  }

  private void move(TupleValue event, BidState to) {
    var bid = bid(event);
    assertThat(state(bid).successors())
        .as("ways on from %s of bid %s", state(bid), event.get("bid-id"))
        .contains(to);
    bid.put("state", uint(to.number()));
  }

  private void empty(TupleValue event) {
    bid(event).put("escrow", uint(0));
  }

  private void setSeat(TupleValue event, String field, Value value) {
    var committee = committee(event);
    assertThat(committee.get("round")).as("round of the vote").isEqualTo(event.get("round"));
    var seats = new ArrayList<>(((ListValue) committee.get(field)).values());
    seats.set(voters(event).indexOf(event.get("voter")), value);
    committee.put(field, list(seats));
  }

  private void owe(long bid, Value who, long amount) {
    claimants.add(new Due(bid, who));
    if (amount > 0) dues.merge(new Due(bid, who), amount, Long::sum);
  }

  private void credit(Value who, long amount) {
    balances.merge(who, amount, Long::sum);
  }

  private static void add(Map<String, Value> entry, String field, long by) {
    entry.put(field, uint(number(entry.get(field)) + by));
  }

  private static void copy(TupleValue event, Map<String, Value> entry, String... fields) {
    for (var field : fields) {
      entry.put(field, event.get(field));
    }
  }

  private static Map<String, Value> without(TupleValue event, String... fields) {
    var rest = new TreeMap<>(event.fields());
    rest.keySet().removeAll(List.of(fields));
    return rest;
  }
}
