package io.neuralnexus.simulator.world;

import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.simulator.kpi.Recorder;
import io.neuralnexus.simulator.kpi.Samples;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** Notes what everybody has won or lost when a run is over. */
final class Settlement {
  private final Recorder recorder;
  private final ToLongFunction<StandardPrincipal> worth;
  private final List<Double> profits = new ArrayList<>();
  private final List<Double> wealths = new ArrayList<>();

  /** What attacks have won by role, and what the others of these roles have. */
  private final Map<String, Outcome> attacks = new LinkedHashMap<>();

  private final Map<String, Outcome> peers = new HashMap<>();

  /** What a group has won, and the most that it had at stake, STX. */
  private record Outcome(double profit, double capital) {
    static final Outcome NONE = new Outcome(0, 0);

    Outcome plus(Outcome other) {
      return new Outcome(profit + other.profit, capital + other.capital);
    }

    double roi() {
      return capital > 0 ? profit / capital : 0;
    }
  }

  /**
   * @param worth micro-STX of an account, wherever they are
   */
  Settlement(Recorder recorder, ToLongFunction<StandardPrincipal> worth) {
    this.recorder = recorder;
    this.worth = worth;
  }

  /** Notes what one agent has won or lost. */
  void count(Part part, List<Account> purses) {
    var outcome = Outcome.NONE;
    var brought = 0.0;
    for (var account : purses) {
      var profit = account.profit(worth.applyAsLong(account.address()));
      outcome = outcome.plus(new Outcome(profit, account.capital()));
      brought += account.funded();
    }
    var population = part.population();
    recorder.sample("profit." + population.name(), outcome.profit());
    if (outcome.capital() > 0) recorder.sample("roi." + population.name(), outcome.roi());
    profits.add(outcome.profit());
    wealths.add(brought + outcome.profit());
    (population.attack() ? attacks : peers).merge(population.role(), outcome, Outcome::plus);
  }

  /** Notes what follows from all agents together. */
  void end() {
    if (!profits.isEmpty()) {
      recorder.sample("gini.profit", gini(profits));
      recorder.sample("gini.wealth", gini(wealths));
    }
    if (attacks.isEmpty()) return;
    var attack = attacks.values().stream().reduce(Outcome.NONE, Outcome::plus);
    var honestly = 0.0;
    for (var role : attacks.keySet()) {
      var there = peers.getOrDefault(role, Outcome.NONE);
      honestly += attacks.get(role).capital() * there.roi();
    }
    recorder.sample("attack.profit", attack.profit());
    recorder.sample("attack.capital", attack.capital());
    recorder.sample("attack.roi", attack.roi());
    // What the attack has won beyond what its capital earns by honest agents of the same roles.
    recorder.sample("attack.advantage", attack.profit() - honestly);
  }

  private static double gini(List<Double> values) {
    return Samples.of(values.stream().mapToDouble(Double::doubleValue).toArray()).gini();
  }
}
