package io.neuralnexus.simulator.report;

import io.neuralnexus.simulator.report.Page.Chart;
import io.neuralnexus.simulator.report.Page.Figure;
import io.neuralnexus.simulator.report.Page.Group;
import io.neuralnexus.simulator.report.Page.Section;
import io.neuralnexus.simulator.report.Page.Size;
import io.neuralnexus.simulator.report.Page.Verdict;
import io.neuralnexus.simulator.sweep.FrontierResult;
import io.neuralnexus.simulator.sweep.FrontierResult.Everywhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Found;
import io.neuralnexus.simulator.sweep.FrontierResult.NotMonotone;
import io.neuralnexus.simulator.sweep.FrontierResult.Nowhere;
import io.neuralnexus.simulator.sweep.FrontierResult.Probe;
import io.neuralnexus.simulator.sweep.FrontierResult.Undecided;
import java.util.ArrayList;
import java.util.List;

/** What a search for a frontier has to say. */
final class FrontierPage {
  private final FrontierResult result;
  private final Question question;
  private final String parameter;
  private final String target;

  FrontierPage(FrontierResult result) {
    this.result = result;
    question = Question.of(result.target());
    parameter = Words.key(result.key());
    target = question.subject() + " " + question.target();
  }

  Page page() {
    var scenario = result.scenario();
    return new Page(
        "Frontier",
        scenario.title(),
        scenario.about(),
        new Verdict(
            result.outcome() instanceof Found || result.outcome() instanceof Everywhere,
            headline(),
            says(),
            List.of()),
        figures(),
        Group.of(scenario),
        List.of(new Section("The frontier", List.of(chart()))),
        List.of(),
        "Scenario %s, target %s along %s. A verdict at a value is wrong in at most %s of all searches."
            .formatted(
                scenario.name(),
                result.target(),
                result.key(),
                Unit.PERCENT.say(1 - result.confidence())));
  }

  private String headline() {
    return switch (result.outcome()) {
      case Found found ->
          "It holds %s %s of %s"
              .formatted(
                  found.isUpwards() ? "from" : "up to", Unit.NUMBER.say(found.holds()), parameter);
      case Everywhere _ -> "It holds at every value";
      case Nowhere _ -> "It holds at no value";
      case NotMonotone _ -> "There is no one frontier";
      case Undecided _ -> "The runs do not decide it";
    };
  }

  private String says() {
    return switch (result.outcome()) {
      case Found found ->
          "%s with a %s of %s or %s; at %s it surely is not so."
              .formatted(
                  Words.capital(target),
                  parameter,
                  Unit.NUMBER.say(found.holds()),
                  found.isUpwards() ? "more" : "less",
                  Unit.NUMBER.say(found.fails()));
      case Everywhere _ -> "%s at all values that were looked at.".formatted(Words.capital(target));
      case Nowhere _ -> "At none of the values that were looked at %s.".formatted(target);
      case NotMonotone(var changes) ->
          "Whether %s changes %s along the range."
              .formatted(target, Words.count(changes.size(), "time", "times"));
      case Undecided _ ->
          "Whether %s is open at too many values: ask for more replications.".formatted(target);
    };
  }

  private List<Figure> figures() {
    var figures = new ArrayList<Figure>();
    if (result.outcome() instanceof Found found) {
      figures.add(new Figure("holds", Unit.NUMBER.say(found.holds()), "the nearest value"));
      figures.add(new Figure("fails", Unit.NUMBER.say(found.fails()), "the nearest value"));
    }
    figures.add(
        new Figure("values", Unit.NUMBER.say(result.curve().size()), "that were looked at"));
    figures.add(
        new Figure(
            "runs",
            Unit.NUMBER.say(result.curve().stream().mapToInt(each -> each.estimate().runs()).sum()),
            "more where it was close"));
    return figures;
  }

  private Chart chart() {
    var unit = question.unit();
    var seen =
        result.curve().stream().filter(each -> Double.isFinite(each.estimate().value())).toList();
    var between =
        switch (result.outcome()) {
          case Found found ->
              List.of(
                  Math.min(found.fails(), found.holds()), Math.max(found.fails(), found.holds()));
          case Everywhere _, Nowhere _, NotMonotone _, Undecided _ -> List.<Double>of();
        };
    var all =
        new Along(
            parameter,
            question,
            seen.stream().map(each -> new Along.Place(each.value(), each.estimate())).toList());
    return new Chart(
        "frontier",
        "%s by %s".formatted(question.name(), parameter),
        seen.size() < 2
            ? says()
            : "From %s at %s to %s at %s; the line to cross is %s."
                .formatted(
                    unit.say(seen.getFirst().estimate().value()),
                    Unit.NUMBER.say(seen.getFirst().value()),
                    unit.say(seen.getLast().estimate().value()),
                    Unit.NUMBER.say(seen.getLast().value()),
                    unit.say(result.target().bound())),
        "Filled dots: it surely holds. Rings: it surely fails, or is open. The band holds the true"
            + " value.",
        Size.FULL,
        all.curve(isLogarithmic(seen), between),
        all.table());
  }

  /** Whether a straight scale would crowd most of the values. */
  private static boolean isLogarithmic(List<Probe> seen) {
    return !seen.isEmpty()
        && seen.getFirst().value() > 0
        && seen.getLast().value() > 50 * seen.getFirst().value();
  }
}
