package io.neuralnexus.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.offchain.zk.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemaSketchTest {
  @TempDir private Path folder;

  private Path write(String name, String text) {
    try {
      return Files.writeString(folder.resolve(name), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String sketch(String csv, String... label) {
    return SchemaSketch.of(write("data.csv", csv), Arrays.stream(label).findFirst());
  }

  @Test
  void columnsBoundsMissingValuesAndClassesAreDrawnFromTheData() {
    var rows = new StringBuilder("id,age,dose,kind\n");
    for (int i = 0; i < 120; i++) {
      rows.append(
          "p%d,%d,%s,%s\n"
              .formatted(
                  i, 18 + i % 61, i % 10 == 0 ? "NA" : "0." + i % 7, i % 3 == 0 ? "b" : "a"));
    }

    assertThat(sketch(rows.toString()))
        .contains("name = \"data\"", "ignore = [\"id\"]")
        .contains("{ name = \"age\", scale = 1, bits = 7, low = 18, high = 78 },")
        .contains(
            "{ name = \"dose\", scale = 0.1, bits = 3, low = 0, high = 0.6,"
                + " missing = { token = \"NA\", high = 12 } },")
        .endsWith(
            """
            [class]
            name = "kind"
            labels = [
              { name = "a", low = 80, high = 80 },
              { name = "b", low = 40, high = 40 },
            ]
            """);
  }

  @Test
  void boundsAreRoundedOutwardToTwoDigitsOfTheRange() {
    assertThat(sketch("a,b\n1234.5,x\n98.7,y\n"))
        .contains("scale = 0.1, bits = 14, low = 0, high = 1300 }");
  }

  @Test
  void moreDigitsThanSixteenBitsHoldAreMadeCoarser() {
    assertThat(sketch("a,b\n100.00001,x\n100.90001,y\n"))
        .contains("offset = 100, scale = 0.00002, bits = 16, low = 100, high = 100.91 }");
  }

  @Test
  void theColumnOfTheClassesCanBeNamedOrNumbered() {
    var csv = "kind,size\na,1\nb,2\n";

    assertThat(sketch(csv, "kind")).isEqualTo(sketch(csv, "1")).contains("name = \"kind\"\nlabels");
    assertThatThrownBy(() -> sketch(csv, "sort"))
        .hasMessageContaining("has no column 'sort'; choose a number from 1 to 2");
  }

  @Test
  void whatIsNoTableIsRefusedWithItsPlace() {
    assertThatThrownBy(() -> sketch("")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> sketch("a,b\n1,2\n3\n"))
        .hasMessageContaining("line 3: 1 cells where 2");
    assertThatThrownBy(() -> sketch("1,x,2\n1,y,3\n"))
        .hasMessageContaining("column 2 has cells such as 'x'; add a line of column names");
  }

  @Test
  void theShippedSchemasAreTrueOfTheShippedData() {
    var data = Path.of(System.getProperty("nexus.root"), "data");
    for (var name : List.of("breast-cancer-wisconsin.csv", "optical-digits.csv.gz")) {
      var schema = data.resolve(name.replaceAll("\\..*", ".schema.toml"));
      var draft = Draft.read(data.resolve(name), schema);
      requireTrue(draft);
    }
  }

  private static void requireTrue(Draft draft) {
    for (int j = 0; j < draft.profile().features().size(); j++) {
      var range = draft.profile().features().get(j);
      var code = range.missing().map(Profile.Missing::code);
      assertThat(
              Arrays.stream(draft.table().features().get(j))
                  .boxed()
                  .filter(x -> !code.equals(Optional.of(x))))
          .allSatisfy(x -> assertThat(x).isBetween(range.low(), range.high()));
    }
    for (int c = 0; c < draft.profile().classes().size(); c++) {
      int wanted = c;
      var stated = draft.profile().classes().get(c);
      assertThat(Arrays.stream(draft.table().classes()).filter(x -> x == wanted).count())
          .isBetween(stated.low(), stated.high());
    }
  }

  /** What jqwik runs has no folder of JUnit's. */
  static class OnAnyData {
    private Path folder;

    @BeforeProperty
    void makeFolder() throws IOException {
      folder = Files.createTempDirectory("sketch");
    }

    @AfterProperty
    void removeFolder() throws IOException {
      for (var name : List.of("data.csv", "s.toml")) Files.deleteIfExists(folder.resolve(name));
      Files.delete(folder);
    }

    @Provide
    Arbitrary<String> cells() {
      var number =
          Combinators.combine(
                  Arbitraries.integers().between(-99_999_999, 99_999_999),
                  Arbitraries.integers().between(-3, 9))
              .as((digits, scale) -> BigDecimal.valueOf(digits, scale).toString());
      return Arbitraries.frequencyOf(Tuple.of(9, number), Tuple.of(1, Arbitraries.just("?")));
    }

    @Property(tries = 200)
    void aSketchIsASchemaThatIsTrueOfTheData(
        @ForAll @Size(min = 1, max = 12) List<@From("cells") String> cells) throws IOException {
      var rows = cells.stream().map(cell -> "1," + cell + ",k\n").collect(Collectors.joining());
      var csv = Files.writeString(folder.resolve("data.csv"), "one,any,kind\n" + rows);
      var schema =
          Files.writeString(folder.resolve("s.toml"), SchemaSketch.of(csv, Optional.empty()));

      var stated = SchemaFile.read(schema);
      if (cells.stream().allMatch("?"::equals)) {
        assertThat(stated.ignored()).containsExactly("any");
      } else {
        assertThat(stated.statement().schema().features()).hasSize(2);
      }
      requireTrue(Draft.read(csv, schema));
    }
  }
}
