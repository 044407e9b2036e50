package io.neuralnexus.clarity.syntax;

import io.neuralnexus.clarity.syntax.Token.Kind;
import java.util.Locale;

/**
 * Splits a source text into tokens. What is wrong is reported and skipped, up to where a new token
 * can begin.
 */
final class Lexer {
  /** Stands behind the last character. The official lexer stops at this character in a text too. */
  private static final int END = 0xFFFD;

  private static final int DIGIT = 1;
  private static final int HEX_DIGIT = 2;
  private static final int LETTER = 4;
  private static final int IN_NAME = 8;
  private static final int IN_TRAIT_NAME = 16;
  private static final int IN_ADDRESS = 32;
  private static final int SEPARATOR = 64;
  private static final int ON_LINE = 128;
  private static final int WHITE = 256;

  /** What each ASCII character may be part of. */
  private static final int[] CLASSES = new int[128];

  static {
    for (int c = 0; c < CLASSES.length; c++) if (c != '\n' && c != '\r') CLASSES[c] = ON_LINE;
    var digits = "0123456789";
    var letters = "abcdefghijklmnopqrstuvwxyz";
    letters += letters.toUpperCase(Locale.ROOT);
    classify(digits, DIGIT);
    classify(digits + "abcdefABCDEF", HEX_DIGIT);
    classify(letters, LETTER);
    classify(letters + digits + "_-!?+<>=/*", IN_NAME);
    classify(letters + digits + "_-", IN_TRAIT_NAME);
    classify(digits + "ABCDEFGHJKMNPQRSTVWXYZ", IN_ADDRESS);
    classify(" \t\n\u000b\f\r", WHITE);
    classify("(){},:.; \t\n\f\r", SEPARATOR);
  }

  private static void classify(String characters, int as) {
    characters.chars().forEach(c -> CLASSES[c] |= as);
  }

  private final String source;
  private final Diagnostics diagnostics;

  private int current;
  private int offset;
  private int nextOffset;
  private int line = 1;
  private int column;
  private int lastLine;
  private int lastColumn;
  private boolean lineEndingReported;

  Lexer(String source, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    advance();
  }

  private void advance() {
    lastLine = line;
    lastColumn = column;
    if (current == '\n' && nextOffset < source.length()) {
      line++;
      column = 0;
    }
    column++;
    offset = nextOffset;
    look();
  }

  /** Advances as long as characters are of a class, none of which may end a line. */
  private void advanceThrough(int kind) {
    var end = offset;
    while (end < source.length() && is(source.charAt(end), kind)) end++;
    if (end == offset) return;
    lastLine = line;
    column += end - offset;
    lastColumn = column - 1;
    offset = end;
    look();
  }

  private void look() {
    if (offset == source.length()) {
      current = END;
      nextOffset = offset;
      return;
    }
    current = source.charAt(offset);
    nextOffset = offset + 1;
    if (current < 0x80) return;
    current = source.codePointAt(offset);
    nextOffset = offset + Character.charCount(current);
    // Half a surrogate pair has no place in a text; everybody decodes it to the same character.
    if (current >= 0xD800 && current <= 0xDFFF) current = END;
    diagnostics.error("illegal non-ASCII character, '" + shown() + "'", here());
  }

  private static boolean is(int c, int kind) {
    return c < 0x80 && (CLASSES[c] & kind) != 0;
  }

  private Span here() {
    return Span.at(line, column);
  }

  private Span behind() {
    return Span.at(lastLine, lastColumn);
  }

  private String shown() {
    return Character.toString(current);
  }

