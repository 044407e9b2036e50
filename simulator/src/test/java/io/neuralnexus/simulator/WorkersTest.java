package io.neuralnexus.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkersTest {
  private final List<Integer> told = new ArrayList<>();

  private void play(int threads, List<Supplier<Integer>> tasks) throws InterruptedException {
    try (var workers = new Workers(threads)) {
      workers.play(tasks, told::add);
    }
  }

  private static List<Supplier<Integer>> numbers(int count) {
    return IntStream.range(0, count).<Supplier<Integer>>mapToObj(i -> () -> i).toList();
  }

  private static Supplier<Integer> failing(String message) {
    return () -> {
      throw new IllegalArgumentException(message);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void each_result_is_told_once_by_the_thread_that_asks() throws InterruptedException {
    var tellers = new HashSet<Thread>();
    try (var workers = new Workers(3)) {
      workers.play(
          numbers(50),
          result -> {
            told.add(result);
            tellers.add(Thread.currentThread());
          });
    }
    assertThat(told).containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50).boxed().toList());
    assertThat(tellers).containsExactly(Thread.currentThread());
  }

  @Test
  void of_two_that_fail_the_first_is_told_of_though_it_fails_later() {
    var second = new CountDownLatch(1);
    List<Supplier<Integer>> tasks =
        List.of(
            () -> {
              await(second);
              return failing("first").get();
            },
            () -> {
              second.countDown();
              return failing("second").get();
            });
    assertThatThrownBy(() -> play(2, tasks))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("first");
  }

  @Test
  void after_a_failure_no_more_are_begun() {
    var begun = new AtomicInteger();
    var tasks = new ArrayList<Supplier<Integer>>(List.of(failing("no")));
    for (var i = 0; i < 10; i++) {
      tasks.add(
          () -> {
            await(new CountDownLatch(1));
            return begun.incrementAndGet();
          });
    }
    assertThatThrownBy(() -> play(1, tasks)).hasMessage("no");
    assertThat(begun).hasValue(0);
  }

  @Test
  void results_before_a_failure_are_told() {
    var tasks = new ArrayList<>(numbers(3));
    tasks.add(failing("no"));
    assertThatThrownBy(() -> play(2, tasks)).hasMessage("no");
    assertThat(told).containsExactlyInAnyOrder(0, 1, 2);
  }
}
