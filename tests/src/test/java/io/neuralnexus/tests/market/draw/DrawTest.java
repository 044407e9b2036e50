package io.neuralnexus.tests.market.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarinet.Simnet;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.tests.contracts.NeuralTrainingMarket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Who is drawn, over more than 2,000 seats in each test. The seeds are fixed, so that a test that
 * passes once passes always; a fair draw would fail a test of 1 % with one choice of seeds in a
 * hundred.
 */
class DrawTest {
  /** More than fit below one node of the tree of weights. */
  private static final int VALIDATORS = 20;

  private static final int DRAWS = 290;
  private static final long LEAST_STAKE = 100_000_000;
  private static final int GENERATION = 144;
  private static final Path MANIFEST =
      Path.of(System.getProperty("nexus.root", ".."), "Clarinet.toml");
  private static final Principal NOBODY = account("nobody");
  private static final Principal NO_ONE_ELSE = account("no one else");

  /** micro-STX by validator: from one to four times the least, no two alike. */
  private static final Map<StandardPrincipal, Long> STAKES =
      IntStream.range(0, VALIDATORS)
          .boxed()
          .collect(
              Collectors.toMap(
                  i -> account("validator " + i),
                  i -> LEAST_STAKE + 3 * LEAST_STAKE * (i * 7 % VALIDATORS) / VALIDATORS,
                  (one, other) -> one,
                  LinkedHashMap::new));

  private static final List<StandardPrincipal> FIRST_TO_LAST = List.copyOf(STAKES.keySet());

  /** Seats of validators that registered in the order of their names. */
  private static Map<Principal, Integer> seats;

  @BeforeAll
  static void draw() {
    seats = seats(FIRST_TO_LAST, "one order", NOBODY, NO_ONE_ELSE);
  }

  @Test
  void seats_are_drawn_in_proportion_to_stake() {
    var fit = ChiSquare.ofFit(seats, STAKES);
    assertThat(fit.degreesOfFreedom()).isEqualTo(VALIDATORS - 1);
    assertThat(fit.statistic()).isLessThan(fit.criticalAtOnePercent());

    var equalWeights = new HashMap<>(STAKES);
    equalWeights.replaceAll((who, stake) -> 1L);
    var misfit = ChiSquare.ofFit(seats, equalWeights);
    assertThat(misfit.statistic())
        .as("the same seats against equal weights, to show that the test can fail")
        .isGreaterThan(3 * misfit.criticalAtOnePercent());
  }

  @Test
  void the_order_of_registration_does_not_matter() {
    var backward = seats(FIRST_TO_LAST.reversed(), "the other order", NOBODY, NO_ONE_ELSE);
    var fit = ChiSquare.ofFit(backward, STAKES);
    assertThat(fit.statistic()).isLessThan(fit.criticalAtOnePercent());
    var same = ChiSquare.ofHomogeneity(seats, backward);
    assertThat(same.statistic()).isLessThan(same.criticalAtOnePercent());
  }

  @Test
  void parties_are_left_out_without_favour_to_their_neighbours() {
    var developer = FIRST_TO_LAST.get(4);
    var provider = FIRST_TO_LAST.get(17);
    var others = new LinkedHashMap<>(STAKES);
    others.keySet().removeAll(List.of(developer, provider));

    var seats = seats(FIRST_TO_LAST, "parties", developer, provider);
    assertThat(seats).doesNotContainKeys(developer, provider);
    var fit = ChiSquare.ofFit(seats, others);
    assertThat(fit.degreesOfFreedom()).isEqualTo(VALIDATORS - 3);
    assertThat(fit.statistic()).isLessThan(fit.criticalAtOnePercent());
  }

  /**
   * Seats by validator, over all draws of a market whose validators have registered in that order.
   */
  private static Map<Principal, Integer> seats(
      List<StandardPrincipal> order, String seeds, Principal developer, Principal provider) {
    try (var simnet = Simnet.open(MANIFEST)) {
      var market = NeuralTrainingMarket.on(simnet);
      for (var validator : order) {
        var stake = STAKES.get(validator);
        simnet.mintStx(validator, stake);
        assertThat(market.as(validator).registerValidator(Uint.of(stake)).value().isOk()).isTrue();
      }
      simnet.mineEmptyBurnBlocks(2 * GENERATION);
      var generation = market.getGeneration();
      var seats = new HashMap<Principal, Integer>();
      for (var i = 0; i < DRAWS; i++) {
        var draw = market.getDraw(hash(seeds + " " + i), generation, developer, provider);
        assertThat(draw.voters()).hasSize(7);
        draw.voters().forEach(voter -> seats.merge(voter, 1, Integer::sum));
      }
      return seats;
    }
  }

  private static StandardPrincipal account(String name) {
    var digest = hash(name).bytes();
    return new StandardPrincipal(
        StandardPrincipal.TESTNET_SINGLE_SIG,
        Buff.of(ByteBuffer.allocate(20).put(digest, 0, 20).array()));
  }

  private static Buff hash(String text) {
    try {
      return Buff.of(
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }
}
