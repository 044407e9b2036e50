package io.neuralnexus.offchain.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.machine.Inputs;
import io.neuralnexus.offchain.machine.Seed;
import io.neuralnexus.offchain.machine.Slot;
import java.util.List;
import org.junit.jupiter.api.Test;

class JobInputsTest {
  private static final int K = 13;
  private static final List<Long> SETTINGS = Settings.of(1, 1, 1).words();
  private static final Slot HOLDOUT = rows(1);
  private static final Slot DATASET = rows(2);
  private static final Seed SEED = Seed.of(secret(3));

  @Test
  void what_matches_its_commitments_makes_the_inputs_of_a_job() {
    assertThat(start().add(5, DATASET, DATASET.root(K), SEED, SEED.hash()).inputs())
        .isEqualTo(new Inputs(4, SETTINGS, List.of(DATASET), List.of(SEED), SEED, HOLDOUT));
  }

  @Test
  void rows_that_are_not_those_on_the_chain_are_refused_by_name() {
    var other = rows(9);

    assertThatThrownBy(() -> start().add(5, other, DATASET.root(K), SEED, SEED.hash()))
        .hasMessage(
            "data set 5 is not what the chain holds: its input-root is %s, expected is %s; ask for"
                    .formatted(other.root(K), DATASET.root(K))
                + " the rows of the version that is on the chain, and their secret");
  }

  @Test
  void rows_with_another_secret_are_refused() {
    var other = Rows.of(1, 2, new double[][] {{2}}, new int[] {1}).slot(secret(8));

    assertThatThrownBy(() -> start().add(5, other, DATASET.root(K), SEED, SEED.hash()))
        .hasMessageStartingWith("data set 5 is not what the chain holds");
  }

  @Test
  void a_seed_that_was_not_committed_to_is_refused() {
    var other = Seed.of(secret(8));

    assertThatThrownBy(() -> start().add(5, DATASET, DATASET.root(K), other, SEED.hash()))
        .hasMessageStartingWith(
            "the seed of data set 5 is not what the chain holds: its hash is 0x")
        .hasMessageEndingWith("ask for the seed that was committed to for this run");
  }

  @Test
  void what_the_developer_did_not_commit_to_is_refused() {
    assertThatThrownBy(
            () -> JobInputs.of(K, 4, SETTINGS, DATASET, HOLDOUT.root(K), SEED, SEED.hash()))
        .hasMessageStartingWith("the hold-out set of job 4 is not what the chain holds");
    assertThatThrownBy(
            () -> JobInputs.of(K, 4, SETTINGS, HOLDOUT, HOLDOUT.root(K), SEED, HOLDOUT.root(K)))
        .hasMessageStartingWith("the developer's seed for job 4 is not what the chain holds");
  }

  private static JobInputs start() {
    return JobInputs.of(K, 4, SETTINGS, HOLDOUT, HOLDOUT.root(K), SEED, SEED.hash());
  }

  private static Slot rows(double value) {
    return Rows.of(1, 2, new double[][] {{value}}, new int[] {1}).slot(secret(0));
  }

  private static Buff secret(int number) {
    var secret = new byte[32];
    secret[0] = (byte) number;
    return Buff.of(secret);
  }
}
