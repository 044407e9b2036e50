package io.neuralnexus.clarinet;

import java.util.List;

/**
 * What was covered and what it cost.
 *
 * @param lcov coverage of the project's contracts in lcov's format, paths relative to the project's
 *     folder; without records unless {@link SimnetOptions#trackCoverage}
 * @param costs every call with its cost; empty unless {@link SimnetOptions#trackCosts}
 */
public record Report(String lcov, List<CallCost> costs) {

  public Report {
    costs = List.copyOf(costs);
  }
}
