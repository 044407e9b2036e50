package io.neuralnexus.offchain.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobBid;
import io.neuralnexus.offchain.contracts.Marketplace.TrainingJobJobSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTest {
  private static final long LARGE = 1L << 50;
  private static final Policy ALL = new Policy(Set.of(), 0xffff, 100, 50, LARGE, LARGE, LARGE, 1);
  private static Town town;
  private static JobView job;
  private static TrainingJobJobSpec spec;

  @BeforeAll
  static void post() {
    town = new Town();
    job = JobView.read(town.market, town.computation, town.job()).orElseThrow();
    // So that amounts for a million steps are amounts for the job.
    spec = job.job().spec().withMaxSteps(Uint.of(1_000_000)).withBase(Uint.of(1_000));
  }

  @AfterAll
  static void close() {
    town.close();
  }

  // Objections

  @Test
  void what_asks_for_nothing_unusual_is_taken() {
    assertThat(ALL.objection(job)).isEmpty();
    assertThat(ALL.objection(job)).isEqualTo(only(Set.of(town.program.hash())).objection(job));
  }

  @Test
  void another_program_is_not_taken() {
    assertThat(only(Set.of(Town.hash("another"))).objection(job))
        .contains("the program is not one of ours");
  }

  private static Policy only(Set<Buff> programs) {
    return new Policy(programs, 0xffff, 100, 50, LARGE, LARGE, LARGE, 1);
  }

  @Test
  void another_purpose_is_not_taken() {
    assertThat(new Policy(Set.of(), 1, 100, 50, LARGE, LARGE, LARGE, 1).objection(job)).isEmpty();
    assertThat(new Policy(Set.of(), 2, 100, 50, LARGE, LARGE, LARGE, 1).objection(job))
        .contains("a purpose is not one of ours");
  }

  @Test
  void steps_are_taken_up_to_the_limit() {
    assertThat(limited(Town.MAX_STEPS, LARGE, LARGE).objection(job)).isEmpty();
    assertThat(limited(Town.MAX_STEPS - 1, LARGE, LARGE).objection(job)).contains("too many steps");
  }

  @Test
  void a_bond_is_posted_up_to_the_limit() {
    long bond = job.job().terms().bond().longValueExact();

    assertThat(limited(LARGE, bond, LARGE).objection(job)).isEmpty();
    assertThat(limited(LARGE, bond - 1, LARGE).objection(job)).contains("too high a bond");
  }

  @Test
  void a_stake_is_bound_up_to_the_limit() {
    long stake = job.job().terms().stake().longValueExact();

    assertThat(limited(LARGE, LARGE, stake).objection(job)).isEmpty();
    assertThat(limited(LARGE, LARGE, stake - 1).objection(job)).contains("too high a stake");
  }

  private static Policy limited(long steps, long bond, long stake) {
    return new Policy(Set.of(), 0xffff, 100, 50, steps, bond, stake, 1);
  }

  // Prices

  @Test
  void while_nobody_bids_the_asking_price_is_asked() {
    assertThat(price(spec, Optional.empty())).contains(Uint.of(100));
  }

  @Test
  void no_more_is_asked_than_the_job_pays() {
    assertThat(price(spec.withBase(Uint.of(70)), Optional.empty())).contains(Uint.of(70));
    assertThat(price(spec.withBase(Uint.of(49)), Optional.empty())).isEmpty();
  }

  @Test
  void a_part_of_a_micro_stx_is_asked_in_full() {
    assertThat(price(spec.withMaxSteps(Uint.of(10_001)), Optional.empty())).contains(Uint.of(2));
  }

  /** The bidder's factor is 2 minus its reputation: 2 for none, 1 for the best. */
  @ParameterizedTest
  @CsvSource({
    "200, 0, 98",
    "100, 10000, 98",
    "199, 0, 97",
    "103, 0, 50",
    "1000, 0, 100",
    "60, 10000, 58",
    "52, 10000, 50"
  })
  void a_bid_is_beaten_by_two_per_cent_once_both_are_weighted(
      long weighted, long reputation, long price) {
    var asked = ALL.price(spec, Optional.of(bid(weighted)), Uint.of(reputation)).orElseThrow();

    assertThat(asked).isEqualTo(Uint.of(price));
    long ours = price * (20_000 - reputation) / 10_000;
    assertThat(ours).isLessThan(weighted).isLessThanOrEqualTo(weighted * 98 / 100);
  }

  @ParameterizedTest
  @CsvSource({"51, 10000", "101, 0", "0, 10000", "1, 10000"})
  void nobody_is_beaten_below_the_floor(long weighted, long reputation) {
    assertThat(ALL.price(spec, Optional.of(bid(weighted)), Uint.of(reputation))).isEmpty();
  }

  @Test
  void a_fixed_price_is_taken_as_it_is() {
    var fixed = spec.withFixedPrice(true);

    assertThat(price(fixed, Optional.empty())).contains(Uint.of(1_000));
    assertThat(price(fixed.withBase(Uint.of(50)), Optional.empty())).contains(Uint.of(50));
    assertThat(price(fixed.withBase(Uint.of(49)), Optional.empty())).isEmpty();
  }

  @Test
  void a_floor_above_the_asking_price_is_refused() {
    assertThatThrownBy(() -> new Policy(Set.of(), 1, 10, 11, 1, 1, 1, 1))
        .hasMessage("the floor, 11, is above the asking price, 10");
  }

  private static Optional<Uint> price(TrainingJobJobSpec spec, Optional<TrainingJobBid> best) {
    return ALL.price(spec, best, Uint.ZERO);
  }

  private static TrainingJobBid bid(long weighted) {
    return new TrainingJobBid(
        List.of(),
        Uint.ZERO,
        false,
        Uint.ZERO,
        Uint.of(weighted),
        Town.wallet("rival").address(),
        Uint.of(weighted));
  }
}
