package io.neuralnexus.clarinet.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** A stretch of source; lines and columns count from 1 and the end is inside. */
record Span(int line, int column, int endLine, int endColumn) implements Comparable<Span> {

  private static final Comparator<Span> ORDER =
      Comparator.comparingInt(Span::line)
          .thenComparingInt(Span::column)
          .thenComparingInt(Span::endLine)
          .thenComparingInt(Span::endColumn);

  static Span read(JsonNode json) {
    return new Span(
        json.required("start_line").asInt(),
        json.required("start_column").asInt(),
        json.required("end_line").asInt(),
        json.required("end_column").asInt());
  }

  @Override
  public int compareTo(Span other) {
    return ORDER.compare(this, other);
  }
}
