package io.neuralnexus.simulator.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.neuralnexus.simulator.Draft;
import io.neuralnexus.simulator.kpi.RunResult;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Where theory gives the answer, the market that is played agrees with it. Intervals are those of
 * 99.9 % by the normal approximation; runs have fixed seeds.
 */
class MarketTheoryTest {
  private static final double Z = 3.29;

  /** Whoever is drawn has staked two generations before. */
  private static final long STAKED = 290;

  /** Many bids on models that earn half of their price, which developers contest. */
  private static Draft contests() {
    return Draft.of(600)
        .from(STAKED)
        .with("developers", "market-developer", "honest", 20, 2000, Map.of("rate", 0.03))
        .with("keepers", "market-keeper", "prompt", 1, 10);
  }

  private static Map<String, Double> overclaiming() {
    return Map.of("quality", 65.0, "spread", 2.0, "excess", 25.0, "capacity", 100.0);
  }

  private static double total(RunResult run, String kpi) {
    return run.kpi(kpi).sum();
  }

  /** The interval of a share that is expected to be p in n independent trials. */
  private static Offset<Double> interval(double p, double n) {
    return within(Z * Math.sqrt(p * (1 - p) / n));
  }

  /** C(7, k) p^k (1 - p)^(7 - k). */
  private static double seats(int k, double p) {
    var ways = 1.0;
    for (var i = 0; i < k; i++) ways = ways * (7 - i) / (i + 1);
    return ways * Math.pow(p, k) * Math.pow(1 - p, 7 - k);
  }

  /**
   * Seats are drawn with replacement by stake, so that a group with the part w of the stake has
   * each seat with probability w: a proportional draw, the follow-the-satoshi rule of proof of
   * stake (Bentov, Lee, Mizrahi, Rosenfeld, Proof of Activity, 2014).
   */
  @Test
  void seats_are_drawn_in_proportion_to_stake() {
    var run =
        contests()
            .with("providers", "market-provider", "overclaiming", 3, 500, overclaiming())
            .from(0)
            .with("small", "market-validator", "diligent", 9, 500, Map.of("stake", 100.0))
            .with("large", "market-validator", "diligent", 9, 500, Map.of("stake", 300.0))
            .play(1);

    var seats = total(run, "seats.small") + total(run, "seats.large");
    assertThat(seats).isGreaterThan(500);
    assertThat(total(run, "seats.large") / seats).isCloseTo(0.75, interval(0.75, seats));
  }

  /**
   * A ring with the part w of the stake has the median of seven seats if it has four: the sum over
   * k from 4 to 7 of C(7, k) w^k (1 - w)^(7 - k) (Condorcet, Essai sur l'application de l'analyse,
   * 1785, for voters who are wrong with probability w).
   */
  @Test
  void a_ring_wins_as_often_as_the_binomial_distribution_says() {
    var share = 0.4;
    var wins = seats(4, share) + seats(5, share) + seats(6, share) + seats(7, share);

    var run =
        contests()
            .attack("accomplices", "market-provider", "overclaiming", 3, 900, overclaiming())
            .from(0)
            .attack("ring", "market-validator", "ring", 8, 9000, Map.of("stake", 9000.0))
            .with("validators", "market-validator", "diligent", 12, 9000, Map.of("stake", 9000.0))
            .parameter("market-outlier-slash-bps", 100)
            .play(1);

    var contests = total(run, "bids.contested");
    assertThat(contests).isGreaterThan(100);
    assertThat(total(run, "results.wrong.accepted") / contests)
        .isCloseTo(wins, interval(wins, contests));
  }

  /**
   * A lazy vote of N(g, s) is off a median of N(m, d) if they differ by more than the distance:
   * with votes in whole points, with probability 1 - F((10.5 - (g - m)) / r) + F((-10.5 - (g - m))
   * / r), r = sqrt(s^2 + d^2), F the normal distribution. Each time that takes the outlier's part
   * of what is left of the stake, so that k times leave (1 - part)^k. That looking must cost less
   * than this is the answer to the verifier's dilemma (Luu, Teutsch, Kulkarni, Saxena, 2015).
   */
  @Test
  void a_lazy_validator_loses_what_its_distance_from_the_median_says() {
    var guess = Map.of("stake", 5000.0, "guess", 72.0, "guess-spread", 6.0);
    var run =
        contests()
            .with("providers", "market-provider", "overclaiming", 3, 500, overclaiming())
            .from(0)
            .with("validators", "market-validator", "diligent", 17, 5000, Map.of("stake", 5000.0))
            .attack("lazy", "market-validator", "lazy", 1, 5000, guess)
            .attack("idle", "market-validator", "lazy", 2, 5000, guess)
            .parameter("market-outlier-slash-bps", 100)
            .play(1);

    // F(0.55) = 0.7088, F(-2.75) = 0.0030 at r = sqrt(36 + 4 + 0.4)
    var off = 1 - 0.7088 + 0.0030;
    var seats = total(run, "seats.lazy") + total(run, "seats.idle");
    var slashed = total(run, "seats.slashed.lazy") + total(run, "seats.slashed.idle");
    assertThat(seats).isGreaterThan(80);
    assertThat(slashed / seats).isCloseTo(off, interval(off, seats));
    assertThat(total(run, "slashed.lazy"))
        .isCloseTo(5000 * (1 - Math.pow(0.99, total(run, "seats.slashed.lazy"))), within(1e-4));
  }

