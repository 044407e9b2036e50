package io.neuralnexus.clarinet.bindings;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What bindings are written from: the interface of a contract, and from its text what the interface
 * leaves out.
 *
 * @param name name of the contract
 * @param contract its interface
 * @param header the comment at the top of the file
 * @param comments the comment of each definition, by name; without one, absent
 * @param fields the comment of each field of a map or variable, by the definition's name and the
 *     field's
 * @param constants the constants whose value the text shows as a literal, in the order of the text
 * @param errors the constants {@code (err u...)} and those named like an error with a literal uint,
 *     in the order of the text
 * @param printed its events
 */
record ContractSource(
    String name,
    ContractInterface contract,
    String header,
    Map<String, String> comments,
    Map<String, Map<String, String>> fields,
    Map<String, Value> constants,
    Map<String, Uint> errors,
    PrintedEvents printed) {

  static ContractSource of(ContractAnalysis analysis, String source) {
    var ast = analysis.tree().toJson();
    var lines = source.lines().toList();
    var comments = new LinkedHashMap<String, String>();
    var fields = new LinkedHashMap<String, Map<String, String>>();
    var constants = new LinkedHashMap<String, Value>();
    var errors = new LinkedHashMap<String, Uint>();
    var header = comment(lines, 0, headerEnd(lines));
    for (var expression : ast.path("expressions")) {
      var definition = expression.path("expr").path("List");
      var defined = definedName(definition);
      if (defined.isEmpty()) continue;
      int line = expression.at("/span/start_line").asInt() - 1;
      var comment = commentAbove(lines, line);
      if (comment.isEmpty() || isHeader(lines, line))
        comment = expression.path("end_line_comment").asText("");
      if (!comment.isEmpty()) comments.put(defined, comment);
      switch (atom(definition.path(0))) {
        case "define-map" -> fields.put(defined, fieldComments(definition.path(3)));
        case "define-data-var" -> fields.put(defined, fieldComments(definition.path(2)));
        case "define-constant" -> {
          var value = definition.path(2);
          errorCode(defined, value)
              .ifPresentOrElse(
                  code -> errors.put(defined, code),
                  () -> literal(value).ifPresent(constant -> constants.put(defined, constant)));
        }
        default -> {}
      }
    }
    return new ContractSource(
        analysis.contract().name(),
        analysis.contractInterface(),
        header,
        comments,
        fields,
        constants,
        errors,
        PrintedEvents.of(analysis));
  }

  /** The comment of a definition. */
  Optional<String> comment(String definition) {
    return Optional.ofNullable(comments.get(definition));
  }

  /** The name that a definition gives; of a function, it stands first in the signature. */
  private static String definedName(JsonNode definition) {
    if (!atom(definition.path(0)).startsWith("define-")) return "";
    var name = definition.path(1);
    var signature = name.path("expr").path("List");
    return atom(signature.isEmpty() ? name : signature.path(0));
  }

  /** The comments above or behind the fields of a tuple type. */
  private static Map<String, String> fieldComments(JsonNode type) {
    var comments = new LinkedHashMap<String, String>();
    for (var field : type.path("expr").path("List")) {
      var name = field.path("expr").path("List").path(0);
      var words = new ArrayList<String>();
      name.path("pre_comments").forEach(comment -> words.add(comment.path(0).asText()));
      if (words.isEmpty()) words.add(field.at("/expr/List/1").path("end_line_comment").asText());
      var text = String.join(" ", words).strip();
      if (!text.isEmpty()) comments.put(atom(name), text);
    }
    return comments;
  }

  private static Optional<Uint> errorCode(String name, JsonNode value) {
    var list = value.path("expr").path("List");
    boolean isErr = list.size() == 2 && atom(list.path(0)).equals("err");
    boolean isNamedSo = name.matches("(?i)err[-_].*");
    if (!isErr && !isNamedSo) return Optional.empty();
    return literal(isErr ? list.path(1) : value)
        .flatMap(code -> code instanceof Uint uint ? Optional.of(uint) : Optional.empty());
  }

  private static Optional<Value> literal(JsonNode expression) {
    var expr = expression.path("expr");
    var literal = expr.path("LiteralValue");
    var sequence = literal.path("Sequence");
    if (literal.has("UInt")) return Optional.of(Uint.of(literal.path("UInt").asText()));
    if (literal.has("Int")) return Optional.of(Int.of(literal.path("Int").asText()));
    if (sequence.has("Buffer")) return Optional.of(Buff.of(bytes(sequence.at("/Buffer/data"))));
    if (sequence.at("/String").has("ASCII")) {
      var ascii = bytes(sequence.at("/String/ASCII/data"));
      return Optional.of(AsciiString.of(new String(ascii, StandardCharsets.US_ASCII)));
    }
    if (sequence.at("/String").has("UTF8")) {
      var utf8 = new ByteArrayOutputStream();
      sequence.at("/String/UTF8/data").forEach(character -> utf8.writeBytes(bytes(character)));
      return Optional.of(Utf8String.of(utf8.toString(StandardCharsets.UTF_8)));
    }
    return switch (atom(expression)) {
      case "true" -> Optional.of(Bool.TRUE);
      case "false" -> Optional.of(Bool.FALSE);
      default -> Optional.empty();
    };
  }

  private static byte[] bytes(JsonNode numbers) {
    var bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) numbers.get(i).asInt();
    return bytes;
  }

  private static String atom(JsonNode expression) {
    return expression.path("expr").path("Atom").asText("");
  }

  private static int headerEnd(List<String> lines) {
    int end = 0;
    while (end < lines.size() && isComment(lines.get(end))) end++;
    return end;
  }

  /**
   * A comment that begins the file is about the contract unless it is about its only first
   * definition.
   */
  private static boolean isHeader(List<String> lines, int definition) {
    return definition == headerEnd(lines);
  }

  private static String commentAbove(List<String> lines, int definition) {
    int start = definition;
    while (start > 0 && isComment(lines.get(start - 1))) start--;
    return comment(lines, start, definition);
  }

  private static boolean isComment(String line) {
    return line.stripLeading().startsWith(";;");
  }

  /** The text of comment lines; rulers such as {@code ;; --- Data ---} are decoration. */
  private static String comment(List<String> lines, int start, int end) {
    var text = new ArrayList<String>();
    for (var line : lines.subList(start, end)) {
      var words = line.strip().replaceFirst("^;+", "").strip();
      if (!words.matches("([-=*~#])\\1\\1.*")) text.add(words);
    }
    return String.join("\n", text).strip();
  }
}
