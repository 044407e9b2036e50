package io.neuralnexus.simulator.sweep;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is simulated, as text, so that any machine has the same of it.
 *
 * @param name of the scenario
 * @param text of its file
 * @param scripts texts of the scripts that it names, by name
 */
public record Subject(String name, String text, SortedMap<String, String> scripts) {
  public Subject {
    scripts = Collections.unmodifiableSortedMap(new TreeMap<>(scripts));
  }
}
