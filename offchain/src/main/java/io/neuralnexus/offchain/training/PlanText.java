package io.neuralnexus.offchain.training;

import io.neuralnexus.offchain.training.Plan.Kind;
import io.neuralnexus.offchain.training.Plan.Part;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Stream;

/** Plans as a line of text, which is what programs are called by. */
final class PlanText {
  private static final String FEATURES = "features";
  private static final String HIDDEN = "hidden";
  private static final String CLASSES = "classes";
  private static final String K = "k";
  private static final String CLIP = "clip";
  private static final String NOISE = "noise";
  private static final String EPOCHS = "epochs";
  private static final String DATASETS = "datasets";

  private final String text;
  private final Deque<String> words;

  private PlanText(String text) {
    this.text = text;
    this.words = new ArrayDeque<>(List.of(text.strip().split("\\s+")));
  }

  static String of(Plan plan) {
    var text = new StringJoiner(" ");
    text.add(lower(plan.kind()));
    var model = plan.architecture();
    text.add(
        model.hidden().isPresent() ? "network" : model.outputs() == 1 ? "logistic" : "softmax");
    text.add(FEATURES + "=" + model.features());
    model.hidden().ifPresent(units -> text.add(HIDDEN + "=" + units));
    if (model.outputs() > 1) text.add(CLASSES + "=" + model.classes());
    text.add(K + "=" + plan.k());
    for (var part : Part.values()) if (plan.has(part)) text.add(lower(part));
    plan.privacy()
        .ifPresent(
            privacy ->
                text.add(CLIP + "=" + privacy.clip())
                    .add(NOISE + "=" + privacy.noise())
                    .add(EPOCHS + "=" + privacy.epochs())
                    .add(DATASETS + "=" + privacy.datasets()));
    return text.toString();
  }

  static Plan parse(String text) {
    return new PlanText(text).plan();
  }

  private Plan plan() {
    var kind = one(Kind.values());
    var plan =
        new Plan(kind, architecture(), number(K, Integer::parseInt), Set.of(), Optional.empty());
    for (var part : Part.values()) {
      if (lower(part).equals(words.peek())) {
        words.pop();
        plan = plan.with(part);
      }
    }
    if (!words.isEmpty()) {
      plan =
          plan.with(
              new Privacy(
                  number(CLIP, Double::parseDouble),
                  number(NOISE, Double::parseDouble),
                  number(EPOCHS, Integer::parseInt),
                  number(DATASETS, Integer::parseInt)));
    }
    if (!words.isEmpty()) throw wrong("nothing more");
    return plan;
  }

  private Architecture architecture() {
    var name = next("logistic, softmax or network");
    int features = number(FEATURES, Integer::parseInt);
    return switch (name) {
      case "logistic" -> Architecture.logistic(features);
      case "softmax" -> Architecture.softmax(features, number(CLASSES, Integer::parseInt));
      case "network" -> {
        int hidden = number(HIDDEN, Integer::parseInt);
        yield Architecture.network(features, hidden, number(CLASSES, Integer::parseInt));
      }
      default -> {
        words.push(name);
        throw wrong("logistic, softmax or network");
      }
    };
  }

  private <E extends Enum<E>> E one(E[] values) {
    var names = Arrays.stream(values).map(PlanText::lower).toList();
    var word = next(String.join(", ", names));
    if (!names.contains(word)) {
      words.push(word);
      throw wrong("one of " + String.join(", ", names));
    }
    return values[names.indexOf(word)];
  }

  private <T> T number(String name, Function<String, T> reader) {
    var word = next(name + "=...");
    try {
      if (word.startsWith(name + "=")) return reader.apply(word.substring(name.length() + 1));
    } catch (NumberFormatException e) {
      words.push(word);
      throw wrong(name + "= and a number");
    }
    words.push(word);
    throw wrong(name + "=...");
  }

  private String next(String expected) {
    if (words.isEmpty()) throw wrong(expected);
    return words.pop();
  }

  private IllegalArgumentException wrong(String expected) {
    var found = Stream.ofNullable(words.peek()).findAny().map(w -> "'" + w + "'").orElse("the end");
    return new IllegalArgumentException(
        "program '%s': expected is %s, found was %s".formatted(text, expected, found));
  }

  private static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
