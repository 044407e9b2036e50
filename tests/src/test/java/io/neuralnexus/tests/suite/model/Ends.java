package io.neuralnexus.tests.suite.model;

import io.neuralnexus.tests.suite.model.Execution.Seat;
import io.neuralnexus.tests.suite.model.Execution.State;
import java.util.List;
import java.util.stream.Stream;

/** What a sequence may come to; a run must have seen all of it. */
final class Ends {
  static final List<String> ALL =
      Stream.concat(
              Stream.of(
                  "dispute won by the provider",
                  "dispute won by the challenger",
                  "dispute of an auditor won by the provider",
                  "dispute of an auditor won by the auditor",
                  "challenge of several",
                  "lie accepted",
                  "lie refuted",
                  "truth refuted",
                  "auditor paid",
                  "auditor silent",
                  "training lapsed",
                  "model with parents",
                  "model with parents of parents",
                  "licence of a model with parents",
                  "budget spent",
                  "six jobs at once"),
              Stream.of(Job.State.values()).map(state -> "job " + state))
          .toList();

  private Ends() {}

  static Stream<String> of(Suite suite) {
    return Stream.of(
            suite.jobs.stream().map(job -> "job " + job.state),
            suite.executions.stream().flatMap(Ends::of),
            suite.models.stream().flatMap(Ends::of),
            suite.licences.stream()
                .filter(each -> !each.model.lineage.edges().isEmpty())
                .map(each -> "licence of a model with parents"),
            suite.datasets.stream()
                .filter(each -> each.left() < Dataset.EPSILON)
                .map(each -> "budget spent"),
            Stream.of("six jobs at once").filter(each -> suite.mostAtOnce >= 6))
        .flatMap(each -> each);
  }

  private static Stream<String> of(Execution execution) {
    boolean lied =
        execution
            .result
            .flatMap(Execution.Claim::run)
            .filter(run -> run.kind != Run.Kind.TRUTH)
            .isPresent();
    var state = execution.state;
    var decided =
        execution.challenges.stream()
            .filter(each -> each.index <= execution.current && each.over)
            .map(
                each ->
                    (each.auditor ? "dispute of an auditor won by the " : "dispute won by the ")
                        + (state == State.REFUTED && each.index == execution.current
                            ? each.auditor ? "auditor" : "challenger"
                            : "provider"));
    var others =
        Stream.of(
            state == State.ACCEPTED && lied ? "lie accepted" : "",
            state == State.REFUTED ? lied ? "lie refuted" : "truth refuted" : "",
            state == State.LAPSED ? "training lapsed" : "",
            execution.settled && execution.seats.contains(Seat.SILENT) ? "auditor silent" : "",
            state == State.ACCEPTED && execution.seats.contains(Seat.AGREED) ? "auditor paid" : "",
            execution.challenges.stream().anyMatch(each -> each.members.size() > 1)
                ? "challenge of several"
                : "");
    return Stream.concat(decided, others.filter(each -> !each.isEmpty()));
  }

  private static Stream<String> of(Model model) {
    return Stream.of(
            model.lineage.edges().isEmpty() ? "" : "model with parents",
            model.lineage.edges().stream().allMatch(e -> e.parent().lineage.edges().isEmpty())
                ? ""
                : "model with parents of parents")
        .filter(each -> !each.isEmpty());
  }
}
