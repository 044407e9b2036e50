package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import io.neuralnexus.offchain.zk.Proof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;

class CommitmentTest {
  private static final Commitment COMMITMENT = Samples.commitment(Samples.TINY, 6);
  private static final Proof PROOF = COMMITMENT.prove(Samples.BINDING, done -> {});

  @Test
  void a_true_statement_is_proven() {
    new Letter(Samples.TINY, Samples.profile(6)).check(COMMITMENT.root(), Samples.BINDING, PROOF);
  }

  @Test
  void a_true_statement_is_proven_with_the_standard_parameters() {
    var commitment = Samples.commitment(Parameters.STANDARD, 10);

    var proof = commitment.prove(Samples.BINDING, done -> {});

    new Letter(Parameters.STANDARD, Samples.profile(10))
        .check(commitment.root(), Samples.BINDING, proof);
    assertThat(Proof.of(proof.value())).isEqualTo(proof);
  }

  @Test
  void the_root_follows_from_seed_profile_and_table_on_any_machine() {
    assertThat(COMMITMENT.root())
        .isEqualTo(
            Buff.fromHex("8c8afd950d365ae4a1e4658a6898b06b04c489ed5ae9b68d44a7a11429f4580f"));
    assertThat(
            Commitment.of(
                    Samples.TINY,
                    Samples.profile(6),
                    Samples.table(),
                    Buff.fromHex("01".repeat(32)))
                .root())
        .isNotEqualTo(COMMITMENT.root());
  }

  @Test
  void one_thread_makes_the_same_root_and_proof_as_many() {
    try (var pool = new ForkJoinPool(1)) {
      var alone = pool.submit(() -> Samples.commitment(Samples.TINY, 6)).join();
      var proof = pool.submit(() -> alone.prove(Samples.BINDING, done -> {})).join();

      assertThat(alone.root()).isEqualTo(COMMITMENT.root());
      assertThat(proof).isEqualTo(PROOF);
    }
  }

  @Test
  void another_binding_has_another_proof_of_the_same_root() {
    var binding = Buff.of(new byte[32]);

    var proof = COMMITMENT.prove(binding, done -> {});

    new Letter(Samples.TINY, Samples.profile(6)).check(COMMITMENT.root(), binding, proof);
    assertThat(proof.traceCap()).isEqualTo(PROOF.traceCap());
    assertThat(proof.partsCap()).isNotEqualTo(PROOF.partsCap());
  }

  @Test
  void progress_goes_from_0_to_1() {
    var shares = new ArrayList<Double>();

    COMMITMENT.prove(Samples.BINDING, shares::add);

    assertThat(shares).isSorted().hasSizeGreaterThan(16).allMatch(share -> share > 0);
    assertThat(shares.getLast()).isEqualTo(1);
  }

  @Test
  void a_false_statement_says_which_rows_break_which_bound() {
    var profile =
        new Profile(
            6,
            3,
            List.of(
                new Feature(1, 9, Optional.empty()),
                new Feature(0, 9, Optional.of(new Missing(10, new Bounds(0, 0))))),
            List.of(new Bounds(3, 3), new Bounds(0, 3)),
            List.of(new Sum(1, 2, 1, 0, 5)));
    var table = Table.of(List.of(new long[] {0, 9, 10}, new long[] {10, 4, 4})).withLabels(0, 1, 2);

    var refused =
        catchThrowableOfType(
            FalseStatement.class, () -> Commitment.of(Samples.TINY, profile, table, Samples.SEED));

    assertThat(refused.violations())
        .containsExactly(
            new Violation.Value(0, 0, 0, 1, 9),
            new Violation.Value(0, 2, 10, 1, 9),
            new Violation.Label(2, 2, 2),
            new Violation.Missing(1, 1, new Bounds(0, 0)),
            new Violation.Rows(0, 1, new Bounds(3, 3)),
            new Violation.Total(0, 14, 0, 5));
    assertThat(refused)
        .hasMessage(
            """
            the statement is not true of the table:
            feature 0, row 0: 0 is not in 1 .. 9
            feature 0, row 2: 10 is not in 1 .. 9
            row 2: there is no class 2, the last is 1
            feature 1: 1 instead of 0 .. 0 missing
            class 0: 1 instead of 3 .. 3 rows
            sum 0: 14 is not in 0 .. 5\
            """);
  }

  @Test
  void a_statement_about_another_table_is_refused() {
    var table = Table.of(List.of(new long[] {5, 6}));

    assertRefused(profile(3, 1, 0), table, "the profile states 3 rows, the table has 2");
    assertRefused(profile(2, 2, 0), table, "the profile states 2 features, the table has 1");
    assertRefused(profile(2, 1, 1), table, "the profile states classes, the table has none");
    assertRefused(
        profile(2, 1, 0), table.withLabels(0, 0), "the table has classes, the profile states none");
    assertThatThrownBy(
            () -> Commitment.of(Samples.TINY, profile(2, 1, 0), table, Buff.of(new byte[31])))
        .hasMessage("a seed has 32 bytes, not 31");
  }

  private static void assertRefused(Profile profile, Table table, String message) {
    assertThatThrownBy(() -> Commitment.of(Samples.TINY, profile, table, Samples.SEED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Profile profile(int rows, int features, int classes) {
    return new Profile(
        6,
        rows,
        Collections.nCopies(features, new Feature(0, 9, Optional.empty())),
        Collections.nCopies(classes, new Bounds(0, rows)),
        List.of());
  }

  @Test
  void the_shortest_trace_that_has_room_is_taken() {
    assertThat(Commitment.log(Parameters.STANDARD, 1)).isEqualTo(10);
    assertThat(Commitment.log(Parameters.STANDARD, 943)).isEqualTo(10);
    assertThat(Commitment.log(Parameters.STANDARD, 944)).isEqualTo(11);
    assertThat(Commitment.log(Parameters.STANDARD, 10_000)).isEqualTo(14);
    assertThat(Commitment.log(Parameters.STANDARD, (1 << 17) - 81)).isEqualTo(17);
    for (long rows : new long[] {0, -1, (1 << 17) - 80}) {
      assertThatThrownBy(() -> Commitment.log(Parameters.STANDARD, rows))
          .hasMessage("a data set has 1 to 130991 rows, not " + rows);
    }
  }
}
