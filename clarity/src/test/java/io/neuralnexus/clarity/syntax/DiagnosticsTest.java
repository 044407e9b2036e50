package io.neuralnexus.clarity.syntax;

import static io.neuralnexus.clarity.syntax.Sources.refused;
import static io.neuralnexus.clarity.syntax.Sources.remarks;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a source text that is not Clarity, and about which part of it. */
class DiagnosticsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          12a          | 1:3-1:3 error: invalid character, 'a', in int literal
          0b1          | 1:2-1:3 error: invalid character, 'b', in int literal
          -0x1         | 1:3-1:4 error: invalid character, 'x', in int literal
          u1x          | 1:3-1:3 error: invalid character, 'x', in uint literal
          0x0g         | 1:4-1:4 error: invalid character, 'g', in buffer
          0x012        | 1:1-1:5 error: invalid buffer length, 3
          ab#cd        | 1:3-1:5 error: invalid character, '#', in identifier
          <ab#>        | 1:4-1:5 error: invalid character, '#', in trait identifier
          'SIO         | 1:3-1:4 error: invalid character, 'I', in principal literal
          ; a          | 1:1-1:1 error: unexpected single ';' (comments begin with ";;"
          =            | 1:1-1:1 error: unknown symbol, '='
          +1           | 1:2-1:2 error: expected separator
          <=a          | 1:3-1:3 error: expected separator
          "a\\qb" c    | 1:3-1:4 error: unknown escape character, 'q'
          u"a\\q"      | 1:4-1:5 error: unknown escape character, 'q'
          "a\\u{41}"   | 1:3-1:4 error: unknown escape character, 'u'
          u"\\u{}"     | 1:5-1:6 error: empty UTF8 encoding
          u"\\u41"     | 1:5-1:5 error: invalid UTF8 encoding
          u"\\u{d800}" | 1:4-1:11 error: invalid UTF8 encoding
          u"\\u{110000}" | 1:4-1:13 error: invalid UTF8 encoding
          u"\\u{41414141414141}" | 1:4-1:21 error: invalid UTF8 encoding
          u"\\u{4g}"   | 1:7-1:7 error: invalid character, 'g', in UTF8 encoding
          """)
  void aBrokenWordIsReported(String source, String remark) {
    assertThat(remarks(source)).containsExactly(remark);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "ab          | 1:4-1:4 error: expected closing '"' | 1:1-1:1 note: to match this '"'
          u"ab         | 1:5-1:5 error: expected closing '"' | 1:1-1:2 note: to match this '"'
          u"\\u{41"    | 1:8-1:8 error: unterminated UTF8 encoding, missing '}' | 1:5-1:5 note: to match this '}'
          <ab c        | 1:4-1:4 error: expected closing '>' | 1:1-1:1 note: to match this '<'
          (a (b)       | 1:7-1:7 error: expected closing ')' | 1:1-1:1 note: to match this '('
          {            | 1:2-1:2 error: expected closing '}' | 1:1-1:1 note: to match this '{'
          {a: 1,       | 1:7-1:7 error: expected closing '}' | 1:1-1:1 note: to match this '{'
          """)
  void whatIsLeftOpenIsReportedWithItsBeginning(String source, String error, String note) {
    assertThat(remarks(source)).containsExactly(error, note);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          )            | 1:1-1:1 error: unexpected ')'
          (a })        | 1:4-1:4 error: unexpected '}'
          (a : b)      | 1:4-1:4 error: unexpected ':'
          a,           | 1:2-1:2 error: unexpected ','
          {, a: 1}     | 1:2-1:2 error: unexpected ','
          {) a: 1}     | 1:2-1:2 error: unexpected ')'
          {a: ) 1}     | 1:5-1:5 error: unexpected ')'
          (a(b))       | 1:3-1:5 error: expected whitespace before expression
          {a 1}        | 1:4-1:4 error: expected ':' after key in tuple
          {a           | 1:3-1:3 error: expected ':' after key in tuple
          {a: 1 b: 2}  | 1:7-1:7 error: expected ',' separating key-value pairs in tuple
          {a:          | 1:3-1:3 error: expected value expression for tuple
          'S           | 1:1-1:2 error: invalid principal literal
          '            | 1:1-1:1 error: invalid principal literal
          .            | 1:2-1:2 error: expected contract identifier
          .1           | 1:2-1:2 error: expected contract identifier
          .a.          | 1:4-1:4 error: expected trait identifier
          .a.u1        | 1:4-1:5 error: expected trait identifier
          .a!.b        | 1:2-1:3 error: Illegal contract name: 'a!'
          170141183460469231731687303715884105728  | 1:1-1:39 error: Failed to parse int literal '170141183460469231731687303715884105728'
          u340282366920938463463374607431768211456 | 1:1-1:40 error: Failed to parse uint literal 'u340282366920938463463374607431768211456'
          "\\0"        | 1:1-1:4 error: illegal ascii string "\0"
          """)
  void whatDoesNotFitIsReported(String source, String remark) {
    assertThat(remarks(source)).containsExactly(remark);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          (define-private (a) (b)) (define-private (b) (a)) | error: detected interdependent functions (a, b)
          (define-private (a) (a))               | error: detected interdependent functions (a)
          (define-private (z) (a)) (define-private (a) (a)) | error: detected interdependent functions (a, z)
          (define-private (f (g int)) g) (define-private (g) (f 1)) | error: detected interdependent functions (f, g)
          (define-trait a)                       | error: (define-trait ...) expects a trait name and a trait definition
          (define-trait a b)                     | error: (define-trait ...) expects a trait name and a trait definition
          (use-trait a b)                        | error: (use-trait ...) expects a trait name and a trait identifier
          (use-trait 1 .b.c)                     | error: (use-trait ...) expects a trait name and a trait identifier
          (use-trait a)                          | error: (use-trait ...) expects a trait name and a trait identifier
          (impl-trait a)                         | error: (impl-trait ...) expects a trait identifier
          (impl-trait .a)                        | error: (impl-trait ...) expects a trait identifier
          (use-trait a .b.c) (use-trait a .b.d)  | error: defining 'a' conflicts with previous value
          (use-trait a .b.c) (define-trait a ()) | error: defining 'a' conflicts with previous value
          (use-trait a .b.c) (define-constant d <a>) | error: trait references can not be stored
          (use-trait a .b.c) (define-map d {e: <a>} int) | error: trait references can not be stored
          (print <a>)                            | error: use of undeclared trait <a>
          """)
  void whatIsWrongWithTheWholeIsReportedWithoutAPlace(String source, String remark) {
    assertThat(remarks(source)).containsExactly(remark);
  }

  @Test
  void anUndeclaredTraitIsReportedWhereASignatureNamesItLastAndWhenItIsExpanded() {
    assertThat(remarks("(define-public (f (a <t>) (b <t>)) (ok 1))"))
        .containsExactly(
            "1:30-1:32 error: use of undeclared trait <t>", "error: use of undeclared trait <t>");
  }

  @Test
  void longNamesAreReported() {
    var name = "n".repeat(129);
    var contract = "c".repeat(41);
    var account = "'ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM.";

    assertThat(remarks(name))
        .containsExactly("1:1-1:129 error: illegal name (too long), '" + name + "'");
    assertThat(remarks("<" + name + ">"))
        .containsExactly("1:1-1:131 error: illegal name (too long), '" + name + "'");
    assertThat(remarks(".a." + name))
        .containsExactly("1:4-1:132 error: illegal name (too long), '" + name + "'");
    assertThat(remarks("." + contract))
        .containsExactly("1:1-1:42 error: contract name '" + contract + "' is too long");
    assertThat(remarks(account + contract))
        .containsExactly("1:44-1:84 error: contract name '" + contract + "' is too long");
  }

  @Test
  void longTextsAndBuffersAreReported() {
    assertThat(remarks('"' + "a".repeat((1 << 20) + 1) + '"'))
        .singleElement()
        .asString()
        .startsWith("1:1-1:1048579 error: illegal ascii string \"aaa");
    assertThat(remarks("0x" + "ab".repeat((1 << 20) + 1)))
        .containsExactly("1:1-1:2097156 error: invalid hex-string literal");
    assertThat(remarks("u\"" + "a".repeat((1 << 18) + 1) + '"'))
        .singleElement()
        .asString()
        .contains("Too large of a buffer");
  }

  @Test
  void lettersOutsideAsciiAreReportedOneByOne() {
    assertThat(remarks(";; d\u00e9j\u00e0 \uD83D\uDE00\n\"\u00e9\""))
        .containsExactly(
            "1:5-1:5 error: illegal non-ASCII character, '\u00e9'",
            "1:7-1:7 error: illegal non-ASCII character, '\u00e0'",
            "1:9-1:9 error: illegal non-ASCII character, '\uD83D\uDE00'",
            "2:2-2:2 error: illegal non-ASCII character, '\u00e9'",
            "2:2-2:2 error: invalid character, '\u00e9', in string literal");
  }

  @Test
  void lineEndingsOfWindowsAreReportedOnce() {
    assertThat(remarks("(a)\r\n(b) ;; c\r\n"))
        .containsExactly(
            "1:4-1:4 error: unsupported line-ending '\\r', only '\\n' is supported",
            "1:4-1:4 note: you may need to change your editor from CRLF mode to LF mode");
  }

  @Test
  void readingGoesOnAfterAnError() {
    var error = refused("(define-constant a 1x) (b c) (print <d>");

    assertThat(error.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(
            "invalid character, 'x', in int literal",
            "expected closing ')'",
            "to match this '('",
            "use of undeclared trait <d>");
    assertThat(error).hasMessage("1:21: error: invalid character, 'x', in int literal");
  }

  @Test
  void whatCouldBeReadIsRecovered() {
    var recovered = refused("(define-constant a 1x) (b {c: }) d }").recovered();

    assertThat(Sources.print(recovered.forms()))
        .containsExactly("(define-constant a)", "(b (tuple (c d)))");
  }

  @Test
  void ofVeryManyErrorsTheFirstAndTheLastAreKept() {
    var diagnostics = refused("#".repeat(50_000) + " 1a").diagnostics();

    assertThat(diagnostics).hasSize(Diagnostics.MOST);
    assertThat(diagnostics.getFirst().spans()).containsExactly(new Span(1, 1, 1, 1));
    assertThat(diagnostics.getLast().message()).startsWith("invalid character, 'a'");
  }

  @Test
  void levelsAreWritten() {
    assertThat(Stream.of(Diagnostic.Level.values()).map(Enum::name))
        .containsExactly("NOTE", "WARNING", "ERROR");
    assertThat(refused("(").diagnostics())
        .extracting(Diagnostic::toString)
        .containsExactly("1:2: error: expected closing ')'", "1:1: note: to match this '('");
  }
}
