package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.Event;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Value;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every {@link Chain} does, be it in this process or behind a server. */
@Timeout(60)
abstract class ChainContract {
  static final Wallet ALICE = Notes.wallet(1);
  static final Wallet BOB = Notes.wallet(2);

  final SimnetChain simnetChain = SimnetChain.lockstep(Notes.CHAIN, Notes.simnet());
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private Chain chain;

  abstract Chain visit(Wallet... wallets);

  abstract Chain join(String name, Wallet... wallets);

  @BeforeEach
  void open() {
    chain = visit(ALICE, BOB);
  }

  @AfterEach
  void close() {
    chain.close();
    threads.shutdownNow();
    simnetChain.close();
  }

  static void refused(ThrowingCallable deed, String... words) {
    assertThatThrownBy(deed)
        .isInstanceOfSatisfying(
            ChainException.class, e -> assertThat(e.kind()).isEqualTo(ChainException.Kind.REFUSED))
        .hasMessageContainingAll(words);
  }

  private long total() {
    return Long.parseLong(chain.dataVar("notes", "total").toString().substring(1));
  }

  @Test
  void it_tells_its_name_its_deployer_and_its_heights() {
    assertThat(chain.id()).isEqualTo(Notes.CHAIN);
    assertThat(chain.deployer()).isEqualTo(Notes.deployer());
    assertThat(chain.heights()).isEqualTo(simnetChain.visit().heights());
  }

  @Test
  void a_call_that_is_sent_is_in_a_block_with_what_came_of_it() {
    var before = chain.heights();
    var call = Notes.write(ALICE, 0, "one");

    var id = chain.send(call);

    assertThat(id).isEqualTo(call.id());
    assertThat(chain.find(id))
        .contains(
            new MadeCall(new Heights(before.stacks() + 1, before.burn()), call, Cl.ok(Cl.uint(1))));
    assertThat(chain.heights()).isEqualTo(new Heights(before.stacks() + 2, before.burn() + 1));
    assertThat(chain.nonce(ALICE.address())).isEqualTo(1);
  }

  @Test
  void a_call_that_nobody_sent_is_not_found() {
    assertThat(chain.find(Notes.write(ALICE, 0, "never").id())).isEmpty();
  }

  @Test
  void an_account_that_has_sent_nothing_has_nonce_0() {
    assertThat(chain.nonce(BOB.address())).isZero();
  }

  @Test
  void the_same_call_again_is_made_once() {
    var call = Notes.write(ALICE, 0, "one");

    var first = chain.send(call);
    var again = chain.send(call);

    assertThat(again).isEqualTo(first);
    assertThat(total()).isEqualTo(1);
  }

  @Test
  void another_call_with_a_used_nonce_is_refused() {
    chain.send(Notes.write(ALICE, 0, "one"));

    refused(
        () -> chain.send(Notes.write(ALICE, 0, "two")),
        "write",
        ALICE.address().address(),
        "another call had this nonce; the next is 1");
  }

  @Test
  void another_call_with_a_nonce_that_waits_is_refused() {
    var first = chain.send(Notes.write(ALICE, 1, "one"));

    refused(
        () -> chain.send(Notes.write(ALICE, 1, "two")),
        "another call, " + first + ", waits with this nonce");
  }

  @Test
  void a_call_ahead_waits_for_those_before() {
    var second = chain.send(Notes.write(ALICE, 1, "two"));
    assertThat(chain.find(second)).isEmpty();

    var first = chain.send(Notes.write(ALICE, 0, "one"));

    assertThat(chain.find(first).orElseThrow().result()).isEqualTo(Cl.ok(Cl.uint(1)));
    assertThat(chain.find(second).orElseThrow().result()).isEqualTo(Cl.ok(Cl.uint(2)));
  }

  @Test
  void a_call_too_far_ahead_is_refused() {
    refused(
        () -> chain.send(Notes.write(ALICE, Ledger.MOST_AHEAD, "far")), "at most 1024 calls wait");
  }

  @Test
  void a_call_that_is_altered_in_any_field_is_refused() {
    var call = Notes.write(ALICE, 0, "one");
    var other = Notes.write(BOB, 0, "one");

    refused(
        () -> chain.send(ALICE.sign("other", 0, call.contract(), "write", call.arguments())),
        "it is for the chain 'other', and this is 'test'");
    var altered =
        List.of(
            new SignedCall(
                call.chain(),
                BOB.address(),
                0,
                call.contract(),
                "write",
                call.arguments(),
                call.key(),
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                1,
                call.contract(),
                "write",
                call.arguments(),
                call.key(),
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                BOB.address().contract("notes"),
                "write",
                call.arguments(),
                call.key(),
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                call.contract(),
                "abort",
                call.arguments(),
                call.key(),
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                call.contract(),
                "write",
                List.of(Cl.ascii("two")),
                call.key(),
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                call.contract(),
                "write",
                call.arguments(),
                other.key(),
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                call.contract(),
                "write",
                call.arguments(),
                call.key(),
                other.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                call.contract(),
                "write",
                call.arguments(),
                Buff.EMPTY,
                call.signature()),
            new SignedCall(
                call.chain(),
                call.sender(),
                0,
                call.contract(),
                "write",
                call.arguments(),
                call.key(),
                Buff.EMPTY));

    for (var each : altered) {
      refused(() -> chain.send(each), "its signature is not the sender's");
    }
    assertThat(chain.nonce(ALICE.address())).isZero();
  }

