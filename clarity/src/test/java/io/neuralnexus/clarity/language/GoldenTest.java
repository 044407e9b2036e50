package io.neuralnexus.clarity.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.chain.ChainEvent;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.vm.Limits;
import io.neuralnexus.clarity.vm.Outcome;
import io.neuralnexus.clarity.vm.VmException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What the official VM answered ({@code golden.mjs}), held against what the words answer. Where
 * nobody counts costs, they answer the same but for the costs.
 */
class GoldenTest {
  private static final String NAME = "t0000";
  private static final Pattern COSTS = Pattern.compile(" \\| \\d+( \\d+){5}(?= \\| |$)");

  @TestFactory
  Stream<DynamicTest> names() throws IOException {
    return tests("names");
  }

  @TestFactory
  Stream<DynamicTest> storage() throws IOException {
    return tests("storage");
  }

  @TestFactory
  Stream<DynamicTest> assets() throws IOException {
    return tests("assets");
  }

  @TestFactory
  Stream<DynamicTest> allowances() throws IOException {
    return tests("allowances");
  }

  @TestFactory
  Stream<DynamicTest> arithmetic() throws IOException {
    return tests("arithmetic");
  }

  @TestFactory
  Stream<DynamicTest> booleans() throws IOException {
    return tests("booleans");
  }

  @TestFactory
  Stream<DynamicTest> conversions() throws IOException {
    return tests("conversions");
  }

  @TestFactory
  Stream<DynamicTest> drawnAtRandom() throws IOException {
    return tests("drawn");
  }

  @TestFactory
  Stream<DynamicTest> sequences() throws IOException {
    return tests("sequences");
  }

  @TestFactory
  Stream<DynamicTest> calls() throws IOException {
    return tests("calls");
  }

  @TestFactory
  Stream<DynamicTest> control() throws IOException {
    return tests("control");
  }

  @TestFactory
  Stream<DynamicTest> crypto() throws IOException {
    return tests("crypto");
  }

  @TestFactory
  Stream<DynamicTest> depth() throws IOException {
    return tests("depth");
  }

  @TestFactory
  Stream<DynamicTest> generations() throws IOException {
    return tests("generations");
  }

  @TestFactory
  Stream<DynamicTest> keywords() throws IOException {
    return tests("keywords");
  }

  @TestFactory
  Stream<DynamicTest> optionals() throws IOException {
    return tests("optionals");
  }

  @TestFactory
  Stream<DynamicTest> principals() throws IOException {
    return tests("principals");
  }

  @TestFactory
  Stream<DynamicTest> tuples() throws IOException {
    return tests("tuples");
  }

