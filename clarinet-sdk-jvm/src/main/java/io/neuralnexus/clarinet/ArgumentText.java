package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.stream.Collectors;

/** How Clarinet writes the arguments of a call that failed: nearly as a source would have them. */
final class ArgumentText {
  private ArgumentText() {}

  static String of(Value value) {
    return switch (value) {
      case Principal principal -> "'" + principal;
      case TupleValue tuple ->
          tuple.fields().entrySet().stream()
              .map(field -> field.getKey() + ": " + of(field.getValue()))
              .collect(Collectors.joining(", ", "{ ", " }"));
      case OptionalValue.Some(var inside) -> "(some " + of(inside) + ")";
      case ResponseValue.Ok(var inside) -> "(ok " + of(inside) + ")";
      case ResponseValue.Err(var inside) -> "(err " + of(inside) + ")";
      case AsciiString text -> "\"" + text.value() + "\"";
      case Utf8String text ->
          text.value()
              .codePoints()
              .mapToObj(ArgumentText::character)
              .collect(Collectors.joining("", "u\"", "\""));
      case ListValue list ->
          list.values().stream()
              .map(ArgumentText::of)
              .collect(Collectors.joining(" ", "(list ", ")"));
      default -> value.toString();
    };
  }

  private static String character(int point) {
    var text = Character.toString(point);
    return point < 0x80
        ? text
        : "\\u{" + HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8)) + "}";
  }
}
