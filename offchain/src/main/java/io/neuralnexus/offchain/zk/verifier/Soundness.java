package io.neuralnexus.offchain.zk.verifier;

import io.neuralnexus.offchain.zk.Parameters;
import io.neuralnexus.offchain.zk.Profile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How unlikely a false statement is to be accepted: section "Soundness" of {@code docs/zk.md} in
 * numbers. Each term bounds the chance of one evaluation of the hash to be of use to a cheat.
 *
 * @param regime within which distance of a polynomial the committed functions are decoded
 * @param multiplicity m of the theorem; 0 for unique decoding
 * @param terms what adds up
 */
public record Soundness(Regime regime, int multiplicity, List<Term> terms) {
  /** How many polynomials may lie near the committed functions. */
  public enum Regime {
    /** A few: up to the Johnson radius. */
    JOHNSON,
    /** One. */
    UNIQUE_DECODING
  }

  /**
   * One source of error.
   *
   * @param name what a cheat hopes for
   * @param bits minus the binary logarithm of its chance
   */
  public record Term(String name, double bits) {}

  /**
   * What the error depends on besides the parameters.
   *
   * @param columns W
   * @param shifted E
   * @param body constraints of the rows before the random ones
   * @param counts K
   */
  public record Table(int columns, int shifted, int body, int counts) {
    /** No accepted profile has more of anything. */
    public static final Table WIDEST = new Table(Parameters.MAX_COLUMNS, 265, 529, 88);

    /** The table of a profile that {@link Verifier}s accept. */
    public static Table of(Profile profile) {
      var columns = Columns.of(profile);
      var zeros = Collections.nCopies(columns.width(), Element.ZERO);
      int body = Relation.of(profile, zeros, zeros).body().size();
      return new Table(columns.width(), columns.shifted(), body, columns.counts());
    }
  }

  private static final double FIELD = Element.P.doubleValue();
  private static final double EXTENSION = FIELD * FIELD;
  private static final double RATE = 1.0 / (1 << Parameters.BLOW_UP_LOG);
  private static final int FOLD = 1 << Parameters.FOLD_LOG;
  private static final int LEAST_MULTIPLICITY = 3;
  private static final int MOST_MULTIPLICITY = 200;

  public Soundness {
    terms = List.copyOf(terms);
  }

  /** In the Johnson radius, with the multiplicity that gives the most bits. */
  public static Soundness johnson(Parameters parameters, int log, Table table) {
    return IntStream.rangeClosed(LEAST_MULTIPLICITY, MOST_MULTIPLICITY)
        .mapToObj(m -> new Johnson(m).soundness(parameters, log, table))
        .max(Comparator.comparingDouble(Soundness::bits))
        .orElseThrow();
  }

  /** Within the radius of unique decoding. */
  public static Soundness uniqueDecoding(Parameters parameters, int log, Table table) {
    return new Unique(1L << (log + Parameters.BLOW_UP_LOG)).soundness(parameters, log, table);
  }

  /** All terms together. */
  public double bits() {
    return bits(terms.stream().mapToDouble(term -> Math.pow(2, -term.bits)).sum());
  }

  private static double bits(double error) {
    return -Math.log(error) / Math.log(2);
  }

  /** What is known of Reed-Solomon codes within some distance. */
  private sealed interface Radius {
    Regime regime();

    int multiplicity();

    /** The part of the points on which a function is a polynomial at least. */
    double agreement();

    /** How many polynomials at most are that near to a function. */
    double list();

    /**
     * The part of the challenges for which the sum of challenge^j f_j is near a polynomial on
     * points on which not all f_j are polynomials.
     *
     * @param degree of the sum in the challenge
     * @param coefficients of the polynomials
     * @param points of the functions
     */
    double mutual(int degree, double coefficients, double points);

    default Soundness soundness(Parameters parameters, int log, Table table) {
      double rows = 1L << log;
      double points = rows / RATE;
      var terms = new ArrayList<Term>();
      terms.add(new Term("constraints", bits(constraints(table))));
      terms.add(new Term("point z", bits(point(parameters, rows))));
      int functions = table.columns + table.shifted + Parameters.PARTS;
      terms.add(
          new Term("batching", bits(mutual(functions, rows, points)) + parameters.batchWork()));
      double size = 1;
      for (int layer = 0; layer < parameters.layers(log); layer++) {
        size *= FOLD;
        double error = mutual(FOLD - 1, rows / size, points / size);
        terms.add(new Term("fold " + layer, bits(error)));
      }
      double query = bits(agreement()) * parameters.queries() + parameters.queryWork();
      terms.add(new Term("queries", query));
      return new Soundness(regime(), multiplicity(), terms);
    }

    /** A false trace for which a and c make a polynomial of Q all the same. */
    private double constraints(Table table) {
      int degree = Math.max(Math.max(table.body - 1, 2 * table.counts + 1), 5);
      return list() * degree / EXTENSION;
    }

    /** Parts that are not Q's but are at z. */
    private double point(Parameters parameters, double rows) {
      double left = (Parameters.PARTS - 1) * (rows - parameters.partMasks()) + 2 * rows;
      double right = Parameters.PARTS * rows + parameters.masks();
      return list() * Math.max(left, right) / (EXTENSION - FIELD);
    }
  }

  /** Eprint 2025/2055, theorems 4.2 and 4.6, m as they are printed. */
  private record Johnson(int multiplicity) implements Radius {
    @Override
    public Regime regime() {
      return Regime.JOHNSON;
    }

    @Override
    public double agreement() {
      return Math.sqrt(RATE) * (1 + 1.0 / multiplicity);
    }

    @Override
    public double list() {
      double agreement = agreement();
      return Math.floor((agreement - RATE) / (agreement * agreement - RATE));
    }

    @Override
    public double mutual(int degree, double coefficients, double points) {
      double rate = (coefficients - 1) / points;
      double m = multiplicity + 0.5;
      double slope =
          (2 * Math.pow(m, 5) + 3 * m * (1 - agreement()) * rate) / (3 * Math.pow(rate, 1.5));
      return degree * (slope * points + m / Math.sqrt(rate)) / EXTENSION;
    }
  }

  /** Eprint 2020/654, theorem 6.1. */
  private record Unique(double points) implements Radius {
    @Override
    public Regime regime() {
      return Regime.UNIQUE_DECODING;
    }

    @Override
    public int multiplicity() {
      return 0;
    }

    @Override
    public double agreement() {
      return (1 + RATE) / 2 + 1 / points;
    }

    @Override
    public double list() {
      return 1;
    }

    @Override
    public double mutual(int degree, double coefficients, double pointsOfLayer) {
      return degree * pointsOfLayer / EXTENSION;
    }
  }
}
