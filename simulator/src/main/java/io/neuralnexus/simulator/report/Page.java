package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.scenario.Scenario;
import java.util.List;

/**
 * What a report says.
 *
 * @param kind what it reports on, in a word or two
 * @param about a paragraph for who does not know the scenario
 * @param figures the few that a reader wants first
 * @param groups who takes part, for one colour each wherever they are
 * @param sections from what matters most to what explains
 * @param tables for who wants to know exactly
 */
record Page(
    String kind,
    String title,
    String about,
    Verdict verdict,
    List<Figure> figures,
    List<Group> groups,
    List<Section> sections,
    List<Named> tables,
    String origin) {

  /**
   * What came out, in a line and a sentence or two.
   *
   * @param holds whether all expectations hold
   */
  record Verdict(boolean holds, String headline, String says, List<Checked> expectations) {}

  /** An expectation and what came out. */
  record Checked(boolean holds, String expected, String measured, String because, String source) {}

  record Group(String name, boolean attack) {
    static List<Group> of(Scenario scenario) {
      return scenario.populations().stream()
          .map(each -> new Group(Words.group(each.name()), each.attack()))
          .toList();
    }
  }

  record Figure(String label, String value, String note) {}

  record Section(String title, List<Chart> charts) {}

  /**
   * A chart with what belongs to it.
   *
   * @param id for links
   * @param says what it shows in this very simulation
   * @param reads how to read it
   * @param size how much of a row it takes
   * @param table its figures
   */
  record Chart(
      String id, String title, String says, String reads, Size size, Drawing drawing, Grid table) {}

  /**
   * How much of a row of the page a chart takes, where the screen is wide enough for more than one.
   */
  enum Size {
    FULL,
    LARGE,
    HALF,
    SMALL
  }

  /** Columns with a heading; the first names the row. */
  record Grid(List<String> columns, List<List<String>> rows) {}

  record Named(String title, Grid table) {}
}
