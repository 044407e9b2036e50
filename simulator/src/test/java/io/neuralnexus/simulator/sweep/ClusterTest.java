package io.neuralnexus.simulator.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(180)
class ClusterTest {
  private static final int REPLICATIONS = 30;

  @TempDir private Path folder;

  private static Address free() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new Address("127.0.0.1", socket.getLocalPort());
    }
  }

  @Test
  void three_processes_of_which_one_dies_find_what_one_thread_finds() throws Exception {
    var address = free();
    var alive = new AtomicInteger();
    SweepResult shared;
    try (var cluster = Cluster.join(address, Games.STAGE, Games.slow(10), 1, true);
        var first = SweepProcess.helper(address, Games.STAGE);
        var second = SweepProcess.helper(address, Games.STAGE)) {
      first.awaits("joined");
      second.awaits("joined");
      assertThat(cluster.count()).isEqualTo(3);
      shared =
          Games.sweep(REPLICATIONS)
              .run(
                  Games.STAGE,
                  cluster,
                  folder.resolve("shared"),
                  (at, _) -> {
                    if (at == 50) killAtWork(second);
                    if (at == 60) helps(first);
                  });
      alive.set(cluster.count());
    }
    assertThat(alive).hasValue(2);
    try (var alone = new Threads((_, task) -> Games.play(task), 1)) {
      assertThat(shared)
          .isEqualTo(
              Games.sweep(REPLICATIONS)
                  .run(Games.STAGE, alone, folder.resolve("alone"), (_, _) -> {}));
    }
  }

  /** It has told that it plays a task, of which there is no result yet. */
  private static void killAtWork(SweepProcess process) {
    try {
      helps(process);
      process.close();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void helps(SweepProcess process) {
    try {
      process.awaits("plays");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A cluster of one, on which every run fails. */
  @Nested
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  class Failing {
    private Address there;
    private Cluster cluster;

    @BeforeAll
    void form() throws IOException {
      there = free();
      cluster =
          Cluster.join(
              there,
              Games.STAGE,
              (_, _) -> {
                throw new IllegalStateException("the chain is insolvent");
              },
              1,
              true);
    }

    @AfterAll
    void end() {
      cluster.close();
    }

    private void join(String code, String contracts) {
      Cluster.join(there, new Fingerprint(code, contracts), Games.slow(1), 1, true).close();
    }

    @Test
    void who_plays_with_other_code_or_contracts_is_not_let_in() {
      assertThatThrownBy(() -> join("0ther", Games.STAGE.contracts()))
          .isInstanceOf(SweepException.class)
          .hasMessage(
              "the cluster at %s plays with other code: bring both to the same version"
                  .formatted(there));
      assertThatThrownBy(() -> join(Games.STAGE.code(), "0ther"))
          .hasMessageContaining("plays with other contracts");
      assertThat(cluster.size()).isEqualTo(1);
    }

    @Test
    void a_run_that_fails_elsewhere_says_why() {
      assertThatThrownBy(() -> Games.sweep(1).run(Games.STAGE, cluster, folder, (_, _) -> {}))
          .isInstanceOf(SweepException.class)
          .hasMessage("as written, seed 1: the chain is insolvent");
    }
  }

  @Test
  void two_that_come_at_once_to_an_address_form_one_cluster() throws Exception {
    var address = free();
    try (var threads = Executors.newFixedThreadPool(2)) {
      var both =
          threads.invokeAll(
              Collections.nCopies(
                  2,
                  (Callable<Cluster>)
                      () -> Cluster.join(address, Games.STAGE, Games.slow(1), 1, true)));
      try (var one = both.get(0).get();
          var other = both.get(1).get()) {
        assertThat(one.count()).isEqualTo(2);
        assertThat(other.count()).isEqualTo(2);
      }
    }
  }

  @Test
  void an_address_of_another_machine_where_nobody_is_is_refused() {
    // 192.0.2.0/24 is for documentation: no machine has it.
    var nowhere = new Address("192.0.2.1", 5701);
    assertThatThrownBy(() -> Cluster.join(nowhere, Games.STAGE, Games.slow(1), 1, true))
        .isInstanceOf(SweepException.class)
        .hasMessage(
            "nobody answers at 192.0.2.1:5701: start there 'nexus sweep --join 192.0.2.1:5701'");
  }
}
