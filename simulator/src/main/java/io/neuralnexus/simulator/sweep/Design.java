package io.neuralnexus.simulator.sweep;

import io.neuralnexus.simulator.scenario.Scenario;
import io.neuralnexus.simulator.world.Chance;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.hipparchus.random.SobolSequenceGenerator;

/**
 * Where in the space of its parameters a scenario is looked at.
 *
 * @param kind how the places were chosen
 * @param axes what varies
 * @param count as {@code --points} said; 0 where the axes say it
 * @param points the places, each once
 * @param rows the places in the order in which the design needs them, several perhaps at a point
 */
public record Design(Kind kind, List<Axis> axes, int count, List<Point> points, List<Row> rows) {
  /** Levels of the grid on which Morris's trajectories run. */
  static final int LEVELS = 4;

  /** Levels of a step of a trajectory: the usual choice, after which all levels are as likely. */
  static final int STRIDE = LEVELS / 2;

  /**
   * A place of a design.
   *
   * @param point index of the point
   * @param shares how far along each axis it is, from 0 to 1; empty if it is none of a design that
   *     draws
   */
  record Row(int point, List<Double> shares) {
    public Row {
      shares = List.copyOf(shares);
    }
  }

  private record Place(Map<String, Double> values, List<Double> shares) {}

  /** How places are chosen. */
  public enum Kind {
    /** All combinations of values. */
    GRID,
    /** Each value of an axis alone, the others as written (one at a time). */
    OAT,
    /** Drawn so that each axis has one place in each of so many equal parts (Latin hypercube). */
    LHS,
    /** Random walks of one step along each axis (Morris, 1991). */
    MORRIS,
    /** Saltelli's matrices A, B and A with columns of B, from a Sobol sequence. */
    SOBOL;

    /** Whether it asks how much each axis matters, rather than how things are at a place. */
    public boolean isOfSensitivity() {
      return this == MORRIS || this == SOBOL;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Design {
    axes = List.copyOf(axes);
    points = List.copyOf(points);
    rows = List.copyOf(rows);
  }

  /**
   * Lays out a design. The scenario as it is written comes first, for comparison, where the design
   * is not one of sensitivity.
   *
   * @param count points, trajectories or rows of a matrix, for designs that draw them
   * @param seed of what is drawn
   * @throws IllegalArgumentException if the axes do not go with the kind, or with the scenario
   */
  public static Design of(Kind kind, List<Axis> axes, int count, Scenario scenario, long seed) {
    check(kind, axes, count);
    var places =
        switch (kind) {
          case GRID -> grid(axes);
          case OAT -> oneAtATime(axes);
          case LHS -> hypercube(axes, count, Chance.of(seed, "design lhs"));
          case MORRIS -> trajectories(axes, count, Chance.of(seed, "design morris"));
          case SOBOL -> matrices(axes, count);
        };
    var known = new LinkedHashMap<Scenario, Integer>();
    var points = new ArrayList<Point>();
    var rows = new ArrayList<Row>();
    if (!kind.isOfSensitivity()) {
      known.put(scenario, 0);
      points.add(Point.of(Map.of()));
    }
    for (var place : places) {
      var point = Point.of(place.values());
      var at = known.putIfAbsent(point.on(scenario), points.size());
      rows.add(new Row(at == null ? points.size() : at, place.shares()));
      if (at == null) points.add(point);
    }
    return new Design(kind, axes, count, points, rows);
  }

  private static void check(Kind kind, List<Axis> axes, int count) {
    if (axes.isEmpty()) {
      throw new IllegalArgumentException("nothing varies: add --vary key=from..to:steps");
    }
    var keys = new HashSet<String>();
    for (var axis : axes) {
      if (!keys.add(axis.key())) {
        throw new IllegalArgumentException(axis.key() + " varies twice: name each key once");
      }
    }
    var drawn = kind != Kind.GRID && kind != Kind.OAT;
    if (drawn && count < 2) {
      throw new IllegalArgumentException(
          "a design %s needs --points, at least 2 (here %d)".formatted(kind, count));
    }
    if (!drawn && count != 0) {
      throw new IllegalArgumentException(
          "a design %s takes its points from --vary: leave out --points".formatted(kind));
    }
  }

  private static List<Place> grid(List<Axis> axes) {
    var places = List.<Map<String, Double>>of(Map.of());
    for (var axis : axes) {
      var longer = new ArrayList<Map<String, Double>>();
      for (var place : places) {
        for (var value : axis.grid()) {
          var next = new LinkedHashMap<>(place);
          next.put(axis.key(), value);
          longer.add(next);
        }
      }
      places = longer;
    }
    return places.stream().map(values -> new Place(values, List.of())).toList();
  }

  private static List<Place> oneAtATime(List<Axis> axes) {
    var places = new ArrayList<Place>();
    for (var axis : axes) {
      for (var value : axis.grid()) places.add(new Place(Map.of(axis.key(), value), List.of()));
    }
    return places;
  }

  private static List<Place> hypercube(List<Axis> axes, int count, Chance chance) {
    var shares = new double[count][axes.size()];
    for (var axis = 0; axis < axes.size(); axis++) {
      var parts = chance.shuffled(IntStream.range(0, count).boxed().toList());
      for (var i = 0; i < count; i++) shares[i][axis] = (parts.get(i) + chance.uniform()) / count;
    }
    return places(axes, shares);
  }

  private static List<Place> trajectories(List<Axis> axes, int count, Chance chance) {
    var shares = new ArrayList<double[]>();
    var order = IntStream.range(0, axes.size()).boxed().toList();
    for (var i = 0; i < count; i++) {
      var at = IntStream.generate(() -> chance.below(LEVELS)).limit(axes.size()).toArray();
      shares.add(shares(at));
      for (var axis : chance.shuffled(order)) {
        at[axis] += at[axis] < STRIDE ? STRIDE : -STRIDE;
        shares.add(shares(at));
      }
    }
    return places(axes, shares.toArray(double[][]::new));
  }

  private static double[] shares(int[] levels) {
    return IntStream.of(levels).mapToDouble(level -> (double) level / (LEVELS - 1)).toArray();
  }

  private static List<Place> matrices(List<Axis> axes, int count) {
    var width = axes.size();
    var sequence = new SobolSequenceGenerator(2 * width);
    // The first place of the sequence is a corner, all zeros.
    sequence.skipTo(1);
    var shares = new ArrayList<double[]>();
    for (var i = 0; i < count; i++) {
      var both = sequence.nextVector();
      var a = new double[width];
      var b = new double[width];
      System.arraycopy(both, 0, a, 0, width);
      System.arraycopy(both, width, b, 0, width);
      shares.add(a);
      shares.add(b);
      for (var axis = 0; axis < width; axis++) {
        var mixed = a.clone();
        mixed[axis] = b[axis];
        shares.add(mixed);
      }
    }
    return places(axes, shares.toArray(double[][]::new));
  }

  private static List<Place> places(List<Axis> axes, double[][] shares) {
    var places = new ArrayList<Place>();
    for (var each : shares) {
      var values = new LinkedHashMap<String, Double>();
      for (var i = 0; i < axes.size(); i++) values.put(axes.get(i).key(), axes.get(i).at(each[i]));
      places.add(new Place(values, DoubleStream.of(each).boxed().toList()));
    }
    return places;
  }

  /** As {@code grid a=1.0..2.0:3}. */
  @Override
  public String toString() {
    return "%s%s %s"
        .formatted(
            kind,
            count == 0 ? "" : " of " + count,
            String.join(" ", axes.stream().map(Axis::toString).toList()));
  }
}
