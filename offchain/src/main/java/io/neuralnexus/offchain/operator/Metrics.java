package io.neuralnexus.offchain.operator;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** Figures of a role, in the text format of Prometheus. Safe for several threads. */
final class Metrics {
  private final ConcurrentSkipListMap<String, Double> values = new ConcurrentSkipListMap<>();

  /** A figure that goes up and down. */
  void set(String name, double value) {
    values.put(name, value);
  }

  /** A figure for each label; labels that are not given any more are 0. */
  void set(String name, String label, Map<String, Long> each) {
    var prefix = name + "{";
    values.replaceAll((key, value) -> key.startsWith(prefix) ? 0.0 : value);
    each.forEach(
        (key, value) ->
            values.put("%s{%s=\"%s\"}".formatted(name, label, escaped(key)), (double) value));
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  /** One more. */
  void count(String name) {
    add(name, 1);
  }

  /** So many more. */
  void add(String name, double more) {
    values.merge(name, more, Double::sum);
  }

  /** All figures; names that end in {@code _total} only grow. */
  String text() {
    var text = new StringBuilder();
    var last = "";
    for (var each : values.entrySet()) {
      var name = each.getKey().replaceAll("\\{.*", "");
      if (!name.equals(last)) {
        text.append("# TYPE ").append(name).append(name.endsWith("_total") ? " counter" : " gauge");
        text.append('\n');
        last = name;
      }
      text.append(each.getKey()).append(' ').append(number(each.getValue())).append('\n');
    }
    return text.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
