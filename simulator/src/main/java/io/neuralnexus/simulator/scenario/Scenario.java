package io.neuralnexus.simulator.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.neuralnexus.simulator.kpi.Expectation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is simulated.
 *
 * @param name as the file is called, without its ending
 * @param title one line
 * @param about a paragraph: what is asked, and what is found
 * @param horizon burn blocks in which agents take on something new
 * @param drain burn blocks at most, after the horizon, to end what runs
 * @param replications how many seeds a simulation takes by default
 * @param parameters of governance that are not the start values, by name
 * @param price the price of STX
 * @param populations who takes part
 * @param shocks what comes from outside
 * @param expectations what must come out, pooled over the replications
 * @param scripts texts of the scripts that decide for populations, by name; others are left out
 */
public record Scenario(
    String name,
    String title,
    String about,
    long horizon,
    long drain,
    int replications,
    SortedMap<String, Long> parameters,
    Price price,
    List<Population> populations,
    List<Shock> shocks,
    List<Assertion> expectations,
    SortedMap<String, String> scripts) {

  /**
   * The price of STX in USD: a geometric random walk.
   *
   * @param start at the beginning
   * @param drift of its logarithm per burn block
   * @param volatility standard deviation of its logarithm per burn block
   */
  public record Price(double start, double drift, double volatility) {}

  /**
   * An expectation and why.
   *
   * @param because a sentence for the report
   */
  public record Assertion(Expectation expectation, String because) {}

  public Scenario {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
    populations = List.copyOf(populations);
    shocks = List.copyOf(shocks);
    expectations = List.copyOf(expectations);
    var named = new TreeMap<>(scripts);
    named.keySet().retainAll(populations.stream().flatMap(each -> each.script().stream()).toList());
    scripts = Collections.unmodifiableSortedMap(named);
  }

  /** One without scripts. */
  public Scenario(
      String name,
      String title,
      String about,
      long horizon,
      long drain,
      int replications,
      SortedMap<String, Long> parameters,
      Price price,
      List<Population> populations,
      List<Shock> shocks,
      List<Assertion> expectations) {
    this(
        name,
        title,
        about,
        horizon,
        drain,
        replications,
        parameters,
        price,
        populations,
        shocks,
        expectations,
        new TreeMap<>());
  }

  /**
   * The same with another value of one key, as {@code parameters.x}, {@code
   * populations.validators.count}, {@code populations.validators.settings.evaluation-cost}, {@code
   * price.volatility}, {@code shocks.0.factor}, {@code horizon}. Whether the value is within its
   * range says {@link Vocabulary#check}.
   *
   * @throws ScenarioException if there is no such key, or its value is no number, or a whole one
   */
  public Scenario with(String key, double value) {
    var whole = Math.rint(value) == value && Math.abs(value) < 1L << 53;
    return with(key, whole ? LongNode.valueOf((long) value) : DoubleNode.valueOf(value));
  }

  /**
   * The same with another value of one key: a number, {@code true} or {@code false}, or a text, as
   * that of {@code populations.validators.strategy}.
   *
   * @throws ScenarioException if there is no such key, or its value is of another type
   */
  public Scenario with(String key, String value) {
    var number = value.replace("_", "");
    if (number.matches("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?")) {
      return with(key, Double.parseDouble(number));
    }
    return with(
        key,
        value.matches("true|false")
            ? BooleanNode.valueOf(value.equals("true"))
            : TextNode.valueOf(value));
  }

  private Scenario with(String key, JsonNode value) {
    var tree = ScenarioTree.tree(this);
    ScenarioTree.put(tree, key, value);
    return ScenarioTree.read(name, tree);
  }

  /** The same with texts of more scripts, of which those count that populations name. */
  Scenario withScripts(Map<String, String> texts) {
    var all = new TreeMap<>(scripts);
    all.putAll(texts);
    return new Scenario(
        name,
        title,
        about,
        horizon,
        drain,
        replications,
        parameters,
        price,
        populations,
        shocks,
        expectations,
        all);
  }

  /**
   * The same with a script that decides for a population. It is known by the name of its file, so
   * that nothing depends on where that is.
   *
   * @throws ScenarioException if there is no such population, the file cannot be read, or there is
   *     another script of that name
   */
  public Scenario withScript(String population, Path file) {
    var key = "populations.%s.strategy".formatted(population);
    var script = file.getFileName().toString();
    var text = ScenarioFile.script(key, file);
    var next = with(key, TextNode.valueOf(Vocabulary.SCRIPT + script));
    if (!next.scripts.getOrDefault(script, text).equals(text)) {
      throw new ScenarioException(
          key, "another script is called %s, too".formatted(script), "call one of them otherwise");
    }
    return next.withScripts(Map.of(script, text));
  }

  /**
   * The one text of a scenario, scripts included: two are equal if and only if their texts and
   * names are. It is TOML, and can be read as a scenario file.
   */
  public String canonical() {
    return ScenarioTree.write(this);
  }

  /** SHA-256 of the name and the {@link #canonical} text, hexadecimal. */
  public String hash() {
    try {
      var text = "%s\n%s".formatted(name, canonical()).getBytes(StandardCharsets.UTF_8);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
