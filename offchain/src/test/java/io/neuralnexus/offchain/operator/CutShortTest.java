package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTerms;
import io.neuralnexus.offchain.contracts.DataRights.DatasetTermsPrograms;
import io.neuralnexus.offchain.job.DatasetOwner;
import io.neuralnexus.offchain.job.Developer;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Program;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import io.neuralnexus.offchain.training.Library;
import io.neuralnexus.offchain.training.LibraryProgram;
import io.neuralnexus.offchain.training.Rows;
import io.neuralnexus.offchain.training.Settings;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A job that would end in the midst of a published program shows what its epsilon does not cover.
 */
class CutShortTest {
  private static final LibraryProgram LIBRARY_PROGRAM =
      Library.published().entries().getFirst().plan().write();
  private static final Program PROGRAM = LIBRARY_PROGRAM.program();
  private static final List<Long> SETTINGS = Settings.of(2, 0.1, 4).words();

  @TempDir private Path directory;
  private final Town town = new Town();

  @AfterEach
  void close() {
    town.close();
  }

  private static Slot slot(String name) {
    var model = LIBRARY_PROGRAM.plan().architecture();
    var rows = new double[6][model.features()];
    for (int i = 0; i < rows.length; i++) rows[i][0] = i % 2 == 0 ? 1 : -1;
    return Rows.of(model.features(), model.classes(), rows, new int[] {1, 0, 1, 0, 1, 0})
        .slot(Town.hash(name));
  }

  private static long steps() {
    var seed = Seed.of(Town.hash("seed"));
    return LIBRARY_PROGRAM.steps(
        new Inputs(1, SETTINGS, List.of(slot("data")), List.of(seed), seed, slot("hold-out")));
  }

  private DatasetOwner register() {
    var terms =
        new DatasetTerms(
            false,
            "medical",
            Uint.of(1_000_000),
            Uint.of(100),
            Uint.ZERO,
            Uint.ZERO,
            true,
            Uint.of(5 * Town.STX),
            List.of(new DatasetTermsPrograms(Uint.of(1), PROGRAM.hash(), Uint.of(PROGRAM.words()))),
            Uint.ONE,
            "ipfs://data");
    return DatasetOwner.register(
        town.town,
        town.files,
        town.ownerWallet.address(),
        Town.secret("owner of rows"),
        slot("data"),
        new DatasetOwner.Registration(
            PROGRAM.k(), Town.hash("root"), Town.hash("schema"), 10, 2, 100 * Town.STX),
        terms);
  }

  /**
   * The state of a job that allows so many steps, once it has left the state of waiting for keys.
   */
  private String played(long maxSteps) throws InterruptedException {
    var dataset = register();
    var order =
        new Developer.Order(
            "cut short",
            "cut short",
            PROGRAM,
            SETTINGS,
            slot("hold-out"),
            List.of(),
            1,
            1,
            maxSteps,
            new Developer.Terms(
                6 * Town.STX,
                Town.BASE,
                Town.BONUS,
                5_000,
                5_000,
                3_000,
                1,
                Town.AUDIT_FEE,
                false,
                10,
                10,
                20));
    var job = town.developer.create(order);
    town.developer.match(job, List.of(dataset.id()));
    while (List.of("matched", "keyed").contains(town.state(job))) {
      var seen = town.town.heights();
      if (dataset.owes(job)) dataset.postKey(job);
      else if (town.developer.owes(job)) town.developer.postKey(job, "cut short");
      else town.town.await(seen, Long.MAX_VALUE);
    }
    return town.state(job);
  }

  private String playedWithATrainer(long maxSteps) throws InterruptedException {
    town.fund("trainer");
    try (var operator =
        Operator.open(town.setup("trainer", directory, Conduct.HONEST), Town.trainer())) {
      var thread = Thread.ofPlatform().start(operator::run);
      try {
        return played(maxSteps);
      } finally {
        operator.stop();
        thread.join();
      }
    }
  }

  @Test
  void a_trainer_does_not_confirm_it_and_loses_nothing() throws InterruptedException {
    assertThat(playedWithATrainer(steps() - 1)).isEqualTo("ended");
    assertThat(town.gain("trainer")).isNotNegative();
    assertThat(town.isSolvent()).isTrue();
  }

  @Test
  void a_trainer_confirms_one_that_has_just_the_steps() throws InterruptedException {
    assertThat(playedWithATrainer(steps())).isEqualTo("processing");
  }
}
