package io.neuralnexus.simulator.scenario;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Agents of one kind.
 *
 * @param name what they are called in indicators, as {@code lazy-validators}
 * @param role the kind of agent, as {@code market-validator}
 * @param strategy how they behave, as {@code lazy}, or {@code script:bribed.js}
 * @param count how many
 * @param wealth STX that each brings
 * @param attack whether their profit is that of an attack
 * @param arrive the blocks in which they arrive, uniformly: from the first up to the second
 * @param leave the block at which they leave, or {@link #NEVER}
 * @param settings numbers that role and strategy know, by name
 */
public record Population(
    String name,
    String role,
    String strategy,
    int count,
    double wealth,
    boolean attack,
    Arrival arrive,
    long leave,
    SortedMap<String, Double> settings) {

  /** The block at which somebody leaves who stays. */
  public static final long NEVER = Long.MAX_VALUE;

  /** The blocks of an arrival, both included. */
  public record Arrival(long from, long to) {}

  public Population {
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
  }

  /** The name of the script that decides for it, if one does. */
  public Optional<String> script() {
    return strategy.startsWith(Vocabulary.SCRIPT)
        ? Optional.of(strategy.substring(Vocabulary.SCRIPT.length()))
        : Optional.empty();
  }
}
