package io.neuralnexus.offchain.machine;

import static io.neuralnexus.offchain.machine.Operand.word;
import static io.neuralnexus.offchain.machine.Register.R1;
import static io.neuralnexus.offchain.machine.Register.R2;
import static io.neuralnexus.offchain.machine.Register.R3;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.offchain.dispute.Range;
import java.util.ArrayList;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** States of long runs, found from checkpoints. */
class CheckpointsTest {
  private static final int K = 13;
  private static final long NO_LIMIT = Long.MAX_VALUE;

  /** Some 8 million steps, so that it has checkpoints, and pages that change all the time. */
  private static final Program SWEEPING = sweeping(1_500_000);

  private static final Trace LONG = Trace.of(SWEEPING, RandomPrograms.inputs(), NO_LIMIT);

  @Property(tries = 20)
  void any_state_of_a_trace_is_that_of_a_machine_run_straight_there(@ForAll long seed) {
    var random = new SplittableRandom(seed);
    var indices =
        random.longs(1 + random.nextInt(6), 0, LONG.length() + 10).sorted().boxed().toList();
    var states = new ArrayList<State>();
    var machine = Machine.start(SWEEPING, RandomPrograms.inputs());
    for (long index : indices) {
      machine.runCompiled(index);
      states.add(machine.state());
    }
    assertThat(LONG.states(indices)).isEqualTo(states);
    assertThat(LONG.state(indices.getFirst())).isEqualTo(states.getFirst());
    assertThat(LONG.at(indices.getLast()).state()).isEqualTo(states.getLast());
  }

  @Test
  void a_dispute_is_played_from_the_whole_run_down_to_any_step() {
    var random = new SplittableRandom(4);
    var straight = Machine.start(SWEEPING, RandomPrograms.inputs());
    var range = new Range(0, LONG.length());
    while (!range.isStep()) {
      assertThat(LONG.states(range.cuts())).hasSize(range.parts() - 1);
      range = range.part(random.nextInt(range.parts()));
    }
    straight.runCompiled(range.lo());
    assertThat(LONG.witness(range.lo())).isEqualTo(straight.witness());
    straight.step();
    assertThat(LONG.state(range.hi())).isEqualTo(straight.state());
    assertThat(LONG.output()).isEqualTo(Output.of(LONG.at(LONG.length())));
  }

  @Property(tries = 30)
  void those_of_a_run_are_bounded_and_evenly_spread(
      @ForAll @IntRange(min = 1, max = 3_000) int laid) {
    var start = checkpoint(7, Image.empty(Image.PAGE));
    var checkpoints = new Checkpoints(start);
    long last = 7;
    for (int i = 0; i < laid; i++) {
      last = checkpoints.next();
      checkpoints.lay(checkpoint(last, Image.empty(Image.PAGE)));
    }
    assertThat(checkpoints.count()).isBetween(1, Checkpoints.MOST_LAID);
    long interval = checkpoints.next() - checkpoints.before(last).steps();
    assertThat(interval).isLessThanOrEqualTo(Math.max(1 << 20, 4 * last / Checkpoints.MOST_LAID));
    for (long steps = 7; steps <= last; steps += interval / 3) {
      assertThat(steps - checkpoints.before(steps).steps()).isBetween(0L, interval);
    }
    assertThat(checkpoints.before(8)).isEqualTo(start);
  }

  @Test
  void their_pages_are_bounded_though_all_of_them_change() {
    int pages = 1_000;
    var checkpoints = new Checkpoints(checkpoint(0, changed(pages)));
    long most = 0;
    for (int i = 0; i < 200; i++) {
      checkpoints.lay(checkpoint(checkpoints.next(), changed(pages)));
      most = Math.max(most, checkpoints.bytes());
    }
    assertThat(most)
        .isBetween(Checkpoints.MOST_BYTES_LAID / 2, Checkpoints.MOST_BYTES_LAID)
        .isGreaterThan(20L * pages * Image.PAGE * Long.BYTES);
    for (long i = 0; i < 200; i++) {
      checkpoints.add(checkpoint(i * 1_000, changed(pages)));
      assertThat(checkpoints.bytes())
          .isLessThan(Checkpoints.MOST_BYTES_LAID + Checkpoints.MOST_BYTES_NEAR);
    }
  }

