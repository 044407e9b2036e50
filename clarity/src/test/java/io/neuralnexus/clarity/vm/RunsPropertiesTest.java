package io.neuralnexus.clarity.vm;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Epoch;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Runs that grow apart keep what they had in common, and nothing of each other. */
class RunsPropertiesTest {
  private static final Run FIRST = new Run(0, 10, 0, 0, Epoch.EPOCH_2_05);

  private record Grown(Runs runs, List<Run> expected) {
    void check() {
      assertThat(runs.last()).isEqualTo(expected.getLast());
      for (int i = 0; i < expected.size(); i++) {
        var run = expected.get(i);
        var next = i + 1 < expected.size() ? expected.get(i + 1).first() : run.first() + 5;
        assertThat(runs.at(run.first())).isEqualTo(run);
        assertThat(runs.at(next - 1)).isEqualTo(run);
        if (i == 0 || expected.get(i - 1).burnHeight() < run.burnHeight()) {
          assertThat(runs.firstAbove(run.burnHeight())).isEqualTo(run);
        }
      }
    }
  }

  @Property(tries = 200)
  void whatGrowsApartStaysApart(@ForAll @Size(max = 40) List<@IntRange(max = 400) Integer> steps) {
    var lines = new ArrayList<>(List.of(new Grown(Runs.of(FIRST), List.of(FIRST))));
    for (int at = 0; at < steps.size(); at++) {
      int step = steps.get(at);
      var from = lines.get((at * 31 + step) % lines.size());
      lines.add(grown(step % 5 == 0 ? new Grown(from.runs.copy(), from.expected) : from, step));
    }
    lines.forEach(Grown::check);
  }

  private static Grown grown(Grown from, int by) {
    var runs = from.runs;
    var expected = new ArrayList<>(from.expected);
    for (int i = 0; i < by; i++) {
      var last = expected.getLast();
      var next =
          new Run(
              last.first() + 1 + i % 3,
              last.time() + 600 + by,
              last.burnHeight() + (i % 7 == 0 ? 0 : 1),
              last.burnHeight() + by % 2,
              Epoch.EPOCH_4_0);
      if (i % 11 == 3) {
        var other = new Run(last.first(), by, last.burnHeight(), by, Epoch.EPOCH_3_0);
        runs = runs.withLast(other);
        expected.set(expected.size() - 1, other);
      }
      runs = runs.with(next);
      expected.add(next);
    }
    return new Grown(runs, expected);
  }
}
