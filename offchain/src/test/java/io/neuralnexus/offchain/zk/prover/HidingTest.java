package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Proof;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What is opened says nothing of the data: as functions of what is random, all opened numbers are
 * independent. Each test is made twice, and must notice a prover who leaves the randomness out.
 */
class HidingTest {
  private static final int LOG = 6;
  private static final Parameters PARAMETERS = Samples.TINY;
  private static final Profile PROFILE =
      new Profile(
          LOG,
          4,
          List.of(new Feature(3, 40, Optional.of(new Missing(2, new Bounds(0, 1))))),
          List.of(new Bounds(1, 3), new Bounds(1, 3)),
          List.of());
  private static final Layout LAYOUT = new Layout(PROFILE);
  private static final Table TABLE =
      Table.of(List.of(new long[] {3, 2, 40, 17})).withLabels(0, 1, 1, 0);
  private static final Domain DOMAIN = new Domain(LOG);
  private static final Run HONEST = run(Samples.BINDING, UnaryOperator.identity());

  /** A proof and where it opens what it commits to. */
  private record Run(Prover prover, Proof proof, Letter.Opened opened) {}

  private static Run run(Buff binding, UnaryOperator<Randomness> change) {
    var randomness = change.apply(seeded(0));
    var trace = Trace.of(PARAMETERS, LAYOUT, TABLE, randomness);
    var prover = new Prover(PARAMETERS, trace, randomness);
    var proof = prover.prove(binding, done -> {});
    var opened = new Letter(PARAMETERS, PROFILE).check(prover.root(), binding, proof);
    return new Run(prover, proof, opened);
  }

  private static Randomness seeded(int number) {
    var seed = ByteBuffer.allocate(32).putInt(number).array();
    return new Seeded(Buff.of(seed), PROFILE.value().serialize(), TABLE);
  }

  /** The same, seen again and again with other randomness. */
  private static int rank(int times, Function<Randomness, LongStream> view) {
    return Rank.of(
        IntStream.range(0, times).mapToObj(i -> view.apply(seeded(i)).toArray()).toList());
  }

  // The columns

  @Test
  void opened_rows_are_independent_of_each_other_and_of_the_data() {
    int forms = forms(HONEST.opened());

    assertThat(rank(forms + 5, randomness -> columns(randomness, HONEST.opened())))
        .isEqualTo(forms);
  }

  @Test
  void without_random_rows_that_is_noticed() {
    UnaryOperator<Randomness> none =
        randomness ->
            new Changed(randomness) {
              @Override
              public long[] rows(int column, int count) {
                return new long[count];
              }
            };

    assertThat(rank(20, randomness -> columns(none.apply(randomness), HONEST.opened()))).isZero();
  }

  @Test
  void one_random_row_too_few_is_noticed() {
    int forms = forms(HONEST.opened());
    UnaryOperator<Randomness> fewer =
        randomness ->
            new Changed(randomness) {
              @Override
              public long[] rows(int column, int count) {
                var rows = super.rows(column, count);
                rows[count - 1] = 0;
                return rows;
              }
            };

    assertThat(rank(forms + 5, randomness -> columns(fewer.apply(randomness), HONEST.opened())))
        .isLessThan(forms);
  }

  @Test
  void a_second_proof_for_the_same_root_is_noticed() {
    var second = run(Buff.of(new byte[32]), UnaryOperator.identity());
    assertThat(second.prover().root()).isEqualTo(HONEST.prover().root());
    int forms = 2 * forms(HONEST.opened());

    assertThat(
            rank(
                forms + 5,
                randomness ->
                    LongStream.concat(
                        columns(randomness, HONEST.opened()),
                        columns(randomness, second.opened()))))
        .isLessThan(forms);
  }

  /**
   * What can be known of the trace: all columns at the queries and at z, the shifted ones at the
   * next points, too. Those at the queries' next points follow from the quotient.
   */
  private static LongStream columns(Randomness randomness, Letter.Opened opened) {
    var columns = Trace.of(PARAMETERS, LAYOUT, TABLE, randomness).columns();
    var known = new ArrayList<Long>();
    for (int j = 0; j < LAYOUT.d(PROFILE.features().size()); j++) {
      DOMAIN.rows().interpolate(columns[j]);
      var polynomial = new Halves(columns[j], new long[columns[j].length]).reversed(LOG);
      boolean shifted = j < LAYOUT.shifted();
      for (int point : opened.points()) {
        long x = DOMAIN.point(point);
        known.add(value(polynomial, Extension.of(x)).a());
        if (shifted) known.add(value(polynomial, next(Extension.of(x))).a());
      }
      for (var z : shifted ? List.of(opened.z(), next(opened.z())) : List.of(opened.z())) {
        var value = value(polynomial, z);
        known.add(value.a());
        known.add(value.b());
      }
    }
    return known.stream().mapToLong(Long::longValue);
  }

