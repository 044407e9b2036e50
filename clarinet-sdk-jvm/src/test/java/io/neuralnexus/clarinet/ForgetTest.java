package io.neuralnexus.clarinet;

import static io.neuralnexus.clarity.Cl.tuple;
import static io.neuralnexus.clarity.Cl.uint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.Value;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain can be told to forget entries of maps that nobody will ask for again. */
class ForgetTest {
  private static final String SOURCE =
      """
      (define-map jobs uint uint)
      (define-map votes { job: uint, voter: uint } uint)
      (define-map names (string-ascii 8) uint)
      (define-private (put (id uint))
        (begin
          (map-set jobs id (* id u10))
          (map-set votes { job: id, voter: u1 } u1)
          (map-set votes { job: id, voter: u2 } u2)))
      (define-public (open (id uint)) (ok (put id)))
      (define-public (drop (id uint)) (ok (map-delete votes { job: id, voter: u1 })))
      (define-public (open-two (one uint) (two uint)) (ok (and (put one) (put two))))
      (define-public (open-and-fail (id uint)) (if (put id) (err u1) (ok true)))
      (define-read-only (job (id uint)) (map-get? jobs id))
      (define-read-only (vote (job-id uint) (voter uint))
        (map-get? votes { job: job-id, voter: voter }))
      """;

  private final Simnet chain = Simnet.empty(SimnetOptions.defaults().withEngine(Engine.JVM));

  @BeforeEach
  void deploy() {
    chain.setEpoch(io.neuralnexus.clarity.Epoch.EPOCH_3_4);
    chain.deploy("board", SOURCE, chain.deployer());
    for (int id = 1; id <= 9; id++) open(chain, id);
  }

  @AfterEach
  void close() {
    chain.close();
  }

  private static void open(Simnet on, long id) {
    on.callPublic("board", "open", List.of(uint(id)), on.deployer());
  }

  private static Value job(Simnet on, long id) {
    return on.callReadOnly("board", "job", List.of(uint(id)), on.deployer()).result();
  }

  private static Value vote(Simnet on, long id, long voter) {
    return on.callReadOnly("board", "vote", List.of(uint(id), uint(voter)), on.deployer()).result();
  }

  private static void assertForgotten(Runnable look, String what) {
    assertThatThrownBy(look::run)
        .isInstanceOf(EngineException.class)
        .hasMessageContaining("was forgotten")
        .hasMessageContaining(what);
  }

  @Test
  void what_is_not_below_the_number_stays() {
    chain.forgetBelow("board", "jobs", uint(4));

    assertThat(job(chain, 4)).isEqualTo(Cl.some(uint(40)));
    assertThat(chain.mapEntry("board", "jobs", uint(9))).contains(uint(90));
    assertThat(job(chain, 10)).isEqualTo(Cl.none());
  }

  @Test
  void a_look_at_what_is_below_it_fails_whether_there_was_something_or_not() {
    chain.forgetBelow("board", "jobs", uint(4));

    assertForgotten(() -> job(chain, 3), "board.jobs under u3 was forgotten with all below u4");
    assertForgotten(() -> job(chain, 0), "under u0");
    assertForgotten(() -> chain.mapEntry("board", "jobs", uint(2)), "under u2");
    assertForgotten(() -> chain.execute("(contract-call? .board job u1)"), "under u1");
  }

  @Test
  void a_transaction_that_writes_below_it_fails_without_a_trace() {
    chain.forgetBelow("board", "jobs", uint(4));
    var two = List.of(uint(11), uint(3));

    assertForgotten(() -> chain.callPublic("board", "open-two", two, chain.deployer()), "u3");

    assertThat(job(chain, 11)).isEqualTo(Cl.none());
    assertThat(vote(chain, 11, 1)).isEqualTo(Cl.none());
  }

  @Test
  void entries_under_tuples_go_by_a_field_deleted_ones_too() {
    chain.callPublic("board", "drop", List.of(uint(2)), chain.deployer());
    chain.forgetBelow("board", "votes", "job", uint(3));
    open(chain, 12);
    chain.forgetBelow("board", "votes", "job", uint(9));

    assertForgotten(() -> vote(chain, 2, 1), "board.votes");
    assertForgotten(() -> vote(chain, 8, 2), "below u9");
    assertThat(vote(chain, 9, 2)).isEqualTo(Cl.some(uint(2)));
    assertThat(vote(chain, 12, 1)).isEqualTo(Cl.some(uint(1)));
    assertThat(job(chain, 2)).isEqualTo(Cl.some(uint(20)));
  }

