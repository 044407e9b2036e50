package io.neuralnexus.clarinet.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Coverage in lcov's format, added up: per source, whichever test reached it. */
final class Lcov {
  private final Map<String, Source> sources = new TreeMap<>();

  /** Adds the records of another file. */
  void add(String lcov) {
    Source source = null;
    for (var line : (Iterable<String>) lcov.lines()::iterator) {
      var colon = line.indexOf(':');
      var key = colon < 0 ? line : line.substring(0, colon);
      var value = line.substring(colon + 1);
      if (key.equals("SF")) source = sources.computeIfAbsent(value, _ -> new Source());
      if (source == null) continue;
      switch (key) {
        case "FN" -> {
          source.functions.putIfAbsent(after(value), before(value));
          source.calls.putIfAbsent(after(value), 0L);
        }
        case "FNDA" -> source.calls.merge(after(value), Long.parseLong(before(value)), Long::sum);
        case "DA" ->
            source.lines.merge(
                Integer.parseInt(before(value)), Long.parseLong(after(value)), Long::sum);
        case "BRDA" -> {
          int end = value.lastIndexOf(',');
          var taken = value.substring(end + 1);
          source.branches.merge(
              value.substring(0, end), taken.equals("-") ? 0 : Long.parseLong(taken), Long::sum);
        }
        case "end_of_record" -> source = null;
        default -> {}
      }
    }
  }

  @Override
  public String toString() {
    var lcov = new StringBuilder();
    sources.forEach((file, source) -> source.write(file, lcov));
    return lcov.toString();
  }

  private static String before(String pair) {
    return pair.substring(0, pair.indexOf(','));
  }

  private static String after(String pair) {
    return pair.substring(pair.indexOf(',') + 1);
  }

  private static final class Source {
    final Map<String, String> functions = new LinkedHashMap<>();
    final Map<String, Long> calls = new LinkedHashMap<>();
    final Map<Integer, Long> lines = new TreeMap<>();
    final Map<String, Long> branches = new LinkedHashMap<>();

    void write(String file, StringBuilder lcov) {
      lcov.append("TN:\nSF:").append(file).append('\n');
      functions.forEach((name, line) -> row(lcov, "FN", line + "," + name));
      calls.forEach((name, count) -> row(lcov, "FNDA", count + "," + name));
      row(lcov, "FNF", functions.size());
      row(lcov, "FNH", reached(calls));
      lines.forEach((line, count) -> row(lcov, "DA", line + "," + count));
      row(lcov, "LF", lines.size());
      row(lcov, "LH", reached(lines));
      branches.forEach((branch, count) -> row(lcov, "BRDA", branch + "," + count));
      row(lcov, "BRF", branches.size());
      row(lcov, "BRH", reached(branches));
      lcov.append("end_of_record\n");
    }

    private static long reached(Map<?, Long> counts) {
      return counts.values().stream().filter(count -> count > 0).count();
    }

    private static void row(StringBuilder lcov, String key, Object value) {
      lcov.append(key).append(':').append(value).append('\n');
    }
  }
}
