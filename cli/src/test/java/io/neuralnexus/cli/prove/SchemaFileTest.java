package io.neuralnexus.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.offchain.zk.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaFileTest {
  private static final String PATIENTS =
      """
      # Everything that a schema can say.
      name = "patients"
      ignore = ["id"]
      features = [
        { name = "age", bits = 7, low = 18, high = 90 },   # in years
        { name = "weight", offset = 30, scale = 0.1, bits = 12,\
       low = 40.05, high = 150, missing = { token = "?", high = 2 } },
      ]
      sums = [
        { feature = "age", kind = "mean", low = 30, high = 42.5 },
      ]

      [class]
      name = "kind"
      labels = [
        { name = "a", low = 1 },
        { name = "b", low = 2, high = 3 },
      ]
      """;

  @TempDir private Path folder;

  private Path write(String text) {
    try {
      return Files.writeString(folder.resolve("s.toml"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SchemaFile read(String text) {
    return SchemaFile.read(write(text));
  }

  @Test
  void whatItSaysIsReadWithBoundsRoundedOutward() {
    var file = read(PATIENTS);

    assertThat(file.ignored()).containsExactly("id");
    assertThat(file.statement().profile(10))
        .isEqualTo(
            new Profile(
                10,
                10,
                List.of(
                    new Profile.Feature(18, 90, Optional.empty()),
                    new Profile.Feature(
                        100,
                        1200,
                        Optional.of(new Profile.Missing(4096, new Profile.Bounds(0, 2))))),
                List.of(new Profile.Bounds(1, 10), new Profile.Bounds(2, 3)),
                List.of(new Profile.Sum(0, 10, 300, 0, 10 * 125))));
  }

  @Test
  void leftOutBoundsStateAllThatTheBitsHold() {
    var statement = read("name = \"x\"\nfeatures = [{ name = \"a\", bits = 4 }]").statement();

    assertThat(statement.profile(3).features())
        .containsExactly(new Profile.Feature(0, 15, Optional.empty()));
    assertThat(statement.schema().label()).isEmpty();
  }

  @Test
  void theHashIsThatOfTheDocumentedEncoding() {
    var shipped = Path.of(System.getProperty("nexus.root"), "data");

    assertThat(hash(shipped.resolve("breast-cancer-wisconsin.schema.toml")))
        .isEqualTo("0xe27bb5fb26aaa3dee7e40898995240435020d78e1bd1c86c75c1c9264c7327df");
    assertThat(hash(shipped.resolve("optical-digits.schema.toml")))
        .isEqualTo("0xd72f5001b555a6bad28297583b9eaf03f5c4a910f083783ec345186968414184");
    assertThat(read(PATIENTS).statement().schema().value())
        .hasToString(
            "(tuple (class (some (tuple (labels (list u\"a\" u\"b\")) (name u\"kind\"))))"
                + " (features (list"
                + " (tuple (bits u7) (missing none) (name u\"age\") (offset \"0\") (scale \"1\"))"
                + " (tuple (bits u12) (missing (some u\"?\")) (name u\"weight\") (offset \"30\")"
                + " (scale \"0.1\"))))"
                + " (name u\"patients\") (version u1))");
  }

  private static String hash(Path file) {
    return SchemaFile.read(file).statement().schema().hash().toString();
  }

  @Test
  void commentsOrderOfKeysAndBoundsAreNoPartOfTheHash() {
    var other =
        PATIENTS
            .replace("# in years", "")
            .replace(
                "{ name = \"age\", bits = 7, low = 18, high = 90 }",
                "{ bits = 7, scale = 1.0, name = \"age\" }")
            .replace("low = 2, high = 3", "high = 9");
    assertThat(other).isNotEqualTo(PATIENTS);

    assertThat(read(other).statement().schema().hash())
        .isEqualTo(read(PATIENTS).statement().schema().hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name = \"patients\" | name = \"others\"",
        "bits = 7 | bits = 8",
        "scale = 0.1 | scale = 0.2",
        "offset = 30 | offset = 31",
        "token = \"?\" | token = \"\"",
        "name = \"weight\" | name = \"mass\"",
        "name = \"b\" | name = \"c\"",
        "name = \"kind\" | name = \"sort\"",
      })
  void whatNumbersMeanIsPartOfTheHash(String before, String after) {
    assertThat(read(PATIENTS.replace(before, after)).statement().schema().hash())
        .isNotEqualTo(read(PATIENTS).statement().schema().hash());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bits = 7 | bits = 0 | line 5, features[0].bits: 0 bits; choose 1 to 32",
        "bits = 7 | bits = 33 | line 5, features[0].bits: 33 bits; choose 1 to 32",
        "bits = 12 | bits = 32 | line 6, features[1].bits: 32 bits leave no number",
        "bits = 7, | '' | line 5, features[0]: bits is missing; write bits = 16",
        "scale = 0.1 | scale = 0 | line 6, features[1].scale: is 0; a step is more than 0",
        "scale = 0.1 | scale = \"0.1\" | line 6, features[1].scale: \"0.1\" is no number",
        "scale = 0.1 | scale = nan | line 6, features[1].scale: \"NaN\" is no number",
        "low = 18 | low = 91 | line 5, features[0].low: 91 is above high, 90; exchange them",
        "high = 90 | high = 128 | line 5, features[0].high: 128 is not within 0 .. 127",
        "low = 40.05 | low = 29.9 | line 6, features[1].low: 29.9 is not within 30 .. 439.5",
        "low = 18 | least = 18 | line 5, features[0].least: unknown key; known are bits, high, low",
        "name = \"age\" | name = \" \" | line 5, features[0].name: ' ' is empty",
        "name = \"weight\" | name = \"age\" | line 6, features[1].name: a second 'age'",
        "token = \"?\", | '' | line 6, features[1].missing: token is missing",
        "high = 2 } | high = -2 } | line 6, features[1].missing.high: -2 counts nothing",
        "high = 2 } | high = 1.5 } | line 6, features[1].missing.high: 1.5 counts nothing",
        "feature = \"age\" | feature = \"size\" | line 9, sums[0].feature: no feature is 'size'",
        "\"mean\" | \"median\" | line 9, sums[0].kind: 'median' is neither sum nor mean",
        "', low = 30, high = 42.5' | '' | line 9, sums[0]: low or high is missing",
        "high = 42.5 | high = 128 | line 9, sums[0].high: 128 is not within 0 .. 127",
        "name = \"b\" | name = \"a\" | line 16, class.labels[1].name: a second 'a'",
        "low = 2, high = 3 | low = 4, high = 3 | line 16, class.labels[1].low: 4 is above high, 3",
        "name = \"kind\" | '' | line 12, class: name is missing",
        "ignore = [\"id\"] | ignore = [1] | line 3, ignore[0]: 1 is no text",
        "name = \"patients\" | '' | line 1, the file: name is missing",
        "sums = [ | totals = [ | line 8, totals: unknown key; known are class, features, ignore,"
            + " name, sums",
        "{ name = \"a\", low = 1 } | 7 | line 15, class.labels[0]: is no table",
        "name = \"patients\" | name = patients | line 2, column 8: not valid TOML",
      })
  void aFaultIsToldWithLineKeyAndMend(String before, String after, String message) {
    assertThat(PATIENTS).contains(before);
    assertThatThrownBy(() -> read(PATIENTS.replace(before, after)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(folder.resolve("s.toml") + ": " + message)
        .hasMessageContaining("; ");
  }

  @Test
  void aFileThatIsNotThereOrNoTextIsNamed() throws IOException {
    assertThatThrownBy(() -> SchemaFile.read(folder.resolve("none.toml")))
        .hasMessageContaining("none.toml: there is no such file; check the path");
    assertThatThrownBy(() -> SchemaFile.read(folder))
        .hasMessageContaining("is a directory; name a readable TOML file");
    Files.write(folder.resolve("s.toml"), new byte[] {(byte) 0xff});
    assertThatThrownBy(() -> SchemaFile.read(folder.resolve("s.toml")))
        .hasMessageContaining("is not UTF-8 text; save it as UTF-8");
  }

  @Test
  void aMeanOfValuesThatMayBeMissingTakesASumForEachBound() {
    var sums =
        read(PATIENTS
                .replace("feature = \"age\"", "feature = \"weight\"")
                .replace("low = 30,", "low = 41.25,"))
            .statement()
            .profile(10)
            .sums();

    // (41.25 - 30) / 0.1 = 112.5 and (42.5 - 30) / 0.1 = 125 steps.
    assertThat(sums)
        .containsExactly(
            new Profile.Sum(1, 10, 1125, 0, 10 * (10 * 1200 - 1125)),
            new Profile.Sum(1, 10, 1250, 10 * (10 * 100 - 1250), 0));
  }

  @Test
  void aSumOfValuesThatMayBeMissingNeedsAnOffsetThatZeroIsAStepFrom() {
    var sum =
        PATIENTS.replace(
            "feature = \"age\", kind = \"mean\"", "feature = \"weight\", kind = \"sum\"");

    assertThatThrownBy(() -> read(sum).statement().profile(10))
        .hasMessageContaining("values of weight may be missing")
        .hasMessageContaining("state its mean, or make the offset 0");
    assertThat(read(sum.replace("offset = 30", "offset = -3")).statement().profile(10).sums())
        .containsExactly(new Profile.Sum(1, 1, 30, 300, 425));
  }

  @Test
  void aSumOfKnownRowsIsShiftedByTheOffset() {
    var sum =
        PATIENTS
            .replace("feature = \"age\", kind = \"mean\"", "feature = \"weight\", kind = \"sum\"")
            .replace(", missing = { token = \"?\", high = 2 }", "")
            .replace("low = 30,", "low = 400.05,")
            .replace("high = 42.5", "high = 500");

    assertThat(read(sum).statement().profile(10).sums())
        .containsExactly(new Profile.Sum(1, 1, 0, 1000, 2000));
  }

  @Test
  void moreRowsOfAClassThanThereAreRowsIsFalse() {
    assertThatThrownBy(
            () -> read(PATIENTS.replace("low = 1 }", "low = 11 }")).statement().profile(10))
        .isInstanceOf(RefusedException.class)
        .hasMessage("a: at least 11 rows are stated, there are 10 in all");
  }

  @Test
  void decimalsAreExact() {
    var steps = read(PATIENTS).statement().schema().features().get(1).steps();

    assertThat(steps.scale()).isEqualByComparingTo(new BigDecimal("0.1"));
    assertThat(steps.value(3)).isEqualByComparingTo(new BigDecimal("30.3"));
  }
}
