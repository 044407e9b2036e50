package io.neuralnexus.clarinet.toml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where keys stand in a valid TOML text, which the parser does not tell. A path is written as in
 * {@code features[2].low}.
 */
public final class TomlPlaces {
  private final String text;
  private final Map<String, Place> places = new HashMap<>();
  private final Map<String, Integer> tables = new HashMap<>();
  private int position;

  /** Line and column, from 1. */
  public record Place(int line, int column) {}

  /**
   * Finds the places of a text.
   *
   * @param text what the parser has found to be valid; of another the places are nonsense
   */
  public TomlPlaces(String text) {
    this.text = text;
    var table = "";
    for (skip(" \t\r\n"); position < text.length(); skip(" \t\r\n")) {
      if (peek() == '[') table = header();
      else entry(table);
    }
  }

  /** Of this path or of the nearest around it; the beginning if there is none. */
  public Place of(String path) {
    for (var wanted = path; !wanted.isEmpty(); wanted = parent(wanted)) {
      if (places.containsKey(wanted)) return places.get(wanted);
    }
    return new Place(1, 1);
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
  }

  private String header() {
    boolean isList = text.startsWith("[[", position);
    position += isList ? 2 : 1;
    skip(" \t");
    var start = position;
    var path = key();
    position += isList ? 2 : 1;
    if (isList) path += "[%d]".formatted(tables.merge(path, 1, Integer::sum) - 1);
    note(path, start);
    return path;
  }

  private void entry(String around) {
    var start = position;
    var path = join(around, key());
    note(path, start);
    position++;
    skip(" \t");
    value(path);
  }

  private void value(String path) {
    switch (peek()) {
      case '[' -> list(path);
      case '{' -> table(path);
      case '"', '\'' -> string();
      default -> {
        while (position < text.length() && ",]}#\n\r".indexOf(peek()) < 0) position++;
      }
    }
  }

  private void list(String path) {
    position++;
    int index = 0;
    for (skip(" \t\r\n,"); peek() != ']'; skip(" \t\r\n,")) {
      var entry = "%s[%d]".formatted(path, index++);
      note(entry, position);
      value(entry);
    }
    position++;
  }

  private void table(String path) {
    position++;
    for (skip(" \t\r\n,"); peek() != '}'; skip(" \t\r\n,")) entry(path);
    position++;
  }

  /** The key before {@code =} or the bracket that ends a header. */
  private String key() {
    var parts = new ArrayList<String>();
    do {
      if (peek() == '.') position++;
      skip(" \t");
      parts.add(part());
      skip(" \t");
    } while (peek() == '.');
    return String.join(".", parts);
  }

  private String part() {
    var start = position;
    if (peek() == '"' || peek() == '\'') {
      string();
      return text.substring(start + 1, position - 1);
    }
    while (".=] \t".indexOf(peek()) < 0) position++;
    return text.substring(start, position);
  }

  private void string() {
    var quote = "" + peek();
    var end = text.startsWith(quote.repeat(3), position) ? quote.repeat(3) : quote;
    for (position += end.length(); !text.startsWith(end, position); position++) {
      if (peek() == '\\' && quote.equals("\"")) position++;
    }
    position += end.length();
    while (end.length() > 1 && text.startsWith(quote, position)) position++;
  }

  /** Passes over these characters, and over comments. */
  private void skip(String characters) {
    while (position < text.length()) {
      if (peek() == '#') {
        while (position < text.length() && peek() != '\n') position++;
      } else if (characters.indexOf(peek()) >= 0) {
        position++;
      } else {
        return;
      }
    }
  }

  private char peek() {
    return text.charAt(position);
  }

  private void note(String path, int at) {
    var before = text.substring(0, at);
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    places.putIfAbsent(path, new Place(line, at - before.lastIndexOf('\n')));
  }

  private static String join(String around, String key) {
    return String.join(".", around.isEmpty() ? List.of(key) : List.of(around, key));
  }
}
