package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whoever follows events page by page gets all of them once, wherever he begins and resumes. */
class EventPagesPropertiesTest {
  private static final int CALLS = 300;

  private static SimnetChain simnetChain;
  private static Chain chain;
  private static List<ChainEvent> whole;

  @BeforeContainer
  static void makeManyEvents() {
    simnetChain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
    chain = simnetChain.visit();
    var random = new Random(1);
    for (int nonce = 0; nonce < CALLS; nonce++) {
      List<Value> texts =
          IntStream.range(0, random.nextInt(11))
              .<Value>mapToObj(i -> Cl.ascii("event " + i))
              .toList();
      chain.send(
          Notes.wallet(1)
              .sign(
                  Notes.CHAIN,
                  nonce,
                  Notes.contract(),
                  "write-many",
                  List.of(new ListValue(texts))));
    }
    whole = follow(0);
  }

  @AfterContainer
  static void close() {
    simnetChain.close();
  }

  private static List<ChainEvent> follow(long from) {
    var events = new ArrayList<ChainEvent>();
    for (var page = chain.events(from); ; page = chain.events(page.next())) {
      events.addAll(page.events());
      if (page.next() > chain.heights().stacks()) return events;
    }
  }

  @Property(tries = 1)
  void there_are_several_pages() {
    assertThat(chain.events(0).events().size()).isLessThan(whole.size());
    assertThat(whole).hasSizeGreaterThan(1000);
    assertThat(whole).extracting(event -> event.at().stacks()).isSorted();
  }

  @Property
  void from_any_height_on_all_events_of_later_blocks_follow(
      @ForAll @IntRange(min = 0, max = 2 * CALLS + 10) int from) {
    assertThat(follow(from))
        .isEqualTo(whole.stream().filter(event -> event.at().stacks() >= from).toList());
  }

  @Property
  void a_page_has_whole_blocks_and_goes_on(
      @ForAll @IntRange(min = 0, max = 2 * CALLS + 10) int from) {
    var page = chain.events(from);

    assertThat(page.next()).isGreaterThanOrEqualTo(from);
    assertThat(page.next() > from || from > chain.heights().stacks()).isTrue();
    assertThat(page.events())
        .isEqualTo(
            whole.stream()
                .filter(event -> event.at().stacks() >= from && event.at().stacks() < page.next())
                .toList());
  }
}
