package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.cli.prove.Schema.Feature;
import io.neuralnexus.cli.prove.Schema.Label;
import io.neuralnexus.cli.prove.Schema.Steps;
import io.neuralnexus.cli.prove.Statement.Counts;
import io.neuralnexus.cli.prove.Statement.Kind;
import io.neuralnexus.cli.prove.Statement.Range;
import io.neuralnexus.cli.prove.Statement.SumBounds;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BiFunction;

/** Makes a schema and a statement of a tree of keys; {@code docs/prove.md} lists them. */
final class SchemaReader {
  private static final int MAX_FEATURES = 64;
  private static final int MAX_CLASSES = 16;
  private static final int MAX_BITS = 32;
  private static final int MAX_NAME = 64;

  /** Decimals have at most so many digits on either side of the point. */
  private static final int MAX_DIGITS = 30;

  /** An error at a path, from problem and mend. */
  interface Errors {
    RuntimeException at(String path, String problem, String mend);
  }

  private final JsonNode root;
  private final Errors errors;

  private SchemaReader(JsonNode root, Errors errors) {
    this.root = root;
    this.errors = errors;
  }

  /** Reads all keys but {@code ignore}; throws what {@code errors} makes of the first fault. */
  static Statement read(JsonNode root, Errors errors) {
    return new SchemaReader(root, errors).statement();
  }

  private Statement statement() {
    requireKeys(root, "", Set.of("name", "ignore", "features", "class", "sums"));
    var name = text(root, "", "name");
    var features = each("features", this::feature);
    if (features.isEmpty() || features.size() > MAX_FEATURES) {
      throw errors.at("features", features.size() + " features", "describe 1 to 64 columns");
    }
    requireDistinct(features.stream().map(Feature::name).toList(), "features[%d].name");
    var label = root.has("class") ? Optional.of(label(root.get("class"))) : Optional.<Label>empty();
    var schema = new Schema(name, features, label);
    return new Statement(
        schema,
        each("features", (node, path) -> range(node, path, feature(node, path))),
        label.isPresent() ? counts(root.get("class").get("labels")) : List.of(),
        root.has("sums") ? each("sums", (node, path) -> sum(node, path, features)) : List.of());
  }

  private Feature feature(JsonNode node, String path) {
    requireKeys(node, path, Set.of("name", "offset", "scale", "bits", "low", "high", "missing"));
    int bits = (int) whole(node, path, "bits").orElseThrow(() -> absent(path, "bits", "16"));
    if (bits < 1 || bits > MAX_BITS) {
      throw errors.at(path + ".bits", bits + " bits", "choose 1 to 32");
    }
    var scale = decimal(node, path, "scale").orElse(BigDecimal.ONE);
    if (scale.signum() <= 0) {
      throw errors.at(path + ".scale", "is " + scale.toPlainString(), "a step is more than 0");
    }
    var steps = new Steps(decimal(node, path, "offset").orElse(BigDecimal.ZERO), scale, bits);
    var missing = Optional.<String>empty();
    if (node.has("missing")) {
      if (bits == MAX_BITS) {
        throw errors.at(
            path + ".bits", "32 bits leave no number for a missing value", "choose 31 or less");
      }
      var inner = path + ".missing";
      requireKeys(node.get("missing"), inner, Set.of("token", "low", "high"));
      missing = Optional.of(string(node.get("missing"), inner, "token"));
    }
    return new Feature(text(node, path, "name"), steps, missing);
  }

  private Range range(JsonNode node, String path, Feature feature) {
    var steps = feature.steps();
    var low = bound(node, path, "low", steps, RoundingMode.FLOOR);
    var high = bound(node, path, "high", steps, RoundingMode.CEILING);
    requireOrder(decimal(node, path, "low"), decimal(node, path, "high"), path);
    return new Range(
        low.orElse(0),
        high.orElse(steps.last()),
        feature
            .missing()
            .map(_ -> counts("missing " + feature.name(), node.get("missing"), path + ".missing")));
  }

  private OptionalLong bound(
      JsonNode node, String path, String key, Steps steps, RoundingMode outward) {
    var bound = decimal(node, path, key);
    if (bound.isEmpty()) return OptionalLong.empty();
    requireNumber(bound.get(), path + "." + key, steps, outward);
    return OptionalLong.of(steps.number(bound.get(), outward));
  }

  private void requireNumber(BigDecimal value, String path, Steps steps, RoundingMode rounding) {
    if (steps.hasNumber(value, rounding)) return;
    throw errors.at(
        path,
        "%s is not within %s .. %s, which offset, scale and bits can hold"
            .formatted(
                value.toPlainString(),
                Schema.canonical(steps.value(0)),
                Schema.canonical(steps.value(steps.last()))),
        "change the bound, or offset, scale or bits");
  }

  private Label label(JsonNode node) {
    requireKeys(node, "class", Set.of("name", "labels"));
    var names = each(node, "class", "labels", (each, path) -> label(each, path));
    if (names.isEmpty() || names.size() > MAX_CLASSES) {
      throw errors.at("class.labels", names.size() + " labels", "name 1 to 16 classes");
    }
    requireDistinct(names, "class.labels[%d].name");
    return new Label(text(node, "class", "name"), names);
  }

  private String label(JsonNode node, String path) {
    requireKeys(node, path, Set.of("name", "low", "high"));
    return text(node, path, "name");
  }

  private List<Counts> counts(JsonNode labels) {
    var counts = new ArrayList<Counts>();
    for (var label : labels) {
      var path = "class.labels[%d]".formatted(counts.size());
      counts.add(counts(text(label, path, "name"), label, path));
    }
    return counts;
  }

