package io.neuralnexus.clarity.syntax;

import static io.neuralnexus.clarity.syntax.Sources.CONTRACT;
import static io.neuralnexus.clarity.syntax.Sources.form;
import static io.neuralnexus.clarity.syntax.Sources.parse;
import static io.neuralnexus.clarity.syntax.Sources.print;
import static io.neuralnexus.clarity.syntax.Sources.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TraitIdentifier;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.Field;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Expression.TraitName;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from a source text that is Clarity. */
class SyntaxTest {
  private static final String ADDRESS = "ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM";

  static Stream<Arguments> literals() {
    var account = StandardPrincipal.parse(ADDRESS);
    return Stream.of(
        Arguments.of("7", Int.of(7)),
        Arguments.of("-7", Int.of(-7)),
        Arguments.of("-0", Int.ZERO),
        Arguments.of("0".repeat(200) + "12", Int.of(12)),
        Arguments.of("-170141183460469231731687303715884105728", Int.MIN),
        Arguments.of("170141183460469231731687303715884105727", Int.MAX),
        Arguments.of("u0", Uint.ZERO),
        Arguments.of("u" + "0".repeat(200) + "1", Uint.ONE),
        Arguments.of("u340282366920938463463374607431768211455", Uint.MAX),
        Arguments.of("0x", Buff.EMPTY),
        Arguments.of("0x00fFAb", Buff.of((byte) 0, (byte) 0xff, (byte) 0xab)),
        Arguments.of("\"\"", AsciiString.of("")),
        Arguments.of("\"a;b'(\"", AsciiString.of("a;b'(")),
        Arguments.of("\"\\\\ \\\" \\n \\t \\r\"", AsciiString.of("\\ \" \n \t \r")),
        Arguments.of("u\"\\\\ \\\" \\n \\t \\r \\0\"", Utf8String.of("\\ \" \n \t \r \0")),
        Arguments.of("u\"\\u{41}\\u{0001f600}b\"", Utf8String.of("A\uD83D\uDE00b")),
        Arguments.of("'" + ADDRESS, account),
        Arguments.of("'" + ADDRESS + ".a-B_2", account.contract("a-B_2")),
        Arguments.of(".other", CONTRACT.issuer().contract("other")));
  }

  @ParameterizedTest
  @MethodSource("literals")
  void aLiteralHasItsValue(String source, Value value) {
    assertThat(form(source))
        .isInstanceOfSatisfying(
            Literal.class,
            it -> {
              assertThat(it.value()).isEqualTo(value);
              assertThat(it.span()).isEqualTo(new Span(1, 1, 1, source.length()));
            });
  }

  @Test
  void theFirstCharacterOfAnAddressIsNotLookedAt() {
    assertThat(print(form("'X" + ADDRESS.substring(1)))).isEqualTo(ADDRESS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"+", "-", "*", "/", "<", "<=", ">", ">=", "a", "u", "ux", "is-eq", "a!?+<>=/*_9"})
  void aNameIsAnAtom(String name) {
    assertThat(form(name))
        .isInstanceOfSatisfying(Atom.class, it -> assertThat(it.name()).isEqualTo(name));
  }

  @Test
  void namesHaveUpTo128CharactersAndContractsUpTo40() {
    assertThat(print(form("n".repeat(128)))).hasSize(128);
    assertThat(print(form("." + "c".repeat(40) + "." + "t".repeat(128))))
        .isEqualTo(ADDRESS + "." + "c".repeat(40) + "." + "t".repeat(128));
  }

  @Test
  void aTraitOfAContractIsAField() {
    assertThat(form("'" + ADDRESS + ".token.fungible"))
        .isInstanceOfSatisfying(
            Field.class,
            it ->
                assertThat(it.trait())
                    .isEqualTo(
                        new TraitIdentifier(
                            ContractPrincipal.parse(ADDRESS + ".token"), "fungible")));
    assertThat(form(".token.fungible"))
        .isInstanceOfSatisfying(
            Field.class, it -> assertThat(it.trait()).hasToString(ADDRESS + ".token.fungible"));
  }

  @Test
  void aTupleLiteralIsACallOfTuple() {
    assertThat(print(form("{a: 1, b: {c: u2},}"))).isEqualTo("(tuple (a 1) (b (tuple (c u2))))");
    assertThat(print(form("{}"))).isEqualTo("(tuple)");
    assertThat(print(form("{ 1 : 2 , (f) : g }"))).isEqualTo("(tuple (1 2) ((f) g))");
  }

  @Test
  void whatATupleLiteralAddsHasNoPlace() {
    var tuple = (ListForm) form(" {ab: 12}");
    var pair = (ListForm) tuple.items().get(1);

    assertThat(tuple.span()).isEqualTo(new Span(1, 2, 1, 9));
    assertThat(tuple.items().getFirst().span()).isEqualTo(Span.NONE);
    assertThat(pair.span()).isEqualTo(Span.NONE);
    assertThat(pair.items())
        .extracting(Expression::span)
        .containsExactly(new Span(1, 3, 1, 4), new Span(1, 7, 1, 8));
  }