  @Test
  void a_number_below_the_last_one_changes_nothing() {
    chain.forgetBelow("board", "jobs", uint(5));
    chain.forgetBelow("board", "jobs", uint(2));

    assertForgotten(() -> job(chain, 4), "below u5");
  }

  @Test
  void a_number_far_beyond_all_keys_is_no_more_work() {
    chain.forgetBelow("board", "jobs", io.neuralnexus.clarity.Uint.MAX);
    chain.forgetBelow("board", "votes", "job", io.neuralnexus.clarity.Uint.MAX);

    assertForgotten(() -> job(chain, 9), "u9");
    assertForgotten(() -> vote(chain, 9, 1), "u9");
  }

  @Test
  void to_return_to_a_moment_before_brings_everything_back() {
    chain.forgetBelow("board", "votes", "job", uint(2));
    var before = chain.snapshot();
    chain.forgetBelow("board", "jobs", uint(7));
    chain.forgetBelow("board", "votes", "job", uint(7));
    open(chain, 20);
    var after = chain.snapshot();

    chain.restore(before);
    for (int id = 2; id <= 9; id++) {
      assertThat(job(chain, id)).isEqualTo(Cl.some(uint(id * 10)));
      assertThat(vote(chain, id, 2)).isEqualTo(Cl.some(uint(2)));
    }
    assertForgotten(() -> vote(chain, 1, 2), "below u2");
    chain.forgetBelow("board", "votes", "job", uint(5));
    assertForgotten(() -> vote(chain, 4, 2), "below u5");
    assertThat(vote(chain, 5, 2)).isEqualTo(Cl.some(uint(2)));

    chain.restore(after);
    assertForgotten(() -> job(chain, 6), "below u7");
    assertForgotten(() -> vote(chain, 5, 2), "below u7");
    assertThat(job(chain, 20)).isEqualTo(Cl.some(uint(200)));
  }

  @Test
  void forks_forget_each_for_themselves() {
    chain.forgetBelow("board", "votes", "job", uint(3));
    try (var fork = chain.fork()) {
      fork.forgetBelow("board", "votes", "job", uint(6));
      fork.forgetBelow("board", "jobs", uint(6));

      assertForgotten(() -> vote(fork, 5, 1), "below u6");
      assertForgotten(() -> vote(chain, 2, 1), "below u3");
      assertThat(vote(chain, 5, 1)).isEqualTo(Cl.some(uint(1)));
      assertThat(job(chain, 5)).isEqualTo(Cl.some(uint(50)));
      chain.forgetBelow("board", "votes", "job", uint(9));
      assertThat(vote(fork, 6, 1)).isEqualTo(Cl.some(uint(1)));
    }
  }

  @Test
  void a_transaction_that_fails_leaves_no_entry_to_be_forgotten() {
    chain.forgetBelow("board", "votes", "job", uint(2));
    chain.callPublic("board", "open-and-fail", List.of(uint(30)), chain.deployer());
    assertThat(vote(chain, 30, 1)).isEqualTo(Cl.none());
    open(chain, 30);
    chain.forgetBelow("board", "votes", "job", uint(31));

    assertForgotten(() -> vote(chain, 30, 1), "below u31");
  }

  @Test
  void the_trace_of_the_latest_call_is_that_of_then() {
    open(chain, 40);
    var trace = chain.lastCallTrace();
    chain.forgetBelow("board", "jobs", uint(41));

    assertThat(chain.lastCallTrace()).isPresent().isEqualTo(trace);
    assertForgotten(() -> job(chain, 40), "u40");
  }

  @Test
  void what_has_no_numbers_is_refused() {
    assertThatThrownBy(() -> chain.forgetBelow("board", "names", uint(1)))
        .isInstanceOf(CallException.class)
        .hasMessageContaining("board.names have no number to be forgotten by")
        .hasMessageContaining("(string-ascii 8)");
    assertThatThrownBy(() -> chain.forgetBelow("board", "votes", uint(1)))
        .isInstanceOf(CallException.class);
    assertThatThrownBy(() -> chain.forgetBelow("board", "votes", "bid", uint(1)))
        .hasMessageContaining("no number bid");
    assertThatThrownBy(() -> chain.forgetBelow("board", "none", uint(1)))
        .hasMessageContaining("there is no map");
    chain.forgetBelow("board", "votes", "job", uint(1));
    assertThatThrownBy(() -> chain.forgetBelow("board", "votes", "voter", uint(1)))
        .isInstanceOf(CallException.class)
        .hasMessageContaining("by the field job of its keys already");
  }

  @Test
  void keys_are_what_they_were_for_those_who_do_not_forget() {
    assertThat(chain.mapEntry("board", "votes", tuple("job", uint(1), "voter", uint(2))))
        .contains(uint(2));
  }
}
