package io.neuralnexus.tests.suite.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** How far the suite is when a sequence begins. */
enum Opening {
  /** Nothing but parameters. */
  BARE {
    @Override
    List<Function<Suite, Action>> steps() {
      return List.of();
    }
  },

  /** Data sets, providers, verifiers, and keys to wrap secrets with. */
  STAFFED {
    @Override
    List<Function<Suite, Action>> steps() {
      var steps = new ArrayList<Function<Suite, Action>>();
      for (var who : Actor.PLAYERS) {
        steps.add(suite -> DataCommands.setEncryptionKey(suite, who));
      }
      var owners = List.of(Actor.OWNER_1, Actor.OWNER_2, Actor.OWNER_1, Actor.VERIFIER_1);
      for (int i = 0; i < owners.size(); i++) {
        var owner = owners.get(i);
        long price = 1_000_000L * i + 7;
        steps.add(
            suite ->
                DataCommands.register(
                    suite,
                    owner,
                    Chain.DATA,
                    new Dataset.Terms(price, true, false, 3, Programs.all(), 5, 10_000_000, 0),
                    4 * Dataset.EPSILON,
                    3,
                    5));
      }
      for (var who : Actor.PROVIDERS) {
        steps.add(suite -> WorkCommands.registerProvider(suite, who, 200_000_007));
      }
      for (var who : Actor.VERIFIERS) {
        steps.add(suite -> WorkCommands.registerVerifier(suite, who));
      }
      return steps;
    }
  };

  /** The steps, each made of the suite as it is then. */
  abstract List<Function<Suite, Action>> steps();
}