  @Test
  void spansCountLinesAndColumnsFromOne() {
    var list = (ListForm) form("\n  (first\n\tsecond )");

    assertThat(list.span()).isEqualTo(new Span(2, 3, 3, 9));
    assertThat(list.items())
        .extracting(Expression::span)
        .containsExactly(new Span(2, 4, 2, 8), new Span(3, 2, 3, 7));
  }

  @Test
  void atTheTopNoSpaceIsNeededBetweenForms() {
    assertThat(print(parse("(a)(b)\"c\"(d)").forms()))
        .containsExactly("(a)", "(b)", "\"c\"", "(d)");
  }

  @Test
  void anEmptySourceIsAnEmptyTree() {
    for (var source : List.of("", " \n", ";; nothing\n")) {
      assertThat(parse(source).forms()).isEmpty();
    }
  }

  @Test
  void aNodeIsEqualOnlyToItself() {
    var pairs = ((ListForm) form("{a: 1, b: 2}")).items();
    var twin = new Atom("tuple", Span.NONE, Comments.NONE);

    assertThat(pairs.getFirst()).isEqualTo(pairs.getFirst()).isNotEqualTo(twin);
    assertThat(List.of(new Literal(Int.ONE, Span.NONE, Comments.NONE)))
        .doesNotContain(new Literal(Int.ONE, Span.NONE, Comments.NONE));
  }

  @Nested
  class CommentsAreKept {
    @Test
    void aboveBehindAndAfterWhatTheyAreAbout() {
      var tree =
          parse(
              """
              ;; header
              ;;   two
              (a ;; b-less
                ;; about b
                b
                ;; the end of a
              ) ;; behind a
              (c)
              ;; the end
              """);

      var a = (ListForm) tree.forms().getFirst();
      assertThat(a.comments().before())
          .containsExactly(
              new Comment("header", new Span(1, 1, 1, 9)),
              new Comment("two", new Span(2, 1, 2, 8)));
      assertThat(a.comments().endOfLine()).contains(new Comment("behind a", new Span(7, 3, 7, 13)));
      assertThat(a.items().getFirst().comments().endOfLine()).map(Comment::text).contains("b-less");
      assertThat(a.items().getLast().comments())
          .isEqualTo(
              new Comments(
                  List.of(new Comment("about b", new Span(4, 3, 4, 12))),
                  java.util.Optional.empty(),
                  List.of(new Comment("the end of a", new Span(6, 3, 6, 17)))));
      assertThat(tree.forms().getLast().comments().after())
          .containsExactly(new Comment("the end", new Span(9, 1, 9, 10)));
    }

    @Test
    void inTupleLiterals() {
      var tuple = (ListForm) form("{ ;; keys\n  a: ;; one\n  1, ;; of a\n}");
      var pair = ((ListForm) tuple.items().get(1)).items();

      assertThat(pair.getFirst().comments().before()).extracting(Comment::text).contains("keys");
      assertThat(pair.getFirst().comments().endOfLine()).map(Comment::text).contains("one");
      assertThat(pair.getLast().comments().endOfLine()).map(Comment::text).contains("of a");
    }

    @Test
    void inTheOrderOfRunning() {
      var tree = parse(";; about use\n(use (f))\n;; about f\n(define-private (f) 1)\n");

      assertThat(tree.forms())
          .extracting(form -> form.comments().before().stream().map(Comment::text).toList())
          .containsExactly(List.of("about use"), List.of());
      assertThat(tree.forms().getLast().comments().after())
          .extracting(Comment::text)
          .containsExactly("about f");
    }
  }

  @Nested
  class DefinitionsAreOrdered {
    private static List<String> order(String source) {
      return parse(source).forms().stream()
          .map(form -> ((ListForm) form).items().get(1))
          .map(name -> name instanceof ListForm list ? list.items().getFirst() : name)
          .map(Sources::print)
          .toList();
    }

    @Test
    void soThatEachFollowsWhatItUses() {
      assertThat(
              order(
                  """
                  (define-public (a) (ok (b C)))
                  (define-private (b (x int)) (c x))
                  (define-constant D 4)
                  (define-private (c (x int)) (+ x D))
                  (define-constant C 3)
                  """))
          .containsExactly("D", "c", "b", "C", "a");
    }

    @Test
    void andTheSourceOrderIsKeptBeside() {
      var tree = parse(";; note\n(f)\n(define-private (f) 1)");

      assertThat(print(tree.inSourceOrder())).containsExactly("(f)", "(define-private (f) 1)");
      assertThat(print(tree.forms())).containsExactly("(define-private (f) 1)", "(f)");
      assertThat(tree.inSourceOrder()).containsExactlyInAnyOrderElementsOf(tree.forms());
      assertThat(tree.order()).containsExactly(0, 2, 1);
    }

