package io.neuralnexus.cli.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvFileTest {
  @TempDir Path folder;

  @Nested
  class Reads {
    @Test
    void theShippedFile() {
      var rows = CsvFile.read(Shipped.FILE, Optional.empty());

      assertThat(rows.size()).isEqualTo(569);
      assertThat(rows.featureCount()).isEqualTo(30);
      assertThat(rows.classNames()).containsExactly("malignant", "benign");
      assertThat(rows.count(0)).isEqualTo(212);
      assertThat(rows.count(1)).isEqualTo(357);
    }

    @Test
    void columnsNamedInTheFirstLineWithTheLabelByName() {
      var rows = read("grade,height,width\ngood,1.5,2\nbad,-3,4e2\n", "grade");

      assertThat(rows.classNames()).containsExactly("bad", "good");
      assertThat(rows.features(1)).containsExactly(-3, 400);
      assertThat(rows.label(0)).isEqualTo(1);
    }

    @Test
    void rowsWithoutAnyHeaderWithTheLabelByNumber() {
      var rows = read("7,1,2\n9,3,4\n", "1");

      assertThat(rows.classNames()).containsExactly("7", "9");
      assertThat(rows.features(0)).containsExactly(1, 2);
    }

    @Test
    void theLastColumnAsLabelUnlessToldOtherwise() {
      assertThat(read("1,yes\n2,no\n").classNames()).containsExactly("no", "yes");
    }

    @Test
    void equalNumbersInDifferentSpellingAsOneClass() {
      assertThat(read("1,1\n2,1.0\n3,-0\n4,0.00\n5,10e-1\n").classNames())
          .containsExactly("0", "1");
    }

    @Test
    void numericClassesInNumericOrder() {
      assertThat(read("1,10\n2,9\n").classNames()).containsExactly("9", "10");
    }

    @Test
    void quotesWithCommasDoubledQuotesAndLineBreaksInside() {
      var rows = read("\"size, in \"\"cm\"\"\",kind\r\n\"1\",\"a,\nb\"\r\n \"2\" ,c\r\n");

      assertThat(rows.classNames()).containsExactly("a,\nb", "c");
      assertThat(rows.features(1)).containsExactly(2);
    }

    @Test
    void aByteOrderMarkBlankLinesSpacesAndAMissingLastLineBreak() {
      var rows = read("\uFEFFsize,kind\n\n 1 , a\n   \n2,b");

      assertThat(rows.size()).isEqualTo(2);
      assertThat(rows.classNames()).containsExactly("a", "b");
    }
  }

  @Nested
  class Refuses {
    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '`',
        value = {
          "x,`'x' is not a number; fill in a number such as 12.5 or leave the row out`",
          "?,`'?' is not a number`",
          "``,empty cell; fill in a number such as 12.5 or leave the row out",
          "1d,`'1d' is not a number`",
          "0x10,`'0x10' is not a number`",
          "NaN,`'NaN' is not finite; fill in a number or leave the row out`",
          "-Infinity,`'-Infinity' is not finite`",
          "1e999,`'1e999' is too large for a number; rescale the column`",
        })
    void aCellThatIsNoFiniteNumber(String cell, String message) {
      refuses("height,width,kind\n1,2,a\n3," + cell + ",b\n")
          .hasMessageContaining("data.csv: line 3, column 2 (width): " + message);
    }

    @Test
    void aMalformedCellInTheFirstLineOfAFileWithoutHeader() {
      refuses("5.1,abc,0\n4,3,1\n").hasMessageContaining("line 1, column 2: 'abc' is not a number");
    }

    @Test
    void aMissingClass() {
      refuses("1,a\n2,\n").hasMessageContaining("line 2, column 2: no class; fill in the class");
    }

    @Test
    void aRowThatIsTooShortOrTooLong() {
      refuses("h,w,kind\n1,2,a\n3,b\n")
          .hasMessageContaining(
              "line 3, column 3 (kind): 2 cells where 3 are expected; give every row");
      refuses("1,2,a\n3,4,b,c\n")
          .hasMessageContaining("line 2, column 4: 4 cells where 3 are expected");
    }

    @Test
    void aThirdClass() {
      refuses("1,a\n2,b\n\n3,c\n")
          .hasMessageContaining(
              "line 4, column 2: a third class 'c' after 'a' (line 1) and 'b' (line 2); keep rows");
    }

    @Test
    void oneClassOnly() {
      refuses("1,a\n2,a\n")
          .hasMessageContaining(
              "line 1, column 2: every row is of class 'a'; two classes are needed");
    }

    @Test
    void anEmptyFileAndAHeaderWithoutRows() {
      refuses("").hasMessageContaining("data.csv: is empty; give at least one row per class");
      refuses("\n \n").hasMessageContaining("is empty");
      refuses("height,kind\n").hasMessageContaining("has no rows below line 1; add the data");
    }

    @Test
    void aSingleColumn() {
      refuses("1;a\n2;b\n").hasMessageContaining("only one column; separate the cells by commas");
    }

    @Test
    void aQuoteThatIsNeverClosedNamingWhereItOpens() {
      refuses("1,a\n2,\"b\n3,a\n")
          .hasMessageContaining("line 2, column 2: the quote is never closed; add the closing \"");
    }

    @Test
    void textAfterAClosingQuote() {
      refuses("1,a\n2,\"b\"c\n")
          .hasMessageContaining("line 2, column 2: text after the closing quote");
    }

    @Test
    void aLabelColumnThatDoesNotExist() {
      refuses("height,kind\n1,a\n2,b\n", "colour")
          .hasMessageContaining(
              "has no column 'colour'; choose a number from 1 to 2 or one of height, kind");
      refuses("1,a\n2,b\n", "3")
          .hasMessageContaining("has no column '3'; choose a number from 1 to 2");
      refuses("1,a\n2,b\n", "0").hasMessageContaining("has no column '0'");
    }

    @Test
    void aLabelNameThatTwoColumnsShare() {
      refuses("kind,kind\n1,a\n2,b\n", "kind")
          .hasMessageContaining(
              "line 1, column 2 (kind): a second column 'kind'; choose the label by");
    }

    @Test
    void aCountOfRowsThatIsNotTrue() {
      refuses("3,1,no,yes\n1.5,0\n2.5,1\n")
          .hasMessageContaining("line 1, column 1: announces 3 rows, but 2 follow; restore");
    }

    @Test
    void classNamesThatDoNotFitTheRows() {
      refuses("2,1,a,b,c\n1.5,0\n2.5,1\n")
          .hasMessageContaining("line 1, column 5: names 3 classes, the rows have [0, 1]");
      refuses("2,1,a,b\n1.5,1\n2.5,2\n")
          .hasMessageContaining("line 1, column 4: names 2 classes, the rows have [1, 2]");
    }

    @Test
    void aFileThatIsNotThereAndADirectory() {
      assertThatThrownBy(() -> CsvFile.read(folder.resolve("nowhere.csv"), Optional.empty()))
          .isInstanceOf(CsvException.class)
          .hasMessageContaining("nowhere.csv: there is no such file; check the path");
      assertThatThrownBy(() -> CsvFile.read(folder, Optional.empty()))
          .isInstanceOf(CsvException.class)
          .hasMessageContaining("is a directory; name a readable CSV file");
    }

    @Test
    void textThatIsNotUtf8() throws IOException {
      var file =
          Files.write(
              folder.resolve("data.csv"), "1,a\n2,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));

      assertThatThrownBy(() -> CsvFile.read(file, Optional.empty()))
          .isInstanceOf(CsvException.class)
          .hasMessageContaining("line 2: not UTF-8 text; save the file as UTF-8");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> refuses(String text, String... label) {
      return assertThatThrownBy(() -> read(text, label)).isInstanceOf(CsvException.class);
    }
  }

  private LabelledRows read(String text, String... label) {
    try {
      var file = Files.writeString(folder.resolve("data.csv"), text);
      return CsvFile.read(file, Optional.of(label).filter(l -> l.length > 0).map(l -> l[0]));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
