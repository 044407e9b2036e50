package io.neuralnexus.simulator.results;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.simulator.Simulated;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds docs/economics/results.md to the files. */
final class ResultsPageTest {
  private static final Pattern FILE = Pattern.compile("(?m)^## `(\\w+\\.parquet)`$");
  private static final Pattern COLUMN = Pattern.compile("(?m)^\\| (\\w+) \\| ([A-Z]+) \\|");
  private static final Pattern QUERY = Pattern.compile("(?s)```sql\n(.*?)```");

  @TempDir static Path folder;
  private static String page;
  private static Connection database;

  @BeforeAll
  static void write() throws IOException, SQLException {
    var root = Path.of(System.getProperty("nexus.root"));
    page = Files.readString(root.resolve("docs/economics/results.md"));
    Results.write(folder, Simulated.bribery(), Simulated.runs(Simulated.bribery(), 4));
    database = DriverManager.getConnection("jdbc:duckdb:");
  }

  @AfterAll
  static void close() throws SQLException {
    database.close();
  }

  @Test
  void the_page_has_every_file_with_its_columns() throws IOException, SQLException {
    var described = new TreeMap<String, List<String>>();
    var sections = FILE.matcher(page);
    while (sections.find()) {
      var end = page.indexOf("\n## ", sections.end());
      var columns = new ArrayList<String>();
      var rows = COLUMN.matcher(page.substring(sections.end(), end));
      while (rows.find()) columns.add(rows.group(1) + " " + rows.group(2));
      described.put(sections.group(1), columns);
    }

    var written = new TreeMap<String, List<String>>();
    try (var files = Files.list(folder)) {
      for (var file : files.toList()) {
        written.put(
            file.getFileName().toString(),
            ask(
                "SELECT column_name || ' ' || column_type FROM (DESCRIBE FROM '%s')"
                    .formatted(file)));
      }
    }
    assertThat(described).isEqualTo(written);
  }

  @Test
  void its_questions_have_answers() throws SQLException {
    var queries = QUERY.matcher(page).results().map(each -> each.group(1)).toList();

    assertThat(queries).hasSizeGreaterThan(4);
    for (var query : queries) {
      var here = query.replaceAll("'(\\w+\\.parquet)'", "'" + folder + "/$1'");
      // Nothing fails in the runs at hand: ask for what holds.
      assertThat(ask(here.replace("NOT holds", "holds"))).describedAs(query).isNotEmpty();
    }
  }

  private static List<String> ask(String query) throws SQLException {
    try (var statement = database.createStatement();
        var rows = statement.executeQuery(query)) {
      var first = new ArrayList<String>();
      while (rows.next()) first.add(rows.getString(1));
      return first;
    }
  }
}
