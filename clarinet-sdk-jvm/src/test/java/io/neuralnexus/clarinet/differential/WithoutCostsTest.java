package io.neuralnexus.clarinet.differential;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Receipt;
import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarinet.SimnetException;
import io.neuralnexus.clarinet.SimnetOptions;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.Epoch;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random programs answer the same whether or not somebody counts what they cost: values, events and
 * errors. {@code -Dprograms.uncounted=<n>} runs n programs for each version, {@code
 * -Dprograms.seed=<seed>} others.
 */
class WithoutCostsTest {
  private static final int BATCH = 20;

  @ParameterizedTest
  @CsvSource({"6, 4.0", "5, 3.4", "4, 3.3", "3, 3.0", "2, 2.4", "1, 2.05"})
  void random_programs_answer_as_where_costs_are_counted(int number, String epoch) {
    var version = ClarityVersion.of(number);
    var count = Integer.getInteger("programs.uncounted", 200);
    var random = new Random(Long.getLong("programs.seed", 1));
    try (var counting = chain(epoch, true);
        var free = chain(epoch, false)) {
      Function<Function<Simnet, Receipt>, String> same =
          request -> {
            var wanted = told(counting, request);
            assertThat(told(free, request)).isEqualTo(wanted);
            return wanted;
          };
      same.apply(chain -> chain.deploy("other", Programs.OTHER, version, counting.deployer()));
      for (int batch = 0; batch * BATCH < count; batch++) {
        var source = new StringBuilder(Programs.PRELUDE);
        for (int i = 0; i < BATCH; i++) {
          var program = new Programs(random, version).any(1 + random.nextInt(4)).text();
          source.append("(define-public (p%d) (ok %s))%n".formatted(i, program));
        }
        var name = "batch-" + batch;
        same.apply(chain -> chain.deploy(name, source.toString(), version, counting.deployer()));
        if (counting.contractSource(name).isEmpty()) continue;
        for (int i = 0; i < BATCH; i++) {
          var function = "p" + i;
          same.apply(chain -> chain.callPublic(name, function, List.of(), counting.deployer()));
        }
      }
    }
  }

  private static Simnet chain(String epoch, boolean countsCosts) {
    var chain =
        Simnet.empty(
            SimnetOptions.defaults()
                .withTrackCosts(countsCosts)
                .withGenesisTime(Instant.parse("2026-01-01T00:00:00Z")));
    chain.mintStx(chain.deployer(), 1_000_000);
    chain.setEpoch(Epoch.parse(epoch));
    return chain;
  }

  private static String told(Simnet chain, Function<Simnet, Receipt> request) {
    try {
      var receipt = request.apply(chain);
      return receipt.result() + " " + receipt.result().type() + " " + receipt.events();
    } catch (SimnetException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }
}
