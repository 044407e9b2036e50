package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One table, one commitment and one proof of it, shared by all tests. */
class ProveCommandTest {
  private static final String WHO = "ST1PQHQKV0RJXZFY1DGX8MNSNYVE3VGZJSRTPGZGM";
  private static final List<String> BINDING =
      List.of("--dataset", "7", "--submitter", WHO, "--contract", WHO + ".zk-verification");
  private static final String SCHEMA =
      """
      name = "patients"
      ignore = ["id"]
      features = [
        { name = "age", bits = 7, low = 18, high = 90 },
        { name = "weight", offset = 30, scale = 0.1, bits = 12, high = 150, missing = { token = "?", high = 2 } },
      ]
      sums = [{ feature = "weight", kind = "mean", low = 60.25 }]
      [class]
      name = "kind"
      labels = [{ name = "a", low = 1 }, { name = "b", high = 3 }]
      """;
  private static final String DATA =
      "id,age,weight,kind\n1,34,70.5,a\n2,51,?,b\n3,29,61.25,a\n4,44,88,b\n";

  @TempDir private static Path folder;
  private static Run commit;
  private static Run statement;

  @BeforeAll
  static void commitAndProve() throws IOException {
    write("s.toml", SCHEMA);
    write("d.csv", DATA);
    commit =
        prove("commit", file("d.csv"), "--schema", file("s.toml"), "--out", file("kept"), "--json");
    statement = statement("--out", file("proof.bin"));
  }

  private static String write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String file(String name) {
    return folder.resolve(name).toString();
  }

  private static Run prove(String... arguments) {
    var all = new ArrayList<>(List.of("prove"));
    all.addAll(List.of(arguments));
    return Run.of(all.toArray(String[]::new));
  }

  private static Run statement(String... more) {
    return bound(List.of("statement", "--commitment", file("kept")), more);
  }

  private static Run verify(String... more) {
    return bound(
        List.of(
            "verify", "--commitment", file("kept/commitment.json"), "--proof", file("proof.bin")),
        more);
  }

  private static Run bound(List<String> command, String... more) {
    var all = new ArrayList<>(command);
    all.addAll(BINDING);
    for (int i = 0; i < more.length; i++) {
      int known = all.indexOf(more[i]);
      if (known > 0 && i + 1 < more.length) all.set(known + 1, more[++i]);
      else all.add(more[i]);
    }
    return prove(all.toArray(String[]::new));
  }

  private static JsonNode json(Run run) throws IOException {
    return new JsonMapper().readTree(run.out());
  }

  private static Run commitTo(String data, String schema) throws IOException {
    return prove(
        "commit",
        write("other.csv", data),
        "--schema",
        write("other.toml", schema),
        "--out",
        file("none"));
  }

  @Test
  void aCommitmentIsMadeWithItsPublicAndItsSecretPart() throws IOException {
    assertThat(commit.status()).as(commit.err()).isZero();
    var made = new JsonMapper().readTree(folder.resolve("kept/commitment.json").toFile());
    assertThat(json(commit).get("root")).isEqualTo(made.get("root"));
    assertThat(made.get("rows").asInt()).isEqualTo(4);
    assertThat(made.get("log").asInt()).isEqualTo(10);
    assertThat(made.has("seed")).isFalse();
    assertThat(made.toString()).doesNotContain("70.5", "ignore");
    try (var files = Files.list(folder.resolve("kept"))) {
      for (var each : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
            .as("%s", each)
            .endsWith("------");
      }
    }
  }

