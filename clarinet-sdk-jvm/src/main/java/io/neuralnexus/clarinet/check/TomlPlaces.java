package io.neuralnexus.clarinet.check;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where keys stand in a TOML text, which the parser does not tell. Sees tables and the keys at the
 * beginning of a line; a key inside an inline table is found at the key that holds the table.
 */
final class TomlPlaces {

  /** Line and column from 1. */
  record Place(int line, int column) {}

  private record Entry(List<String> path, Place place) {}

  private static final String PART = "(?:[A-Za-z0-9_-]+|\"[^\"]*\"|'[^']*')";
  private static final String PATH = PART + "(?:\\s*\\.\\s*" + PART + ")*";
  private static final Pattern TABLE = Pattern.compile("\\s*\\[\\[?\\s*(" + PATH + ")\\s*]]?.*");
  private static final Pattern KEY = Pattern.compile("\\s*(" + PATH + ")\\s*=.*");

  private final List<Entry> entries = new ArrayList<>();

  TomlPlaces(String text) {
    var table = List.<String>of();
    int number = 0;
    for (var line : text.lines().toList()) {
      number++;
      var header = TABLE.matcher(line);
      var key = KEY.matcher(line);
      if (header.matches()) {
        table = split(header.group(1));
        entries.add(new Entry(table, new Place(number, header.start(1) + 1)));
      } else if (key.matches()) {
        var path = new ArrayList<>(table);
        path.addAll(split(key.group(1)));
        entries.add(new Entry(path, new Place(number, key.start(1) + 1)));
      }
    }
  }

  /** The place of a key, or of the nearest table around it; the beginning if there is none. */
  Place of(List<String> path) {
    for (int length = path.size(); length > 0; length--) {
      var wanted = path.subList(0, length);
      for (var entry : entries) {
        if (entry.path().equals(wanted)) return entry.place();
      }
    }
    return new Place(1, 1);
  }

  private static List<String> split(String path) {
    return Pattern.compile(PART)
        .matcher(path)
        .results()
        .map(part -> part.group().replaceAll("^[\"']|[\"']$", ""))
        .toList();
  }
}
