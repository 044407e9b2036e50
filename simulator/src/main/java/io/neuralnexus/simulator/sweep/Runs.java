package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.RunResult;
import java.util.List;
import java.util.Map;

/** Runs of one subject, each computed once: what a journal does not have, a crew does. */
record Runs(Subject subject, Journal journal, Crew crew, Progress progress) {
  /** The results of tasks, and of all that were computed before. */
  Map<Task, RunResult> of(List<Task> tasks) {
    var before = journal.done();
    var left = tasks.stream().filter(task -> !before.containsKey(task)).toList();
    var total = before.size() + left.size();
    progress.at(before.size(), total);
    crew.play(
        subject,
        left,
        (task, result) -> {
          journal.add(task, result);
          progress.at(journal.size(), total);
        });
    return journal.done();
  }
}
