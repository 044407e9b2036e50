package io.neuralnexus.clarinet.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random programs answer the same on both engines: values, events, errors and all costs. {@code
 * -Dprograms=<n>} runs n programs for each version, {@code -Dprograms.seed=<seed>} others.
 */
class RandomProgramsTest {
  private static final int BATCH = 20;
  private static final Pattern WORD = Pattern.compile("\\(([^\\s()]+)");

  @ParameterizedTest
  @CsvSource({"6, 4.0", "5, 3.4", "4, 3.3", "3, 3.0", "2, 2.4", "1, 2.05"})
  void answerTheSameOnBothEngines(int version, String epoch) {
    var seed = Long.getLong("programs.seed", 1);
    var count = Integer.getInteger("programs", 400);

    var differences = run(ClarityVersion.of(version), Epoch.parse(epoch), seed, count);

    assertThat(differences).as("seed %d", seed).isEmpty();
  }

  /** The differences among some programs. */
  static List<String> run(ClarityVersion version, Epoch epoch, long seed, int count) {
    var random = new Random(seed);
    var differences = new ArrayList<String>();
    var words = new TreeMap<String, Integer>();
    try (var differ = new Differ(epoch)) {
      differ.deploy("other", Programs.OTHER, version).ifPresent(differences::add);
      for (int batch = 0; batch * BATCH < count; batch++) {
        var programs = new ArrayList<String>();
        var source = new StringBuilder(Programs.PRELUDE);
        for (int i = 0; i < BATCH; i++) {
          var program = new Programs(random, version).any(1 + random.nextInt(4)).text();
          WORD.matcher(program)
              .results()
              .forEach(word -> words.merge(word.group(1), 1, Integer::sum));
          programs.add(program);
          source.append("(define-public (p%d) (ok %s))%n".formatted(i, program));
        }
        var name = "batch-" + batch;
        var deployed = differ.deploy(name, source.toString(), version);
        deployed.ifPresent(difference -> differences.add(source + "\n" + difference));
        for (int i = 0; i < BATCH && differ.has(name); i++) {
          var program = programs.get(i);
          differ
              .call(name, "p" + i, List.of())
              .ifPresent(difference -> differences.add(program + "\n" + difference));
        }
        if (differences.size() > 20) break;
      }
    }
    System.out.printf("Clarity %d, %s: words reached %s%n", version.number(), epoch, words);
    return differences;
  }
}
