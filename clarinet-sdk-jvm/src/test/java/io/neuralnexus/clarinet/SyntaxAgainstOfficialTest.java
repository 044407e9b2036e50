package io.neuralnexus.clarinet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our reading of a source text is the official one: the same tree, or the same remarks. */
class SyntaxAgainstOfficialTest {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static Simnet official;

  @BeforeAll
  static void open() {
    official = Simnet.open(Projects.COUNTER, SimnetOptions.defaults().withEngine(Engine.OFFICIAL));
  }

  @AfterAll
  static void close() {
    official.close();
  }

  /** The project's contracts and one of each kind that the engine brings. */
  static Stream<ContractPrincipal> contracts() {
    var project = Stream.of("counter", "counter-trait").map(official.deployer()::contract);
    var boot = StandardPrincipal.parse("ST000000000000000000002AMW42H");
    return Stream.concat(
        project, Stream.of("bns", "cost-voting", "pox-5", "signers-voting").map(boot::contract));
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void aDeployedContractHasTheSameTree(ContractPrincipal contract) throws Exception {
    var source = official.contractSource(contract.toString()).orElseThrow();

    assertThat(tree(contract, source)).isEqualTo(officialTree(contract));
  }

  private static JsonNode tree(ContractPrincipal contract, String source)
      throws SyntaxException, IOException {
    var tree = Syntax.parse(source, contract, ClarityVersion.CLARITY_6, Epoch.EPOCH_4_0);
    return withSortedSets(MAPPER.readTree(tree.toJson().toString()));
  }

  private static JsonNode officialTree(ContractPrincipal contract) {
    return withSortedSets(official.contractAst(contract.toString()));
  }

  /** The implemented traits are a set, which the official engine writes in any order. */
  private static JsonNode withSortedSets(JsonNode tree) {
    var implemented = new TreeSet<String>();
    tree.required("implemented_traits").forEach(trait -> implemented.add(trait.toString()));
    var sorted = ((ObjectNode) tree).putArray("implemented_traits");
    implemented.forEach(sorted::add);
    return tree;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";; only a comment",
        "1",
        "(+ 1 2);; behind",
        "(+ 1 ;; one\n;; two\n 2\n;; three\n)\n\n;; four\n;;; five ; six",
        "(define-constant A (list B B)) ;; a\n(define-constant B (get a {a: C}))\n;; c\n"
            + "(define-constant C { ;; key\n a: ;; value\n 1, ;; end\n b: {c: \"d\", }})",
        "(define-private (f (x int)) (g x)) (define-private (g (x int)) (+ x N)) (f 1)"
            + "(define-constant N 5)",
        "(define-constant text u\"\\u{1F600}\\u{0000e9}\\\"\\\\\\n\\t\\r\\0\")",
        "(define-constant text \"\\\"\\\\\\n\\t\\r;;\")",
        "(define-constant who 'XT1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM)",
        "(define-data-var number int -00170141183460469231731687303715884105728)",
        "(define-trait t ((f (<s>) (response bool bool)))) (use-trait s .counter-trait.counting)",
        "(define-private (f) (begin\n(print 1)\t(print (+ 1 2)) 3))(print {a:1,b:2})",
      })
  void aSourceHasTheSameTree(String source) throws Exception {
    // The engine keeps no contract of a source without functions.
    var whole = source + "\n(define-private (unused) 1)";
    var contract = official.deployer().contract("nasty-" + Math.abs(source.hashCode()));
    official.deploy(contract.name(), whole, ClarityVersion.CLARITY_6, official.deployer());

    assertThat(tree(contract, whole)).isEqualTo(officialTree(contract));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(define-private (f) 1",
        "(define-private (f) 1) )",
        "(print {a: 1",
        "\"open",
        "(define-private (f (g int)) g) (define-private (g) (f 1))",
        "(use-trait t .counter-trait.counting) (use-trait t .counter-trait.counting)",
        "(define-public (f (a <t>)) (ok 1))",
        "(print <t>)",
        "1\r\n2\n",
        "\"\\0\"",
        "999999999999999999999999999999999999999999",
      })
  void aDeploymentIsRefusedWithTheLastRemark(String source) {
    var contract = official.deployer().contract("broken");

    var refusal =
        catchThrowableOfType(
            ProjectException.class,
            () ->
                official.deploy(
                    contract.name(), source, ClarityVersion.CLARITY_6, official.deployer()));

    assertThat(refusal.diagnostics())
        .extracting(Diagnostic::message)
        .containsExactly(remarks(contract, source).getLast().message());
  }

