package io.neuralnexus.tests.market;

import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.bindings.Response;
import io.neuralnexus.clarinet.bindings.TypedReceipt;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a follower of events sees, and that {@code docs/events.md} says the same. */
class EventsTest extends MarketStage {
  private static final Path PAGE = Path.of("../docs/events.md");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\| neural-training-market \\|([^|]*)\\|");
  private static final Pattern NAME = Pattern.compile("`([a-z-]+)`");

  private final List<TupleValue> events = new ArrayList<>();

  @Test
  void aContestedBidTellsItsWholeLife() {
    playContestedBid();
    assertThat(topics(events))
        .containsExactly(
            "validator-registered",
            "dataset-registered",
            "bid-placed",
            "bid-matched",
            "evidence-published",
            "result-claimed",
            "draw-awaited",
            "result-contested",
            "keeper-tipped",
            "committee-drawn",
            "voting-opened",
            "vote-committed",
            "vote-revealed",
            "keeper-tipped",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "seat-closed",
            "verdict-reached",
            "result-settled",
            "run-finished",
            "reward-claimed",
            "reward-claimed",
            "reward-claimed");
  }

  @Test
  void everyEventHasTheFieldsThatItsPageSays() throws IOException {
    playContestedBid();
    playTheRest();

    var printed = new TreeMap<String, Set<String>>();
    for (var event : events) printed.put(topic(event), new TreeSet<>(event.fields().keySet()));

    assertThat(printed).isEqualTo(documented());
  }

  private void playContestedBid() {
    var judge = somebody("judge", 2 * VALIDATOR_STAKE);
    tell(as(judge).registerValidator(uint(VALIDATOR_STAKE)));
    mineTo(startOf(generation() + 2));
    tell(as(provider).registerDataset(uint(STAKE), URI));
    var bid = uint(1);
    tell(as(developer).placeComputationBid(uint(1), uint(AMOUNT), uint(TIME), uint(DEADLINE)));
    tell(as(provider).publishEvidence(bid, HASH, "ipfs://weights"));
    tell(as(provider).submitValidationResult(uint(1), bid, uint(85)));
    tell(as(developer).contestResult(bid, uint(40)));
    mineTo(burn() + 4);
    tell(as(keeper).drawCommittee(bid));
    tell(as(judge).commitVote(bid, commitment(bid, judge, 80)));
    mineTo(deadline(bid) + 1);
    tell(as(judge).revealVote(bid, uint(80), salt(judge)));
    mineTo(revealBy(bid) + 1);
    tell(as(keeper).finalizeVerdict(bid));
    for (var who : List.of(judge, provider, developer)) {
      tell(as(who).claimValidationReward(uint(1)));
    }
    judges.add(judge);
  }

  private void playTheRest() {
    var dataset = uint(1);
    tell(as(provider).setTerms(dataset, uint(1), uint(0)));
    tell(as(provider).topUpDataset(dataset, uint(1)));
    var waiting = bidOn(dataset);
    tell(as(developer).cancelBid(waiting));
    tell(as(developer).withdrawBalance(uint(1)));
    tell(as(judges.getFirst()).topUpValidator(uint(1)));
    tell(as(judges.getFirst()).requestValidatorUnstake());
    tell(as(provider).requestDatasetUnstake(dataset));
    mineTo(burn() + UNBONDING + 1);
    tell(as(judges.getFirst()).withdrawValidatorStake());
    tell(as(provider).withdrawDatasetStake(dataset));
    chain.transferStx(1, vault, keeper);
    tell(as(keeper).skim());
  }

  private void tell(TypedReceipt<? extends Response<?, Uint>> receipt) {
    assertThat(receipt.value().isOk()).as("%s", receipt).isTrue();
    prints(receipt.receipt()).forEach(events::add);
  }

  private static List<String> topics(Collection<TupleValue> events) {
    return events.stream().map(EventsTest::topic).toList();
  }

  private static String topic(TupleValue event) {
    return ((AsciiString) event.get("topic")).value();
  }

  /** The fields of each topic of the market, as the page lists them. */
  private Map<String, Set<String>> documented() throws IOException {
    var whole =
        Map.<String, Value>of(
            "all fields of the data set", dataset(uint(1)).toClarity(),
            "all fields of the bid", bid(uint(1)).toClarity(),
            "all fields of the committee",
                market.maps().committees(uint(1)).orElseThrow().toClarity(),
            "all fields of the validator", registeredValidator());
    var documented = new TreeMap<String, Set<String>>();
    for (var row : ROW.matcher(Files.readString(PAGE)).results().toList()) {
      var text = row.group(2).replaceAll("\\([^)]*\\)", "");
      var fields = new TreeSet<>(Set.of("topic"));
      NAME.matcher(text).results().map(name -> name.group(1)).forEach(fields::add);
      whole.forEach(
          (words, tuple) -> {
            if (text.contains(words)) fields.addAll(((TupleValue) tuple).fields().keySet());
          });
      documented.put(row.group(1), fields);
    }
    return documented;
  }

  private Value registeredValidator() {
    as(keeper).registerValidator(uint(VALIDATOR_STAKE)).value().ok();
    return validator(keeper).toClarity();
  }
}
