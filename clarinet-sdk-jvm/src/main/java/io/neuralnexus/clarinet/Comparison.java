package io.neuralnexus.clarinet;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What one request did to two chains, compared. */
final class Comparison {
  private static final int MOST_TRIES = 40;

  /** A request that can be made again on another chain. */
  record Step(String text, Function<Simnet, Object> request) {}

  /** What the engines do not agree about. */
  record Difference(String what, String official, String jvm) {}

  /** What came of a request. */
  sealed interface Answer {
    /** It was answered. */
    record Given(Object value) implements Answer {}

    /** It was refused, or failed. */
    record Failed(SimnetException error) implements Answer {}
  }

  /** Where a chain is. */
  private record Place(long stacks, long burn, Instant time, Object epoch) {
    static Place of(Simnet simnet) {
      return new Place(
          simnet.stacksBlockHeight(), simnet.burnBlockHeight(), simnet.blockTime(), simnet.epoch());
    }
  }

  private final Answer official;
  private final Optional<Difference> difference;

  private Comparison(Answer official, Optional<Difference> difference) {
    this.official = official;
    this.difference = difference;
  }

  /** Makes a request on both chains. */
  static Comparison of(Step step, Simnet official, Simnet jvm) {
    var right = answer(step, official);
    var ours = answer(step, jvm);
    return new Comparison(
        right,
        difference(right, ours)
            .or(() -> unequal("heights, time or epoch", Place.of(official), Place.of(jvm)))
            .or(
                () ->
                    movesAssets(right)
                        ? unequal("assets", official.assets(), jvm.assets())
                        : Optional.empty()));
  }

  private static boolean movesAssets(Answer answer) {
    return answer instanceof Answer.Given(Receipt receipt)
        && receipt.events().stream().anyMatch(event -> !(event instanceof Event.Print));
  }

  private static Answer answer(Step step, Simnet simnet) {
    try {
      return new Answer.Given(step.request().apply(simnet));
    } catch (SimnetException e) {
      return new Answer.Failed(e);
    }
  }

  private static Optional<Difference> difference(Answer right, Answer ours) {
    return switch (right) {
      case Answer.Given(Receipt one) when ours instanceof Answer.Given(Receipt other) ->
          unequal("the result", one.result(), other.result())
              .or(() -> unequal("events", one.events(), other.events()))
              .or(() -> unequal("costs", one.costs(), other.costs()));
      case Answer.Given(var one) when ours instanceof Answer.Given(var other) ->
          unequal("the answer", one, other);
      case Answer.Failed(var one) when ours instanceof Answer.Failed(var other) ->
          unequal("the error", described(one), described(other));
      case Answer.Given(var one) -> Optional.of(new Difference("success", shown(one), shown(ours)));
      case Answer.Failed(var one) ->
          Optional.of(new Difference("success", described(one), shown(ours)));
    };
  }

  private static Optional<Difference> unequal(String what, Object right, Object ours) {
    return Objects.equals(right, ours)
        ? Optional.empty()
        : Optional.of(new Difference(what, shown(right), shown(ours)));
  }

  private static String shown(Object value) {
    return switch (value) {
      case Answer.Given(var inside) -> shown(inside);
      case Answer.Failed(var error) -> described(error);
      case null -> "nothing";
      default -> value.toString();
    };
  }

  /** Of places, only the message is compared: the official engine does not tell all of them. */
  private static String described(SimnetException error) {
    var text =
        error instanceof ProjectException project
            ? project.diagnostics().stream()
                .map(each -> each.file() + ": " + each.message())
                .collect(Collectors.joining("\n"))
            : error.getMessage();
    return error.getClass().getSimpleName() + ": " + text;
  }

  Optional<Difference> difference() {
    return difference;
  }

  /** What the official engine has answered. */
  Object answer() {
    return switch (official) {
      case Answer.Given(var value) -> value;
      case Answer.Failed(var error) -> throw error;
    };
  }

  /**
   * The fewest of these steps that were found to make the engines differ, with how they differ.
   *
   * @param openings gives two new chains, as they were before the first step
   */
  static Shortened shorten(List<Step> steps, Difference known, Openings openings) {
    var best = new Shortened(steps, known);
    int tries = 0;
    for (int size = Math.max(1, (steps.size() - 1) / 2); size >= 1 && tries < MOST_TRIES; ) {
      boolean shorter = false;
      for (int from = 0; from < best.steps().size() - 1 && tries < MOST_TRIES; ) {
        var fewer = new ArrayList<>(best.steps());
        fewer.subList(from, Math.min(from + size, fewer.size() - 1)).clear();
        tries++;
        var found = openings.play(fewer);
        if (found.isPresent()) {
          best = found.get();
          shorter = true;
        } else {
          from += size;
        }
      }
      if (!shorter || size > 1) size = size == 1 ? 0 : size / 2;
    }
    return best;
  }

  /** Steps of which the last shows a difference. */
  record Shortened(List<Step> steps, Difference difference) {}

  /** Where two chains that are alike come from. */
  interface Openings {
    /** Plays steps on new chains up to the first difference, if there is one. */
    Optional<Shortened> play(List<Step> steps);
  }
}
