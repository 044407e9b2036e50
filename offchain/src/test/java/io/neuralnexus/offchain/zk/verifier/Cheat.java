package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.offchain.zk.Digit;
import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.Profile.Bounds;
import io.neuralnexus.offchain.zk.Profile.Feature;
import io.neuralnexus.offchain.zk.Profile.Missing;
import io.neuralnexus.offchain.zk.Profile.Sum;
import io.neuralnexus.offchain.zk.prover.Table;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * A false trace that violates one constraint and no other.
 *
 * @param name what is false
 * @param constraint number of the constraint, from 0 in the order of the page
 * @param profile what is stated
 * @param change what is done to the trace of the table
 */
record Cheat(String name, int constraint, Profile profile, Consumer<Sheet> change) {
  /** As few rows and queries as the prover takes. */
  static final Parameters PARAMETERS = new Parameters(6, 6, 9, 2, 3, 1, 2, 0, 0);

  private static final int LOG = 6;
  private static final int END = (1 << LOG) - 9;
  private static final int ROWS = 20;
  private static final int MISSING = 0;
  private static final int HIDDEN_ROW = 5;
  private static final long LOW = 100;

  /** The bounds of the counts are wide enough for every small change. */
  static final Profile TRUE =
      new Profile(
          LOG,
          ROWS,
          List.of(
              new Feature(10, 15, Optional.empty()),
              new Feature(LOW, 400, Optional.of(new Missing(MISSING, new Bounds(1, 6))))),
          List.of(new Bounds(5, 10), new Bounds(5, 10), new Bounds(4, 10)),
          List.of(new Sum(1, 3, 1_000, -20_000, 20_000)));

  private static final Columns COLUMNS = Columns.of(TRUE);

