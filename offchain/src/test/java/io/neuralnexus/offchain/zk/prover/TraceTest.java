package io.neuralnexus.offchain.zk.prover;

import static org.assertj.core.api.Assertions.assertThat;

import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TraceTest {
  private static final int LOG = 6;
  private static final int SIZE = 1 << LOG;
  private static final int BODY = SIZE - Samples.TINY.masks();
  private static final Extension CHALLENGE = new Extension(0x1234_5678_9abc_def0L, 0xfedcL);

  @Property(tries = 300)
  void all_constraints_hold_exactly_if_the_statement_is_true(@ForAll long seed) {
    var case_ = new Case(new Random(seed));
    var violations = new Statement(case_.profile(), case_.table()).violations();

    var broken = broken(trace(case_));

    assertThat(broken.isEmpty()).as("%s, %s", violations, broken).isEqualTo(violations.isEmpty());
  }

  @Property(tries = 300)
  void whatever_is_changed_in_the_body_breaks_a_constraint(@ForAll long seed) {
    var random = new Random(seed);
    var trace = trace(new Case(Samples.profile(LOG), Samples.table()));
    int column = random.nextInt(trace.layout().d(trace.layout().features().size()));
    boolean value = column >= trace.layout().x(0) && column < trace.layout().x(3);
    // A value in a row of padding is anything, and nobody asks.
    int row = random.nextInt(value ? Samples.ROWS : BODY);

    trace.columns()[column][row] =
        Goldilocks.add(trace.columns()[column][row], 1 + random.nextInt(3));

    assertThat(broken(trace)).as("column %d, row %d", column, row).isNotEmpty();
  }

  @Test
  void row_L_is_zero_where_a_column_is_opened_at_the_next_row() {
    var trace = trace(new Case(Samples.profile(LOG), Samples.table()));

    for (int column = 0; column < trace.layout().shifted(); column++) {
      assertThat(trace.columns()[column][BODY]).isZero();
    }
    assertThat(trace.columns()[trace.layout().x(0)][BODY]).isNotZero();
  }

  @Test
  void an_odd_number_of_columns_is_made_even_by_zeros() {
    var profile =
        new Profile(LOG, 1, List.of(new Feature(5, 5, Optional.empty())), List.of(), List.of());
    var even = trace(new Case(profile, Table.of(List.of(new long[] {5}))));
    assertThat(even.columns()).hasNumberOfRows(2);

    var odd =
        new Profile(LOG, 1, List.of(new Feature(5, 6, Optional.empty())), List.of(), List.of());
    var columns = trace(new Case(odd, Table.of(List.of(new long[] {5})))).columns();
    assertThat(columns).hasNumberOfRows(4);
    assertThat(columns[3]).containsOnly(0);
    assertThat(columns[2][SIZE - 1]).isNotZero();
  }

  private static Trace trace(Case case_) {
    var randomness = new Seeded(Samples.SEED, new byte[0], case_.table());
    return Trace.of(Samples.TINY, new Layout(case_.profile()), case_.table(), randomness);
  }

  /** Where constraints do not hold. */
  private static List<String> broken(Trace trace) {
    var relation = new Relation(trace.layout(), CHALLENGE, number -> true);
    var columns = trace.columns();
    int rows = (int) trace.layout().profile().rows();
    var broken = new ArrayList<String>();
    var body = relation.body(columns, 0, BODY);
    for (int i = 0; i < BODY; i++) {
      if (!body.get(i).equals(Extension.ZERO)) broken.add("row " + i);
    }
    var single =
        List.of(
            relation.first(columns, 0, 1),
            relation.afterDigits(columns, Parameters.COUNT_DIGITS, Parameters.COUNT_DIGITS + 1),
            relation.afterBody(columns, BODY, BODY + 1),
            relation.lastData(columns, rows - 1, rows),
            relation.firstPadding(columns, rows, rows + 1));
    for (int i = 0; i < single.size(); i++) {
      if (!single.get(i).get(0).equals(Extension.ZERO)) broken.add("single row " + i);
    }
    return broken;
  }

  /** A table and a profile that is true of it, or nearly so. */
  private record Case(Profile profile, Table table) {
    private static final int MAX_ROWS = 30;

    Case(Random random) {
      this(random, 1 + random.nextInt(MAX_ROWS));
    }

    private Case(Random random, int rows) {
      this(random, rows, features(random), random.nextInt(4));
    }

    private Case(Random random, int rows, List<Feature> features, int classes) {
      this(random, features, table(random, rows, features, classes), classes);
    }

    private Case(Random random, List<Feature> features, Table table, int classes) {
      this(profile(random, features, table, classes), table);
    }

    private static List<Feature> features(Random random) {
      return IntStream.range(0, 1 + random.nextInt(3))
          .mapToObj(
              j -> {
                long low = random.nextInt(1_000);
                long high = low + random.nextInt(1 << random.nextInt(18));
                var missing =
                    random.nextBoolean()
                        ? Optional.<Missing>empty()
                        : Optional.of(new Missing(high + 1, new Bounds(0, 0)));
                return new Feature(low, high, missing);
              })
          .toList();
    }

    private static Table table(Random random, int rows, List<Feature> features, int classes) {
      int bad = random.nextInt(4) == 0 ? random.nextInt(rows) : -1;
      var values =
          features.stream()
              .map(
                  feature ->
                      IntStream.range(0, rows)
                          .mapToLong(i -> i == bad ? random.nextInt(1_100) : value(random, feature))
                          .toArray())
              .toList();
      if (classes == 0) return Table.of(values);
      int most = classes + (random.nextInt(8) == 0 ? 1 : 0);
      return Table.of(values)
          .withLabels(IntStream.range(0, rows).map(i -> random.nextInt(most)).toArray());
    }

    private static long value(Random random, Feature feature) {
      if (feature.missing().isPresent() && random.nextInt(4) == 0) {
        return feature.missing().get().code();
      }
      return random.nextLong(feature.low(), feature.high() + 1);
    }

    private static Profile profile(
        Random random, List<Feature> features, Table table, int classes) {
      var stated =
          IntStream.range(0, features.size())
              .mapToObj(j -> feature(random, features.get(j), j, table))
              .toList();
      var bounds =
          IntStream.range(0, classes)
              .mapToObj(
                  c ->
                      bounds(
                          random,
                          IntStream.range(0, table.rows())
                              .filter(i -> table.label(i) == c)
                              .count()))
              .toList();
      var sums =
          IntStream.range(0, random.nextInt(3))
              .mapToObj(k -> sum(random, random.nextInt(features.size()), features, table))
              .toList();
      return new Profile(LOG, table.rows(), stated, bounds, sums);
    }

    private static Feature feature(Random random, Feature feature, int index, Table table) {
      return new Feature(
          feature.low(),
          feature.high(),
          feature
              .missing()
              .map(
                  missing ->
                      new Missing(
                          missing.code(),
                          bounds(
                              random,
                              IntStream.range(0, table.rows())
                                  .filter(i -> table.value(index, i) == missing.code())
                                  .count()))),
          feature.digits());
    }

    /** Nearly always around a number. */
    private static Bounds bounds(Random random, long actual) {
      long shift = random.nextInt(12) == 0 ? random.nextInt(3) - 1 : 0;
      return new Bounds(actual + shift - random.nextInt(2), actual + shift + random.nextInt(3));
    }

    private static Sum sum(Random random, int feature, List<Feature> features, Table table) {
      long times = 1 + random.nextInt(5);
      long less = random.nextInt(2_000);
      var code = features.get(feature).missing().map(Missing::code).orElse(-1L);
      long actual =
          IntStream.range(0, table.rows())
              .mapToLong(i -> table.value(feature, i))
              .filter(value -> value != code)
              .map(value -> times * value - less)
              .sum();
      var bounds = bounds(random, actual);
      return new Sum(feature, times, less, bounds.low(), bounds.high());
    }
  }
}
