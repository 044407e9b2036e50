package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a chain in lockstep makes blocks, and which. */
@Timeout(60)
class LockstepTest {
  /** Long enough for something to happen that should not. */
  private static final Duration MOMENT = Duration.ofMillis(30);

  private static final Duration LONG = Duration.ofSeconds(50);
  private static final long FOR_EVER = Long.MAX_VALUE;

  private final SimnetChain chain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void close() {
    threads.shutdownNow();
    chain.close();
  }

  private SimnetChain.Seat join(String name) {
    return (SimnetChain.Seat) chain.join(name);
  }

  private Future<Heights> await(SimnetChain.Seat seat, long burn) {
    var now = seat.heights();
    return threads.submit(() -> seat.await(now, burn, LONG));
  }

  private static Heights get(Future<Heights> waiting) throws Exception {
    return waiting.get(50, TimeUnit.SECONDS);
  }

  @Test
  void nothing_goes_on_while_one_of_them_acts() throws Exception {
    var idle = join("idle");
    join("acting");
    var now = idle.heights();
    chain.visit().send(Notes.write(Notes.wallet(1), 0, "held up"));

    assertThat(idle.await(now, now.burn() + 5, MOMENT)).isEqualTo(now);
  }

  @Test
  void nothing_goes_on_while_one_of_them_is_busy() throws Exception {
    var idle = join("idle");
    var busy = join("busy");
    var now = idle.heights();
    await(idle, now.burn() + 5);

    assertThat(busy.await(now, now.burn(), MOMENT)).isEqualTo(now);
    assertThat(busy.await(now, 0, MOMENT)).isEqualTo(now);
    assertThat(busy.await(now, FOR_EVER, LONG).burn()).isEqualTo(now.burn() + 5);
  }

  @Test
  void time_goes_to_the_least_deadline_and_no_further() throws Exception {
    var soon = join("soon");
    var later = join("later");
    var never = join("never");
    var now = soon.heights();

    var waits =
        List.of(await(later, now.burn() + 9), await(never, FOR_EVER), await(soon, now.burn() + 3));

    for (var wait : waits) {
      assertThat(get(wait)).isEqualTo(new Heights(now.stacks() + 3, now.burn() + 3));
    }
  }

  @Test
  void nothing_happens_when_all_wait_for_ever() throws Exception {
    var member = join("member");
    var now = member.heights();

    assertThat(member.await(now, FOR_EVER, MOMENT)).isEqualTo(now);
  }

  @Test
  void calls_come_before_time() throws Exception {
    var member = join("member");
    var now = member.heights();
    var call = Notes.write(Notes.wallet(1), 0, "first");
    member.send(call);

    assertThat(member.await(now, now.burn() + 9, LONG))
        .isEqualTo(new Heights(now.stacks() + 2, now.burn() + 1));
    assertThat(member.find(call.id()).orElseThrow().at())
        .isEqualTo(new Heights(now.stacks() + 1, now.burn()));
  }

  @Test
  void calls_are_made_in_the_order_of_address_and_nonce() throws Exception {
    var member = join("member");
    var now = member.heights();
    var wallets = new ArrayList<>(List.of(Notes.wallet(1), Notes.wallet(2), Notes.wallet(3)));
    for (var wallet : wallets) member.send(Notes.write(wallet, 1, "second"));
    for (var wallet : wallets.reversed()) member.send(Notes.write(wallet, 0, "first"));

    assertThat(member.await(now, FOR_EVER, LONG))
        .isEqualTo(new Heights(now.stacks() + 7, now.burn() + 1));

    wallets.sort(Comparator.comparing(wallet -> wallet.address().address()));
    var expected =
        wallets.stream()
            .flatMap(
                wallet ->
                    Stream.of(
                        Notes.write(wallet, 0, "first").id(),
                        Notes.write(wallet, 1, "second").id()))
            .toList();
    assertThat(member.events(0).events()).extracting(ChainEvent::call).isEqualTo(expected);
    assertThat(member.events(0).events())
        .extracting(event -> event.at().stacks() - now.stacks())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void a_call_that_waits_for_another_does_not_hold_time_up() throws Exception {
    var member = join("member");
    var now = member.heights();
    member.send(Notes.write(Notes.wallet(1), 1, "second"));

    assertThat(member.await(now, now.burn() + 4, LONG).burn()).isEqualTo(now.burn() + 4);
  }

  @Test
  void who_looks_on_neither_holds_anything_up_nor_drives_it() throws Exception {
    var member = join("member");
    var visitor = (SimnetChain.Seat) chain.visit();
    var now = member.heights();

    assertThat(visitor.await(now, now.burn() + 1, MOMENT)).isEqualTo(now);
    assertThat(member.await(now, now.burn() + 5, LONG).burn()).isEqualTo(now.burn() + 5);
  }

  @Test
  void with_nobody_there_calls_are_made_as_they_are_sent_and_no_time_passes() throws Exception {
    var visitor = (SimnetChain.Seat) chain.visit();
    var now = visitor.heights();

    visitor.send(Notes.write(Notes.wallet(1), 0, "at once"));

    var then = visitor.heights();
    assertThat(then).isEqualTo(new Heights(now.stacks() + 2, now.burn() + 1));
    assertThat(visitor.await(then, then.burn() + 1, MOMENT)).isEqualTo(then);
  }

  @Test
  void one_who_has_gone_can_be_made_to_leave() throws Exception {
    var member = join("member");
    var gone = join("gone");
    var now = member.heights();
    var wait = await(member, now.burn() + 1);

    chain.leave("gone");

    assertThat(get(wait).burn()).isEqualTo(now.burn() + 1);
    assertThat(chain.participants()).containsExactly("member");
    ChainContract.refused(gone::heights, "'gone' has left the chain: join again");
  }

  @Test
  void to_leave_without_being_there_does_nothing() {
    chain.leave("nobody");

    assertThat(chain.participants()).isEmpty();
  }

  @Test
  void one_who_waits_is_told_when_another_takes_his_place() throws Exception {
    var former = join("member");
    var now = former.heights();
    join("other");
    var wait = threads.submit(() -> former.await(now, FOR_EVER, LONG));
    Thread.sleep(MOMENT);

    join("member");

    assertThatThrownBy(() -> get(wait)).hasMessageContaining("another has joined as 'member'");
  }

  @Test
  void a_deadline_far_away_is_reached_in_stages() throws Exception {
    var member = join("member");
    var now = member.heights();

    var then = member.await(now, FOR_EVER - 1, LONG);

    assertThat(then.burn()).isEqualTo(now.burn() + SimnetChain.MOST_BURN_BLOCKS);
  }

  @Test
  void an_end_of_the_chain_ends_what_waits() throws Exception {
    var member = join("member");
    var now = member.heights();
    var wait = threads.submit(() -> member.await(now, FOR_EVER, LONG));
    Thread.sleep(MOMENT);

    chain.close();

    assertThatThrownBy(() -> get(wait)).hasMessageContaining("the chain 'test' is closed");
  }
}