  /** Values in rows 3 and 9 of the second feature are missing. */
  static Table table() {
    var first = new long[ROWS];
    var second = new long[ROWS];
    var labels = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      first[i] = 10 + i % 6;
      second[i] = i == 3 || i == 9 ? MISSING : LOW + 13 * i;
      labels[i] = i % 3;
    }
    return Table.of(List.of(first, second)).withLabels(labels);
  }

  /** How many constraints there are. */
  static int constraints() {
    return Number.FIRST_PADDING.of(0) + 1;
  }

  /** Every constraint has its own. */
  static List<Cheat> all() {
    var cheats = new ArrayList<Cheat>();
    cheats.add(cheat("a row of the data is left out", Number.PREFIX, 0, Cheat::hide));
    addDigits(cheats);
    for (int k = 0; k < COLUMNS.counts(); k++) addCount(cheats, k);
    addFeatures(cheats);
    addClasses(cheats);
    cheats.add(cheat("the last row is left out", Number.LAST_DATA, 0, Cheat::shorten));
    cheats.add(cheat("there is one more row", Number.FIRST_PADDING, 0, Cheat::lengthen));
    return cheats;
  }

  private static Cheat cheat(String name, Number kind, int index, Consumer<Sheet> change) {
    return new Cheat(name, kind.of(index), TRUE, change);
  }

  private static void hide(Sheet sheet) {
    sheet.clear(HIDDEN_ROW);
    sheet.count();
  }

  private static void shorten(Sheet sheet) {
    sheet.clear(ROWS - 1);
    sheet.count();
  }

  private static void lengthen(Sheet sheet) {
    sheet.set(0, ROWS, 1);
    sheet.set(COLUMNS.x(0), ROWS, 10);
    sheet.set(COLUMNS.x(1), ROWS, LOW);
    sheet.set(COLUMNS.t(0), ROWS, 1);
    sheet.count();
  }

  private static void addDigits(List<Cheat> cheats) {
    int index = 0;
    for (int j = 0; j < COLUMNS.features(); j++) {
      var feature = TRUE.features().get(j);
      for (var digit : feature.digits()) {
        cheats.add(tooLarge(j, index, digit));
        index++;
      }
    }
  }

  private static Cheat tooLarge(int j, int index, Digit digit) {
    return cheat(
        "digit %d is larger than it may be".formatted(index),
        Number.DIGIT,
        index,
        sheet -> {
          sheet.clearDigits(j, 0);
          sheet.set(COLUMNS.d(index), 0, digit.most() + 1);
          long value = digit.weight() * (digit.most() + 1);
          sheet.set(COLUMNS.x(j), 0, TRUE.features().get(j).low() + value);
          sheet.count();
        });
  }

  private static void addCount(List<Cheat> cheats, int k) {
    long total = new Sheet(TRUE, null).total(k);
    var few = withBounds(k, total + 1, total + 1);
    var many = withBounds(k, total - 1, total - 1);
    cheats.add(
        new Cheat("count %d is too low".formatted(k), Number.ABOVE.of(k), few, Sheet::count));
    cheats.add(
        new Cheat("count %d is too high".formatted(k), Number.BELOW.of(k), many, Sheet::count));
    cheats.add(
        new Cheat(
            "count %d is too low and its distance negative".formatted(k),
            Number.ABOVE_ENDS.of(k),
            few,
            sheet -> sheet.fill(COLUMNS.b(k), -1)));
    cheats.add(
        new Cheat(
            "count %d is too high and its distance negative".formatted(k),
            Number.BELOW_ENDS.of(k),
            many,
            sheet -> sheet.fill(COLUMNS.c(k), -1)));
    cheats.add(
        cheat(
            "count %d jumps".formatted(k),
            Number.STEP,
            k,
            sheet -> {
              sheet.add(COLUMNS.a(k), HIDDEN_ROW, 1);
              sheet.digits(k);
            }));
    cheats.add(
        cheat(
            "count %d begins at 1".formatted(k),
            Number.TOTAL_BEGINS,
            k,
            sheet -> {
              sheet.add(COLUMNS.a(k), END, 1);
              sheet.digits(k);
            }));
    cheats.add(
        cheat(
            "the distance of count %d from the least is another".formatted(k),
            Number.LEAST,
            k,
            sheet -> sheet.digits(COLUMNS.b(k), 3)));
    cheats.add(
        cheat(
            "the distance of count %d from the most is another".formatted(k),
            Number.MOST,
            k,
            sheet -> sheet.digits(COLUMNS.c(k), 3)));
  }

  private static Profile withBounds(int count, long low, long high) {
    var features = new ArrayList<>(TRUE.features());
    var classes = new ArrayList<>(TRUE.classes());
    var sums = new ArrayList<>(TRUE.sums());
    var bounds = new Bounds(low, high);
    if (count == 0) {
      var feature = features.getLast();
      var missing = Optional.of(new Missing(MISSING, bounds));
      features.set(1, new Feature(feature.low(), feature.high(), missing));
    } else if (count <= classes.size()) {
      classes.set(count - 1, bounds);
    } else {
      var sum = sums.getFirst();
      sums.set(0, new Sum(sum.feature(), sum.times(), sum.less(), low, high));
    }
    return new Profile(LOG, ROWS, features, classes, sums);
  }

  private static void addFeatures(List<Cheat> cheats) {
    for (int j = 0; j < COLUMNS.features(); j++) {
      int feature = j;
      cheats.add(
          cheat(
              "a value of feature %d is out of range".formatted(j),
              Number.DIFFERENCE,
              j,
              sheet -> {
                sheet.clearDigits(feature, 0);
                sheet.set(COLUMNS.x(feature), 0, TRUE.features().get(feature).high() + 1);
                sheet.count();
              }));
    }
    cheats.add(cheat("a value is missing twice", Number.MISSING_BIT, 0, s -> miss(s, 0, 2)));
    cheats.add(
        cheat("padding is missing", Number.MISSING_DATA, 0, sheet -> miss(sheet, ROWS + 2, 1)));
    cheats.add(
        cheat(
            "a value that is there is called missing",
            Number.MISSING_CODE,
            0,
            sheet -> {
              sheet.clearDigits(1, 0);
              sheet.set(COLUMNS.u(0), 0, 1);
              sheet.count();
            }));
  }

  /** The code is as far below the least value as the digits say, times s - u = -1. */
  private static void miss(Sheet sheet, int row, long times) {
    sheet.set(COLUMNS.x(1), row, MISSING);
    sheet.set(COLUMNS.u(0), row, times);
    sheet.setDigits(1, row, LOW - MISSING);
    sheet.count();
  }

  private static void addClasses(List<Cheat> cheats) {
    for (int label = 0; label < COLUMNS.classes(); label++) {
      int negative = label;
      cheats.add(
          cheat(
              "a row is of all classes but %d".formatted(label),
              Number.CLASS_BIT,
              label,
              sheet -> {
                for (int c = 0; c < COLUMNS.classes(); c++) {
                  sheet.set(COLUMNS.t(c), 0, c == negative ? -1 : 1);
                }
                sheet.count();
              }));
    }
    cheats.add(
        cheat(
            "a row has no class",
            Number.CLASS_SUM,
            0,
            sheet -> {
              for (int c = 0; c < COLUMNS.classes(); c++) sheet.set(COLUMNS.t(c), 0, 0);
              sheet.count();
            }));
  }

  /** A relation in which one constraint is as if it held. */
  static UnaryOperator<Relation> without(int constraint) {
    return relation -> {
      var all = new ArrayList<Element>();
      all.addAll(relation.body());
      all.addAll(relation.first());
      all.addAll(relation.thirteenth());
      all.addAll(relation.end());
      all.add(relation.lastData());
      all.add(relation.firstPadding());
      all.set(constraint, Element.ZERO);
      return new Relation(
          take(all, relation.body().size()),
          take(all, relation.first().size()),
          take(all, relation.thirteenth().size()),
          take(all, relation.end().size()),
          all.getFirst(),
          all.getLast());
    };
  }

  private static List<Element> take(List<Element> all, int count) {
    var taken = List.copyOf(all.subList(0, count));
    all.subList(0, count).clear();
    return taken;
  }

  @Override
  public String toString() {
    return name;
  }

  /** The constraints of each kind, in the order of the page. */
  private enum Number {
    PREFIX(1),
    DIGIT(COLUMNS.digits()),
    ABOVE(COLUMNS.counts()),
    BELOW(COLUMNS.counts()),
    DIFFERENCE(COLUMNS.features()),
    MISSING_BIT(COLUMNS.missing()),
    MISSING_DATA(COLUMNS.missing()),
    MISSING_CODE(COLUMNS.missing()),
    CLASS_BIT(COLUMNS.classes()),
    CLASS_SUM(1),
    STEP(COLUMNS.counts()),
    LEAST(COLUMNS.counts()),
    MOST(COLUMNS.counts()),
    ABOVE_ENDS(COLUMNS.counts()),
    BELOW_ENDS(COLUMNS.counts()),
    TOTAL_BEGINS(COLUMNS.counts()),
    LAST_DATA(1),
    FIRST_PADDING(1);

    private final int count;

    Number(int count) {
      this.count = count;
    }

    int of(int index) {
      int number = index;
      for (var kind : values()) {
        if (kind == this) break;
        number += kind.count;
      }
      return number;
    }
  }

  /** The columns of a trace, as numbers that may be negative. */
  static final class Sheet {
    private final Profile profile;
    private final long[][] cells;

    Sheet(Profile profile, long[][] cells) {
      this.profile = profile;
      this.cells = cells;
    }

    private BigInteger get(int column, int row) {
      var value = new BigInteger(Long.toUnsignedString(cells[column][row]));
      return value.bitLength() == Long.SIZE ? value.subtract(Element.P) : value;
    }

    private void set(int column, int row, BigInteger value) {
      cells[column][row] = value.mod(Element.P).longValue();
    }

    void set(int column, int row, long value) {
      set(column, row, BigInteger.valueOf(value));
    }

    /** Adds to the cells up to this row. */
    void add(int column, int row, long value) {
      for (int i = 0; i <= row; i++) {
        set(column, i, get(column, i).add(BigInteger.valueOf(value)));
      }
    }

    /** Sets the cells up to row L. */
    void fill(int column, long value) {
      for (int i = 0; i <= END; i++) set(column, i, value);
    }

    void clear(int row) {
      for (int column = COLUMNS.x(0); column < COLUMNS.d(COLUMNS.digits()); column++) {
        set(column, row, 0);
      }
      set(0, row, 0);
    }

    void clearDigits(int feature, int row) {
      setDigits(feature, row, 0);
    }

    void setDigits(int feature, int row, long number) {
      int first = feature == 0 ? 0 : profile.features().getFirst().digits().size();
      var digits = profile.features().get(feature).digits();
      long rest = number;
      for (int i = digits.size() - 1; i >= 0; i--) {
        long digit = Math.min(digits.get(i).most(), rest / digits.get(i).weight());
        rest -= digit * digits.get(i).weight();
        set(COLUMNS.d(first + i), row, digit);
      }
    }

    /** Counts again what is in the rows. */
    void count() {
      for (int k = 0; k < COLUMNS.counts(); k++) {
        set(COLUMNS.a(k), END, 0);
        for (int i = END - 1; i >= 0; i--) {
          set(COLUMNS.a(k), i, get(COLUMNS.a(k), i + 1).add(found(k, i)));
        }
        digits(k);
      }
    }

    private BigInteger found(int k, int row) {
      if (k == 0) return get(COLUMNS.u(0), row);
      if (k <= COLUMNS.classes()) return get(COLUMNS.t(k - 1), row);
      var sum = profile.sums().getFirst();
      var term =
          get(COLUMNS.x(sum.feature()), row)
              .multiply(BigInteger.valueOf(sum.times()))
              .subtract(BigInteger.valueOf(sum.less()));
      return get(0, row).subtract(get(COLUMNS.u(0), row)).multiply(term);
    }

    /** What the count finds in the table. */
    private long total(int k) {
      var table = table();
      long total = 0;
      for (int i = 0; i < ROWS; i++) {
        boolean missing = table.value(1, i) == MISSING;
        if (k == 0) {
          total += missing ? 1 : 0;
        } else if (k <= COLUMNS.classes()) {
          total += table.label(i) == k - 1 ? 1 : 0;
        } else {
          total += missing ? 0 : 3 * table.value(1, i) - 1_000;
        }
      }
      return total;
    }

    /** The digits of the distances of a count from its bounds. */
    void digits(int k) {
      digits(COLUMNS.b(k), get(COLUMNS.a(k), 0).longValueExact() - bounds(k).low());
      digits(COLUMNS.c(k), bounds(k).high() - get(COLUMNS.a(k), 0).longValueExact());
    }

    void digits(int column, long distance) {
      for (int i = 0; i < Parameters.COUNT_DIGITS; i++) set(column, i, distance >> 4 * i);
    }

    private Bounds bounds(int k) {
      if (k == 0) return profile.features().getLast().missing().orElseThrow().count();
      if (k <= COLUMNS.classes()) return profile.classes().get(k - 1);
      var sum = profile.sums().getFirst();
      return new Bounds(sum.low(), sum.high());
    }
  }
}
