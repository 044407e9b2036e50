package io.neuralnexus.tests.suite.model;

import io.neuralnexus.tests.suite.model.Parliament.Question;
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
                    new Dataset.Terms(price, true, false, 3, Programs.all(), 15, 10_000_000, 0),
                    8 * Dataset.EPSILON,
                    6,
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
  },

  /** Models with parents and licences as well, and votes that only wait to be carried out. */
  LEGISLATED {
    @Override
    List<Function<Suite, Action>> steps() {
      var steps = catalogue();
      var questions = new ArrayList<Question>(GovernanceCommands.AMENDMENTS);
      for (long model = 1; model <= 4; model++) questions.add(new Question.Frozen(model));
      for (var question : questions) carry(steps, question);
      waitForVotes(steps);
      return steps;
    }
  },

  /** Some models are frozen; the vote that names the owner of one waits to be carried out. */
  FROZEN {
    @Override
    List<Function<Suite, Action>> steps() {
      var steps = catalogue();
      for (long model = 1; model <= 3; model++) carry(steps, new Question.Frozen(model));
      waitForVotes(steps);
      for (int i = 0; i < 3; i++) {
        int motion = i;
        steps.add(
            suite ->
                GovernanceCommands.execute(
                    suite, suite.parliament.motions.get(motion), Actor.KEEPER));
      }
      carry(steps, new Question.Owner(1, Actor.VERIFIER_1));
      waitForVotes(steps);
      return steps;
    }
  };

  /** The steps, each made of the suite as it is then. */
  abstract List<Function<Suite, Action>> steps();

  /** Two models, one derived from both, and who bought their licences. */
  private static List<Function<Suite, Action>> catalogue() {
    var steps = new ArrayList<>(STAFFED.steps());
    for (var who : List.of(Actor.OWNER_1, Actor.DEVELOPER_1)) {
      steps.add(suite -> ModelCommands.register(suite, who, List.of()));
      offer(steps, 3_000, 50_000);
    }
    for (int parent = 0; parent < 2; parent++) {
      int id = parent;
      steps.add(suite -> buy(suite, id, Actor.DEVELOPER_2));
    }
    steps.add(
        suite -> ModelCommands.register(suite, Actor.DEVELOPER_2, List.copyOf(suite.licences)));
    offer(steps, 0, 1_000);
    steps.add(suite -> buy(suite, 2, Actor.OWNER_2));
    return steps;
  }

  /** Offers licences of the newest model. */
  private static void offer(List<Function<Suite, Action>> steps, long duration, long minimum) {
    steps.add(
        suite -> {
          long fee = 9_000_001 + suite.models.size();
          // A parent's licence that ends soon takes the derivative's rights with it.
          long blocks = suite.models.size() == 2 ? 1_600 : duration;
          return ModelCommands.add(
              suite,
              suite.models.getLast(),
              new Model.Offer(1, 3, fee, blocks, true, false, true, 1_500, minimum, 9));
        });
  }

  private static Action buy(Suite suite, int model, Actor who) {
    var bought = suite.models.get(model);
    return ModelCommands.buy(suite, bought, bought.offers.getFirst(), who);
  }

  private static void carry(List<Function<Suite, Action>> steps, Question question) {
    steps.add(suite -> GovernanceCommands.propose(suite, question, Actor.GOVERNOR));
    steps.add(suite -> GovernanceCommands.carry(suite, suite.parliament.motions.getLast()));
  }

  private static void waitForVotes(List<Function<Suite, Action>> steps) {
    steps.add(
        suite ->
            new Action.WaitBurnBlocks(
                Parliament.TIMELOCK + 1, "until the votes may be carried out"));
  }
}
