package io.neuralnexus.offchain.zk.verifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.verifier.Soundness.Table;
import io.neuralnexus.offchain.zk.verifier.Soundness.Term;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SoundnessTest {
  @ParameterizedTest
  @ValueSource(ints = {10, 11, 12, 13, 14, 15, 16, 17})
  void eighty_bits_are_proven_in_the_johnson_radius(int log) {
    assertThat(Soundness.johnson(Parameters.STANDARD, log, Table.WIDEST).bits())
        .isGreaterThanOrEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(ints = {11, 12, 13, 14, 15, 16, 17})
  void eighty_bits_are_proven_with_unique_decoding_and_its_own_parameters(int log) {
    assertThat(Soundness.uniqueDecoding(Parameters.UNIQUE_DECODING, log, Table.WIDEST).bits())
        .isGreaterThanOrEqualTo(80);
  }

  /** The figures of the page. */
  @ParameterizedTest
  @CsvSource({"10, 14, 87.7", "14, 10, 86.2", "17, 8, 84.9"})
  void the_page_states_what_the_computation_gives(int log, int multiplicity, double bits) {
    var soundness = Soundness.johnson(Parameters.STANDARD, log, Table.WIDEST);

    assertThat(soundness.multiplicity()).isEqualTo(multiplicity);
    assertThat(soundness.bits()).isCloseTo(bits, within(0.05));
  }

  @Test
  void the_terms_of_the_longest_trace_are_those_of_the_page() {
    var soundness = Soundness.johnson(Parameters.STANDARD, 17, Table.WIDEST);

    assertThat(soundness.terms())
        .extracting(Term::name)
        .containsExactly(
            "constraints",
            "point z",
            "batching",
            "fold 0",
            "fold 1",
            "fold 2",
            "fold 3",
            "queries");
    assertThat(soundness.terms())
        .extracting(term -> Math.round(10 * term.bits()) / 10.0)
        .containsExactly(115.3, 103.2, 88.7, 86.3, 89.3, 92.3, 95.3, 85.9);
  }

  /** (1 + 1/8) / 4 to the power of 36, and 2^-20. */
  @Test
  void queries_find_a_distance_near_the_johnson_radius() {
    var queries = Soundness.johnson(Parameters.STANDARD, 17, Table.WIDEST).terms().getLast();

    assertThat(Math.pow(2, -queries.bits()))
        .isCloseTo(Math.pow(9.0 / 32, 36) / (1 << 20), within(1e-30));
  }

  @Test
  void with_unique_decoding_the_standard_number_of_queries_proves_less() {
    assertThat(Soundness.uniqueDecoding(Parameters.STANDARD, 17, Table.WIDEST).bits())
        .isBetween(52.0, 53.0);
  }

  @Test
  void without_work_a_proof_is_as_much_less_sound() {
    var idle = new Parameters(10, 17, 80, 36, 40, 5, 6, 0, 0);
    var with = Soundness.johnson(Parameters.STANDARD, 17, Table.WIDEST);
    var without = Soundness.johnson(idle, 17, Table.WIDEST);

    assertThat(without.bits()).isLessThan(with.bits() - 7);
  }

  @Test
  void a_small_table_is_no_less_sound_than_the_widest() {
    var feature = new Profile.Feature(0, 255, Optional.empty());
    var profile = new Profile(10, 100, List.of(feature), List.of(), List.of());
    var table = Table.of(profile);

    assertThat(table).isEqualTo(new Table(4, 1, 4, 0));
    assertThat(Soundness.johnson(Parameters.STANDARD, 10, table).bits())
        .isGreaterThan(Soundness.johnson(Parameters.STANDARD, 10, Table.WIDEST).bits());
  }
}
