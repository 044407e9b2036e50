package io.neuralnexus.simulator.scenario;

import io.neuralnexus.simulator.kpi.Expectation;
import java.util.Collections;
import java.util.List;
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
    List<Assertion> expectations) {

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
  }
}
