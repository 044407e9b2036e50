package io.neuralnexus.cli.prove;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.cli.learning.CsvException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantisedTableTest {
  private static final String SCHEMA =
      """
      name = "patients"
      ignore = ["id"]
      features = [
        { name = "age", bits = 7 },
        { name = "weight", offset = 30, scale = 0.5, bits = 8, missing = { token = "?" } },
      ]
      [class]
      name = "kind"
      labels = [{ name = "a" }, { name = "2" }]
      """;

  @TempDir private Path folder;

  private QuantisedTable read(String schema, String csv) {
    try {
      var file = SchemaFile.read(Files.writeString(folder.resolve("s.toml"), schema));
      return QuantisedTable.read(Files.writeString(folder.resolve("d.csv"), csv), file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void columnsAreFoundByNameInAnyOrder() {
    var table = read(SCHEMA, "weight,id,kind,age\n30.5,1,a,7\n\n?,2,2.0,8.49\n31.1,3,2,127\n");

    assertThat(table.features()).containsExactly(new long[] {7, 8, 127}, new long[] {1, 256, 2});
    assertThat(table.classes()).containsExactly(0, 1, 1);
    assertThat(table.lines()).containsExactly(2, 4, 5);
  }

  @Test
  void withoutNamesFeaturesComeFirstAndTheClassLast() {
    var table = read(SCHEMA.replace("ignore = [\"id\"]", ""), "7,30.5,a\n8,?,2\n");

    assertThat(table.features()).containsExactly(new long[] {7, 8}, new long[] {1, 256});
    assertThat(table.classes()).containsExactly(0, 1);
  }

  @Test
  void classesThatTheFirstLineNamesAreNumberedFromZero() {
    var table =
        read(
            SCHEMA.replace("ignore = [\"id\"]", "").replace("name = \"2\"", "name = \"b\""),
            "2,2,b,a\n7,30.5,0\n8,?,1\n");

    assertThat(table.classes()).containsExactly(1, 0);
  }

  @Test
  void aPackedFileIsUnpacked() throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var gzip = new GZIPOutputStream(packed)) {
      gzip.write("id,age,weight,kind\n1,7,?,a\n".getBytes(StandardCharsets.UTF_8));
    }
    var file = Files.write(folder.resolve("d.csv.gz"), packed.toByteArray());
    var schema = SchemaFile.read(Files.writeString(folder.resolve("s.toml"), SCHEMA));

    assertThat(QuantisedTable.read(file, schema).features().getFirst()).containsExactly(7);

    Files.writeString(file, "id,age,weight,kind\n");
    assertThatThrownBy(() -> QuantisedTable.read(file, schema))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("is not in gzip format");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9,129,?,a | line 3, column 2 (age): 129 is not within 0 .. 127, which its 7 bits hold",
        "9,-0.51,?,a | line 3, column 2 (age): -0.51 is not within 0 .. 127",
        "9,1e60,?,a | line 3, column 2 (age): 1e60 is not within",
        "9,1e9999999,?,a | line 3, column 2 (age): '1e9999999' has too many digits",
        "9,7,157.8,a | line 3, column 3 (weight): 157.8 is not within 30 .. 157.5",
        "9,?,?,a | line 3, column 2 (age): '?' is not a number; write a number such as 12.5, or",
        "9,7,,a | line 3, column 3 (weight): empty cell; write a number such as 12.5, or '?' where",
        "9,7,?,c | line 3, column 4 (kind): the schema has no class 'c'; its classes are a, 2",
        "9,7,?, | line 3, column 4 (kind): no class; its classes are a, 2",
        "9,7,? | line 3: 3 cells where 4 are expected",
      })
  void aCellThatDoesNotFitIsNamedWithItsPlaceAndMend(String row, String message) {
    assertThatThrownBy(() -> read(SCHEMA, "id,age,weight,kind\n1,7,30,a\n" + row + "\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("d.csv: " + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "id,age,weight,kind,size | line 1, column 5 (size): the schema has no such column",
        "id,age,age,weight,kind | line 1, column 3 (age): a second column of this name; rename it",
        "id,age,kind | line 1: has no column 'weight', which the schema describes",
        "7,30,a | has no line of column names, so id cannot be left out",
      })
  void aHeadingThatDoesNotFitIsNamed(String heading, String message) {
    assertThatThrownBy(() -> read(SCHEMA, heading + "\n1,2,3,4,5\n"))
        .isInstanceOf(CsvException.class)
        .hasMessageContaining("d.csv: " + message);
  }

  @Test
  void aFileWithoutRowsOrWithTooManyIsRefused() {
    assertThatThrownBy(() -> read(SCHEMA, "")).hasMessageContaining("is empty");
    assertThatThrownBy(() -> read(SCHEMA, "id,age,weight,kind\n"))
        .hasMessageContaining("has no rows below line 1");
    assertThatThrownBy(() -> read(SCHEMA, "id,age,weight,kind\n" + "1,7,30,a\n".repeat(130_992)))
        .hasMessageContaining("has 130992 rows, and a proof takes 130991; split the data set");
  }
}