  @Test
  void a_call_that_cannot_be_meant_is_refused_and_takes_no_nonce() {
    var contract = Notes.contract();

    refused(
        () -> chain.send(ALICE.sign(Notes.CHAIN, 0, contract, "wirte", List.of())),
        "has no function 'wirte'",
        "write-many");
    refused(
        () -> chain.send(ALICE.sign(Notes.CHAIN, 0, contract, "write", List.of(Cl.uint(1)))),
        "(string-ascii 20)",
        "'text'");
    refused(
        () -> chain.send(ALICE.sign(Notes.CHAIN, 0, contract, "height", List.of())), "read-only");
    assertThat(chain.nonce(ALICE.address())).isZero();
  }

  @Test
  void a_call_that_answers_an_error_is_made_and_changes_nothing() {
    var made = chain.find(chain.send(Notes.write(ALICE, 0, ""))).orElseThrow();

    assertThat(made.result()).isEqualTo(Cl.err(Cl.uint(1)));
    assertThat(made.isOk()).isFalse();
    assertThat(made.isAborted()).isFalse();
    assertThat(chain.nonce(ALICE.address())).isEqualTo(1);
  }

  @Test
  void a_call_that_the_vm_aborts_changes_nothing_but_the_nonce() {
    chain.send(Notes.write(ALICE, 0, "one"));
    var before = chain.heights();

    var made = chain.find(chain.send(Notes.abort(ALICE, 1))).orElseThrow();

    assertThat(made.result()).isEqualTo(Cl.err(Cl.none()));
    assertThat(made.isAborted()).isTrue();
    assertThat(made.at().stacks()).isEqualTo(before.stacks() + 1);
    assertThat(total()).isEqualTo(1);
    assertThat(chain.events(before.stacks() + 1).events()).isEmpty();
    assertThat(chain.nonce(ALICE.address())).isEqualTo(2);
  }

  @Test
  void a_public_function_is_called_for_an_account_whose_wallet_is_here() {
    var receipt = chain.callPublic("notes", "write", List.of(Cl.ascii("hello")), ALICE.address());

    assertThat(receipt.result()).isEqualTo(Cl.ok(Cl.uint(1)));
    assertThat(receipt.events()).containsExactly(new Event.Print(Notes.contract(), note("hello")));
    assertThat(
            chain
                .callPublic(
                    Notes.contract().toString(), "write", List.of(Cl.ascii("")), BOB.address())
                .result())
        .isEqualTo(Cl.err(Cl.uint(1)));
  }

  private static Value note(String text) {
    return Cl.tuple("topic", Cl.ascii("note"), "by", ALICE.address(), "text", Cl.ascii(text));
  }

  @Test
  void a_public_function_is_not_called_for_an_account_whose_wallet_is_elsewhere() {
    var other = Notes.wallet(3).address();

    refused(() -> chain.callPublic("notes", "abort", List.of(), other), other.address(), "wallet");
  }

  @Test
  void a_public_function_that_the_vm_aborts_says_so() {
    assertThatThrownBy(() -> chain.callPublic("notes", "abort", List.of(), ALICE.address()))
        .isInstanceOf(ClarityRuntimeException.class)
        .hasMessage("the VM aborted notes.abort");
  }