    @Test
    void byTraitsInSignatures() {
      assertThat(order("(define-public (a (x <t>)) (ok 1)) (use-trait t .token.fungible)"))
          .containsExactly("t", "a");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "(define-constant a (get b {b: 1}))",
          "(define-constant a (let ((b 1)) 2))",
          "(define-constant a (contract-call? .b b))",
          "(define-constant a {b: 1})",
          "(define-constant a (tuple (b 1)))",
          "(define-private (a (b int)) 1)",
          "(define-map a int)",
          "(define-non-fungible-token a b)",
          "(impl-trait .b.b)",
          "(define-trait a ((b (int) (response int int))))",
        })
    void notByNamesOfFieldsBindingsAndOtherContracts(String source) {
      assertThat(parse(source + "(define-private (b) 1)").order()).containsExactly(0, 1);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "(define-constant a (get c {c: b}))",
          "(define-constant a (let ((c b)) 2))",
          "(define-constant a (contract-call? .c c b))",
          "(define-data-var a int (b))",
          "(define-map a int b)",
          "(define-fungible-token a b)",
          "(define-trait a ((c (b) (response int int))))",
          "(define-private (a (c b)) 1)",
          "(match c b 1)",
        })
    void byAnyNameElse(String source) {
      assertThat(parse(source + "(define-private (b) 1)").order()).containsExactly(1, 0);
    }

    @Test
    void byKeysOfTuplesInsteadOfValuesWhereACommentShiftsThem() {
      var shifted = "(define-constant a { ;; why\n b: c })";

      assertThat(parse(shifted + "(define-private (b) 1)").order()).containsExactly(1, 0);
      assertThat(parse(shifted + "(define-private (c) 1)").order()).containsExactly(0, 1);
    }

    @Test
    void andTheLastOfTwoDefinitionsOfANameIsTheOneUsed() {
      assertThat(parse("(f) (define-private (f) 1) (define-private (f) 2)").order())
          .containsExactly(2, 0, 1);
    }
  }

  @Nested
  class TraitsAreResolved {
    private final TraitIdentifier foreign =
        new TraitIdentifier(CONTRACT.issuer().contract("token"), "fungible");

    @Test
    void definedAndImported() {
      var tree =
          parse(
              "(use-trait ft .token.fungible) (define-trait own ((f (<ft>) (response int int))))");

      assertThat(tree.traits())
          .containsOnly(
              java.util.Map.entry("ft", new TraitDefinition.Imported(foreign)),
              java.util.Map.entry(
                  "own", new TraitDefinition.Defined(new TraitIdentifier(CONTRACT, "own"))));
    }

    @Test
    void implemented() {
      assertThat(parse("(impl-trait .token.fungible) (impl-trait .token.fungible)").implemented())
          .containsExactly(foreign);
    }

    @Test
    void whereverTheyAreNamed() {
      var tree = parse("(print <ft>) (use-trait ft .token.fungible)");

      assertThat(((ListForm) tree.forms().getLast()).items().getLast())
          .isInstanceOfSatisfying(
              TraitName.class,
              it -> assertThat(it.definition()).isEqualTo(new TraitDefinition.Imported(foreign)));
    }
  }

  @Nested
  class NestingIsLimited {
    private static String lists(int depth) {
      return "(".repeat(depth) + ")".repeat(depth);
    }

    private static String tuples(int depth) {
      return "{a:".repeat(depth) + "1" + "}".repeat(depth);
    }

    private static List<String> messages(String source, Epoch epoch) {
      return refused(source, epoch).diagnostics().stream().map(Diagnostic::toString).toList();
    }

    @Test
    void toFiveMoreThanTheCallStack() {
      assertThat(parse(lists(132)).forms()).hasSize(1);
      assertThat(parse(lists(68), Epoch.EPOCH_3_3).forms()).hasSize(1);
    }

    @Test
    void whereATupleLiteralCountsTwice() {
      assertThat(parse(tuples(67)).forms()).hasSize(1);
      assertThat(messages(tuples(68), Epoch.EPOCH_4_0))
          .containsExactly(
              "1:202: error: AST has too deep of an expression nesting. The maximum stack depth is"
                  + " 128");
    }

    @Test
    void andAListJustAboveIsFoundByBothChecksOfTheTree() {
      var fault = "error: AST has too deep of an expression nesting. The maximum stack depth is 64";

      assertThat(messages(lists(69), Epoch.EPOCH_3_3)).containsExactly(fault, fault);
      assertThat(messages(lists(70), Epoch.EPOCH_3_3)).containsExactly(fault, fault);
      assertThat(messages(lists(71), Epoch.EPOCH_3_3)).containsExactly("1:71: " + fault);
    }

    @Test
    void andNothingIsReadBehind() {
      var error = refused("(before)" + lists(200) + ") (after) #");

      assertThat(error.diagnostics())
          .extracting(Diagnostic::message)
          .containsExactly(
              "unknown symbol, '#'",
              "AST has too deep of an expression nesting. The maximum stack depth is 128");
      assertThat(print(error.recovered().forms())).containsExactly("(before)");
    }
  }
}
