package io.neuralnexus.cli.demo.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.cli.learning.LabelledRows;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Layout;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Status;
import io.neuralnexus.offchain.machine.Trace;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecipeTest {
  private static final Buff SECRET = Buff.of(new byte[32]);

  @Test
  void aSmallTableIsLearntFromWhole() {
    var recipe = Recipe.of(Collections.nCopies(5, rows(115, 30)), 3);

    assertThat(recipe.rows()).isEqualTo(115);
    assertThat(recipe.features()).isEqualTo(30);
    assertThat(recipe.epochs()).isEqualTo(5);
    assertThat(recipe.program().k()).isEqualTo(17);
  }

  @Test
  void aTinyTableHasTheLeastMemory() {
    assertThat(Recipe.of(Collections.nCopies(5, rows(4, 2)), 3).program().k())
        .isEqualTo(Layout.LEAST_K);
  }

  @Test
  void aLongTableStaysWithinTheStepsOfAJob() {
    staysWithinTheSteps(rows(5_000, 30));
  }

  @Test
  void aWideTableStaysWithinTheStepsOfAJob() {
    var wide = rows(120, 1_200);

    assertThat(Recipe.of(Collections.nCopies(5, wide), 3).features()).isEqualTo(64);
    staysWithinTheSteps(wide);
  }

  private static void staysWithinTheSteps(LabelledRows part) {
    var recipe = Recipe.of(Collections.nCopies(5, part), 3);
    var slot = recipe.slot(SECRET, recipe.standard(part));
    var inputs =
        new Inputs(
            1,
            recipe.settings(),
            Collections.nCopies(3, slot),
            Collections.nCopies(3, Seed.of(SECRET)),
            Seed.of(SECRET),
            slot);

    var trace = Trace.of(recipe.program(), inputs, Recipe.MOST_STEPS);

    assertThat(trace.end().status()).isEqualTo(Status.HALTED);
    assertThat(trace.length()).isBetween(1_000_000L, 6_000_000L);
  }

  /** Rows whose first feature tells the class. */
  private static LabelledRows rows(int count, int features) {
    var out = ByteBuffer.allocate(18 + count * (8 * features + 1));
    out.putInt(count).putInt(features).putInt(1).put((byte) 'a').putInt(1).put((byte) 'b');
    for (int row = 0; row < count; row++) {
      int label = row % 2;
      IntStream.range(0, features).forEach(f -> out.putDouble(f == 0 ? label : f % 7));
      out.put((byte) label);
    }
    return LabelledRows.fromBytes(out.array());
  }
}
