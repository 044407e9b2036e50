package io.neuralnexus.simulator.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class RecorderTest {
  private final Recorder recorder = new Recorder();

  private RunResult result() {
    return recorder.result(7, 100, 20, 3);
  }

  @Test
  void a_sample_is_kept_in_its_order_and_a_total_is_one_sample() {
    recorder.sample("settle.blocks", 5);
    recorder.sample("settle.blocks", 2);
    recorder.add("jobs.delivered", 1);
    recorder.add("jobs.delivered", 1);

    assertThat(result().kpi("settle.blocks")).isEqualTo(Samples.of(5, 2));
    assertThat(result().kpi("jobs.delivered")).isEqualTo(Samples.of(2));
    assertThat(recorder.total("jobs.delivered")).isEqualTo(2);
  }

  @Test
  void what_never_happened_is_a_total_of_zero_and_an_indicator_without_samples() {
    assertThat(recorder.total("jobs.delivered")).isZero();
    assertThat(result().kpis()).isEmpty();
    assertThat(result().kpi("jobs.delivered").isEmpty()).isTrue();
  }

  @Test
  void money_of_one_way_and_one_reason_is_one_flow() {
    recorder.flow("developers", "providers", "bids", 10);
    recorder.flow("developers", "treasury", "fees", 1);
    recorder.flow("developers", "providers", "bids", 5);
    recorder.flow("developers", "validators", "fees", 0);

    assertThat(result().flows())
        .containsExactly(
            new Flow("developers", "providers", "bids", 15),
            new Flow("developers", "treasury", "fees", 1));
  }

  @Test
  void a_gauge_is_read_each_time_somebody_looks() {
    recorder.gauge("bids.open", "bids", () -> recorder.total("bids"));
    recorder.look(0);
    recorder.add("bids", 3);
    recorder.look(20);

    var series = result().series();

    assertThat(series).hasSize(1);
    assertThat(series.getFirst().blocks()).containsExactly(0L, 20L);
    assertThat(series.getFirst().values()).containsExactly(0.0, 3.0);
  }

  @Test
  void a_gauge_that_comes_after_the_first_look_is_refused() {
    recorder.look(0);

    assertThatIllegalStateException()
        .isThrownBy(() -> recorder.gauge("bids.open", "bids", () -> 0))
        .withMessage("bids.open comes too late");
  }

  @Test
  void two_gauges_of_one_name_are_refused() {
    recorder.gauge("bids.open", "bids", () -> 0);

    assertThatIllegalStateException()
        .isThrownBy(() -> recorder.gauge("bids.open", "bids", () -> 1))
        .withMessage("there is a gauge bids.open");
  }

  @Test
  void a_result_tells_of_which_seed_it_is_and_how_much_was_played() {
    assertThat(result())
        .extracting(RunResult::seed, RunResult::blocks, RunResult::transactions, RunResult::refused)
        .containsExactly(7L, 100L, 20L, 3L);
  }
}
