package io.neuralnexus.clarinet.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Epoch;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Contracts in use answer the same on both engines. They are not ours to bring along: {@code
 * -Dcorpus=<folder>} has them as {@code <address>/<name>.clar}, {@code -Dcorpus.contracts=<n>} is
 * how many to draw for each epoch, {@code -Dcorpus.seed=<seed>} draws others.
 */
@EnabledIfSystemProperty(named = "corpus", matches = ".+")
class CorpusTest {
  private static final int MOST_TOGETHER = 30;
  private static final int ROUNDS = 3;

  @ParameterizedTest
  @CsvSource({"4.0", "3.4", "3.3", "3.0", "2.4", "2.05"})
  void answerTheSameOnBothEngines(String epoch) {
    var corpus = Corpus.in(Path.of(System.getProperty("corpus")));
    var seed = Long.getLong("corpus.seed", 1);
    var random = new Random(seed);
    var contracts = corpus.contracts();
    List<String> differences;
    try (var run = new CorpusRun(corpus, Epoch.parse(epoch), seed)) {
      for (int i = 0; i < Integer.getInteger("corpus.contracts", 30); i++) {
        run.take(contracts.get(random.nextInt(contracts.size())), MOST_TOGETHER, ROUNDS);
      }
      run.compareHoldings();
      System.out.printf("epoch %s: %s%n", epoch, run.tally());
      differences = run.differences();
    }

    assertThat(differences).as("seed %d", seed).isEmpty();
  }
}
