package io.neuralnexus.offchain.training;

import io.neuralnexus.offchain.machine.Layout;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which program of the library: everything that its hash depends on. Equal plans make equal
 * programs, everywhere.
 *
 * <pre>{@code
 * var plan = Plan.training(Architecture.softmax(64, 10), 18).with(Part.STANDARDISED);
 * plan.write().program().hash();
 * }</pre>
 *
 * @param kind what it does
 * @param architecture of the model
 * @param k memory has 2^k words
 * @param parts what it does besides
 * @param privacy what makes it differentially private, if it is
 */
public record Plan(
    Kind kind, Architecture architecture, int k, Set<Part> parts, Optional<Privacy> privacy) {

  /** What a program does. */
  public enum Kind {
    /** Trains on the data sets of a job, and scores on the hold-out set. */
    TRAINING,
    /** Trains on from a given model, which lies in the place of the hold-out set. */
    LOCAL,
    /** Averages models that were trained on from the same one, and scores the result. */
    AVERAGING
  }

  /** What a program may do besides. */
  public enum Part {
    /** Features are standardised. */
    STANDARDISED,
    /** Contributions of the data sets, from trainings without each of them. */
    CONTRIBUTIONS
  }

  public Plan {
    parts = Set.copyOf(parts);
    if (privacy.isPresent() && kind == Kind.AVERAGING) {
      throw new IllegalArgumentException("an average is as private as the models it is made of");
    }
    if (kind == Kind.LOCAL && parts.contains(Part.CONTRIBUTIONS)) {
      throw new IllegalArgumentException("a local training has no hold-out set to compare on");
    }
    int words = words(architecture, parts);
    if (k < Layout.LEAST_K || k > Layout.MOST_K) {
      throw new IllegalArgumentException("k is " + k + ", which is not in 13 .. 24");
    }
    if (words > Layout.mostModelWords(k)) {
      throw new IllegalArgumentException(
          "a model of %d words does not fit into a memory of 2^%d: choose a larger k"
              .formatted(words, k));
    }
  }

  /** A training on all data sets of a job. */
  public static Plan training(Architecture architecture, int k) {
    return new Plan(Kind.TRAINING, architecture, k, Set.of(), Optional.empty());
  }

  /** A training of an owner on its own data sets, from a given model. */
  public static Plan local(Architecture architecture, int k) {
    return new Plan(Kind.LOCAL, architecture, k, Set.of(), Optional.empty());
  }

  /** The average of the models of several owners. */
  public static Plan averaging(Architecture architecture, int k) {
    return new Plan(Kind.AVERAGING, architecture, k, Set.of(), Optional.empty());
  }

  /**
   * The least k of a memory that has room for a model and for data sets of so many rows.
   *
   * @throws IllegalArgumentException if they are too large for any memory
   */
  public static int leastK(Architecture architecture, int rows) {
    var layout = new RowLayout(architecture.features(), architecture.classes());
    int words = architecture.weights() + 2 * architecture.features();
    for (int k = Layout.LEAST_K; k <= Layout.MOST_K; k++) {
      if (layout.words(rows) <= Layout.slotWords(k) && words <= Layout.mostModelWords(k)) return k;
    }
    throw new IllegalArgumentException(
        "%d rows of %d features do not fit into a slot of the largest memory"
            .formatted(rows, architecture.features()));
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException that names the part which is wrong
   */
  public static Plan parse(String text) {
    return PlanText.parse(text);
  }

  /** The same with another part. */
  public Plan with(Part part) {
    var more = EnumSet.of(part);
    more.addAll(parts);
    return new Plan(kind, architecture, k, more, privacy);
  }

  /** The same with clipped gradients and noise. */
  public Plan with(Privacy bounds) {
    return new Plan(kind, architecture, k, parts, Optional.of(bounds));
  }

  /** Whether it has a part. */
  public boolean has(Part part) {
    return parts.contains(part);
  }

  /** The words of the model: its weights, then offsets and factors of the features, if any. */
  public int modelWords() {
    return words(architecture, parts);
  }

  private static int words(Architecture architecture, Set<Part> parts) {
    int scales = parts.contains(Part.STANDARDISED) ? 2 * architecture.features() : 0;
    return architecture.weights() + scales;
  }

  /** The most data sets of a job. */
  public int mostDatasets() {
    return privacy.map(Privacy::datasets).orElse(Layout.MOST_DATASETS);
  }

  /** The most epochs that are made. */
  int mostEpochs() {
    return privacy.map(Privacy::epochs).orElse(Settings.MOST);
  }

  /** The most rows of a data set. */
  public int mostRows() {
    return rows().mostRows(k);
  }

  RowLayout rows() {
    return new RowLayout(architecture.features(), architecture.classes());
  }

  Optional<Noise> noise() {
    return privacy.map(
        bounds ->
            new Noise(bounds, new Clipping(architecture, bounds.clip()), architecture.weights()));
  }

  /**
   * Writes the program.
   *
   * @throws IllegalArgumentException if it does not fit into memory or has too many instructions
   */
  public LibraryProgram write() {
    var code =
        switch (kind) {
          case TRAINING, LOCAL -> new Training(this).write();
          case AVERAGING -> new Averaging(this).write();
        };
    return new LibraryProgram(this, code);
  }

  /** Its name: {@code training softmax features=64 classes=10 k=20 standardised}. */
  @Override
  public String toString() {
    return PlanText.of(this);
  }
}
