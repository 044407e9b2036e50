package io.neuralnexus.offchain.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Cl;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A chain that makes blocks by the clock. */
@Timeout(60)
class IntervalTest {
  private static SimnetChain every(Duration interval) {
    return SimnetChain.every(interval, Notes.CHAIN, Notes.simnet());
  }

  @Test
  void there_is_a_burn_block_each_time_the_interval_has_passed() throws InterruptedException {
    try (var chain = every(Duration.ofMillis(20));
        var visitor = chain.visit()) {
      var start = System.nanoTime();
      var first = visitor.heights();
      var now = first;
      while (now.burn() < first.burn() + 5) {
        var next = visitor.await(now, now.burn() + 1);
        assertThat(next.burn()).isGreaterThan(now.burn());
        now = next;
      }

      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThan(Duration.ofMillis(4 * 20));
      assertThat(now.stacks() - first.stacks()).isEqualTo(now.burn() - first.burn());
    }
  }

  @Test
  void calls_are_made_within_it_whoever_is_busy() {
    try (var chain = every(Duration.ofMillis(5));
        var visitor = chain.visit(Notes.wallet(1))) {
      chain.join("busy");

      var receipt =
          visitor.callPublic(
              "notes", "write", List.of(Cl.ascii("hello")), Notes.wallet(1).address());

      assertThat(receipt.result()).isEqualTo(Cl.ok(Cl.uint(1)));
    }
  }

  @Test
  void nothing_happens_before_it_has_passed() throws InterruptedException {
    try (var chain = every(Duration.ofHours(1));
        var member = (SimnetChain.Seat) chain.join("member")) {
      var now = member.heights();
      member.send(Notes.write(Notes.wallet(1), 0, "later"));

      assertThat(member.await(now, now.burn() + 1, Duration.ofMillis(30))).isEqualTo(now);
    }
  }

  @Test
  void an_interval_is_at_least_a_millisecond() {
    assertThatThrownBy(() -> every(Duration.ofNanos(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least a millisecond");
  }

  @Test
  void an_id_is_what_fits_into_a_header() {
    assertThatThrownBy(() -> SimnetChain.lockstep("my chain", Notes.simnet()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"my chain\" is no id of a chain");
  }

  @Test
  void a_chain_that_can_make_no_blocks_is_at_its_end() throws InterruptedException {
    var simnet = Notes.simnet();
    try (var chain = SimnetChain.every(Duration.ofMillis(5), Notes.CHAIN, simnet)) {
      var visitor = chain.visit();
      var now = visitor.heights();
      simnet.close();

      ChainContract.refused(
          () -> visitor.await(new Heights(now.stacks() + 1000, now.burn()), Long.MAX_VALUE),
          "closed");
    }
  }
}
