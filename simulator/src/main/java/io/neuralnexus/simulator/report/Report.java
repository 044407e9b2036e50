package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.RunResult;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.sweep.FrontierResult;
import io.neuralnexus.simulator.sweep.Measure;
import io.neuralnexus.simulator.sweep.SweepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reports for people: one HTML file each that needs no other file and no network, with charts that
 * say what they show. Same results, same bytes.
 */
public final class Report {
  private Report() {}

  /**
   * Writes what came of a simulation.
   *
   * @param file is replaced if it is there
   * @param runs at least one
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, Scenario scenario, List<RunResult> runs) throws IOException {
    if (runs.isEmpty()) throw new IllegalArgumentException("there is no run to report on");
    write(file, new SimulationPage(scenario, runs).page());
  }

  /**
   * Writes what came of a sweep.
   *
   * @param file is replaced if it is there
   * @param measures what it is about
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, SweepResult result, List<Measure> measures)
      throws IOException {
    write(file, new SweepPage(result, measures).page());
  }

  /**
   * Writes what came of the search for a frontier.
   *
   * @param file is replaced if it is there
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, FrontierResult result) throws IOException {
    write(file, new FrontierPage(result).page());
  }

  private static void write(Path file, Page page) throws IOException {
    Files.writeString(file, Template.fill(page));
  }
}
