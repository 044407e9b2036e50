package io.neuralnexus.tests.mutation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A form of a Clarity source text with its place in it: an atom (children empty, text the token) or
 * a list in parentheses or braces. Knows just enough of the grammar to find what a mutation may
 * touch.
 */
record Form(int start, int end, String text, List<Form> children, boolean isList) {

  /** Reads all top-level forms of a contract that the official parser accepts. */
  static List<Form> read(String source) {
    var reader = new Reader(source);
    return reader.forms(source.length());
  }

  /** The first atom of a list, such as {@code asserts!}. */
  Optional<String> head() {
    return isList && !children.isEmpty() && !children.getFirst().isList
        ? Optional.of(children.getFirst().text)
        : Optional.empty();
  }

  boolean isCallOf(String function) {
    return head().filter(function::equals).isPresent();
  }

  private static final class Reader {
    private final String source;
    private int at;

    Reader(String source) {
      this.source = source;
    }

    List<Form> forms(int limit) {
      var forms = new ArrayList<Form>();
      while (true) {
        skipBlank();
        if (at >= limit || source.charAt(at) == ')' || source.charAt(at) == '}') return forms;
        forms.add(form());
      }
    }

    private Form form() {
      int start = at;
      char c = source.charAt(at);
      if (c == '(' || c == '{') {
        at++;
        var children = forms(source.length());
        at++;
        return new Form(start, at, source.substring(start, at), List.copyOf(children), true);
      }
      if (c == '"' || source.startsWith("u\"", at)) {
        at = source.indexOf('"', at) + 1;
        while (source.charAt(at) != '"') at += source.charAt(at) == '\\' ? 2 : 1;
        at++;
      } else {
        while (at < source.length() && !isDelimiter(source.charAt(at))) at++;
        if (at == start) at++;
      }
      return new Form(start, at, source.substring(start, at), List.of(), false);
    }

    private void skipBlank() {
      while (at < source.length()) {
        char c = source.charAt(at);
        if (c == ';') {
          while (at < source.length() && source.charAt(at) != '\n') at++;
        } else if (Character.isWhitespace(c) || c == ',') {
          at++;
        } else {
          return;
        }
      }
    }

    private static boolean isDelimiter(char c) {
      return Character.isWhitespace(c) || "(){},;\"".indexOf(c) >= 0;
    }
  }
}
