package io.neuralnexus.clarinet.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.ClarityRuntimeException;
import io.neuralnexus.clarinet.CostField;
import io.neuralnexus.clarinet.Engine;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarinet.jqwik.FunctionCall;
import io.neuralnexus.clarity.AsciiString;
import io.neuralnexus.clarity.Bool;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Cl;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface.Access;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Int;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Utf8String;
import io.neuralnexus.clarity.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Coverage, traces, the places of run-time errors and the costs of single expressions are the same
 * on both engines. The costs name every expression that runs, in the order in which it ends, so
 * that they also hold the order of evaluation.
 */
class ReportsAgainstOfficialTest {
  private static final Value CONTRACT =
      Principal.parse("ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM.governance");
  private static final Path NEURAL_NEXUS = Path.of("..", "Clarinet.toml");

  /**
   * A line that counts; Clarinet counts the first line of a function once more or not, at random,
   * if something else on it runs.
   */
  private static final Pattern FIRST_LINE = Pattern.compile("FN:(\\d+),");

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"6, 4.0", "4, 3.3", "1, 2.05"})
  void ofRandomPrograms(int number, String epoch) throws IOException {
    var version = ClarityVersion.of(number);
    var random = new Random(number);
    var programs = new StringBuilder(Programs.PRELUDE);
    int count = 40;
    for (int i = 0; i < count; i++) {
      programs.append(
          "(define-public (p%d)%n  (ok %s))%n"
              .formatted(
                  i, broken(new Programs(random, version).any(1 + random.nextInt(4)).text())));
    }
    var calls = new ArrayList<Step>();
    for (int i = 0; i < count; i++) calls.add(Step.call("programs", "p" + i));
    assertSame(
        project(
            Epoch.parse(epoch),
            version,
            new Contract("other", Programs.OTHER),
            new Contract("programs", programs.toString())),
        CostField.RUNTIME,
        calls);
  }

  /** Some expressions begin a line of their own. */
  private static String broken(String program) {
    return Pattern.compile(" \\((if|match|asserts!|and|or|let|begin|fold)")
        .matcher(program)
        .replaceAll("\n   ($1");
  }

  @ParameterizedTest
  @EnumSource(names = {"RUNTIME", "WRITE_LENGTH"})
  void ofAnyDimension(CostField field) throws IOException {
    assertSame(
        project(Epoch.EPOCH_4_0, ClarityVersion.CLARITY_6, new Contract("small", SMALL)),
        field,
        List.of(
            Step.call("small", "count"),
            Step.call("small", "branches"),
            Step.call("small", "fails-within"),
            Step.call("small", "fields"),
            Step.call("small", "count")));
  }

  /** What the random programs have little of: forms over several lines, failures after failures. */
  private static final String SMALL =
      """
      (define-data-var total uint u0)
      (define-map seen uint { at: uint, by: principal })
      (define-constant LIMIT (+ u1 u2))

      (define-private (add (x uint) (sum uint))
        (+ x sum)
      )
      (define-private (odd (x uint))
        (is-eq (mod x u2) u1)
      )
      (define-read-only (none-of-it)
        (ok none)
      )
      (define-private (maybe (x uint))
        (if (> x u5)
          (err x)
          (ok x)
        )
      )
      (define-private (inner (x uint))
        (begin
          (asserts! (< x u100) (err u1))
          (try! (maybe x))
          (ok (- x u3))
        )
      )
      (define-public (count)
        (let (
            (next (+ (var-get total) u1))
            (record { at: next, by: tx-sender })
          )
          (map-set seen next record)
          (print record)
          (var-set total (fold add (list next u2) u0))
          (ok (filter odd (list u1 u2 u3)))
        )
      )
      (define-public (branches)
        (begin
          (and
            (is-some (map-get? seen u1))
            (or
              (is-none (map-get? seen u2))
              false
            )
          )
          (match (map-get? seen u1)
            found (ok (get at found))
            (err LIMIT)
          )
        )
      )
      (define-public (fields)
        (ok {
          match: (+ (var-get total) u1),
          if: (+ (var-get total) u2),
          and: (> (var-get total) u3),
        })
      )
      (define-public (fails-within)
        (begin
          (is-err (inner u7))
          (is-ok (inner u200))
          (print "so far")
          (inner u2)
        )
      )
      """;

  @Test
  void ofTheContractsOfThisRepository() {
    var random = new Random(5);
    var steps = new ArrayList<Step>();
    try (var simnet = Simnet.open(NEURAL_NEXUS, options(Engine.JVM, CostField.RUNTIME))) {
      var own =
          simnet.contractInterfaces().entrySet().stream()
              .filter(each -> each.getKey().issuer().equals(simnet.deployer()))
              .sorted(Comparator.comparing(each -> each.getKey().name()))
              .toList();
      for (var contract : own) {
        for (var function : contract.getValue().functions()) {
          var arguments =
              function.arguments().stream().map(each -> any(each.type(), random)).toList();
          steps.add(
              new Step(
                  contract.getKey().name(),
                  new FunctionCall(function.name(), function.access(), arguments)));
        }
      }
    }
    assertThat(steps).hasSizeGreaterThan(50);
    // The official VM takes its time over so much: two chains share it.
    var half = steps.size() / 2;
    Stream.of(steps.subList(0, half), steps.subList(half, steps.size()))
        .parallel()
        .forEach(part -> assertSame(NEURAL_NEXUS, CostField.WRITE_COUNT, part));
  }

  private static Value any(TypeSignature type, Random random) {
    return switch (type) {
      case TypeSignature.IntType t -> Int.of(random.nextInt(-9, 9));
      case TypeSignature.UintType t -> Uint.of(random.nextInt(4));
      case TypeSignature.BoolType t -> Bool.of(random.nextBoolean());
      case TypeSignature.BuffType(int most) -> Buff.of(new byte[Math.min(most, 32)]);
      case TypeSignature.AsciiType(int most) -> AsciiString.of("a");
      case TypeSignature.Utf8Type(int most) -> Utf8String.of("é");
      case TypeSignature.OptionalType(var inside) ->
          random.nextBoolean() ? Cl.some(any(inside, random)) : Cl.none();
      case TypeSignature.ResponseType(var ok, var error) -> Cl.ok(any(ok, random));
      case TypeSignature.ListType(var entry, int most) -> Cl.list(any(entry, random));
      case TypeSignature.TupleType tuple ->
          TupleValue.typed(
              tuple,
              tuple.fields().values().stream()
                  .map(field -> any(field, random))
                  .toArray(Value[]::new));
      default -> CONTRACT;
    };
  }

  // How

  private record Contract(String name, String source) {}

  private record Step(String contract, FunctionCall call) {
    static Step call(String contract, String function) {
      return new Step(contract, new FunctionCall(function, Access.PUBLIC, List.of()));
    }
  }

  private Path project(Epoch epoch, ClarityVersion version, Contract... contracts)
      throws IOException {
    var manifest = new StringBuilder("[project]\nname = \"reports\"\ntelemetry = false\n");
    Files.createDirectories(folder.resolve("contracts"));
    for (var contract : contracts) {
      var file = "contracts/" + contract.name + ".clar";
      Files.writeString(folder.resolve(file), contract.source);
      manifest.append(
          "[contracts.%s]%npath = \"%s\"%nclarity_version = %d%nepoch = \"%s\"%n"
              .formatted(contract.name, file, version.number(), epoch.label()));
    }
    Files.createDirectories(folder.resolve("settings"));
    Files.copy(
        Path.of("src/test/resources/projects/counter/settings/Devnet.toml"),
        folder.resolve("settings/Devnet.toml"));
    return Files.writeString(folder.resolve("Clarinet.toml"), manifest);
  }

  private static SimnetOptions options(Engine engine, CostField field) {
    return SimnetOptions.defaults()
        .withEngine(engine)
        .withTrackCosts(true)
        .withTrackCoverage(true)
        .withPerformance(field);
  }

  private static void assertSame(Path manifest, CostField field, List<Step> steps) {
    try (var official = Simnet.open(manifest, options(Engine.OFFICIAL, field));
        var jvm = Simnet.open(manifest, options(Engine.JVM, field))) {
      for (var step : steps) {
        assertThat(told(jvm, step)).as(step.call.toString()).isEqualTo(told(official, step));
      }
      assertThat(jvm.lastCallPerformance()).isEqualTo(official.lastCallPerformance());
      assertThat(settled(jvm.collectReport().lcov()))
          .isEqualTo(settled(official.collectReport().lcov()))
          .contains("TN:one", "FNDA:", "BRDA:");
    }
  }

  private static String told(Simnet simnet, Step step) {
    simnet.setCurrentTestName(step.call.arguments().isEmpty() ? "one" : "other");
    var said = new StringBuilder();
    try {
      said.append(step.call.on(simnet, step.contract, simnet.account("wallet_1")).result());
    } catch (ClarityRuntimeException e) {
      said.append(e.getMessage()).append('\n').append(e.trace());
    }
    return said.append('\n').append(simnet.lastCallTrace().orElseThrow()).toString();
  }

  private static String settled(String lcov) {
    return Pattern.compile("SF:.*?end_of_record", Pattern.DOTALL)
        .matcher(lcov)
        .replaceAll(record -> Matcher.quoteReplacement(settledRecord(record)));
  }

  private static String settledRecord(MatchResult record) {
    var text = record.group();
    for (var first : FIRST_LINE.matcher(text).results().map(each -> each.group(1)).toList()) {
      text = text.replaceAll("DA:" + first + ",[1-9]\\d*", "DA:" + first + ",*");
    }
    return text;
  }
}
