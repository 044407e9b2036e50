package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.analysis.AnalysisVocabulary;
import io.neuralnexus.clarity.runtime.Vocabulary;

/** A function or form of the language. */
abstract sealed class Word implements Vocabulary.Function, AnalysisVocabulary.Entry
    permits Function, Form {
  private final String name;
  private final Versions versions;
  private final String identifier;
  private final boolean special;

  /**
   * A word of some versions.
   *
   * @param identifier what the official VM calls it in traces
   * @param special whether it is on the call stack while its arguments run
   */
  Word(String name, Versions versions, String identifier, boolean special) {
    this.name = name;
    this.versions = versions;
    this.identifier = identifier;
    this.special = special;
  }

  /** The versions of the language that have a word, both included. */
  record Versions(ClarityVersion first, ClarityVersion last) {
    /** All from one on. */
    static Versions since(int first) {
      return new Versions(ClarityVersion.of(first), ClarityVersion.of(6));
    }

    /** From one to another. */
    static Versions between(int first, int last) {
      return new Versions(ClarityVersion.of(first), ClarityVersion.of(last));
    }

    boolean have(ClarityVersion version) {
      return version.compareTo(first) >= 0 && version.compareTo(last) <= 0;
    }
  }

  /** Its name. */
  final String name() {
    return name;
  }

  /** The versions of the language that have it. */
  final Versions versions() {
    return versions;
  }

  @Override
  public final String identifier() {
    return identifier;
  }

  @Override
  public final boolean isSpecial() {
    return special;
  }
}