  private Counts counts(String name, JsonNode node, String path) {
    requireOrder(decimal(node, path, "low"), decimal(node, path, "high"), path);
    return new Counts(name, whole(node, path, "low").orElse(0), whole(node, path, "high"));
  }

  private SumBounds sum(JsonNode node, String path, List<Feature> features) {
    requireKeys(node, path, Set.of("feature", "kind", "low", "high"));
    var name = text(node, path, "feature");
    var names = features.stream().map(Feature::name).toList();
    if (!names.contains(name)) {
      throw errors.at(path + ".feature", "no feature is '" + name + "'", "name one of features");
    }
    var kind =
        switch (text(node, path, "kind").toLowerCase(Locale.ROOT)) {
          case "sum" -> Kind.SUM;
          case "mean" -> Kind.MEAN;
          default ->
              throw errors.at(
                  path + ".kind",
                  "'" + text(node, path, "kind") + "' is neither sum nor mean",
                  "write \"sum\" or \"mean\"");
        };
    var low = decimal(node, path, "low");
    var high = decimal(node, path, "high");
    if (low.isEmpty() && high.isEmpty()) throw absent(path, "low or high", "12.5");
    requireOrder(low, high, path);
    int index = names.indexOf(name);
    if (kind == Kind.MEAN) {
      var steps = features.get(index).steps();
      low.ifPresent(each -> requireNumber(each, path + ".low", steps, RoundingMode.FLOOR));
      high.ifPresent(each -> requireNumber(each, path + ".high", steps, RoundingMode.CEILING));
    }
    return new SumBounds(index, kind, low, high);
  }

  private void requireOrder(Optional<BigDecimal> low, Optional<BigDecimal> high, String path) {
    if (low.isEmpty() || high.isEmpty() || low.get().compareTo(high.get()) <= 0) return;
    throw errors.at(
        path + ".low",
        "%s is above high, %s".formatted(low.get().toPlainString(), high.get().toPlainString()),
        "exchange them");
  }

  private <T> List<T> each(String key, BiFunction<JsonNode, String, T> read) {
    return each(root, "", key, read);
  }

  private <T> List<T> each(
      JsonNode parent, String path, String key, BiFunction<JsonNode, String, T> read) {
    var node = parent.path(key);
    if (!node.isArray()) {
      throw errors.at(join(path, key), "there is no list", "write %s = [ ... ]".formatted(key));
    }
    var all = new ArrayList<T>();
    for (var entry : node)
      all.add(read.apply(entry, "%s[%d]".formatted(join(path, key), all.size())));
    return List.copyOf(all);
  }

  private void requireKeys(JsonNode node, String path, Set<String> known) {
    if (!node.isObject()) throw errors.at(path, "is no table", "write { key = value, ... }");
    for (var entry : node.properties()) {
      if (known.contains(entry.getKey())) continue;
      throw errors.at(
          join(path, entry.getKey()),
          "unknown key",
          "known are " + String.join(", ", known.stream().sorted().toList()));
    }
  }

  private void requireDistinct(List<String> names, String path) {
    var seen = new HashSet<String>();
    for (int i = 0; i < names.size(); i++) {
      if (seen.add(names.get(i))) continue;
      throw errors.at(
          path.formatted(i), "a second '" + names.get(i) + "'", "give each its own name");
    }
  }

  private String text(JsonNode node, String path, String key) {
    var text = string(node, path, key);
    if (text.isBlank() || text.length() > MAX_NAME || !text.equals(text.strip())) {
      throw errors.at(
          join(path, key),
          "'%s' is empty, too long, or has spaces around it".formatted(text),
          "write 1 to 64 characters");
    }
    return text;
  }

  private String string(JsonNode node, String path, String key) {
    var value = node.path(key);
    if (value.isMissingNode()) throw absent(path, key, "\"...\"");
    if (value.isTextual()) return value.textValue();
    throw errors.at(join(path, key), value + " is no text", "put it into quotes");
  }

  private Optional<BigDecimal> decimal(JsonNode node, String path, String key) {
    var value = node.path(key);
    if (value.isMissingNode()) return Optional.empty();
    if (!value.isNumber() || value.isDouble() && !Double.isFinite(value.doubleValue())) {
      throw errors.at(join(path, key), value + " is no number", "write one such as 12.5");
    }
    var number = value.decimalValue();
    if (number.scale() > MAX_DIGITS || number.precision() - number.scale() > MAX_DIGITS) {
      throw errors.at(
          join(path, key), "has too many digits", "write at most 30 before and after the point");
    }
    return Optional.of(number);
  }

  private OptionalLong whole(JsonNode node, String path, String key) {
    var number = decimal(node, path, key);
    if (number.isEmpty()) return OptionalLong.empty();
    var whole = number.get().stripTrailingZeros();
    if (whole.scale() > 0
        || whole.signum() < 0
        || whole.compareTo(BigDecimal.valueOf(1L << 32)) > 0) {
      throw errors.at(
          join(path, key),
          whole.toPlainString() + " counts nothing",
          "write a whole number of 0 or more");
    }
    return OptionalLong.of(whole.longValueExact());
  }

  private RuntimeException absent(String path, String key, String example) {
    return errors.at(
        path, key + " is missing", "write %s = %s".formatted(key.split(" ")[0], example));
  }

  private static String join(String path, String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** The columns that are left out. */
  static List<String> ignored(JsonNode root, Errors errors) {
    return new SchemaReader(root, errors).ignored();
  }

  private List<String> ignored() {
    if (!root.has("ignore")) return List.of();
    return each(
        "ignore",
        (node, path) -> {
          if (node.isTextual()) return node.textValue();
          throw errors.at(path, node + " is no text", "name a column of the file");
        });
  }
}