  private static Stream<DynamicTest> tests(String theme) throws IOException {
    var cases = new ArrayList<Case>();
    var given = new ArrayList<Given>();
    for (var line : lines(theme)) {
      if (line.isEmpty() || line.startsWith("#")) continue;
      var fields = line.split(" \\| ", 3);
      if (fields[0].startsWith("given ")) given.add(Given.of(fields[0], fields[1]));
      else {
        for (var profile : fields[0].split(" ")) {
          cases.add(new Case(profile, fields[1], fields[2], given));
        }
      }
    }
    assertThat(cases).isNotEmpty();
    return cases.stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.source + " in " + each.profile,
                    () -> {
                      assertThat(each.replay(Limits.SIMNET)).isEqualTo(each.expected);
                      if (!each.isOverrun()) {
                        assertThat(withoutCosts(each.replay(Limits.NONE)))
                            .isEqualTo(withoutCosts(each.expected));
                      }
                    }));
  }

  private static String withoutCosts(String answer) {
    return COSTS.matcher(answer).replaceFirst("");
  }

  private static List<String> lines(String theme) throws IOException {
    try (var in = GoldenTest.class.getResourceAsStream("/language/" + theme + ".txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** An epoch and a version of the language, as in {@code 3.4/5}. */
  private record Profile(Epoch epoch, ClarityVersion version) {
    static Profile parse(String text) {
      var slash = text.indexOf('/');
      return new Profile(
          Epoch.parse(text.substring(0, slash)), ClarityVersion.parse(text.substring(slash + 1)));
    }
  }

  /** A contract that is there before; of the profile of the case unless it has one of its own. */
  private record Given(String name, Optional<Profile> profile, String source) {
    static Given of(String head, String source) {
      var words = head.split(" ");
      var profile = Optional.of(words).filter(found -> found.length > 2).map(found -> found[2]);
      return new Given(words[1], profile.map(Profile::parse), source);
    }
  }

  /** A source in an epoch and a version of the language, and what the official VM says. */
  private record Case(String profile, String source, String expected, List<Given> given) {
    /** Whether a limit ends it, or a cost that the tables do not say. */
    boolean isOverrun() {
      return expected.startsWith("! ")
          && Stream.of("CostComputationFailed", "CostBalanceExceeded", "MemoryBalanceExceeded")
              .anyMatch(expected::contains);
    }

    String replay(Limits limits) {
      var own = Profile.parse(profile);
      var code =
          source.matches("\\((define-|use-trait|impl-trait).*")
              ? source
              : "(define-public (f) (ok " + source + "))";
      try {
        var first = given.stream().findFirst().flatMap(Given::profile).orElse(own);
        var snippets = new Snippets(first.epoch, own.version, limits);
        for (var contract : given) {
          var at = contract.profile.orElse(own);
          snippets.enter(at.epoch);
          snippets.deploy(contract.name, contract.source, at.version);
        }
        snippets.enter(own.epoch);
        snippets.deploy(NAME, code);
        if (!code.contains("(define-public (f)") && !code.contains("(define-read-only (f)")) {
          return "deployed";
        }
        return show(snippets.vm().call(Snippets.contract(NAME), "f", List.of(), Snippets.DEPLOYER));
      } catch (SyntaxException e) {
        return "! " + e.diagnostics().getFirst().message();
      } catch (CheckException e) {
        return "! " + e.error().message();
      } catch (VmException e) {
        return "! " + e.getMessage();
      }
    }
  }

  private static String show(Outcome outcome) {
    var cost = outcome.cost();
    var text =
        "%s | %d %d %d %d %d %d"
            .formatted(
                outcome.value().orElseThrow(),
                cost.writeLength(),
                cost.writeCount(),
                cost.readLength(),
                cost.readCount(),
                cost.runtime(),
                outcome.memory());
    if (outcome.events().isEmpty()) return text;
    return outcome.events().stream()
        .map(GoldenTest::show)
        .collect(Collectors.joining("; ", text + " | ", ""));
  }

  private static String show(ChainEvent event) {
    return switch (event) {
      case ChainEvent.Print(var contract, var value) ->
          show("print", Map.of("contract_identifier", contract, "topic", "print", "value", value));
      case ChainEvent.StxTransfer(var sender, var recipient, var amount, var memo) ->
          show(
              "stx_transfer",
              Map.of(
                  "sender", sender,
                  "recipient", recipient,
                  "amount", amount,
                  "memo", memo.toString().substring(2)));
      case ChainEvent.StxMint(var recipient, var amount) ->
          show("stx_mint", Map.of("recipient", recipient, "amount", amount));
      case ChainEvent.StxBurn(var sender, var amount) ->
          show("stx_burn", Map.of("sender", sender, "amount", amount));
      case ChainEvent.StxLock(var account, var amount, var height, var contract) ->
          show(
              "stx_lock",
              Map.of(
                  "locked_address", account,
                  "locked_amount", amount,
                  "unlock_height", height,
                  "contract_identifier", contract));
      case ChainEvent.FtTransfer(var asset, var sender, var recipient, var amount) ->
          show(
              "ft_transfer",
              Map.of(
                  "asset_identifier", asset,
                  "sender", sender,
                  "recipient", recipient,
                  "amount", amount));
      case ChainEvent.FtMint(var asset, var recipient, var amount) ->
          show(
              "ft_mint",
              Map.of("asset_identifier", asset, "recipient", recipient, "amount", amount));
      case ChainEvent.FtBurn(var asset, var sender, var amount) ->
          show("ft_burn", Map.of("asset_identifier", asset, "sender", sender, "amount", amount));
      case ChainEvent.NftTransfer(var asset, var sender, var recipient, var id) ->
          show(
              "nft_transfer",
              Map.of(
                  "asset_identifier", asset,
                  "sender", sender,
                  "recipient", recipient,
                  "value", id));
      case ChainEvent.NftMint(var asset, var recipient, var id) ->
          show("nft_mint", Map.of("asset_identifier", asset, "recipient", recipient, "value", id));
      case ChainEvent.NftBurn(var asset, var sender, var id) ->
          show("nft_burn", Map.of("asset_identifier", asset, "sender", sender, "value", id));
    };
  }

  private static String show(String event, Map<String, ?> fields) {
    return new TreeMap<>(fields)
        .entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + (field.getKey().equals("amount")
                                && field.getValue() instanceof Uint amount
                            ? amount.toString().substring(1)
                            : field.getValue()))
            .collect(Collectors.joining(" ", event + "_event ", ""));
  }
}