  /** The next token. Nothing follows {@link Kind#END}: do not ask further. */
  Token next() {
    var start = here();
    var textStart = offset;
    var word =
        switch (current) {
          case END -> sign(Kind.END);
          case '(' -> sign(Kind.OPEN_LIST);
          case ')' -> sign(Kind.CLOSE_LIST);
          case '{' -> sign(Kind.OPEN_TUPLE);
          case '}' -> sign(Kind.CLOSE_TUPLE);
          case ':' -> sign(Kind.COLON);
          case ',' -> sign(Kind.COMMA);
          case '.' -> sign(Kind.DOT);
          case '+', '*', '/' -> {
            advance();
            yield operator(textStart);
          }
          case '-' -> {
            advance();
            yield is(current, DIGIT) ? number(Kind.INT, textStart, "int") : operator(textStart);
          }
          case '>' -> {
            advance();
            if (current == '=') advance();
            yield operator(textStart);
          }
          case '<' -> lessOrTrait(start);
          case ';' -> comment();
          case ' ', '\t', '\r', '\n' -> space();
          case '"' -> string(Kind.ASCII, start);
          case '\'' -> principal();
          case 'u' -> {
            advance();
            if (is(current, DIGIT)) yield number(Kind.UINT, offset, "uint");
            yield current == '"' ? string(Kind.UTF8, start) : name(textStart);
          }
          case '0' -> {
            advance();
            yield current == 'x' ? buffer(start) : number(Kind.INT, textStart, "int");
          }
          default -> {
            if (is(current, LETTER)) yield name(textStart);
            if (is(current, DIGIT)) yield number(Kind.INT, textStart, "int");
            diagnostics.error("unknown symbol, '" + shown() + "'", here());
            yield sign(Kind.BROKEN);
          }
        };
    return new Token(
        word.kind,
        word.text,
        new Span(start.startLine(), start.startColumn(), lastLine, lastColumn));
  }

  private record Word(Kind kind, String text) {
    static final Word BROKEN = new Word(Kind.BROKEN, "");
  }

  private Word sign(Kind kind) {
    advance();
    return new Word(kind, "");
  }

  private Word operator(int start) {
    if (!isSeparator(current)) diagnostics.error("expected separator", here());
    return new Word(Kind.OPERATOR, since(start));
  }

  private String since(int start) {
    return source.substring(start, offset);
  }

  private Word lessOrTrait(Span start) {
    var textStart = offset;
    advance();
    if (is(current, LETTER)) {
      var word = traitName(start);
      // Also behind a broken name: whatever ended it is taken for its end.
      advance();
      return word;
    }
    if (current == '=') advance();
    return operator(textStart);
  }

  private Word traitName(Span start) {
    var textStart = offset;
    advanceThrough(IN_TRAIT_NAME);
    if (current == '>') return new Word(Kind.TRAIT_NAME, since(textStart));
    if (!isSeparator(current)) return invalid("trait identifier");
    diagnostics.error("expected closing '>'", here());
    diagnostics.note("to match this '<'", start);
    return Word.BROKEN;
  }

  /** Reports the current character and skips the rest of the word. */
  private Word invalid(String where) {
    var message = "invalid character, '" + shown() + "', in " + where;
    var start = here();
    while (!isSeparator(current)) advance();
    diagnostics.error(message, start.to(behind()));
    return Word.BROKEN;
  }

  private Word name(int start) {
    advanceThrough(IN_NAME);
    return isSeparator(current) ? new Word(Kind.NAME, since(start)) : invalid("identifier");
  }

  private Word number(Kind kind, int start, String type) {
    advanceThrough(DIGIT);
    return isSeparator(current) ? new Word(kind, since(start)) : invalid(type + " literal");
  }

  private Word buffer(Span start) {
    advance();
    var textStart = offset;
    advanceThrough(HEX_DIGIT);
    if (!isSeparator(current)) return invalid("buffer");
    var digits = since(textStart);
    if (digits.length() % 2 == 0) return new Word(Kind.BUFFER, digits);
    diagnostics.error("invalid buffer length, " + digits.length(), start.to(behind()));
    return Word.BROKEN;
  }

  private Word principal() {
    advance();
    var start = offset;
    advanceThrough(IN_ADDRESS);
    return isSeparator(current)
        ? new Word(Kind.PRINCIPAL, since(start))
        : invalid("principal literal");
  }

  private Word comment() {
    advance();
    if (current == ';') {
      advance();
    } else {
      diagnostics.error("unexpected single ';' (comments begin with \";;\"", behind());
    }
    var text = new StringBuilder();
    while (current != '\n' && current != END) {
      var start = offset;
      advanceThrough(ON_LINE);
      text.append(source, start, offset);
      if (reportLineEnding()) {
        advance();
      } else if (current >= 0x80 && current != END) {
        text.appendCodePoint(current);
        advance();
      }
    }
    return new Word(Kind.COMMENT, withoutIndent(text));
  }