  @Test
  void whatIsProvenIsToldInTheUnitsOfTheData() throws IOException {
    assertThat(statement.status()).as(statement.err()).isZero();
    var run = verify("--json");

    assertThat(run.status()).as(run.err()).isZero();
    var report = json(run);
    assertThat(report.get("accepted").asBoolean()).isTrue();
    assertThat(report.get("bits").asDouble()).isGreaterThan(80);
    assertThat(report.get("bytes").asLong()).isEqualTo(Files.size(folder.resolve("proof.bin")));
    assertThat(report.get("chain").asLong()).isEqualTo(0x80000000L);
    assertThat(report.get("proven"))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    """
                    {"rows": 4,
                     "features": [
                       {"name": "age", "low": 18, "high": 90, "step": 1},
                       {"name": "weight", "low": 30, "high": 150, "step": 0.1,
                        "missing": {"low": 0, "high": 2}}],
                     "classes": [
                       {"name": "a", "low": 1, "high": 4}, {"name": "b", "low": 0, "high": 3}],
                     "sums": [{"feature": "weight", "kind": "mean", "low": 60.25}]}
                    """));
    assertThat(verify().out())
        .contains("proof.bin is accepted: ", "bits of proven security", "It holds for data set 7")
        .containsPattern("weight +30 +150 +0.1 +0 to 2")
        .containsPattern("weight +mean +60.25");
  }

  @Test
  void theSameStatementAgainGivesTheSameProof() throws IOException {
    var again = statement("--out", file("again.bin"), "--json");

    assertThat(again.status()).as(again.err()).isZero();
    assertThat(folder.resolve("again.bin")).hasSameBinaryContentAs(folder.resolve("proof.bin"));
  }

  @Test
  void aSecondProofForAnotherDataSetIsRefused() {
    var run = statement("--dataset", "8", "--out", file("second.bin"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err())
        .contains(
            "a proof for this root was made already", "data set 7", "commit to the data again");
    assertThat(folder.resolve("second.bin")).doesNotExist();
  }

  @Test
  void aProofForAnotherDataSetAccountContractOrChainIsRefused() throws IOException {
    for (var other :
        List.of(
            List.of("--dataset", "8"),
            List.of("--submitter", WHO + ".x"),
            List.of("--contract", WHO + ".x"),
            List.of("--chain-id", "1"))) {
      var run = verify(other.toArray(String[]::new));

      assertThat(run.status()).as("%s", other).isEqualTo(1);
      assertThat(run.err()).contains("proof.bin is refused, BAD_COMPOSITION: ");
    }
    var run = verify("--dataset", "8", "--json");
    assertThat(run.status()).isEqualTo(1);
    assertThat(json(run).get("refusal").asText()).isEqualTo("BAD_COMPOSITION");
    assertThat(json(run).has("proven")).isFalse();
  }

  @Test
  void aDamagedProofIsRefused() throws IOException {
    var bytes = Files.readAllBytes(folder.resolve("proof.bin"));
    bytes[bytes.length - 40] ^= 1;
    Files.write(folder.resolve("bad.bin"), bytes);

    var run = verify("--proof", file("bad.bin"));
    assertThat(run.status()).isEqualTo(1);
    assertThat(run.err()).contains("bad.bin is refused, ");

    Files.write(folder.resolve("bad.bin"), Arrays.copyOf(bytes, 1000));
    run = verify("--proof", file("bad.bin"));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("bad.bin: is no proof: ");
  }

  @Test
  void anEditedCommitmentIsRefused() throws IOException {
    var text = Files.readString(folder.resolve("kept/commitment.json"));

    var run = verify("--commitment", write("c.json", text.replace("\"low\" : 18", "\"low\" : 19")));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("c.json: profile is not what schema and rows come to");

    run = verify("--commitment", write("c.json", text.replace("\"bits\" : 7", "\"bits\" : 99")));
    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("c.json: schema.features[0].bits: 99 bits; choose 1 to 32");
  }

  @Test
  void aFalseStatementNamesTheRowsThatBreakIt() throws IOException {
    var run =
        commitTo(
            DATA,
            SCHEMA
                .replace("low = 18, high = 90", "low = 30, high = 50")
                .replace("low = 1 }", "low = 3 }")
                .replace("low = 60.25", "low = 75")
                .replace("high = 2 }", "high = 0 }"));

    assertThat(run.status()).isEqualTo(1);
    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .contains("what is stated of " + file("other.csv") + " is false:")
        .contains("line 3, age: 51 is above 50")
        .contains("line 4, age: 29 is below 30")
        .contains("a: 2 rows are of this class, not 3 to 4")
        .contains("missing", "weight: 1 values are missing, not 0 to 0")
        .contains(
            "weight: the values add up to 219.8, their mean is 73.26666666666667, which is less"
                + " than stated");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aValueOutsideItsBitsNamesRowAndColumn() throws IOException {
    var run = commitTo(DATA.replace("29,", "128,"), SCHEMA);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains(
            "other.csv: line 4, column 2 (age): 128 is not within 0 .. 127, which its 7 bits hold");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void aFaultyOrTooLargeSchemaIsWrongUse() throws IOException {
    var faulty = commitTo(DATA, SCHEMA.replace("bits = 7", "bits = 70"));
    assertThat(faulty.status()).isEqualTo(2);
    assertThat(faulty.err())
        .contains("other.toml: line 4, features[0].bits: 70 bits; choose 1 to 32");

    var sum = "{ feature = \"age\", kind = \"sum\", low = 1 }";
    var large = commitTo(DATA, SCHEMA.replace("sums = [", "sums = [" + (sum + ", ").repeat(8)));
    assertThat(large.status()).isEqualTo(2);
    assertThat(large.err())
        .contains("other.toml: 9 sums are more than 8; docs/prove.md lists the limits");
  }

  @Test
  void whoHasDataAndSeedComesToTheSameRoot() throws IOException {
    var run = prove("check", file("kept"), "--json");

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(json(run).get("root")).isEqualTo(json(commit).get("root"));
    assertThat(json(run).get("schemaHash")).isEqualTo(json(commit).get("schemaHash"));
    assertThat(prove("check", file("kept")).out()).contains(json(commit).get("root").asText());
  }

  @Test
  void aFolderWithASeedIsNeverOverwritten() throws IOException {
    var before = Files.readString(folder.resolve("kept/secret.json"));

    var run = prove("commit", file("d.csv"), "--schema", file("s.toml"), "--out", file("kept"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("kept: exists and is not empty; name a new folder");
    assertThat(folder.resolve("kept/secret.json")).hasContent(before);
  }

  @Test
  void dataThatIsNotWhatWasCommittedToIsRefused() throws IOException {
    prove("commit", file("d.csv"), "--schema", file("s.toml"), "--out", file("changed"));
    var data = folder.resolve("changed/data.csv");
    Files.writeString(data, Files.readString(data).replace("34", "35"));

    var run = statement("--commitment", file("changed"), "--out", file("changed.bin"));

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err())
        .contains("data.csv, schema.toml or the seed is not what was committed to");
    assertThat(prove("check", file("changed")).status()).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("changed/secret.json")))
        .contains("\"proofs\" : [ ]");
    assertThat(folder.resolve("changed.bin")).doesNotExist();
  }

  @Test
  void aFileIsNotOverwritten() throws IOException {
    var taken = write("taken.bin", "mine");

    var run = statement("--out", taken);

    assertThat(run.status()).isEqualTo(2);
    assertThat(run.err()).contains("taken.bin: exists; name a new file");
    assertThat(Path.of(taken)).hasContent("mine");
  }

  @Test
  void filesThatAreNotThereAreNamed() {
    for (var run :
        List.of(
            prove("schema", file("no")),
            prove("commit", file("no"), "--schema", file("s.toml"), "--out", file("none")),
            prove("commit", file("d.csv"), "--schema", file("no"), "--out", file("none")),
            statement("--commitment", file("no"), "--out", file("none")),
            verify("--commitment", file("no")),
            verify("--proof", file("no")))) {
      assertThat(run.status()).as(run.err()).isEqualTo(2);
      assertThat(run.err()).contains(file("no") + ": there is no such f");
    }
  }

  @Test
  void aPrincipalOrAnIdThatIsNoneIsWrongUse() {
    assertThat(verify("--submitter", "me").status()).isEqualTo(2);
    assertThat(verify("--dataset", "-1").err()).contains("'-1' is no number such as 7");
    assertThat(prove().status()).isEqualTo(2);
    assertThat(prove().err()).contains("Missing command", "Try 'nexus prove --help'.");
  }

  @Test
  void aSketchedSchemaCanBeCommittedToAtOnce() throws IOException {
    var sketched = prove("schema", file("d.csv"), "--out", file("sketch.toml"));
    assertThat(sketched.status()).as(sketched.err()).isZero();

    var run =
        prove("commit", file("d.csv"), "--schema", file("sketch.toml"), "--out", file("sketch"));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("Values, of 4 rows", "commitment-root  0x", "schema-hash      0x");
  }

  @Test
  void theContractChecksTheSameProof() throws IOException {
    var good = verify("--on-chain", "--json");
    assertThat(good.status()).as(good.err()).isZero();
    assertThat(json(good).get("onChain").get("answer").asText()).isEqualTo("(ok true)");
    assertThat(json(good).get("onChain").get("block").asDouble()).isBetween(0.001, 0.03);
  }

  @Test
  void aRehearsalShowsWhatTheChainRecordsAndLeavesNothing() throws IOException {
    var arguments = List.of("rehearse", file("d.csv"), "--schema", file("s.toml"), "--json");
    var before = list();

    var run = prove(arguments.toArray(String[]::new));

    assertThat(run.status()).as(run.err()).isZero();
    assertThat(list()).isEqualTo(before);
    assertThat(json(run).get("block").asDouble()).isBetween(0.001, 0.03);
    assertThat(json(run).get("statements").get(0))
        .isEqualTo(
            new JsonMapper()
                .readTree(
                    "{'what': 'rows', 'kind': 1, 'subject': 0, 'low': 4, 'high': 4}"
                        .replace('\'', '"')));
    assertThat(json(run).get("statements").findValuesAsText("what"))
        .contains("age", "weight", "missing weight", "rows of class a", "rows of class b", "sum 0");
  }

  private static List<Path> list() throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (var command : List.of("schema", "rehearse", "commit", "check", "statement", "verify")) {
      var run = prove(command, "--help");
      assertThat(run.status()).isZero();
      assertThat(run.out())
          .startsWith("Usage: nexus prove " + command)
          .contains("  nexus prove " + command + " ");
    }
  }
}