  private static List<io.neuralnexus.clarity.syntax.Diagnostic> remarks(
      ContractPrincipal contract, String source) {
    try {
      Syntax.parse(source, contract, ClarityVersion.CLARITY_6, Epoch.EPOCH_4_0);
      return List.of();
    } catch (SyntaxException e) {
      return e.diagnostics();
    }
  }

  /** All sources of one project are told at once, so that this takes one start of the engine. */
  @Test
  void aProjectOfSoupIsRefusedWithTheSameRemarks(@TempDir Path folder) throws Exception {
    var manifest = Projects.copy("counter", folder);
    var soup = new Soup(20_251);
    var ours = new ArrayList<String>();
    var entries = new StringBuilder(Files.readString(manifest));
    for (var number = 0; number < 150; number++) {
      var file = "contracts/soup-%d.clar".formatted(number);
      var source = soup.ladle();
      Files.writeString(folder.resolve(file), source);
      entries.append(
          "%n[contracts.soup-%d]%npath = \"%s\"%nclarity_version = 6%nepoch = \"4.0\"%n"
              .formatted(number, file));
      var contract = official.deployer().contract("soup-" + number);
      remarks(contract, source).forEach(remark -> ours.add(told(file, remark)));
    }
    Files.writeString(manifest, entries);

    var refusal = catchThrowableOfType(ProjectException.class, () -> Simnet.open(manifest).close());

    var theirs = refusal.diagnostics().stream().map(SyntaxAgainstOfficialTest::told);
    assertThat(theirs.sorted()).isEqualTo(ours.stream().sorted().toList());
  }

  /** Words that mean something to a reader of Clarity, in senseless order. */
  private static final class Soup {
    private final Random random;
    private final List<String> words = new ArrayList<>();

    Soup(long seed) throws Exception {
      random = new Random(seed);
      words.addAll(Files.readAllLines(Path.of(Soup.class.getResource("/soup-words.txt").toURI())));
      words.addAll(List.of("\n", "\n", ";; one\n", "; two\n", "\t", "\f", "\u00e9"));
      words.addAll(
          List.of("(".repeat(67), "{a:".repeat(34), "n".repeat(129), "." + "c".repeat(41)));
    }

    String ladle() {
      var source = new StringBuilder();
      var most = random.nextInt(4) == 0 ? 60 : 12;
      for (var left = 1 + random.nextInt(most); left > 0; left--) {
        source.append(words.get(random.nextInt(words.size())));
        if (random.nextInt(3) > 0) source.append(' ');
      }
      return source.toString();
    }
  }

  /** Clarinet does not tell the line of a note, nor the file of what has no place. */
  private static String told(String file, io.neuralnexus.clarity.syntax.Diagnostic remark) {
    if (remark.spans().isEmpty()) return remark.message();
    var start = remark.spans().getFirst();
    return remark.level() == io.neuralnexus.clarity.syntax.Diagnostic.Level.NOTE
        ? file + " " + remark.message()
        : file + ":" + start.startLine() + ":" + start.startColumn() + " " + remark.message();
  }

  private static String told(Diagnostic remark) {
    if (remark.level() == Diagnostic.Level.NOTE) return remark.file() + " " + remark.message();
    return remark.line() == 0
        ? remark.message()
        : remark.file() + ":" + remark.line() + ":" + remark.column() + " " + remark.message();
  }
}
