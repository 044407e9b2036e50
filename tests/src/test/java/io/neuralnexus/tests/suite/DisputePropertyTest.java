package io.neuralnexus.tests.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.machine.Assembler;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Operand;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Register;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Whatever the program, the lie, its step and the liar's moves: the honest side wins, the liar
 * pays, within the bound of moves.
 */
class DisputePropertyTest {
  private static Simnet fresh;

  @BeforeContainer
  static void open() {
    fresh = Simnet.open(Path.of("../Clarinet.toml"));
  }

  @AfterContainer
  static void close() {
    fresh.close();
  }

  @Property(tries = 15)
  void an_honest_provider_defeats_any_challenger(@ForAll Random random) {
    try (var chain = fresh.fork()) {
      new Match(chain, random).providerIsHonest();
    }
  }

  @Property(tries = 15)
  void an_honest_challenger_defeats_any_lying_provider(@ForAll Random random) {
    try (var chain = fresh.fork()) {
      new Match(chain, random).challengerIsHonest();
    }
  }

  private static final class Match extends ComputationStage {
    private final Random random;
    private final Program program;
    private final Play truth;
    private final Play lie;

    Match(Simnet chain, Random random) {
      wire(chain);
      this.random = random;
      program = program(random);
      truth = Play.honest(program, INPUTS, MOST_STEPS);
      var kinds = Play.Lie.values();
      // Two before the end: a run that "is over" just before it halts is the same run.
      lie =
          truth.lying(kinds[random.nextInt(kinds.length)], 1 + random.nextLong(truth.length() - 2));
    }

    void providerIsHonest() {
      var id = revealed(opened(program, truth, MOST_STEPS), truth);
      ok(challenge(id, challenger, lie));
      long bound = bound(number(dispute(id).hi()));
      int moves = 0;
      while (computation.getDispute(id).isPresent()) {
        moves++;
        switch (dispute(id).turn()) {
          case "cut" -> ok(cut(id, truth));
          case "prove" -> ok(prove(id, truth));
          default -> {
            int mood = random.nextInt(8);
            if (mood == 0) silence(id);
            else if (mood < 3) {
              ok(pick(id, challenger, random.nextInt(dispute(id).cuts().size() + 1)));
            } else ok(pick(id, challenger, difference(id, lie)));
          }
        }
      }
      assertThat((long) moves).isLessThanOrEqualTo(bound);
      outcome(id, "revealed");
      paid(provider, CHALLENGE_BOND * 8 / 10);
      paid(challenger, 0);
      assertThat(held(stake(provider))).isEqualTo(PROVIDER_STAKE);
      theVaultOwesWhatItsEntriesAddUpToAndHasIt();
    }

    void challengerIsHonest() {
      var id = revealed(opened(program, truth, MOST_STEPS), lie);
      ok(challenge(id, challenger, truth));
      long bound = bound(number(dispute(id).hi()));
      int moves = 0;
      while (computation.getDispute(id).isPresent()) {
        moves++;
        switch (dispute(id).turn()) {
          case "pick" -> ok(pick(id, challenger, difference(id, truth)));
          case "prove" -> {
            if (random.nextInt(4) == 0) silence(id);
            else assertThat(ok(prove(id, truth)).holds()).isFalse();
          }
          default -> {
            int mood = random.nextInt(8);
            if (mood == 0) silence(id);
            else if (mood < 3) inventCuts(id);
            else ok(cut(id, lie));
          }
        }
      }
      assertThat((long) moves).isLessThanOrEqualTo(bound);
      outcome(id, "refuted");
      paid(challenger, CHALLENGE_BOND + BOND * 8 / 10 + STAKE * 2 / 10);
      paid(developer, STAKE / 2);
      paid(provider, 0);
      assertThat(held(stake(provider))).isEqualTo(PROVIDER_STAKE - STAKE);
      theVaultOwesWhatItsEntriesAddUpToAndHasIt();
    }

    /** Some true, some false, some from nowhere; those beyond the end must be the result. */
    private void inventCuts(Uint id) {
      var cuts = new ArrayList<Buff>();
      for (long step : cutsOf(dispute(id))) {
        cuts.add(
            step >= lie.length()
                ? lie.end().hash()
                : List.of(truth.hash(step), lie.hash(step), sha256("state " + random.nextInt()))
                    .get(random.nextInt(3)));
      }
      ok(computation.as(provider).postCuts(id, cuts));
    }

    private void silence(Uint id) {
      pass(MOVE_WINDOW + 1);
      ok(computation.as(keeper).expireDispute(id));
    }

    /** A loop of random instructions; it may fault, which is an end like any other. */
    private static Program program(Random random) {
      var code = new Assembler(K);
      int scratch = Layout.slot(K, Layout.SCRATCH);
      var registers = List.of(Register.R2, Register.R3, Register.R4, Register.R5);
      for (var each : registers) code.set(each, Operand.word(random.nextLong()));
      var again = code.here();
      int instructions = 3 + random.nextInt(10);
      for (int i = 0; i < instructions; i++) {
        var d = registers.get(random.nextInt(4));
        var s = registers.get(random.nextInt(4));
        var v = registers.get(random.nextInt(4));
        var address = Register.R1.plus(scratch + random.nextInt(20));
        switch (random.nextInt(12)) {
          case 0 -> code.add(d, s, v);
          case 1 -> code.subtract(d, s, v);
          case 2 -> code.multiply(d, s, v);
          case 3 -> code.fmul(d, s, v);
          case 4 -> code.fdiv(d, s, v);
          case 5 -> code.max(d, s, v);
          case 6 -> code.shiftRight(d, s, Operand.word(random.nextInt(64)));
          case 7 -> code.exp(d, s, v);
          case 8 -> code.hash(d, s, address);
          case 9 -> code.load(d, address);
          case 10 -> code.multiplyIntoMemory(s, v, address);
          default -> code.store(s, address);
        }
      }
      code.add(Register.R1, Register.R1, Operand.word(1));
      code.jumpIfLess(Register.R1, Operand.word(1 + random.nextInt(25)), again);
      code.halt();
      return code.assemble(MODEL_WORDS);
    }
  }
}
