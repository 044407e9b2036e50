package io.neuralnexus.offchain.operator;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The schema of a {@link Store}, as numbered changes: {@code user_version} says how many it has.
 */
final class Migrations {
  /** Each is applied once, in order; none is ever edited. */
  static final List<List<String>> ALL =
      List.of(
          List.of(
              """
              CREATE TABLE about (
                name TEXT PRIMARY KEY,
                value TEXT NOT NULL
              ) STRICT\
              """,
              """
              CREATE TABLE job (
                id INTEGER PRIMARY KEY,
                phase TEXT NOT NULL,
                over INTEGER NOT NULL,
                holdout_keys BLOB
              ) STRICT\
              """,
              """
              CREATE TABLE claim (
                job INTEGER PRIMARY KEY,
                state BLOB NOT NULL,
                steps INTEGER NOT NULL,
                output BLOB NOT NULL,
                path BLOB NOT NULL,
                model BLOB NOT NULL
              ) STRICT\
              """,
              """
              CREATE TABLE outbox (
                row INTEGER PRIMARY KEY AUTOINCREMENT,
                intention TEXT NOT NULL,
                attempt INTEGER NOT NULL,
                nonce INTEGER NOT NULL,
                contract TEXT NOT NULL,
                function TEXT NOT NULL,
                arguments BLOB NOT NULL,
                key BLOB NOT NULL,
                signature BLOB NOT NULL,
                state TEXT NOT NULL,
                burn INTEGER NOT NULL,
                result TEXT NOT NULL DEFAULT '',
                UNIQUE (intention, attempt)
              ) STRICT\
              """,
              "CREATE UNIQUE INDEX outbox_nonce ON outbox (nonce) WHERE state <> 'dropped'",
              "CREATE INDEX outbox_state ON outbox (state)",
              """
              CREATE TABLE book (
                row INTEGER PRIMARY KEY AUTOINCREMENT,
                stacks INTEGER NOT NULL,
                job INTEGER,
                kind TEXT NOT NULL,
                amount INTEGER NOT NULL
              ) STRICT\
              """));

  private Migrations() {}

  /**
   * Brings a database up to date.
   *
   * @throws OperatorException if a newer program wrote it
   */
  static void apply(Connection database, Path file) throws SQLException {
    int version;
    try (var statement = database.createStatement();
        var found = statement.executeQuery("PRAGMA user_version")) {
      version = found.getInt(1);
    }
    if (version > ALL.size()) {
      throw new OperatorException(
          "%s was written by a newer nexus (schema %d, this one knows %d): use that one, or give this one a data directory of its own"
              .formatted(file, version, ALL.size()));
    }
    for (int next = version; next < ALL.size(); next++) {
      try (var statement = database.createStatement()) {
        for (var change : ALL.get(next)) statement.execute(change);
        statement.execute("PRAGMA user_version = " + (next + 1));
      }
      database.commit();
    }
  }
}
