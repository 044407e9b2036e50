package io.neuralnexus.tests.mutation;

import io.neuralnexus.tests.mutation.MutationCheck.Outcome;
import io.neuralnexus.tests.mutation.MutationCheck.Result;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page that says how many mutations the tests kill and which survive. */
record MutationReport(long seed, List<Result> results) {
  private static final int REQUIRED_PERCENT = 92;

  private List<Result> tried() {
    return results.stream().filter(r -> !(r.outcome() instanceof Outcome.DoesNotCheck)).toList();
  }

  private List<Result> survivors() {
    return tried().stream().filter(r -> r.outcome() instanceof Outcome.Survived).toList();
  }

  private long killed() {
    return tried().size() - survivors().size();
  }

  boolean passes() {
    return killed() * 100 >= (long) tried().size() * REQUIRED_PERCENT
        && survivors().stream().noneMatch(r -> r.reason().isEmpty());
  }

  String summary() {
    return "%d of %d mutants killed (%.1f %%), %d did not check, %d survivors without a reason"
        .formatted(
            killed(),
            tried().size(),
            100.0 * killed() / tried().size(),
            results.size() - tried().size(),
            survivors().stream().filter(r -> r.reason().isEmpty()).count());
  }

  String markdown() {
    var page = new StringBuilder();
    page.append(
        """
        # Mutation check

        How much of the contracts the tests hold: one small change at a time in a copy of a contract, and the tests must
        notice. `build/mutation-check` writes this page; it runs on demand, not in every build.

        **%s** (seed %d).

        """
            .formatted(summary(), seed));
    page.append(table("contract", Mutation::contract));
    page.append(table("operator", Mutation::operator));
    page.append("\n## Survivors\n\n");
    if (survivors().isEmpty()) page.append("None.\n");
    for (var survivor : survivors()) {
      page.append(
          "* line %d, `%s`: %s%n"
              .formatted(
                  survivor.mutation().line(),
                  survivor.mutation().id(),
                  survivor.reason().isEmpty() ? "**no reason known**" : survivor.reason()));
    }
    page.append("\n## Killed\n\n| mutation | by |\n|---|---|\n");
    for (var result : tried()) {
      if (result.outcome() instanceof Outcome.Killed(var test)) {
        page.append(
            "| `%s` | %s |%n"
                .formatted(result.mutation().id().replace("|", "\\|"), test.replace("|", "\\|")));
      }
    }
    return page.toString();
  }

  private String table(String title, Function<Mutation, String> key) {
    var table = new StringBuilder("\n| %s | tried | killed |\n|---|---:|---:|\n".formatted(title));
    tried().stream()
        .collect(
            Collectors.groupingBy(
                result -> key.apply(result.mutation()), TreeMap::new, Collectors.toList()))
        .forEach(
            (name, group) ->
                table.append("| %s | %d | %d |%n".formatted(name, group.size(), killed(group))));
    return table.toString();
  }

  private static long killed(List<Result> group) {
    return group.stream().filter(r -> r.outcome() instanceof Outcome.Killed).count();
  }
}