  @Test
  void calls_from_several_threads_each_take_a_nonce() throws InterruptedException {
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 8; i++) {
        callers.submit(
            () -> chain.callPublic("notes", "write", List.of(Cl.ascii("x")), ALICE.address()));
      }
    }

    assertThat(total()).isEqualTo(8);
    assertThat(chain.nonce(ALICE.address())).isEqualTo(8);
  }

  @Test
  void reads_see_the_latest_block() {
    chain.send(Notes.write(BOB, 0, "seen"));

    assertThat(chain.dataVar("notes", "total")).isEqualTo(Cl.uint(1));
    assertThat(chain.mapEntry("notes", "notes", key(1))).contains(Cl.ascii("seen"));
    assertThat(
            chain
                .callReadOnly(
                    "notes", "note-of", List.of(BOB.address(), Cl.uint(1)), ALICE.address())
                .result())
        .isEqualTo(Cl.some(Cl.ascii("seen")));
    assertThat(chain.mapEntry("notes", "notes", key(2))).isEmpty();
  }

  private static Value key(long at) {
    return Cl.tuple("by", BOB.address(), "at", Cl.uint(at));
  }

  @Test
  void a_read_that_cannot_be_meant_is_refused() {
    var account = ALICE.address();

    refused(() -> chain.callReadOnly("nots", "height", List.of(), account), "nots", "[notes]");
    refused(() -> chain.callReadOnly("notes", "hight", List.of(), account), "'hight'", "height");
    refused(() -> chain.callReadOnly("no contract", "f", List.of(), account), "no contract");
    refused(() -> chain.dataVar("notes", "totl"), "'totl'", "total");
    refused(() -> chain.mapEntry("notes", "nodes", Cl.uint(1)), "'nodes'", "notes");
    refused(() -> chain.mapEntry("notes", "notes", Cl.uint(1)), "key");
  }

  @Test
  void a_read_that_the_vm_aborts_is_refused() {
    refused(
        () -> chain.callReadOnly("notes", "divide", List.of(Cl.uint(0)), ALICE.address()),
        "DivisionByZero");
  }

  @Test
  void events_are_told_with_their_block_and_call() {
    var id = chain.send(Notes.write(ALICE, 0, "hello"));
    var at = chain.find(id).orElseThrow().at();

    var page = chain.events(0);

    assertThat(page.events())
        .containsExactly(new ChainEvent(at, id, Notes.contract(), note("hello")));
    assertThat(page.next()).isEqualTo(chain.heights().stacks() + 1);
    assertThat(chain.events(page.next()).events()).isEmpty();
    assertThat(chain.events(at.stacks()).events()).hasSize(1);
    assertThat(chain.events(at.stacks() + 1).events()).isEmpty();
  }

  @Test
  void events_of_the_future_are_asked_for_again_at_the_same_height() {
    var later = chain.heights().stacks() + 100;

    assertThat(chain.events(later)).isEqualTo(new EventPage(List.of(), later));
  }

  @Test
  void nothing_is_waited_for_when_there_is_something_new() throws InterruptedException {
    var now = chain.heights();

    assertThat(chain.await(new Heights(now.stacks() - 1, now.burn()), Long.MAX_VALUE))
        .isEqualTo(now);
  }

  @Test
  void one_who_joined_gets_to_the_height_that_he_waits_for() throws InterruptedException {
    try (var member = join("member")) {
      var now = member.heights();

      assertThat(member.await(now, now.burn() + 7))
          .isEqualTo(new Heights(now.stacks() + 7, now.burn() + 7));
    }
  }

  @Test
  void one_who_joined_makes_calls_as_he_waits() {
    try (var member = join("member", ALICE)) {
      assertThat(
              member
                  .callPublic("notes", "write", List.of(Cl.ascii("mine")), ALICE.address())
                  .result())
          .isEqualTo(Cl.ok(Cl.uint(1)));
    }
  }

  @Test
  void who_waits_is_told_of_the_blocks_that_another_causes() throws Exception {
    try (var member = join("member")) {
      var now = member.heights();
      var waiting = threads.submit(() -> member.await(now, Long.MAX_VALUE));

      chain.send(Notes.write(ALICE, 0, "news"));

      assertThat(waiting.get(50, TimeUnit.SECONDS).stacks()).isGreaterThan(now.stacks());
    }
  }

  @Test
  void who_is_busy_is_not_kept() throws InterruptedException {
    try (var member = join("member")) {
      var now = member.heights();
      chain.send(Notes.write(ALICE, 0, "held up"));

      assertThat(member.await(now, now.burn())).isEqualTo(now);
      assertThat(member.await(now, 0)).isEqualTo(now);
      assertThat(total()).isZero();
    }
  }

  @Test
  void who_joins_again_is_in_the_place_of_the_former() throws InterruptedException {
    try (var former = join("member");
        var latter = join("member")) {
      var now = latter.heights();

      refused(() -> former.await(now, now.burn() + 1), "joined as 'member'");
      assertThat(latter.await(now, now.burn() + 1).burn()).isEqualTo(now.burn() + 1);
    }
  }

  @Test
  void who_leaves_is_not_waited_for() throws InterruptedException {
    try (var member = join("member")) {
      var now = member.heights();
      join("other").close();

      assertThat(member.await(now, now.burn() + 1).burn()).isEqualTo(now.burn() + 1);
    }
  }

  @Test
  void what_is_closed_answers_nothing_more() {
    var closed = visit(ALICE);
    closed.close();
    closed.close();
    var account = ALICE.address();

    refused(closed::heights, "closed");
    refused(closed::id, "closed");
    refused(() -> closed.send(Notes.write(ALICE, 0, "late")), "closed");
    refused(() -> closed.await(new Heights(0, 0), 0), "closed");
    refused(() -> closed.callReadOnly("notes", "height", List.of(), account), "closed");
  }

  @Test
  void a_wait_can_be_interrupted() throws Exception {
    try (var member = join("member");
        var other = join("other")) {
      var now = member.heights();
      var waiting =
          Thread.ofVirtual()
              .unstarted(
                  () ->
                      assertThatThrownBy(() -> member.await(now, Long.MAX_VALUE))
                          .isInstanceOf(InterruptedException.class));
      waiting.start();
      waiting.interrupt();

      assertThat(waiting.join(Duration.ofSeconds(50))).isTrue();
      assertThat(other.heights()).isEqualTo(now);
    }
  }
}
