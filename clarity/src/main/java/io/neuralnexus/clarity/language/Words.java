package io.neuralnexus.clarity.language;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.analysis.AnalysisVocabulary;
import io.neuralnexus.clarity.runtime.Vocabulary;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** All words of Clarity, by name and version of the language. */
public final class Words implements Vocabulary, AnalysisVocabulary {
  private static final Words CLARITY =
      new Words(
          Stream.of(
                  Arithmetic.words(),
                  Booleans.words(),
                  Branching.words(),
                  Control.words(),
                  Conversions.words(),
                  Optionals.words(),
                  Tuples.words(),
                  Storage.words(),
                  Assets.words(),
                  BlockInfo.words(),
                  PostConditions.words(),
                  Calls.words(),
                  Principals.words(),
                  Sequences.words(),
                  Crypto.words())
              .flatMap(List::stream)
              .toList(),
          Keywords.keywords());

  private final Map<String, Word> words = new HashMap<>();
  private final Map<String, Keyword> keywords = new HashMap<>();

  private Words(List<Word> words, List<Keyword> keywords) {
    for (var word : words) add(word.name(), word, this.words);
    for (var keyword : keywords) add(keyword.name(), keyword, this.keywords);
  }

  private static <T> void add(String name, T word, Map<String, T> to) {
    if (to.put(name, word) != null) {
      throw new IllegalStateException("two words have the name " + name);
    }
  }

  /** The words of Clarity. */
  public static Words clarity() {
    return CLARITY;
  }

  @Override
  public Optional<Vocabulary.Function> function(String name, ClarityVersion version) {
    return find(name, version).map(word -> word);
  }

  @Override
  public Optional<AnalysisVocabulary.Entry> word(String name, ClarityVersion version) {
    return find(name, version).map(word -> word);
  }

  private Optional<Word> find(String name, ClarityVersion version) {
    return Optional.ofNullable(words.get(name)).filter(word -> word.versions().have(version));
  }

  @Override
  public Optional<Vocabulary.Variable> variable(String name, ClarityVersion version) {
    return findKeyword(name, version).map(keyword -> keyword);
  }

  @Override
  public Optional<TypeSignature> variableType(String name, ClarityVersion version) {
    return findKeyword(name, version).map(Keyword::type);
  }

  private Optional<Keyword> findKeyword(String name, ClarityVersion version) {
    return Optional.ofNullable(keywords.get(name))
        .filter(keyword -> keyword.versions().have(version));
  }
}
