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
  },

  /** Models with licences as well, and votes that only wait to be carried out. */
  LEGISLATED {
    @Override
    List<Function<Suite, Action>> steps() {
      var steps = new ArrayList<Function<Suite, Action>>(STAFFED.steps());
      for (var who : List.of(Actor.OWNER_1, Actor.DEVELOPER_1)) {
        steps.add(suite -> ModelCommands.register(suite, who, List.of()));
        steps.add(
            suite ->
                ModelCommands.add(
                    suite,
                    suite.models.getLast(),
                    new Model.Offer(1, 3, 9_000_001, 3_000, true, false, true, 1_500, 50_000, 9)));
      }
      var questions = new ArrayList<Parliament.Question>(GovernanceCommands.AMENDMENTS);
      questions.add(new Parliament.Question.Frozen(1));
      questions.add(new Parliament.Question.Frozen(2));
      questions.add(new Parliament.Question.Frozen(3));
      for (var question : questions) {
        steps.add(suite -> GovernanceCommands.propose(suite, question, Actor.GOVERNOR));
        steps.add(suite -> GovernanceCommands.carry(suite, suite.parliament.motions.getLast()));
      }
      steps.add(
          suite ->
              new Action.WaitBurnBlocks(
                  Parliament.TIMELOCK + 1, "until the votes may be carried out"));
      return steps;
    }
  };

  /** The steps, each made of the suite as it is then. */
  abstract List<Function<Suite, Action>> steps();
}