  private static String withoutIndent(CharSequence text) {
    var start = 0;
    while (start < text.length() && is(text.charAt(start), WHITE)) start++;
    return text.subSequence(start, text.length()).toString();
  }

  private Word space() {
    while (current == ' ' || current == '\t' || current == '\n' || current == '\r') {
      reportLineEnding();
      advance();
    }
    return new Word(Kind.SPACE, "");
  }

  private boolean reportLineEnding() {
    if (current != '\r') return false;
    if (!lineEndingReported) {
      lineEndingReported = true;
      diagnostics.error("unsupported line-ending '\\r', only '\\n' is supported", here());
      diagnostics.note("you may need to change your editor from CRLF mode to LF mode", here());
    }
    return true;
  }

  /** Reads a string, the current character being its first quote. */
  private Word string(Kind kind, Span start) {
    advance();
    var text = new StringBuilder();
    while (current != '"') {
      if (current == END || current == '\n') {
        diagnostics.error("expected closing '\"'", here());
        diagnostics.note("to match this '\"'", openingQuote(kind, start));
        return Word.BROKEN;
      }
      if (current == '\\') {
        advance();
        if (!escape(kind, text)) return brokenString();
      } else if (kind == Kind.ASCII && current >= 0x80) {
        diagnostics.error("invalid character, '" + shown() + "', in string literal", here());
        return brokenString();
      } else {
        text.appendCodePoint(current);
        advance();
      }
    }
    advance();
    return new Word(kind, text.toString());
  }

  private static Span openingQuote(Kind kind, Span start) {
    if (kind == Kind.ASCII) return start;
    return start.to(Span.at(start.startLine(), start.startColumn() + 1));
  }

  /** Reads what follows a backslash; false if it has reported an error. */
  private boolean escape(Kind kind, StringBuilder text) {
    if (current == 'u' && kind == Kind.UTF8) return unicode(text);
    var escaped =
        switch (current) {
          case '\\', '"' -> (char) current;
          case 'n' -> '\n';
          case 't' -> '\t';
          case 'r' -> '\r';
          case '0' -> '\0';
          default -> {
            diagnostics.error("unknown escape character, '" + shown() + "'", behind().to(here()));
            yield END;
          }
        };
    if (escaped == END) return false;
    text.appendCodePoint(escaped);
    advance();
    return true;
  }

  /** Reads <code>u{1F600}</code>; false if it has reported an error. */
  private boolean unicode(StringBuilder text) {
    var start = here();
    advance();
    var brace = here();
    if (current != '{') {
      diagnostics.error("invalid UTF8 encoding", brace);
      return false;
    }
    advance();
    var codeStart = offset;
    advanceThrough(HEX_DIGIT);
    var code = since(codeStart);
    if (current == '"' || current == END) {
      diagnostics.error("unterminated UTF8 encoding, missing '}'", here());
      diagnostics.note("to match this '}'", brace);
      return false;
    }
    if (current != '}') {
      diagnostics.error("invalid character, '" + shown() + "', in UTF8 encoding", here());
      return false;
    }
    if (code.isEmpty()) diagnostics.error("empty UTF8 encoding", brace.to(here()));
    advance();
    if (code.isEmpty()) return false;
    var character = character(code);
    if (character < 0) {
      diagnostics.error("invalid UTF8 encoding", start.to(here()));
      return false;
    }
    text.appendCodePoint(character);
    return true;
  }

  /** The character of a code in hexadecimal, negative if there is none. */
  private static int character(String code) {
    var digits = 0;
    while (digits < code.length() && code.charAt(digits) == '0') digits++;
    if (code.length() - digits > 6) return -1;
    var character = digits == code.length() ? 0 : Integer.parseInt(code, digits, code.length(), 16);
    var surrogate = character >= 0xD800 && character <= 0xDFFF;
    return surrogate || character > Character.MAX_CODE_POINT ? -1 : character;
  }

  private Word brokenString() {
    while (current != '"' && current != '\n' && current != END) advance();
    while (!isSeparator(current)) advance();
    return Word.BROKEN;
  }

  private static boolean isSeparator(int c) {
    return c == END || is(c, SEPARATOR);
  }
}
