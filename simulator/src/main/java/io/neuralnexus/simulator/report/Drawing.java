package io.neuralnexus.simulator.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Locale;

/** What a chart draws. Each has a function of its name in {@code page/draw.js}. */
sealed interface Drawing {
  /** By which the page finds the function. */
  @JsonProperty
  default String kind() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** How samples of several groups spread, one below the other. */
  record Ridges(String axis, String unit, List<Ridge> ridges) implements Drawing {
    /**
     * @param shape pairs of value and density, the densest 1; empty if all samples are equal
     */
    record Ridge(
        String name,
        boolean attack,
        double p05,
        double p25,
        double median,
        double p75,
        double p95,
        double mean,
        List<double[]> shape) {}
  }

  /**
   * How often which values were seen.
   *
   * @param counted what is counted, in the plural
   * @param split whether what is below 0 is another colour than what is above
   */
  record Histogram(
      String axis, String unit, String counted, boolean split, List<Bin> bins, List<Mark> marks)
      implements Drawing {
    record Bin(double from, double to, int count) {}
  }

  /** A place on an axis that has a name. */
  record Mark(double at, String name) {}

  /** A figure over time: the median of the runs, and a band that holds four fifths of them. */
  record Band(
      String axis,
      String unit,
      List<Long> blocks,
      List<Double> low,
      List<Double> median,
      List<Double> high,
      List<Mark> marks)
      implements Drawing {}

  /** Streams of money from payers by reason to payees. */
  record Streams(String unit, List<Stream> streams) implements Drawing {
    record Stream(String payer, String reason, String payee, double amount) {}
  }

  /** The same amount divided in several ways, a bar for each. */
  record Parts(String axis, String unit, List<Bar> bars) implements Drawing {
    record Bar(String name, List<Part> parts) {}

    record Part(String name, double amount) {}
  }

  /** Shares of the wealth that shares of the agents hold, in percent, poorest first. */
  record Lorenz(List<Line> lines) implements Drawing {
    record Line(String name, List<double[]> points) {}
  }

  /** A bar for each of several figures, with how sure they are. */
  record Bars(String axis, String unit, List<Bar> bars) implements Drawing {
    record Bar(String name, double value, double low, double high) {}
  }

  /**
   * A figure at all combinations of two parameters.
   *
   * @param bound that the figure is held to, and on whose one side a target holds; null without one
   * @param below whether the target holds below the bound
   * @param rows the figure by place along y, then along x; null where nothing was seen
   */
  record Heat(
      String axisX,
      String axisY,
      String axis,
      String unit,
      List<Double> xs,
      List<Double> ys,
      Double bound,
      boolean below,
      List<List<Double>> rows)
      implements Drawing {}

  /**
   * A figure along a parameter, with the interval that the true one is in.
   *
   * @param log whether equal steps of the parameter are equal factors
   * @param bound that the figure is held to; null without one
   * @param between where the frontier lies; empty if there is none
   */
  record Curve(
      String axisX,
      String axis,
      String unit,
      boolean log,
      Double bound,
      List<Double> between,
      List<Place> places)
      implements Drawing {
    /**
     * @param low null if the runs do not say
     * @param high null if the runs do not say
     * @param holds whether a target surely holds there; null if the runs do not decide it
     */
    record Place(double at, double value, Double low, Double high, Boolean holds) {}
  }

  /** A figure at places that were drawn, along one of the parameters. */
  record Cloud(String axisX, String axis, String unit, Double bound, List<double[]> points)
      implements Drawing {}
}
