package io.neuralnexus.simulator.sweep;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A number of a scenario that a sweep varies. It is written {@code key=from..to:steps}, {@code
 * key=from..to:steps:log}, {@code key=from..to} for designs that draw their values, or {@code
 * key=a,b,c}.
 */
public sealed interface Axis {
  /** As {@code parameters.market-committee-fee}. */
  String key();

  /** The values of a grid, in order. */
  List<Double> grid();

  /**
   * The value at a place.
   *
   * @param share how far along, from 0 to 1
   */
  double at(double share);

  /**
   * All values between two.
   *
   * @param steps values of a grid, both ends among them; 0 if the design draws values itself
   * @param log whether equal steps are equal factors
   */
  record Span(String key, double from, double to, int steps, boolean log) implements Axis {
    public Span {
      if (!(from < to)) {
        throw new IllegalArgumentException(
            "%s goes from %s to %s: the first has to be the smaller".formatted(key, from, to));
      }
      if (log && from <= 0) {
        throw new IllegalArgumentException(
            "%s cannot be on a logarithmic scale from %s: begin above 0".formatted(key, from));
      }
    }

    @Override
    public List<Double> grid() {
      if (steps == 0) {
        throw new IllegalArgumentException(
            "%1$s has no number of steps: write %1$s=%2$s..%3$s:5".formatted(key, from, to));
      }
      return IntStream.range(0, steps).mapToObj(i -> at((double) i / (steps - 1))).toList();
    }

    @Override
    public double at(double share) {
      if (share <= 0) return from;
      if (share >= 1) return to;
      if (!log) return from + share * (to - from);
      var low = StrictMath.log(from);
      return StrictMath.exp(low + share * (StrictMath.log(to) - low));
    }

    @Override
    public String toString() {
      return "%s=%s..%s%s%s"
          .formatted(key, from, to, steps == 0 ? "" : ":" + steps, log ? ":log" : "");
    }
  }

  /** Values that were named one by one. */
  record Listed(String key, List<Double> values) implements Axis {
    public Listed {
      values = List.copyOf(values);
    }

    @Override
    public List<Double> grid() {
      return values;
    }

    @Override
    public double at(double share) {
      return values.get(Math.clamp((long) (share * values.size()), 0, values.size() - 1));
    }

    @Override
    public String toString() {
      return key + "=" + String.join(",", values.stream().map(String::valueOf).toList());
    }
  }

  Pattern FORM = Pattern.compile("([^=\\s]+)=(\\S+)");
  Pattern SPAN = Pattern.compile("(.+?)\\.\\.([^:]+)(?::([^:]+))?(?::([^:]+))?");

  /**
   * Reads an axis.
   *
   * @throws IllegalArgumentException if it is none; the message says what is wrong
   */
  static Axis parse(String text) {
    var form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'%s' varies nothing: write key=from..to:steps or key=a,b,c".formatted(text));
    }
    var key = form.group(1);
    var span = SPAN.matcher(form.group(2));
    if (!span.matches()) {
      var values = Arrays.stream(form.group(2).split(",", -1)).map(each -> number(each, text));
      return new Listed(key, values.toList());
    }
    var third = span.group(3);
    var fourth = span.group(4);
    var alone = "log".equals(third) && fourth == null;
    if (fourth != null && !fourth.equals("log")) {
      throw new IllegalArgumentException(
          "'%s' in '%s' is no scale: write :log or nothing".formatted(fourth, text));
    }
    return new Span(
        key,
        number(span.group(1), text),
        number(span.group(2), text),
        third == null || alone ? 0 : steps(key, third, text),
        alone || fourth != null);
  }

  private static double number(String digits, String text) {
    try {
      var number = Double.parseDouble(digits.replace("_", ""));
      if (Double.isFinite(number)) return number;
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("'%s' in '%s' is no number".formatted(digits, text), e);
    }
    throw new IllegalArgumentException("'%s' in '%s' is not finite".formatted(digits, text));
  }

  private static int steps(String key, String digits, String text) {
    try {
      var steps = Integer.parseInt(digits);
      if (steps >= 2) return steps;
      throw new IllegalArgumentException(
          "%s has %d steps: it takes at least 2".formatted(key, steps));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "'%s' in '%s' is no number of steps: write key=from..to:steps or key=from..to:steps:log"
              .formatted(digits, text),
          e);
    }
  }
}
