package io.neuralnexus.offchain.training;

import io.neuralnexus.clarity.Buff;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Programs that are known by their hash: for those who run what a job names, and for owners who
 * write policies. Any other {@link Plan} makes a program as well; both sides then have to know it.
 */
public final class Library {
  /** What epsilon is told for. */
  public static final double DELTA = 1e-6;

  private static final String FILE = "library.txt";

  private final List<Entry> entries;

  /**
   * A program of the library.
   *
   * @param hash what jobs and policies name
   * @param plan what writes it
   */
  public record Entry(Buff hash, Plan plan) {
    /** The epsilon of a run for {@link #DELTA}, in millionths; empty if it promises none. */
    public Optional<Long> epsilonMillionths() {
      return plan.privacy().map(privacy -> Accountant.of(plan).epsilonMillionths(DELTA));
    }
  }

  private Library(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** The library as it is published with this code. */
  public static Library published() {
    try (InputStream in = Library.class.getResourceAsStream(FILE);
        var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new Library(lines.lines().map(Library::entry).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Entry entry(String line) {
    int space = line.indexOf(' ');
    var hash = HexFormat.of().parseHex(line.substring(2, space));
    return new Entry(Buff.of(hash), Plan.parse(line.substring(space + 1)));
  }

  /** A library of these plans. */
  public static Library of(List<Plan> plans) {
    return new Library(
        plans.stream().map(plan -> new Entry(plan.write().program().hash(), plan)).toList());
  }

  /** All programs. */
  public List<Entry> entries() {
    return entries;
  }

  /** The program with a hash, if it is known. */
  public Optional<Plan> find(Buff hash) {
    return entries.stream().filter(e -> e.hash().equals(hash)).map(Entry::plan).findAny();
  }

  /** A line for each program: its hash and its name. */
  @Override
  public String toString() {
    var text = new StringBuilder();
    for (var entry : entries)
      text.append(entry.hash()).append(' ').append(entry.plan()).append('\n');
    return text.toString();
  }
}
