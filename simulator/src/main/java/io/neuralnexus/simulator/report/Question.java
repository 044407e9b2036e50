package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.kpi.Expectation;
import io.neuralnexus.simulator.kpi.Expectation.Comparison;
import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.sweep.Estimate;
import io.neuralnexus.simulator.sweep.Measure;
import java.util.List;
import java.util.Optional;

/** A statistic of an indicator, with what is expected of it, if anything is. */
record Question(Measure measure, Optional<Expectation> expected) {
  static Question of(Expectation expected) {
    return new Question(new Measure(expected.kpi(), expected.statistic()), Optional.of(expected));
  }

  /** Measures, with what a scenario expects of them. */
  static List<Question> of(List<Measure> measures, Scenario scenario) {
    var all =
        scenario.expectations().stream().map(each -> Question.of(each.expectation())).toList();
    return measures.stream()
        .map(
            measure ->
                all.stream()
                    .filter(each -> each.measure.equals(measure))
                    .findFirst()
                    .orElse(new Question(measure, Optional.empty())))
        .toList();
  }

  String id() {
    return measure.toString().replace('.', '-');
  }

  /** As {@code return of the attack (95th percentile)}. */
  String subject() {
    return Words.subject(measure.kpi(), measure.statistic().toString());
  }

  /** Likewise, to begin with. */
  String name() {
    return Words.capital(subject());
  }

  Unit unit() {
    return Unit.of(measure.kpi(), measure.statistic().toString());
  }

  /** What is expected, as {@code is below 0 %}. */
  String target() {
    var each = expected.orElseThrow();
    return "%s %s".formatted(Words.comparison(each.comparison()), unit().say(each.bound()));
  }

  /** As a chart has it; null if nothing is expected. */
  Double bound() {
    return expected.map(each -> unit().drawn(each.bound())).orElse(null);
  }

  /** Whether what is expected holds below the bound. */
  boolean below() {
    return expected.stream()
        .map(Expectation::comparison)
        .anyMatch(each -> each == Comparison.LESS || each == Comparison.AT_MOST);
  }

  /** Whether it surely holds; null if that is open, or nothing is expected. */
  Boolean holds(Estimate estimate) {
    if (expected.filter(estimate::surely).isPresent()) return true;
    return expected.filter(estimate::surelyNot).isPresent() ? false : null;
  }
}