  @Test
  void those_that_were_asked_for_are_kept_where_it_is_asked_now() {
    var checkpoints = new Checkpoints(checkpoint(0, Image.empty(Image.PAGE)));
    for (long steps = 1; steps <= 1_000; steps++) {
      checkpoints.add(checkpoint(steps, Image.empty(Image.PAGE)));
    }
    assertThat(checkpoints.count()).isEqualTo(1 + Checkpoints.MOST_NEAR);
    assertThat(checkpoints.before(1_000).steps()).isEqualTo(1_000);
    checkpoints.add(checkpoint(500, Image.empty(Image.PAGE)));
    checkpoints.add(checkpoint(501, Image.empty(Image.PAGE)));
    assertThat(checkpoints.before(502).steps()).isEqualTo(501);
  }

  @Test
  void pages_that_did_not_change_are_shared() {
    var machine = Machine.start(sweeping(10), RandomPrograms.inputs());
    var before = machine.save();
    machine.runTo(5);
    assertThat(machine.save().image().bytesBeside(before.image()))
        .isEqualTo(Image.PAGE * Long.BYTES);
  }

  @Test
  void a_machine_returns_to_a_checkpoint_and_to_its_root() {
    var machine = Machine.start(sweeping(10_000), RandomPrograms.inputs());
    machine.runTo(1_000);
    var checkpoint = machine.save();
    var state = machine.state();
    machine.runTo(30_000);
    var later = machine.state();
    machine.restore(checkpoint);
    assertThat(machine.state()).isEqualTo(state);
    machine.runTo(30_000);
    assertThat(machine.state()).isEqualTo(later);
  }

  @Test
  void whoever_watches_a_run_is_told_how_far_it_is() throws InterruptedException {
    var told = new ArrayList<Long>();
    var trace = Trace.of(sweeping(10_000_000), RandomPrograms.inputs(), NO_LIMIT, told::add);
    assertThat(told).isSorted().last().isEqualTo(trace.length());
  }

  @Test
  void a_watched_run_stops_when_its_thread_is_interrupted() throws InterruptedException {
    var endless = new Assembler(K);
    endless.jump(endless.here());
    var program = endless.assemble(0);
    var stopped = new CompletableFuture<Throwable>();
    var started = new CountDownLatch(1);
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Trace.of(
                        program, RandomPrograms.inputs(), NO_LIMIT, steps -> started.countDown());
                  } catch (InterruptedException e) {
                    stopped.complete(e);
                  }
                });
    started.await();
    thread.interrupt();
    assertThat(stopped.join()).hasMessageMatching("the run was stopped after [0-9]+ steps");
  }

  @Test
  void a_run_is_interrupted_before_it_goes_far() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () -> Trace.of(sweeping(1_000_000), RandomPrograms.inputs(), NO_LIMIT, steps -> {}))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
  }

  /** Adds to one word of scratch after another, so many times. */
  private static Program sweeping(long times) {
    var code = new Assembler(K);
    code.set(R3, word(FixedPoint.ONE));
    code.set(R2, word(Layout.slot(K, Layout.SCRATCH)));
    var again = code.here();
    var within = code.label();
    code.add(R1, R1, word(1));
    code.multiplyIntoMemory(R3, R1, R2);
    code.add(R2, R2, word(3));
    code.jumpIfLess(R2, word(Layout.slot(K, Layout.OUTPUT)), within);
    code.subtract(R2, R2, word(9 * Layout.slotWords(K) - 1));
    code.place(within);
    code.jumpIfLess(R1, word(times), again);
    code.halt();
    return code.assemble(0);
  }

  private static Checkpoint checkpoint(long steps, long[][] pages) {
    return new Checkpoint(steps, 0, Status.RUNNING, new long[State.REGISTERS], new Image(pages));
  }

  /** Pages that are shared with nothing; their words are never looked at. */
  private static long[][] changed(int pages) {
    return LongStream.range(0, pages).mapToObj(i -> new long[1]).toArray(long[][]::new);
  }
}
