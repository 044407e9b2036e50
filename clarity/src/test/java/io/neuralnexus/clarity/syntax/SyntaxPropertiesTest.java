package io.neuralnexus.clarity.syntax;

import static io.neuralnexus.clarity.syntax.Sources.CONTRACT;
import static io.neuralnexus.clarity.syntax.Sources.form;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any text is read or refused, soon. */
class SyntaxPropertiesTest {
  private static final List<String> WORDS =
      List.of(
          "(",
          ")",
          "{",
          "}",
          ":",
          ",",
          ".",
          "<",
          ">",
          "<=",
          "<t>",
          "<t",
          "+",
          "-",
          "-1",
          "0",
          "0x",
          "0x0",
          "0xff",
          "1",
          "12a",
          "u1",
          "u",
          "u\"\\u{41}\"",
          "u\"\\u{",
          "\"a\"",
          "\"\\",
          "\"",
          "'",
          "'ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM",
          ".abc",
          ".abc.def",
          ".1",
          ";; one\n",
          ";",
          "\n",
          " ",
          "\t",
          "\r",
          "\f",
          "=",
          "\u00e9",
          "\uFFFD",
          "\uD800",
          "\0",
          "name",
          "(define-private (f) (g))",
          "(define-private (g) (f))",
          "(define-trait t ((a (uint) (response bool bool))))",
          "(use-trait t .abc.def)",
          "(impl-trait .abc.def)",
          "define-constant",
          "define-public",
          "let",
          "get",
          "tuple",
          "(let ((f 1)) g)",
          "{f: g}",
          "9999999999999999999999999999999999999999999");

  @Provide
  Arbitrary<String> soups() {
    return Arbitraries.of(WORDS).list().ofMaxSize(60).map(words -> String.join("", words));
  }

  /** The tree, or what is left of it; any exception but the one for bad syntax goes through. */
  private static SyntaxTree read(String source) {
    try {
      return Syntax.parse(source, CONTRACT, ClarityVersion.CLARITY_1, Epoch.EPOCH_3_4);
    } catch (SyntaxException e) {
      assertThat(e.diagnostics()).anyMatch(each -> each.level() == Diagnostic.Level.ERROR);
      return e.recovered();
    }
  }

  @Property
  void aSoupOfTokensIsReadOrRefused(@ForAll("soups") String source) {
    var tree = read(source);

    assertThat(tree.inSourceOrder()).containsExactlyInAnyOrderElementsOf(tree.forms());
    assertThat(tree.toJson().get("expressions")).hasSize(tree.forms().size());
  }

  @Property
  void anyBytesAreReadOrRefused(@ForAll byte[] bytes) {
    assertThat(read(new String(bytes, StandardCharsets.ISO_8859_1)).contract()).isEqualTo(CONTRACT);
    assertThat(read(new String(bytes, StandardCharsets.UTF_8)).contract()).isEqualTo(CONTRACT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        ")",
        "()",
        "(a",
        "{",
        "}",
        "{a:",
        "{a:1}",
        "{a 1 ",
        "<a ",
        "\"",
        "\"\\",
        "u\"\\u{",
        "#",
        "\u00e9",
        "\uFFFD",
        "'",
        "'S.",
        ".",
        ".a.",
        "0",
        "1 ",
        "-",
        "u1",
        "0x",
        ";",
        ";;\n",
        "\r",
        "\n",
        "name",
        "name ",
        "(f a) ",
        "(define-private (f) (f)) ",
        "(define-trait t ()) ",
        "(use-trait t .a.b) ",
        "(define-public (f (a <t>)) 1) ",
        "(define-constant a ",
      })
  void aQuarterMegabyteOfTheSameIsRead(String word) {
    var source = word.repeat((1 << 18) / word.length());

    // Time enough for a machine that does much else; what is quadratic takes longer still.
    assertTimeoutPreemptively(Duration.ofMinutes(2), () -> read(source));
  }

  @Test
  void aLongChainOfDefinitionsIsOrdered() {
    var count = 20_000;
    var source =
        IntStream.range(0, count)
            .mapToObj(at -> "(define-private (f%d) (f%d))".formatted(at, at + 1))
            .collect(Collectors.joining("\n"));

    assertThat(read(source).order().getFirst()).isEqualTo(count - 1);
  }

  @Property
  void aPrintedIntIsReadBack(@ForAll long high, @ForAll long low) {
    assertReadBack(new Int(high, low));
  }

  @Property
  void aPrintedUintIsReadBack(@ForAll long high, @ForAll long low) {
    assertReadBack(new Uint(high, low));
  }

  @Property
  void aPrintedBufferIsReadBack(@ForAll byte[] bytes) {
    assertReadBack(Buff.of(bytes));
  }

  @Property
  void aPrintedTextIsReadBack(
      @ForAll @StringLength(max = 40) @Chars({'a', ' ', '"', '\\', '\n', '\t', '\r', '(', ';'})
          String text) {
    assertReadBack(AsciiString.of(text));
  }

  private static void assertReadBack(Value value) {
    assertThat(form(value.toString()))
        .isInstanceOfSatisfying(
            Expression.Literal.class, it -> assertThat(it.value()).isEqualTo(value));
  }
}
