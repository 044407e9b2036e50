package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.scenario.Population;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.scenario.Shock;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Numbers of a scenario by their keys. */
final class Keys {
  private static final Pattern WHOLE =
      Pattern.compile(
          "parameters\\..+|horizon|drain|populations\\.[^.]+\\.(count|leave|arrive\\.(from|to))|shocks\\.\\d+\\.at");

  private Keys() {}

  static double rounded(String key, double value) {
    return WHOLE.matcher(key).matches() ? Math.rint(value) : value;
  }

  static Scenario with(Scenario scenario, String key, double value) {
    var path = List.of(key.split("\\."));
    return switch (path.getFirst()) {
      case "horizon" -> with(scenario, (long) value);
      case "parameters" -> {
        var parameters = new TreeMap<>(scenario.parameters());
        parameters.put(path.get(1), (long) value);
        yield copy(
            scenario, parameters, scenario.price(), scenario.populations(), scenario.shocks());
      }
      case "price" -> {
        var price = scenario.price();
        yield copy(
            scenario,
            scenario.parameters(),
            switch (path.get(1)) {
              case "start" -> new Scenario.Price(value, price.drift(), price.volatility());
              case "drift" -> new Scenario.Price(price.start(), value, price.volatility());
              case "volatility" -> new Scenario.Price(price.start(), price.drift(), value);
              default -> throw unknown(key);
            },
            scenario.populations(),
            scenario.shocks());
      }
      case "shocks" -> {
        var shocks = new ArrayList<>(scenario.shocks());
        var at = Integer.parseInt(path.get(1));
        if (at >= shocks.size()) throw unknown(key);
        shocks.set(
            at,
            switch (shocks.get(at)) {
              case Shock.Price(var when, _) -> new Shock.Price(when, value);
              case Shock.Demand(var when, _) -> new Shock.Demand(when, value);
              case Shock.Exit(var when, var population, _) ->
                  new Shock.Exit(when, population, value);
            });
        yield copy(
            scenario, scenario.parameters(), scenario.price(), scenario.populations(), shocks);
      }
      case "populations" -> {
        var populations = new ArrayList<Population>();
        var found = false;
        for (var each : scenario.populations()) {
          var named = each.name().equals(path.get(1));
          found |= named;
          populations.add(named ? with(each, key, path.subList(2, path.size()), value) : each);
        }
        if (!found) throw unknown(key);
        yield copy(
            scenario, scenario.parameters(), scenario.price(), populations, scenario.shocks());
      }
      default -> throw unknown(key);
    };
  }

  private static Population with(Population each, String key, List<String> path, double value) {
    var settings = new TreeMap<>(each.settings());
    var count = each.count();
    var wealth = each.wealth();
    switch (String.join(".", path)) {
      case "count" -> count = (int) value;
      case "wealth" -> wealth = value;
      default -> {
        if (path.size() != 2 || !path.getFirst().equals("settings")) throw unknown(key);
        settings.put(path.get(1), value);
      }
    }
    return new Population(
        each.name(),
        each.role(),
        each.strategy(),
        count,
        wealth,
        each.attack(),
        each.arrive(),
        each.leave(),
        settings);
  }

  private static Scenario with(Scenario scenario, long horizon) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        horizon,
        scenario.drain(),
        scenario.replications(),
        scenario.parameters(),
        scenario.price(),
        scenario.populations(),
        scenario.shocks(),
        scenario.expectations());
  }

  private static Scenario copy(
      Scenario scenario,
      TreeMap<String, Long> parameters,
      Scenario.Price price,
      List<Population> populations,
      List<Shock> shocks) {
    return copy(
        scenario, (java.util.SortedMap<String, Long>) parameters, price, populations, shocks);
  }

  private static Scenario copy(
      Scenario scenario,
      java.util.SortedMap<String, Long> parameters,
      Scenario.Price price,
      List<Population> populations,
      List<Shock> shocks) {
    return new Scenario(
        scenario.name(),
        scenario.title(),
        scenario.about(),
        scenario.horizon(),
        scenario.drain(),
        scenario.replications(),
        parameters,
        price,
        populations,
        shocks,
        scenario.expectations());
  }

  private static IllegalArgumentException unknown(String key) {
    return new IllegalArgumentException("the scenario has no " + key);
  }
}
