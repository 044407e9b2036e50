package io.neuralnexus.clarity.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.language.Words;
import io.neuralnexus.clarity.syntax.Diagnostic;
import io.neuralnexus.clarity.syntax.Span;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import io.neuralnexus.clarity.syntax.TraitDefinition;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the official analysis answered ({@code analysis.mjs}), held against what this one does. */
class GoldenAnalysisTest {
  private static final StandardPrincipal DEPLOYER =
      StandardPrincipal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM");
  private static final String NAME = "t0000";

  @TestFactory
  Stream<DynamicTest> definitions() throws IOException {
    return tests("definitions");
  }

  @TestFactory
  Stream<DynamicTest> readOnlyFunctions() throws IOException {
    return tests("read-only");
  }

  @TestFactory
  Stream<DynamicTest> traits() throws IOException {
    return tests("traits");
  }

  @TestFactory
  Stream<DynamicTest> types() throws IOException {
    return tests("types");
  }

  private static Stream<DynamicTest> tests(String theme) throws IOException {
    var given = new LinkedHashMap<String, String>();
    var tests = new ArrayList<DynamicTest>();
    var chains = new HashMap<String, Chain>();
    for (var line : lines(theme)) {
      if (line.isEmpty() || line.startsWith("#")) continue;
      var fields = line.split(" \\| ", 3);
      if (fields[0].startsWith("given ")) {
        given.put(fields[0].substring("given ".length()), fields[1]);
        continue;
      }
      for (var profile : fields[0].split(" ")) {
        var chain = chains.computeIfAbsent(profile, each -> Chain.of(each, given));
        tests.add(
            DynamicTest.dynamicTest(
                fields[1] + " in " + profile,
                () -> assertThat(chain.answer(fields[1], fields[2])).isEqualTo(fields[2])));
      }
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static List<String> lines(String theme) throws IOException {
    try (var in = GoldenAnalysisTest.class.getResourceAsStream("/analysis/" + theme + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** Contracts that are there, in an epoch, and the version that contracts are written in. */
  private record Chain(
      Epoch epoch, ClarityVersion version, Map<ContractPrincipal, ContractAnalysis> deployed) {
    static Chain of(String profile, Map<String, String> given) {
      var slash = profile.indexOf('/');
      var chain =
          new Chain(
              Epoch.parse(profile.substring(0, slash)),
              ClarityVersion.parse(profile.substring(slash + 1)),
              new HashMap<>());
      given.forEach(
          (name, source) -> {
            try {
              var analysis = chain.analyse(name, source);
              chain.deployed.put(analysis.contract(), analysis);
            } catch (SyntaxException e) {
              throw new IllegalStateException(name + " in " + profile, e);
            } catch (CheckException e) {
              // Not every contract is one in every version; the generator deploys what it can.
            }
          });
      return chain;
    }

    private ContractAnalysis analyse(String name, String source) throws SyntaxException {
      var id = new ContractPrincipal(DEPLOYER, name);
      var tree = Syntax.parse(source.replace("\\n", "\n"), id, version, epoch);
      return analyse(tree);
    }

    private ContractAnalysis analyse(SyntaxTree tree) {
      return Analysis.analyse(
          tree,
          version,
          epoch,
          Words.clarity(),
          contract -> Optional.ofNullable(deployed.get(contract)));
    }

    /** The answer, in the words in which the expected one is given. */
    String answer(String source, String expected) {
      var answer = placedAnswer(source, expected);
      // The official tools did not tell where.
      return expected.startsWith("? ") ? answer.replaceFirst("^\\S+ ", "? ") : answer;
    }

    private String placedAnswer(String source, String expected) {
      try {
        var found = analyse(NAME, source);
        if (expected.equals("runs not")) return expected;
        // The official tools keep no contract that offers nothing.
        if (expected.equals("deployed -")) return offersNothing(found) ? expected : "deployed";
        var json = found.contractInterface().toJson().toString();
        return "deployed "
            + json.replaceFirst("\"epoch\":\"\\w+\",\"clarity_version\":\"\\w+\"", "...");
      } catch (CheckException e) {
        return told(e);
      } catch (SyntaxException e) {
        return told(e);
      }
    }

    private static boolean offersNothing(ContractAnalysis contract) {
      return contract.functions().isEmpty()
          && contract.tree().traits().values().stream()
              .noneMatch(TraitDefinition.Defined.class::isInstance);
    }

    private static String told(CheckException error) {
      return told(error.spans(), error.error().message());
    }

    private static String told(List<Span> spans, String message) {
      var place =
          spans.isEmpty()
              ? "-"
              : spans.getFirst().startLine() + ":" + spans.getFirst().startColumn();
      return place + " " + message;
    }

    private String told(SyntaxException error) {
      try {
        analyse(error.recovered());
      } catch (CheckException e) {
        return told(e);
      }
      var last =
          error.diagnostics().stream()
              .filter(each -> each.level() == Diagnostic.Level.ERROR)
              .reduce((one, next) -> next)
              .orElseThrow();
      return told(last.spans(), last.message());
    }
  }
}
