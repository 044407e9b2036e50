package io.neuralnexus.simulator.scenario;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What scenarios may name.
 *
 * @param roles by name
 * @param parameters of governance, by name
 */
public record Vocabulary(SortedMap<String, RoleSheet> roles, SortedMap<String, Limits> parameters) {
  /** What begins the strategy of a population that a script decides for. */
  public static final String SCRIPT = "script:";

  private static final long LONGEST = 100_000_000;
  private static final int MOST = 1_000_000;

  public Vocabulary {
    roles = Collections.unmodifiableSortedMap(new TreeMap<>(roles));
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /**
   * Finds out whether a scenario can be played.
   *
   * @throws ScenarioException for the first thing that is wrong
   */
  public void check(Scenario scenario) {
    within("horizon", scenario.horizon(), 1, LONGEST);
    within("drain", scenario.drain(), 0, LONGEST);
    within("replications", scenario.replications(), 1, MOST);
    var price = scenario.price();
    if (!(price.start() > 0)) {
      throw new ScenarioException(
          "price.start", price.start() + " USD for one STX", "write more than 0");
    }
    within("price.drift", price.drift(), -1, 1);
    within("price.volatility", price.volatility(), 0, 1);
    scenario.parameters().forEach(this::checkParameter);
    if (scenario.populations().isEmpty()) {
      throw new ScenarioException("populations", "nobody takes part", "write [populations.NAME]");
    }
    for (var each : scenario.populations()) check(each, scenario);
    for (var i = 0; i < scenario.shocks().size(); i++) {
      check("shocks." + i, scenario.shocks().get(i), scenario);
    }
    checkExpectations(scenario);
  }

  private void checkParameter(String name, long value) {
    var key = "parameters." + name;
    var limits = parameters.get(name);
    if (limits == null) {
      throw new ScenarioException(
          key, "governance has no such parameter", Names.mend(name, parameters.keySet()));
    }
    within(key, value, limits.least(), limits.most());
  }

  private void check(Population population, Scenario scenario) {
    var horizon = scenario.horizon();
    var path = "populations." + population.name();
    within(path + ".count", population.count(), 0, MOST);
    within(path + ".wealth", population.wealth(), 0, 1e9);
    var arrive = population.arrive();
    within(path + ".arrive.from", arrive.from(), 0, horizon);
    within(path + ".arrive.to", arrive.to(), arrive.from(), horizon);
    within(path + ".leave", population.leave(), 1, Population.NEVER);
    var role = roles.get(population.role());
    if (role == null) {
      throw new ScenarioException(
          path + ".role",
          "there is no role '%s'".formatted(population.role()),
          Names.mend(population.role(), roles.keySet()));
    }
    var settings = new TreeMap<String, Setting>();
    for (var each : role.settings()) settings.put(each.name(), each);
    var script = population.script();
    if (script.isPresent()) {
      var text = scenario.scripts().get(script.get());
      if (text == null) {
        throw new ScenarioException(
            path + ".strategy",
            "there is no script '%s'".formatted(script.get()),
            "use --script %s=FILE".formatted(population.name()));
      }
      for (var each : common(role)) settings.put(each.name(), each);
      for (var each : ScriptText.settings(text)) settings.putIfAbsent(each, own(each));
    } else {
      for (var each : strategy(role, population, path).settings()) settings.put(each.name(), each);
    }
    population
        .settings()
        .forEach(
            (name, value) -> {
              var key = path + ".settings." + name;
              var setting = settings.get(name);
              if (setting == null) {
                throw new ScenarioException(
                    key,
                    "%s (%s) has no such setting".formatted(role.name(), population.strategy()),
                    Names.mend(name, settings.keySet()));
              }
              within(key, value, setting.least(), setting.most());
            });
  }

  private static StrategySheet strategy(RoleSheet role, Population population, String path) {
    var strategies = new TreeMap<String, StrategySheet>();
    for (var each : role.strategies()) strategies.put(each.name(), each);
    var strategy = strategies.get(population.strategy());
    if (strategy != null) return strategy;
    throw new ScenarioException(
        path + ".strategy",
        "%s has no strategy '%s'".formatted(role.name(), population.strategy()),
        Names.mend(population.strategy(), strategies.keySet()));
  }

  /** What all strategies have a setting for, each its own standard: the role itself needs it. */
  private static List<Setting> common(RoleSheet role) {
    return role.strategies().stream()
        .flatMap(each -> each.settings().stream())
        .filter(
            each ->
                role.strategies().stream()
                    .allMatch(
                        strategy ->
                            strategy.settings().stream()
                                .anyMatch(other -> other.name().equals(each.name()))))
        .toList();
  }

  /** A setting that only a script knows may be any number. */
  private static Setting own(String name) {
    return new Setting(name, "", 0, -Double.MAX_VALUE, Double.MAX_VALUE, "");
  }

  private static void check(String path, Shock shock, Scenario scenario) {
    within(path + ".at", shock.at(), 1, scenario.horizon() + scenario.drain());
    switch (shock) {
      case Shock.Price(_, var factor) -> within(path + ".factor", factor, 1e-6, 1e6);
      case Shock.Demand(_, var factor) -> within(path + ".factor", factor, 0, 1e6);
      case Shock.Exit(_, var population, var share) -> {
        checkPopulation(path + ".population", population, scenario);
        within(path + ".share", share, 0, 1);
      }
    }
  }

  private static void checkExpectations(Scenario scenario) {
    var seen = new HashSet<String>();
    for (var i = 0; i < scenario.expectations().size(); i++) {
      var key = "expect.%d.that".formatted(i);
      var expectation = scenario.expectations().get(i).expectation();
      if (!seen.add(expectation.toString())) {
        throw new ScenarioException(
            key, "'%s' is there twice".formatted(expectation), "leave one of them out");
      }
      if (expectation.kpi().startsWith("profit.")) {
        checkPopulation(key, expectation.kpi().substring("profit.".length()), scenario);
      }
    }
  }

  private static void checkPopulation(String key, String name, Scenario scenario) {
    var names = new TreeSet<String>();
    for (var each : scenario.populations()) names.add(each.name());
    if (!names.contains(name)) {
      throw new ScenarioException(
          key, "there is no population '%s'".formatted(name), Names.mend(name, names));
    }
  }

  private static void within(String key, long value, long least, long most) {
    if (value < least || value > most) throw outside(key, value, least, most);
  }

  private static void within(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) throw outside(key, value, least, most);
  }

  private static ScenarioException outside(String key, Object value, Object least, Object most) {
    return new ScenarioException(
        key, "%s is out of range".formatted(value), "write %s to %s".formatted(least, most));
  }
}
