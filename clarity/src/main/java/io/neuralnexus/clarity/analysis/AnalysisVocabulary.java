package io.neuralnexus.clarity.analysis;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.TypeSignature;
import java.util.Optional;

/** The words of the language, as the checks need them. */
public interface AnalysisVocabulary {
  /** A function or form. */
  interface Entry extends TypeCheck.Word, ReadOnlyCheck.Word {}

  /** The function or form of that name in a version of the language. */
  Optional<Entry> word(String name, ClarityVersion version);

  /** The type of the variable of that name, as {@code tx-sender}, in a version of the language. */
  Optional<TypeSignature> variableType(String name, ClarityVersion version);
}
