package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.report.Page.Grid;
import io.neuralnexus.simulator.sweep.Estimate;
import java.util.List;

/**
 * What came out along a parameter.
 *
 * @param parameter as a sentence has it
 * @param places in their order
 */
record Along(String parameter, Question question, List<Place> places) {
  /**
   * @param at value of the parameter
   */
  record Place(double at, Estimate estimate) {}

  /**
   * @param log whether equal steps are equal factors
   * @param between where the frontier lies; empty if there is none
   */
  Drawing.Curve curve(boolean log, List<Double> between) {
    var unit = question.unit();
    return new Drawing.Curve(
        Words.capital(parameter),
        question.name(),
        unit.axis(),
        log,
        question.bound(),
        between,
        places.stream()
            .map(
                each ->
                    new Drawing.Curve.Place(
                        Unit.rounded(each.at),
                        unit.drawn(each.estimate.value()),
                        finite(unit.drawn(each.estimate.low())),
                        finite(unit.drawn(each.estimate.high())),
                        question.holds(each.estimate)))
            .toList());
  }

  Drawing.Cloud cloud() {
    var unit = question.unit();
    return new Drawing.Cloud(
        Words.capital(parameter),
        question.name(),
        unit.axis(),
        question.bound(),
        places.stream()
            .map(each -> new double[] {Unit.rounded(each.at), unit.drawn(each.estimate.value())})
            .toList());
  }

  Grid table() {
    var unit = question.unit();
    return new Grid(
        List.of(Words.capital(parameter), "estimate", "from", "to", "runs"),
        places.stream()
            .map(
                each ->
                    List.of(
                        Unit.NUMBER.plain(each.at),
                        unit.plain(each.estimate.value()),
                        unit.plain(each.estimate.low()),
                        unit.plain(each.estimate.high()),
                        Unit.NUMBER.plain(each.estimate.runs())))
            .toList());
  }

  private static Double finite(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