  /**
   * Douceur (The Sybil Attack, 2002): identities cost nothing, so nothing may depend on their
   * number. Seats do not; a slash does, since each seat risks a part of its account's whole stake:
   * the same stake in n accounts loses an n-th for the same wrong seat.
   */
  @Test
  void a_split_stake_has_the_same_seats_and_a_smaller_risk() {
    var run =
        contests()
            .with("providers", "market-provider", "overclaiming", 3, 500, overclaiming())
            .from(0)
            .with("validators", "market-validator", "diligent", 16, 1000, Map.of("stake", 1000.0))
            .attack("whale", "market-validator", "copying", 1, 4000, Map.of("stake", 4000.0))
            .attack(
                "sybil",
                "market-validator",
                "copying",
                1,
                4000,
                Map.of("stake", 4000.0, "identities", 20.0))
            .parameter("market-outlier-slash-bps", 100)
            .play(1);

    var whole = total(run, "seats.whale");
    var split = total(run, "seats.sybil");
    assertThat(split / (whole + split)).isCloseTo(0.5, interval(0.5, whole + split));
    var risk = total(run, "slashed.whale") / total(run, "seats.slashed.whale");
    var splitRisk = total(run, "slashed.sybil") / total(run, "seats.slashed.sybil");
    assertThat(total(run, "slashed.whale"))
        .isCloseTo(4000 * (1 - Math.pow(0.99, total(run, "seats.slashed.whale"))), within(1e-4));
    assertThat(splitRisk).isLessThanOrEqualTo(2);
    assertThat(risk).isGreaterThan(5 * splitRisk);
  }

  /**
   * Buterin (The P + epsilon Attack, 2015): who promises p + epsilon for a losing vote pays the sum
   * over k from 1 to 3 of k C(7, k) b^k (1 - b)^(7 - k) times p + epsilon, where the part b of the
   * stake believes it, and nothing as b approaches 1. Here p is the fee of a seat and its slash.
   */
  @Test
  void a_promise_of_p_plus_epsilon_costs_what_its_losing_believers_cost() {
    var contests = 0.0;
    for (var believers : new int[] {6, 18}) {
      var run = promise(believers);
      contests = total(run, "bids.contested");
      var share = believers / 20.0;
      var mean = 0.0;
      var square = 0.0;
      for (var k = 1; k <= 3; k++) {
        mean += k * seats(k, share);
        square += k * k * seats(k, share);
      }
      var each = 0.1 + 10 + 20;
      var error = Z * Math.sqrt((square - mean * mean) / contests) + 0.05 * mean;
      assertThat(total(run, "bribes.paid") / contests / each).isCloseTo(mean, within(error));
    }
    assertThat(contests).isGreaterThan(100);
  }

  private static RunResult promise(int believers) {
    var stake = Map.of("stake", 1000.0);
    var offer = Map.of("quality", 65.0, "spread", 1.0, "epsilon", 20.0, "capacity", 100.0);
    return contests()
        .attack("bribers", "market-provider", "bribing", 3, 900, offer)
        .from(0)
        .with("believers", "market-validator", "bribed", believers, 1000, stake)
        .with("others", "market-validator", "diligent", 20 - believers, 1000, stake)
        .parameter("market-outlier-slash-bps", 100)
        .play(1);
  }

  /**
   * Of half of the stake the developer gets half, or its bid if that is less, and a fifth as its
   * bounty; the treasury gets the rest, so that whoever sells garbage to himself loses three tenths
   * of the slash and the committee's fee (docs/contracts/neural-training-market.md, Money).
   */
  @Test
  void garbage_that_is_caught_costs_half_of_the_stake_of_which_the_treasury_has_three_tenths() {
    var run =
        Draft.of(600)
            .from(STAKED)
            .with("developers", "market-developer", "honest", 20, 500)
            .with("keepers", "market-keeper", "prompt", 1, 10)
            .from(0)
            .with("validators", "market-validator", "diligent", 20, 400)
            .from(STAKED)
            .attack(
                "garbage",
                "market-provider",
                "garbage",
                4,
                900,
                Map.of("stake", 8.0, "capacity", 1.0))
            .play(1);

    var caught = total(run, "results.wrong.caught");
    assertThat(caught).isPositive();
    assertThat(total(run, "slashed.garbage")).isCloseTo(4 * caught, within(1e-6));
    assertThat(total(run, "slashed.to.treasury")).isCloseTo(1.2 * caught, within(1e-6));
    assertThat(total(run, "slashed.false")).isZero();
  }
}