  private static int forms(Letter.Opened opened) {
    return (int) columns(seeded(0), opened).count();
  }

  private static Extension next(Extension point) {
    return point.times(DOMAIN.row(1));
  }

  private static Extension value(Halves polynomial, Extension point) {
    var sum = Extension.ZERO;
    for (int i = polynomial.size() - 1; i >= 0; i--) sum = sum.times(point).plus(polynomial.get(i));
    return sum;
  }

  // The parts of the quotient

  @Test
  void parts_are_independent_up_to_their_sum() {
    int points = PARAMETERS.queries() + 1;
    int free = 2 * points * (Parameters.PARTS - 1);

    assertThat(rank(free + 40, randomness -> parts(randomness.fresh(new byte[32]))))
        .isEqualTo(free);
  }

  @Test
  void plain_parts_are_noticed() {
    assertThat(
            rank(
                20,
                randomness ->
                    parts(
                        new Changed(randomness) {
                          @Override
                          public Halves between(int part, int count) {
                            return new Halves(count);
                          }
                        }.fresh(new byte[32]))))
        .isZero();
  }

  @Test
  void one_random_coefficient_too_few_between_two_parts_is_noticed() {
    int points = PARAMETERS.queries() + 1;
    int free = 2 * points * (Parameters.PARTS - 1);

    assertThat(
            rank(
                free + 40,
                randomness ->
                    parts(
                        new Changed(randomness) {
                          @Override
                          public Halves between(int part, int count) {
                            return super.between(part, count).first(count - 1).first(count);
                          }
                        }.fresh(new byte[32]))))
        .isLessThan(free);
  }

  /** All parts at the queries and at z, for a quotient that is always the same. */
  private static LongStream parts(Randomness.Fresh random) {
    var quotient =
        new Halves(NttTest.random(DOMAIN.extended(), 1), NttTest.random(DOMAIN.extended(), 2));
    var parts = Parts.of(quotient, DOMAIN.size(), PARAMETERS.partMasks(), random);
    return points()
        .flatMap(point -> parts.stream().map(part -> value(part, point)))
        .flatMapToLong(value -> LongStream.of(value.a(), value.b()));
  }

  private static Stream<Extension> points() {
    return Stream.concat(
        HONEST.opened().points().stream().map(point -> Extension.of(DOMAIN.point(point))),
        Stream.of(HONEST.opened().z()));
  }

  // The mask of what is folded

  @Test
  void all_that_is_folded_is_masked() {
    int numbers = 2 * DOMAIN.size();

    assertThat(rank(numbers + 5, randomness -> mask(randomness.fresh(new byte[32]))))
        .isEqualTo(numbers);
    assertThat(openedMasks(HONEST)).doesNotContain(Uint.ZERO).doesNotHaveDuplicates();
  }

  @Test
  void without_a_mask_that_is_noticed() {
    var unmasked =
        run(
            Samples.BINDING,
            randomness ->
                new Changed(randomness) {
                  @Override
                  public Halves mask(int count) {
                    return new Halves(count);
                  }
                });

    assertThat(openedMasks(unmasked)).containsOnly(Uint.ZERO);
  }

  private static LongStream mask(Randomness.Fresh random) {
    var mask = random.mask(DOMAIN.size());
    return LongStream.concat(LongStream.of(mask.a()), LongStream.of(mask.b()));
  }

  private static List<Uint> openedMasks(Run run) {
    return run.proof().queries().stream().map(query -> query.parts().getLast()).toList();
  }

  // The salts

  @Test
  void who_guesses_a_row_cannot_tell_whether_it_is_there() {
    assertThat(recognised(HONEST)).isZero();
  }

  @Test
  void without_salts_that_is_noticed() {
    Randomness.Salts none = (leaf, hash, into, at) -> {};
    var unsalted =
        run(
            Samples.BINDING,
            randomness ->
                new Changed(randomness) {
                  @Override
                  public Salts traceSalts() {
                    return none;
                  }

                  @Override
                  public Salts partsSalts() {
                    return none;
                  }
                });

    assertThat(recognised(unsalted)).isEqualTo(PARAMETERS.queries());
  }

  @Test
  void no_two_salts_are_equal() {
    assertThat(
            HONEST.proof().queries().stream()
                .flatMap(query -> Stream.of(query.salt(), query.partsSalt())))
        .doesNotHaveDuplicates();
  }

  /** How many of the leaves beside the opened ones are known to who knows their rows. */
  private static long recognised(Run run) {
    return IntStream.range(0, PARAMETERS.queries())
        .filter(
            k -> {
              var query = run.proof().queries().get(k);
              var guess = run.prover().trace().row(run.opened().points().get(k) ^ 1);
              return Stream.of(query.salt(), query.partsSalt(), Buff.of(new byte[16]))
                  .map(salt -> Buff.of(Letter.salted(salt, guess)))
                  .anyMatch(query.path().getFirst()::equals);
            })
        .count();
  }
}
