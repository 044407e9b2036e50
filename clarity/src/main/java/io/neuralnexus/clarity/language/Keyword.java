package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.runtime.Vocabulary;

/** A name of the language that has a value by itself, as {@code tx-sender}. */
abstract class Keyword implements Vocabulary.Variable {
  private final String name;
  private final Word.Versions versions;
  private final TypeSignature type;

  /** A keyword of some versions. */
  Keyword(String name, Word.Versions versions, TypeSignature type) {
    this.name = name;
    this.versions = versions;
    this.type = type;
  }

  /** Its name. */
  final String name() {
    return name;
  }

  /** The versions of the language that have it. */
  final Word.Versions versions() {
    return versions;
  }

  /** Its type. */
  final TypeSignature type() {
    return type;
  }
}
