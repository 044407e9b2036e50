package io.neuralnexus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @Nested
  class OnTheShippedData {
    private static Run run;
    private static JsonNode json;

    @BeforeAll
    static void play() throws JsonProcessingException {
      run = Run.of("demo", "--json");
      json = new ObjectMapper().readTree(run.out());
    }

    @Test
    void everyCheckIsOk() {
      assertThat(run.status()).as(run.out()).isZero();
      assertThat(all("checks", check -> check.get("ok").asBoolean())).isTrue();
      assertThat(json.get("checks").findValuesAsText("name"))
          .contains("solvency", "conservation", "payouts", "claimed");
    }

    @Test
    void jsonIsOneObjectOfTheDocumentedForm() {
      assertThat(names(json))
          .containsExactly("seed", "accounts", "scores", "slashed", "checks", "suite", "machines");
      assertThat(json.get("seed").isIntegralNumber()).isTrue();
      assertThat(all("accounts", account -> names(account).equals(List.of("name", "start", "end"))))
          .isTrue();
      assertThat(all("accounts", account -> account.get("end").isIntegralNumber())).isTrue();
      assertThat(
              all(
                  "scores",
                  score ->
                      names(score).equals(List.of("provider", "measured", "claimed", "final"))))
          .isTrue();
      assertThat(all("slashed", slash -> names(slash).equals(List.of("who", "amount", "reason"))))
          .isTrue();
      assertThat(all("checks", check -> names(check).equals(List.of("name", "ok")))).isTrue();
    }

    @Test
    void threeHonestScoresAreAgreedAndPaidInFull() {
      var honest = entries("scores", score -> score.get("claimed").equals(score.get("measured")));

      assertThat(honest).hasSize(3);
      for (var score : honest) {
        assertThat(score.get("final")).isEqualTo(score.get("measured"));
        assertThat(score.get("final").asInt()).isGreaterThanOrEqualTo(80);
        assertThat(change(score.get("provider").asText())).isEqualTo(5_000_000);
      }
    }

    @Test
    void theSpoiledDataSetIsFoundOutAndSlashed() {
      var spoiled =
          entries("scores", score -> score.get("claimed").asInt() > score.get("measured").asInt());

      assertThat(spoiled).hasSize(1);
      var provider = spoiled.getFirst().get("provider").asText();
      assertThat(spoiled.getFirst().get("final").asInt()).isLessThan(50);
      assertThat(entries("slashed", slash -> slash.get("who").asText().equals(provider)))
          .hasSize(1);
      assertThat(change(provider)).isLessThan(-5_000_000);
    }

    @Test
    void theLazyValidatorIsSlashedAndNoOther() {
      var slashed = entries("slashed", slash -> slash.get("who").asText().startsWith("validator"));

      assertThat(slashed).hasSize(1);
      assertThat(change(slashed.getFirst().get("who").asText())).isNegative();
      assertThat(
              entries(
                  "accounts",
                  account ->
                      account.get("name").asText().startsWith("validator")
                          && account.get("end").asLong() < account.get("start").asLong()))
          .hasSize(1);
    }

    @Test
    void noMicroStxIsLostAmongTheAccounts() {
      assertThat(entries("accounts", _ -> true).stream().mapToLong(a -> change(a)).sum()).isZero();
    }

    @Test
    void theSuiteIsCheckedToo() {
      assertThat(names(json.get("suite")))
          .containsExactly("accounts", "payments", "jobs", "models", "acts", "slashed");
      assertThat(json.get("checks").findValuesAsText("name"))
          .doesNotHaveDuplicates()
          .contains(
              "dispute",
              "defence",
              "machine",
              "privacy",
              "weights",
              "licences",
              "vault",
              "ledger",
              "settlement",
              "penalties",
              "royalties",
              "returned",
              "treasury",
              "dust",
              "supply");
    }

    @Test
    void aFalseRunIsRefutedAndATrueOneAccepted() {
      var jobs = json.get("suite").get("jobs");

      assertThat(jobs.findValuesAsText("outcome")).containsExactly("refuted", "accepted");
      var refuted = jobs.get(0);
      var accepted = jobs.get(1);
      assertThat(refuted.get("shown").asInt()).isGreaterThan(refuted.get("measured").asInt());
      assertThat(accepted.get("shown")).isEqualTo(accepted.get("measured"));
      assertThat(accepted.get("shown").asInt()).isGreaterThan(9_600);
      assertThat(refuted.get("provider")).isNotEqualTo(accepted.get("provider"));
    }

    @Test
    void onlyTheCheatIsSlashedInTheSuite() {
      var cheat = json.get("suite").get("jobs").get(0).get("provider").asText();
      var slashed = json.get("suite").get("slashed");

      assertThat(slashed.findValuesAsText("who")).isNotEmpty().containsOnly(cheat);
      // Its bond, the stake bound to the job, and the bond of its challenge.
      assertThat(slashed.findValues("amount").stream().mapToLong(JsonNode::asLong).sum())
          .isEqualTo((25 + 70 + 50) * 1_000_000);
    }

    /**
     * Three licences of 7.777777 at 20 %; one at the minimum of 1.5 and one of 20 at 10 %, each
     * less 3 % for the platform; and 10 % of what came from below.
     */
    @Test
    void royaltiesReachTwoLevelsUp() {
      assertThat(paid("model 3", "model 2")).isEqualTo(4_526_666);
      assertThat(paid("model 2", "model 1")).isEqualTo(1_500_000 + 1_940_000 + 452_666);
      assertThat(
              paid("model 1", "owner-1") + paid("model 1", "owner-2") + paid("model 1", "owner-3"))
          .isPositive();
    }

    @Test
    void noMicroStxIsLostAmongTheAccountsOfTheSuiteButDust() {
      var change = 0L;
      for (var account : json.get("suite").get("accounts")) change += change(account);

      assertThat(change).isBetween(-8L, 0L);
    }

    @Test
    void eachActSaysWhatPartOfABlockItTook() {
      for (var act : json.get("suite").get("acts")) {
        int calls = act.get("calls").asInt();
        assertThat(calls).as(act.toString()).isPositive();
        assertThat(act.get("block").asDouble()).as(act.toString()).isBetween(0.0001, 0.03 * calls);
      }
    }

    @Test
    void theMachinesAreCheckedToo() {
      assertThat(names(json.get("machines"))).containsExactly("accounts", "jobs", "slashed");
      assertThat(json.get("checks").findValuesAsText("name"))
          .contains("liar", "silence", "honesty", "delivery", "books", "processes");
    }

    @Test
    void ofFiveMachinesOneIsRefutedOneRunsOutOfTimeAndThreeArePaid() {
      var jobs = json.get("machines").get("jobs");

      assertThat(jobs.findValuesAsText("outcome"))
          .containsExactlyInAnyOrder("accepted", "accepted", "accepted", "lapsed", "refuted");
      assertThat(jobs.findValuesAsText("trainer")).doesNotHaveDuplicates();
      for (var job : jobs) {
        var trainer = job.get("trainer").asText();
        var slashed = json.get("machines").get("slashed").findValuesAsText("who");
        var isHonest = job.get("outcome").asText().equals("accepted");
        assertThat(slashed.contains(trainer)).as(job.toString()).isEqualTo(!isHonest);
        if (isHonest) assertThat(job.get("score").asInt()).isGreaterThan(9_600);
      }
    }

    @Test
    void theSameSeedGivesTheSameOutputByteForByte() {
      assertThat(Run.of("demo", "--json", "--seed", "1")).isEqualTo(run);
    }

    private static long paid(String from, String to) {
      return StreamSupport.stream(json.get("suite").get("payments").spliterator(), false)
          .filter(paid -> paid.get("from").asText().equals(from))
          .filter(paid -> paid.get("to").asText().equals(to))
          .mapToLong(paid -> paid.get("amount").asLong())
          .sum();
    }

    private static boolean all(String list, Predicate<JsonNode> condition) {
      return !json.get(list).isEmpty()
          && StreamSupport.stream(json.get(list).spliterator(), false).allMatch(condition);
    }

    private static List<JsonNode> entries(String list, Predicate<JsonNode> condition) {
      return StreamSupport.stream(json.get(list).spliterator(), false).filter(condition).toList();
    }

    private static List<String> names(JsonNode object) {
      return object.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static long change(String name) {
      return change(
          entries("accounts", account -> account.get("name").asText().equals(name)).getFirst());
    }

    private static long change(JsonNode account) {
      return account.get("end").asLong() - account.get("start").asLong();
    }
  }

  @Nested
  class OnOtherData {
    @TempDir Path folder;

    /** Two classes that overlap, so that no model is good and none is useless. */
    private Path weak() throws IOException {
      var random = new SplittableRandom(5);
      var text = new StringBuilder("kind,size,noise\n");
      for (var i = 0; i < 400; i++) {
        var kind = i % 3 == 0 ? "rare" : "usual";
        var size = random.nextDouble() * 10 + (i % 3 == 0 ? 6.5 : 0);
        text.append(String.format(Locale.ROOT, "%s,%.3f,%.3f%n", kind, size, random.nextDouble()));
      }
      return Files.writeString(folder.resolve("weak.csv"), text);
    }

    @Test
    void aModelBetweenSlashLineAndThresholdIsPaidInPart() throws IOException {
      var run =
          Run.of(
              "demo",
              "--no-machines",
              "--data",
              weak().toString(),
              "--label",
              "kind",
              "--seed",
              "3");

      assertThat(run.status()).as(run.out() + run.err()).isZero();
      assertThat(run.out())
          .startsWith("weak.csv: 400 rows of 2 features; 134 rare, 266 usual. Seed 3.")
          .containsPattern("accepts: [0-4]\\.\\d+ STX for the provider")
          .containsPattern("developer .* bids -[.0-9]+, keepers' tips -[.0-9]+, compensation")
          .containsPattern("solvency +ok")
          .doesNotContain("FAILED");
    }
  }

  /** Of a loser's bond the winner gets 80 %, say the docs: here is a contract that gives 70 %. */
  @Nested
  class OnAContractThatBreaksItsWord {
    @TempDir Path folder;

    @Test
    void aCheckFailsAndTheExitCodeIs1() throws IOException {
      var root = Path.of(System.getProperty("nexus.root"));
      for (var part : List.of("Clarinet.toml", "settings", "contracts", "data", "deployments")) {
        copy(root.resolve(part), folder.resolve(part));
      }
      var contract = folder.resolve("contracts/computation-verification.clar");
      var source = Files.readString(contract);
      assertThat(source).contains("WINNER_BPS u8000");
      Files.writeString(contract, source.replace("WINNER_BPS u8000", "WINNER_BPS u7000"));

      System.setProperty("nexus.root", folder.toString());
      try {
        var run = Run.of("demo", "--no-machines");

        assertThat(run.status()).as(run.out() + run.err()).isEqualTo(1);
        assertThat(run.out().lines().filter(line -> line.contains("FAILED")))
            .map(line -> line.strip().split(" ")[0])
            .containsExactly("penalties", "treasury");
      } finally {
        System.setProperty("nexus.root", root.toString());
      }
    }

    private static void copy(Path from, Path to) throws IOException {
      try (var files = Files.walk(from)) {
        for (var file : files.toList()) Files.copy(file, to.resolve(from.relativize(file)));
      }
    }
  }

  @Nested
  class RefusesWrongUse {
    @TempDir Path folder;

    @Test
    void namingFileLineAndColumnOfAMalformedCell() throws IOException {
      var file = Files.writeString(folder.resolve("bad.csv"), "size,kind\n1,a\ntwo,b\n");

      refuses("bad.csv: line 3, column 1 (size): 'two' is not a number", "--data", file.toString());
    }

    @Test
    void namingTheClassOfWhichThereAreTooFewRows() throws IOException {
      var file = Files.writeString(folder.resolve("few.csv"), "size,kind\n1,a\n2,b\n3,b\n");

      refuses(
          "few.csv: class 'a' has 1 rows, too few to share among 5 parts",
          "--data",
          file.toString());
    }

    @Test
    void namingAFileThatIsNotThere() {
      refuses("nowhere.csv: there is no such file", "--data", "nowhere.csv");
    }

    @Test
    void namingALabelThatIsNotThere() {
      refuses("has no column 'colour'", "--label", "colour");
    }

    @Test
    void namingASeedThatIsNoNumber() {
      refuses("'--seed'", "--seed", "seven");
    }

    private static void refuses(String message, String... arguments) {
      var command = new ArrayList<>(List.of("demo"));
      command.addAll(List.of(arguments));

      var run = Run.of(command.toArray(String[]::new));
      assertThat(run.status()).isEqualTo(2);
      assertThat(run.out()).isEmpty();
      assertThat(run.err()).contains(message);
    }
  }
}
