package io.neuralnexus.offchain.operator;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.SignedCall;
import io.neuralnexus.offchain.machine.State;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * What a role must not forget: how far it has followed the chain, the jobs it looks at, what it
 * says came out of them, the calls it has signed, and its books. A SQLite database in a directory
 * that one process at a time has. For one thread.
 *
 * <p>What is done in {@link #write} becomes durable together, or not at all.
 */
final class Store implements AutoCloseable {
  private static final String PENDING = "pending";
  private static final String MADE = "made";
  private static final String REFUSED = "refused";
  private static final String DROPPED = "dropped";

  private final FileChannel lock;
  private final Connection database;
  private final String chain;
  private final StandardPrincipal account;
  private final Commits commits;

  private Store(
      FileChannel lock,
      Connection database,
      String chain,
      StandardPrincipal account,
      Commits commits) {
    this.lock = lock;
    this.database = database;
    this.chain = chain;
    this.account = account;
    this.commits = commits;
  }

  /** The {@code id} of the chain that it is for. */
  String chain() {
    return chain;
  }

  /**
   * Opens the store in a directory, which is made if it is not there.
   *
   * @param chain its {@code id}
   * @param account whose store it is
   * @throws OperatorException if another process has it, a newer program wrote it, or it belongs to
   *     another account or chain
   */
  static Store open(Path directory, String chain, StandardPrincipal account, Commits commits) {
    var lock = lock(directory);
    try {
      return open(directory, lock, chain, account, commits);
    } catch (SQLException e) {
      release(lock);
      throw failure(e);
    } catch (RuntimeException | Error e) {
      release(lock);
      throw e;
    }
  }

  private static Store open(
      Path directory, FileChannel lock, String chain, StandardPrincipal account, Commits commits)
      throws SQLException {
    var file = directory.resolve("state.sqlite");
    var database = DriverManager.getConnection("jdbc:sqlite:" + file);
    try {
      try (var statement = database.createStatement()) {
        statement.execute("PRAGMA journal_mode = WAL");
        statement.execute("PRAGMA synchronous = FULL");
        statement.execute("PRAGMA busy_timeout = 10000");
      }
      database.setAutoCommit(false);
      Migrations.apply(database, file);
      var store = new Store(lock, database, chain, account, commits);
      store.claimFor(directory, "chain", chain);
      store.claimFor(directory, "account", account.toString());
      return store;
    } catch (SQLException | RuntimeException | Error e) {
      database.close();
      throw e;
    }
  }

  private static FileChannel lock(Path directory) {
    try {
      Files.createDirectories(directory);
      var channel =
          FileChannel.open(
              directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      try {
        if (channel.tryLock() != null) return channel;
      } catch (OverlappingFileLockException e) {
        // The same process has it: told below like any other.
      }
      channel.close();
      throw new OperatorException(
          "%s is in use by another process: stop that one, or give this one a data directory of its own"
              .formatted(directory));
    } catch (IOException e) {
      throw new OperatorException(
          "%s cannot be used as a data directory: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A store is for one account on one chain. */
  private void claimFor(Path directory, String name, String value) {
    var known = about(name);
    if (known.isEmpty()) {
      write(() -> setAbout(name, value));
    } else if (!known.get().equals(value)) {
      throw new OperatorException(
          "%s belongs to the %s %s, not to %s: give this one a data directory of its own"
              .formatted(directory, name, known.get(), value));
    }
  }

  /** Does several things at once: all of them are durable when it returns, or none. */
  void write(Runnable changes) {
    try {
      changes.run();
      commits.before();
      database.commit();
    } catch (SQLException e) {
      undo();
      throw failure(e);
    } catch (RuntimeException | Error e) {
      undo();
      throw e;
    }
    commits.after();
  }

  private void undo() {
    try {
      database.rollback();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  // How far

  /** The Stacks height to read events from. */
  long followed() {
    return about("followed").map(Long::parseLong).orElse(0L);
  }

  void setFollowed(long next) {
    setAbout("followed", Long.toString(next));
  }

  private Optional<String> about(String name) {
    return query("SELECT value FROM about WHERE name = ?", row -> row.getString(1), name).stream()
        .findFirst();
  }

  private void setAbout(String name, String value) {
    update("INSERT OR REPLACE INTO about (name, value) VALUES (?, ?)", name, value);
  }

  // Jobs

  /** Looks at a job from now on, unless it did and is through with it. */
  void watch(long job, String phase) {
    update("INSERT OR IGNORE INTO job (id, phase, over) VALUES (?, ?, 0)", job, phase);
  }

  /** The jobs that are not over, by their numbers. */
  List<WatchedJob> watched() {
    return query(
        "SELECT id, phase FROM job WHERE over = 0 ORDER BY id",
        row -> new WatchedJob(row.getLong(1), row.getString(2)));
  }

  void setPhase(long job, String phase, boolean over) {
    update("UPDATE job SET phase = ?, over = ? WHERE id = ?", phase, over ? 1 : 0, job);
  }

  /** How many jobs are in each phase, those that are over too. */
  Map<String, Long> phases() {
    var phases = new HashMap<String, Long>();
    query(
            "SELECT phase, count(*) FROM job GROUP BY phase",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(each -> phases.put(each.getKey(), each.getValue()));
    return phases;
  }

  void setHoldOutKeys(long job, List<Buff> keys) {
    update("UPDATE job SET holdout_keys = ? WHERE id = ?", bytes(keys), job);
  }

  /** The wrapped keys that the developer of a job posted; none if it has not. */
  List<Buff> holdOutKeys(long job) {
    return query(
            "SELECT holdout_keys FROM job WHERE id = ? AND holdout_keys IS NOT NULL",
            row -> row.getBytes(1),
            job)
        .stream()
        .findFirst()
        .map(Store::buffs)
        .orElse(List.of());
  }

  // Claims

  void setClaim(long job, Claim claim) {
    var model = ByteBuffer.allocate(claim.model().size() * Long.BYTES);
    claim.model().forEach(model::putLong);
    update(
        "INSERT OR IGNORE INTO claim (job, state, steps, output, path, model)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        job,
        claim.end().bytes().bytes(),
        claim.steps(),
        claim.output().bytes(),
        bytes(claim.path()),
        model.array());
  }

  Optional<Claim> claim(long job) {
    return query(
            "SELECT state, steps, output, path, model FROM claim WHERE job = ?",
            row -> {
              var model = ByteBuffer.wrap(row.getBytes(5)).asLongBuffer();
              return new Claim(
                  State.parse(Buff.of(row.getBytes(1))),
                  row.getLong(2),
                  Buff.of(row.getBytes(3)),
                  buffs(row.getBytes(4)),
                  LongStream.range(0, model.remaining())
                      .mapToObj(i -> model.get((int) i))
                      .toList());
            },
            job)
        .stream()
        .findFirst();
  }

  // Outbox

  /** The calls that are signed and of which nobody knows yet what came. */
  List<Outgoing> pending() {
    return query(
        "SELECT row, intention, attempt, nonce, contract, function, arguments, key, signature"
            + " FROM outbox WHERE state = 'pending' ORDER BY nonce",
        row ->
            new Outgoing(
                row.getLong(1),
                row.getString(2),
                row.getInt(3),
                new SignedCall(
                    chain,
                    account,
                    row.getLong(4),
                    ContractPrincipal.parse(row.getString(5)),
                    row.getString(6),
                    values(row.getBytes(7)),
                    Buff.of(row.getBytes(8)),
                    Buff.of(row.getBytes(9)))));
  }

  void add(String intention, int attempt, SignedCall call, long burn) {
    update(
        "INSERT INTO outbox (intention, attempt, nonce, contract, function, arguments, key,"
            + " signature, state, burn) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'pending', ?)",
        intention,
        attempt,
        call.nonce(),
        call.contract().toString(),
        call.function(),
        bytes(call.arguments().stream().map(value -> Buff.of(value.serialize())).toList()),
        call.key().bytes(),
        call.signature().bytes(),
        burn);
  }

  /** It is in a block. */
  void settle(Outgoing call, boolean ok, String result, long burn) {
    setState(call, ok ? MADE : REFUSED, result, burn);
  }

  /** It can never be made: its nonce is another's, or the chain does not take it. */
  void drop(Outgoing call, String why, long burn) {
    setState(call, DROPPED, why, burn);
  }

  private void setState(Outgoing call, String state, String result, long burn) {
    update(
        "UPDATE outbox SET state = ?, result = ?, burn = ? WHERE row = ?",
        state,
        result,
        burn,
        call.row());
  }

  /**
   * What became of the latest call for something.
   *
   * @param burn height at which it was written, or settled
   */
  record Latest(String state, int attempt, long burn) {
    boolean isPending() {
      return state.equals(PENDING);
    }

    boolean isMade() {
      return state.equals(MADE);
    }
  }

  Optional<Latest> latest(String intention) {
    return query(
            "SELECT state, attempt, burn FROM outbox WHERE intention = ?"
                + " ORDER BY attempt DESC LIMIT 1",
            row -> new Latest(row.getString(1), row.getInt(2), row.getLong(3)),
            intention)
        .stream()
        .findFirst();
  }

  /** The nonces of calls on their way. */
  Set<Long> pendingNonces() {
    return new HashSet<>(
        query("SELECT nonce FROM outbox WHERE state = 'pending'", row -> row.getLong(1)));
  }

  /** How many calls are in each state. */
  Map<String, Long> outbox() {
    var states = new HashMap<String, Long>();
    query(
            "SELECT state, count(*) FROM outbox GROUP BY state",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(each -> states.put(each.getKey(), each.getValue()));
    return states;
  }

  // Books

  /**
   * Books an amount.
   *
   * @param stacks height at which it moved
   * @param amount micro-STX, negative for a loss
   */
  void book(long stacks, Optional<Long> job, String kind, long amount) {
    update(
        "INSERT INTO book (stacks, job, kind, amount) VALUES (?, ?, ?, ?)",
        stacks,
        job.orElse(null),
        kind,
        amount);
  }

  /** What was booked of each kind, micro-STX. */
  Map<String, Long> book() {
    var kinds = new HashMap<String, Long>();
    query(
            "SELECT kind, sum(amount) FROM book GROUP BY kind",
            row -> Map.entry(row.getString(1), row.getLong(2)))
        .forEach(each -> kinds.put(each.getKey(), each.getValue()));
    return kinds;
  }

  @Override
  public void close() {
    try {
      database.close();
    } catch (SQLException e) {
      throw failure(e);
    } finally {
      release(lock);
    }
  }

  // SQL

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private <T> List<T> query(String sql, Reader<T> reader, Object... values) {
    try (var statement = database.prepareStatement(sql)) {
      bind(statement, values);
      var found = new ArrayList<T>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) found.add(reader.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private void update(String sql, Object... values) {
    try (var statement = database.prepareStatement(sql)) {
      bind(statement, values);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) statement.setObject(i + 1, values[i]);
  }

  private static OperatorException failure(SQLException e) {
    return new OperatorException("the database of the role failed: " + e.getMessage(), e);
  }

  private static byte[] bytes(List<Buff> parts) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeInt(parts.size());
      for (var part : parts) {
        out.writeInt(part.length());
        out.write(part.bytes());
      }
    } catch (IOException e) {
      throw new AssertionError("nothing is written to memory in vain", e);
    }
    return bytes.toByteArray();
  }

  private static List<Buff> buffs(byte[] bytes) {
    try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      int count = in.readInt();
      var parts = new ArrayList<Buff>(count);
      for (int i = 0; i < count; i++) parts.add(Buff.of(in.readNBytes(in.readInt())));
      return parts;
    } catch (IOException e) {
      throw new UncheckedIOException("the database of the role is damaged", e);
    }
  }

  private static List<Value> values(byte[] bytes) {
    return buffs(bytes).stream().map(part -> Value.deserialize(part.bytes())).toList();
  }
}
