package io.neuralnexus.simulator.results;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** A database in memory through which tables become Parquet files and files rows. */
final class Database implements AutoCloseable {
  /** Puts the rows of a table in. */
  interface Rows {
    void into(DuckDBAppender appender) throws SQLException;
  }

  /** Reads the row that a cursor stands on. */
  interface Reader<R> {
    R read(ResultSet row) throws SQLException;
  }

  private final DuckDBConnection connection;

  private Database(DuckDBConnection connection) {
    this.connection = connection;
  }

  static Database open() throws IOException {
    var settings = new Properties();
    // Several threads would leave the order of rows in a file to chance.
    settings.setProperty("threads", "1");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    try {
      return new Database((DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", settings));
    } catch (SQLException e) {
      throw new IOException("the database does not open: " + e.getMessage(), e);
    }
  }

  void write(Table table, Path folder, Rows rows) throws IOException {
    var file = folder.resolve(table.file());
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE %s (%s)".formatted(table, table.columns()));
      try (var appender = connection.createAppender(table.toString())) {
        rows.into(appender);
      }
      statement.execute(
          "COPY %s TO '%s' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE true)"
              .formatted(table, quoted(file)));
    } catch (SQLException e) {
      throw new IOException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
  }

  <R> List<R> read(Table table, Path folder, Reader<R> reader) throws IOException {
    var file = folder.resolve(table.file());
    var rows = new ArrayList<R>();
    try (var statement = connection.createStatement();
        var cursor = statement.executeQuery("FROM read_parquet('%s')".formatted(quoted(file)))) {
      while (cursor.next()) rows.add(reader.read(cursor));
    } catch (SQLException e) {
      throw new IOException("%s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    return rows;
  }

  /** Null for what the runs do not say. */
  static Double known(double value) {
    return Double.isFinite(value) ? (Double) value : null;
  }

  private static String quoted(Path file) {
    return file.toString().replace("'", "''");
  }

  @Override
  public void close() throws IOException {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IOException("the database does not close: " + e.getMessage(), e);
    }
  }
}
