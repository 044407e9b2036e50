package io.neuralnexus.cli.prove;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.cli.demo.Table;
import io.neuralnexus.cli.demo.Text;
import io.neuralnexus.offchain.zk.Profile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a profile says, in the units of the data: what everybody learns who sees the commitment.
 *
 * @param ranges of each feature
 * @param classes rows of each class
 * @param totals sums and means that say anything
 */
record Disclosure(long rows, List<Range> ranges, List<Count> classes, List<Total> totals) {
  /** A mean that has no end is told with so many digits, rounded outward. */
  private static final int DIGITS = 12;

  Disclosure {
    ranges = List.copyOf(ranges);
    classes = List.copyOf(classes);
    totals = List.copyOf(totals);
  }

  /** The values of a feature lie in a range, in steps; and how many are missing. */
  record Range(
      String feature,
      BigDecimal low,
      BigDecimal high,
      BigDecimal step,
      Optional<Profile.Bounds> missing) {}

  /** How many rows there are of a class. */
  record Count(String name, Profile.Bounds rows) {}

  /** At least one bound of the sum or the mean of a feature. */
  record Total(String feature, String kind, Optional<BigDecimal> low, Optional<BigDecimal> high) {}

  /** What a profile says of a table with this schema. */
  static Disclosure of(Schema schema, Profile profile) {
    var features = schema.features();
    return new Disclosure(
        profile.rows(),
        IntStream.range(0, features.size())
            .mapToObj(i -> range(features.get(i), profile.features().get(i)))
            .toList(),
        schema.label().stream()
            .flatMap(
                label ->
                    IntStream.range(0, label.classes().size())
                        .mapToObj(c -> new Count(label.classes().get(c), profile.classes().get(c))))
            .toList(),
        profile.sums().stream().flatMap(sum -> total(schema, profile, sum).stream()).toList());
  }

  private static Range range(Schema.Feature feature, Profile.Feature stated) {
    var steps = feature.steps();
    return new Range(
        feature.name(),
        steps.value(stated.low()),
        steps.value(stated.high()),
        steps.scale(),
        stated.missing().map(Profile.Missing::count));
  }

  private static Optional<Total> total(Schema schema, Profile profile, Profile.Sum sum) {
    var feature = schema.features().get(sum.feature());
    var stated = profile.features().get(sum.feature());
    var low = some(sum.low(), sum.low() > SumMaker.least(sum, stated, profile.rows()));
    var high = some(sum.high(), sum.high() < SumMaker.most(sum, stated, profile.rows()));
    if (low.isEmpty() && high.isEmpty()) return Optional.empty();
    var form = new Form(feature, sum, stated.missing().isPresent() ? 0 : profile.rows());
    return Optional.of(form.isSum() ? form.sum(low, high) : form.mean(low, high));
  }

  private static Optional<Long> some(long bound, boolean says) {
    return says ? Optional.of(bound) : Optional.empty();
  }

  /**
   * A sum of the profile as people put it.
   *
   * @param rows with a value, or 0 if that is not known
   */
  private record Form(Schema.Feature feature, Profile.Sum sum, long rows) {
    /** Nothing but the offset is taken off each value, or put to it. */
    boolean isSum() {
      return sum.times() == 1
          && (rows > 0 ? sum.less() == 0 : feature.steps().value(sum.less()).signum() == 0);
    }

    Total sum(Optional<Long> low, Optional<Long> high) {
      var shift = feature.steps().offset().multiply(BigDecimal.valueOf(rows));
      return new Total(
          feature.name(),
          "sum",
          low.map(each -> shift.add(feature.steps().scale().multiply(BigDecimal.valueOf(each)))),
          high.map(each -> shift.add(feature.steps().scale().multiply(BigDecimal.valueOf(each)))));
    }

    Total mean(Optional<Long> low, Optional<Long> high) {
      return new Total(
          feature.name(),
          "mean",
          low.map(each -> mean(each, RoundingMode.FLOOR)),
          high.map(each -> mean(each, RoundingMode.CEILING)));
    }

    private BigDecimal mean(long bound, RoundingMode outward) {
      var count = BigDecimal.valueOf(Math.max(1, rows));
      var steps = BigDecimal.valueOf(sum.less()).multiply(count).add(BigDecimal.valueOf(bound));
      var value = feature.steps().scale().multiply(steps);
      var parts = count.multiply(BigDecimal.valueOf(sum.times()));
      return feature.steps().offset().add(value.divide(parts, new MathContext(DIGITS, outward)));
    }
  }

  /** Tables for people. */
  String text() {
    var features = new Table("feature", ">lowest", ">highest", ">in steps of", ">missing");
    for (var range : ranges) {
      features.add(
          range.feature(),
          Schema.canonical(range.low()),
          Schema.canonical(range.high()),
          Schema.canonical(range.step()),
          range.missing().map(Disclosure::text).orElse("none"));
    }
    var counts = new Table("class", ">rows");
    classes.forEach(count -> counts.add(count.name(), text(count.rows())));
    var sums = new Table("of", "", ">at least", ">at most");
    for (var total : totals) {
      sums.add(total.feature(), total.kind(), text(total.low()), text(total.high()));
    }
    return Stream.of(
            features.text("Values, of %s rows".formatted(Text.count(rows))),
            classes.isEmpty() ? "" : counts.text("Classes"),
            totals.isEmpty() ? "" : sums.text("Sums and means of the values that are there"))
        .reduce("", String::concat);
  }

  private static String text(Profile.Bounds bounds) {
    return bounds.low() == bounds.high()
        ? "" + bounds.low()
        : "%d to %d".formatted(bounds.low(), bounds.high());
  }

  private static String text(Optional<BigDecimal> bound) {
    return bound.map(Schema::canonical).orElse("");
  }

  /** The same for programs. */
  void writeTo(ObjectNode json) {
    json.put("rows", rows);
    var features = json.putArray("features");
    for (var range : ranges) {
      var entry =
          features
              .addObject()
              .put("name", range.feature())
              .put("low", plain(range.low()))
              .put("high", plain(range.high()))
              .put("step", plain(range.step()));
      range.missing().ifPresent(missing -> write(missing, entry.putObject("missing")));
    }
    var labels = json.putArray("classes");
    classes.forEach(count -> write(count.rows(), labels.addObject().put("name", count.name())));
    var sums = json.putArray("sums");
    for (var total : totals) {
      var entry = sums.addObject().put("feature", total.feature()).put("kind", total.kind());
      total.low().ifPresent(low -> entry.put("low", plain(low)));
      total.high().ifPresent(high -> entry.put("high", plain(high)));
    }
  }

  private static void write(Profile.Bounds bounds, ObjectNode json) {
    json.put("low", bounds.low()).put("high", bounds.high());
  }

  private static BigDecimal plain(BigDecimal value) {
    return new BigDecimal(Schema.canonical(value));
  }
}
