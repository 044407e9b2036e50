package io.neuralnexus.cli.demo.machines;

import io.neuralnexus.cli.demo.Seed;
import io.neuralnexus.cli.process.Termination;
import io.neuralnexus.offchain.chain.RemoteChain;
import io.neuralnexus.offchain.dispute.Run;
import io.neuralnexus.offchain.files.HttpStore;
import io.neuralnexus.offchain.operator.Conduct;
import io.neuralnexus.offchain.operator.Operator;
import io.neuralnexus.offchain.operator.Policy;
import io.neuralnexus.offchain.operator.Role;
import io.neuralnexus.offchain.operator.Trainer;
import io.neuralnexus.offchain.operator.Verifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * The process of one trainer or watcher: what {@code nexus trainer} and {@code nexus verifier} run,
 * with keys and policy of the play, and for two of them another conduct.
 */
public final class Worker {
  private static final long MICRO = 1_000_000;
  private static final long PROVIDER_STAKE = 150 * MICRO;
  private static final long VERIFIER_STAKE = 200 * MICRO;
  private static final long MOST_BOND = 100 * MICRO;
  private static final Duration GRACE = Duration.ofSeconds(10);

  private Worker() {}

  /** What somebody is and does in the play. */
  enum Part {
    WATCHER,
    TRAINER,
    LIAR,
    SILENT
  }

  /**
   * Works until it is told to stop.
   *
   * @param arguments address of the chain, name, part, asking price (micro-STX for a million steps
   *     that a job allows), seed of the play, folder for its books
   */
  public static void main(String[] arguments) {
    var server = URI.create(arguments[0]);
    var part = Part.valueOf(arguments[2]);
    var seed = new Seed(Long.parseLong(arguments[4]));
    var player = Player.of(arguments[1], seed);
    try (var termination = new Termination(GRACE);
        var chain = RemoteChain.join(server, player.name(), player.wallet());
        var files = HttpStore.at(server);
        var operator =
            Operator.open(
                new Operator.Setup(
                    chain,
                    files,
                    player.wallet(),
                    player.secret(),
                    Path.of(arguments[5]),
                    1,
                    conduct(part, seed)),
                role(part, Long.parseLong(arguments[3])))) {
      termination.asks(operator::stop);
      operator.run();
    }
  }

  private static Role role(Part part, long ask) {
    if (part == Part.WATCHER) {
      return new Verifier(true, VERIFIER_STAKE, Optional.empty(), MOST_BOND);
    }
    var policy =
        new Policy(Set.of(), 1, ask, ask * 8 / 10, Task.MOST_STEPS, MOST_BOND, PROVIDER_STAKE, 1);
    return new Trainer(policy, PROVIDER_STAKE);
  }

  private static Conduct conduct(Part part, Seed seed) {
    return switch (part) {
      case WATCHER, TRAINER -> Conduct.HONEST;
      case SILENT -> Conduct.silentAfterCommitment();
      case LIAR ->
          Conduct.telling(truth -> Run.tampered(truth, lie(seed, truth.length()), Task.MOST_STEPS));
    };
  }

  /** The step at which the liar lies, of a run of so many. */
  static long lie(Seed seed, long steps) {
    return steps / 2 + seed.random("lie of a machine").nextLong(steps / 2 - 1);
  }
}
