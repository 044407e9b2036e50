package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.kpi.RunResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * What has been computed, in a file to which each finished run is added. A record is its length
 * (four bytes, big-endian), the CRC-32C of what follows, and that. The first says what the journal
 * is of. A process that dies leaves at most its last record unfinished: that one is dropped when
 * the journal is opened again.
 */
final class Journal implements AutoCloseable {
  static final String NAME = "runs.journal";

  private static final int HEADER = 8;
  private static final int LARGEST = 1 << 28;
  private static final long SECOND = 1_000_000_000;

  private final Path file;
  private final FileChannel channel;
  private final Map<Task, RunResult> done = new LinkedHashMap<>();
  private long forced = System.nanoTime();

  private Journal(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Opens the journal of a folder, or makes it.
   *
   * @param title lines that say what it is of
   * @throws SweepException if the folder has one of something else, or another process has it open,
   *     or it is damaged elsewhere than at its end
   */
  static Journal open(Path folder, List<String> title) {
    var file = folder.resolve(NAME);
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw new SweepException(
          "%s is no folder, and none can be made there: name another one".formatted(folder), e);
    }
    try {
      var channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      try {
        var journal = new Journal(file, channel);
        journal.lock();
        journal.read(title);
        return journal;
      } catch (IOException | RuntimeException e) {
        channel.close();
        throw e;
      }
    } catch (IOException e) {
      throw new SweepException(
          "%s cannot be used (%s): name a folder that you may write to"
              .formatted(file, e.getMessage()),
          e);
    }
  }

  private void lock() throws IOException {
    try {
      if (channel.tryLock() != null) return;
    } catch (OverlappingFileLockException e) {
      throw inUse(e);
    }
    throw inUse(null);
  }

  private SweepException inUse(Throwable cause) {
    return new SweepException(
        "%s is in use by another sweep: wait for it, or name another folder".formatted(file),
        cause);
  }

  private void read(List<String> title) throws IOException {
    var size = channel.size();
    var at = 0L;
    var first = true;
    while (at < size) {
      var record = record(at, size);
      if (record == null) break;
      if (first) check(title, new String(record, StandardCharsets.UTF_8).lines().toList());
      else {
        var entry = Codec.done(record);
        done.put(entry.task(), entry.result());
      }
      first = false;
      at += HEADER + record.length;
    }
    channel.truncate(at);
    channel.position(at);
    if (first) append(String.join("\n", title).getBytes(StandardCharsets.UTF_8));
  }

  /** What is in the record at a place; null if it is the last and unfinished. */
  private byte[] record(long at, long size) throws IOException {
    if (size - at < HEADER) return null;
    var head = bytes(at, HEADER);
    var length = head.getInt();
    var sum = head.getInt();
    if (length < 0 || length > LARGEST) throw damaged(at);
    if (size - at - HEADER < length) return null;
    var content = bytes(at + HEADER, length).array();
    if (sum(content) == sum) return content;
    if (at + HEADER + length == size) return null;
    throw damaged(at);
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    var buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) throw damaged(at);
    }
    return buffer.flip();
  }

  private SweepException damaged(long at) {
    return new SweepException(
        "%s is damaged at byte %d: name another folder, or remove it to begin again"
            .formatted(file, at));
  }

  private void check(List<String> title, List<String> there) {
    if (there.equals(title)) return;
    var differences = new StringBuilder();
    for (var i = 0; i < Math.max(title.size(), there.size()); i++) {
      var here = i < title.size() ? title.get(i) : "nothing";
      var before = i < there.size() ? there.get(i) : "nothing";
      if (here.equals(before)) continue;
      differences.append("%n  there: %s%n  now:   %s".formatted(before, here));
    }
    throw new SweepException(
        "%s has runs of something else: name another folder, or remove it to begin again.%s"
            .formatted(file.getParent(), differences));
  }

  private static int sum(byte[] content) {
    var sum = new CRC32C();
    sum.update(content);
    return (int) sum.getValue();
  }

  /** What has been computed so far. */
  synchronized Map<Task, RunResult> done() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(done));
  }

  /** How many runs have been computed so far. */
  synchronized int size() {
    return done.size();
  }

  /**
   * Adds a run. When this returns it is kept whatever becomes of the process, and a second later
   * whatever becomes of the machine.
   */
  synchronized void add(Task task, RunResult result) {
    try {
      append(Codec.bytes(new Codec.Done(task, result)));
    } catch (IOException e) {
      throw new SweepException("%s cannot be written: %s".formatted(file, e.getMessage()), e);
    }
    done.put(task, result);
  }

  private void append(byte[] content) throws IOException {
    var record =
        ByteBuffer.allocate(HEADER + content.length)
            .putInt(content.length)
            .putInt(sum(content))
            .put(content)
            .flip();
    while (record.hasRemaining()) channel.write(record);
    if (System.nanoTime() - forced > SECOND) force();
  }

  private void force() throws IOException {
    channel.force(false);
    forced = System.nanoTime();
  }

  @Override
  public void close() {
    try {
      force();
      channel.close();
    } catch (IOException e) {
      throw new SweepException("%s cannot be closed: %s".formatted(file, e.getMessage()), e);
    }
  }
}
