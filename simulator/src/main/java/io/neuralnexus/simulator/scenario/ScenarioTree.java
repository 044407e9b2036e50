package io.neuralnexus.simulator.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.scenario.Population.Arrival;
import io.neuralnexus.simulator.scenario.Scenario.Assertion;
import io.neuralnexus.simulator.scenario.Scenario.Price;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Scenarios as trees of keys, which is what files hold. Knows names and types, not ranges. */
final class ScenarioTree {
  private static final TomlMapper TOML = new TomlMapper();
  private static final long STANDARD_DRAIN = 1500;
  private static final int STANDARD_REPLICATIONS = 10;

  private ScenarioTree() {}

  // From a scenario

  static String write(Scenario scenario) {
    try {
      return TOML.writeValueAsString(tree(scenario));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  static ObjectNode tree(Scenario scenario) {
    var root = TOML.createObjectNode();
    root.put("title", scenario.title());
    if (!scenario.about().isEmpty()) root.put("about", scenario.about());
    root.put("horizon", scenario.horizon());
    root.put("drain", scenario.drain());
    root.put("replications", scenario.replications());
    var price = root.putObject("price");
    price.put("start", scenario.price().start());
    price.put("drift", scenario.price().drift());
    price.put("volatility", scenario.price().volatility());
    var parameters = root.putObject("parameters");
    scenario.parameters().forEach(parameters::put);
    var populations = root.putObject("populations");
    for (var each : scenario.populations()) write(each, populations.putObject(each.name()));
    var shocks = root.putArray("shocks");
    for (var each : scenario.shocks()) write(each, shocks.addObject());
    var expectations = root.putArray("expect");
    for (var each : scenario.expectations()) {
      expectations
          .addObject()
          .put("that", each.expectation().toString())
          .put("because", each.because());
    }
    if (!scenario.scripts().isEmpty()) {
      var scripts = root.putObject("scripts");
      scenario.scripts().forEach(scripts::put);
    }
    return root;
  }

  private static void write(Population population, ObjectNode node) {
    node.put("role", population.role());
    node.put("strategy", population.strategy());
    node.put("count", population.count());
    node.put("wealth", population.wealth());
    node.put("attack", population.attack());
    node.putObject("arrive")
        .put("from", population.arrive().from())
        .put("to", population.arrive().to());
    if (population.leave() != Population.NEVER) node.put("leave", population.leave());
    var settings = node.putObject("settings");
    population.settings().forEach(settings::put);
  }

  private static void write(Shock shock, ObjectNode node) {
    node.put("at", shock.at());
    switch (shock) {
      case Shock.Price(_, var factor) -> node.put("kind", "price").put("factor", factor);
      case Shock.Demand(_, var factor) -> node.put("kind", "demand").put("factor", factor);
      case Shock.Exit(_, var population, var share) ->
          node.put("kind", "exit").put("population", population).put("share", share);
    }
  }

  /** A tree with what another says in place of what it says; tables are merged, lists replaced. */
  static ObjectNode over(ObjectNode below, ObjectNode above) {
    for (var each : above.properties()) {
      if (each.getValue() instanceof ObjectNode table
          && below.get(each.getKey()) instanceof ObjectNode there) over(there, table);
      else below.set(each.getKey(), each.getValue());
    }
    return below;
  }

  // One key

  /** Puts a value at a key as in {@code shocks.0.factor}; what is around it is there. */
  static void put(ObjectNode root, String key, JsonNode value) {
    var parts = key.split("\\.", -1);
    JsonNode node = root;
    for (var i = 0; i < parts.length - 1; i++) {
      var path = String.join(".", List.of(parts).subList(0, i + 1));
      var inner = inner(node, parts[i]);
      if (!inner.isContainerNode()) {
        throw new ScenarioException(path, "there is nothing of that name", mend(node, parts[i]));
      }
      node = inner;
    }
    if (!(node instanceof ObjectNode table)
        || table.path(parts[parts.length - 1]).isContainerNode()) {
      throw new ScenarioException(
          key, "is no single value", mend(inner(node, parts[parts.length - 1]), ""));
    }
    table.set(parts[parts.length - 1], value);
  }

  private static JsonNode inner(JsonNode node, String part) {
    return node.isArray() && part.matches("\\d{1,6}")
        ? node.path(Integer.parseInt(part))
        : node.path(part);
  }

  private static String mend(JsonNode node, String part) {
    var known = new TreeSet<String>();
    if (node instanceof ArrayNode list) {
      for (var i = 0; i < list.size(); i++) known.add(Integer.toString(i));
    }
    node.fieldNames().forEachRemaining(known::add);
    return Names.mend(part, known);
  }

  // To a scenario

  static Scenario read(String name, JsonNode root) {
    known(
        root,
        "",
        Set.of(
            "title",
            "about",
            "horizon",
            "drain",
            "replications",
            "price",
            "parameters",
            "populations",
            "shocks",
            "expect",
            "scripts"));
    return new Scenario(
        name,
        text(root, "", "title"),
        root.has("about") ? text(root, "", "about").strip() : "",
        whole(root, "", "horizon"),
        whole(root, "", "drain", STANDARD_DRAIN),
        (int) whole(root, "", "replications", STANDARD_REPLICATIONS),
        parameters(table(root, "", "parameters")),
        price(table(root, "", "price")),
        populations(table(root, "", "populations")),
        shocks(list(root, "shocks")),
        expectations(list(root, "expect")),
        scripts(table(root, "", "scripts")));
  }

  private static SortedMap<String, String> scripts(JsonNode node) {
    var scripts = new TreeMap<String, String>();
    for (var each : node.properties()) {
      scripts.put(each.getKey(), text(node, "scripts", each.getKey()));
    }
    return scripts;
  }

  private static Price price(JsonNode node) {
    known(node, "price", Set.of("start", "drift", "volatility"));
    return new Price(
        number(node, "price", "start", 1),
        number(node, "price", "drift", 0),
        number(node, "price", "volatility", 0));
  }

  private static SortedMap<String, Long> parameters(JsonNode node) {
    var parameters = new TreeMap<String, Long>();
    for (var each : node.properties()) {
      parameters.put(each.getKey(), whole(node, "parameters", each.getKey()));
    }
    return parameters;
  }

  private static List<Population> populations(JsonNode node) {
    var populations = new ArrayList<Population>();
    for (var each : node.properties()) {
      var path = "populations." + each.getKey();
      if (!each.getKey().matches("[a-z][a-z0-9-]*")) {
        throw new ScenarioException(
            path,
            "a population is called by small letters, digits and hyphens, a letter first",
            "write one like lazy-validators");
      }
      populations.add(population(each.getKey(), path, table(node, "populations", each.getKey())));
    }
    return populations;
  }

  private static Population population(String name, String path, JsonNode node) {
    known(
        node,
        path,
        Set.of("role", "strategy", "count", "wealth", "attack", "arrive", "leave", "settings"));
    var arrive = table(node, path, "arrive");
    var arrivePath = path + ".arrive";
    known(arrive, arrivePath, Set.of("from", "to"));
    var from = whole(arrive, arrivePath, "from", 0);
    var settings = new TreeMap<String, Double>();
    var given = table(node, path, "settings");
    for (var each : given.properties()) {
      settings.put(each.getKey(), number(given, path + ".settings", each.getKey()));
    }
    return new Population(
        name,
        text(node, path, "role"),
        text(node, path, "strategy"),
        (int) whole(node, path, "count"),
        number(node, path, "wealth"),
        flag(node, path, "attack"),
        new Arrival(from, whole(arrive, arrivePath, "to", from)),
        whole(node, path, "leave", Population.NEVER),
        settings);
  }

  private static List<Shock> shocks(JsonNode list) {
    var shocks = new ArrayList<Shock>();
    for (var node : list) {
      var path = "shocks." + shocks.size();
      known(node, path, Set.of("at", "kind", "factor", "population", "share"));
      var at = whole(node, path, "at");
      var kind = text(node, path, "kind");
      shocks.add(
          switch (kind) {
            case "price", "demand" -> {
              known(node, path, Set.of("at", "kind", "factor"));
              var factor = number(node, path, "factor");
              yield kind.equals("price")
                  ? new Shock.Price(at, factor)
                  : new Shock.Demand(at, factor);
            }
            case "exit" -> {
              known(node, path, Set.of("at", "kind", "population", "share"));
              yield new Shock.Exit(at, text(node, path, "population"), number(node, path, "share"));
            }
            default ->
                throw new ScenarioException(
                    path + ".kind",
                    "there is no shock '%s'".formatted(kind),
                    Names.mend(kind, Set.of("price", "demand", "exit")));
          });
    }
    return shocks;
  }

  private static List<Assertion> expectations(JsonNode list) {
    var expectations = new ArrayList<Assertion>();
    for (var node : list) {
      var path = "expect." + expectations.size();
      known(node, path, Set.of("that", "because"));
      try {
        expectations.add(
            new Assertion(
                Expectation.parse(text(node, path, "that")), text(node, path, "because")));
      } catch (ScenarioException e) {
        throw e;
      } catch (IllegalArgumentException e) {
        throw new ScenarioException(
            path + ".that",
            e.getMessage(),
            "an indicator, a dot and a statistic (mean, min, max, sum, count, sd, gini, p05 ...),"
                + " one of < <= > >=, and a number");
      }
    }
    return expectations;
  }

  private static void known(JsonNode node, String path, Set<String> keys) {
    if (!node.isObject()) {
      throw new ScenarioException(path, "is no table", "write [%s] or { ... }".formatted(path));
    }
    for (var each : node.properties()) {
      if (!keys.contains(each.getKey())) {
        throw new ScenarioException(
            join(path, each.getKey()), "unknown key", Names.mend(each.getKey(), keys));
      }
    }
  }

  private static JsonNode table(JsonNode node, String path, String key) {
    var inner = node.path(key);
    if (inner.isMissingNode()) return TOML.createObjectNode();
    if (inner.isObject()) return inner;
    throw new ScenarioException(
        join(path, key), "is %s, not a table".formatted(inner), "write { key = value, ... }");
  }

  private static JsonNode list(JsonNode node, String key) {
    var inner = node.path(key);
    if (inner.isMissingNode()) return TOML.createArrayNode();
    if (inner.isArray()) return inner;
    throw new ScenarioException(
        key, "is no list", "write [[%s]], in two pairs of brackets, for each".formatted(key));
  }

  private static String text(JsonNode node, String path, String key) {
    var value = node.path(key);
    if (value.isMissingNode()) throw missing(path, key, "\"...\"");
    if (value.isTextual() && !value.textValue().isBlank()) return value.textValue();
    throw new ScenarioException(
        join(path, key), "%s is no text".formatted(value), "write something between quotes");
  }

  private static boolean flag(JsonNode node, String path, String key) {
    var value = node.path(key);
    if (value.isMissingNode() || value.isBoolean()) return value.asBoolean(false);
    throw new ScenarioException(
        join(path, key), "%s is neither true nor false".formatted(value), "write one of them");
  }

  private static long whole(JsonNode node, String path, String key, long standard) {
    return node.has(key) ? whole(node, path, key) : standard;
  }

  private static long whole(JsonNode node, String path, String key) {
    var value = node.path(key);
    if (value.isMissingNode()) throw missing(path, key, "100");
    if (value.isIntegralNumber() && value.canConvertToLong()) return value.longValue();
    throw new ScenarioException(
        join(path, key), "%s is no whole number".formatted(value), "write one like 100");
  }

  private static double number(JsonNode node, String path, String key, double standard) {
    return node.has(key) ? number(node, path, key) : standard;
  }

  private static double number(JsonNode node, String path, String key) {
    var value = node.path(key);
    if (value.isMissingNode()) throw missing(path, key, "1.0");
    if (value.isNumber() && Double.isFinite(value.doubleValue())) return value.doubleValue();
    throw new ScenarioException(
        join(path, key), "%s is no number".formatted(value), "write one like 0.5");
  }

  private static ScenarioException missing(String path, String key, String example) {
    return new ScenarioException(
        path, "%s is missing".formatted(key), "write %s = %s".formatted(key, example));
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }
}
