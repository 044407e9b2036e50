package io.neuralnexus.cli.prove;

import io.neuralnexus.offchain.zk.Profile;
import io.neuralnexus.offchain.zk.prover.FalseStatement;
import io.neuralnexus.offchain.zk.prover.Violation;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.IntStream;

/** Tells an owner in the words of its own files why a statement is not true. */
final class Untruth {
  /** More of them are counted, not told. */
  private static final int TOLD = 20;

  private final QuantisedTable table;
  private final Schema schema;
  private final Profile profile;

  private Untruth(QuantisedTable table, Schema schema, Profile profile) {
    this.table = table;
    this.schema = schema;
    this.profile = profile;
  }

  static RefusedException of(
      FalseStatement e, QuantisedTable table, Schema schema, Profile profile) {
    var untruth = new Untruth(table, schema, profile);
    var all = e.violations();
    var message = new StringBuilder("what is stated of %s is false:".formatted(table.file()));
    all.stream().limit(TOLD).forEach(each -> message.append("\n  ").append(untruth.text(each)));
    if (all.size() > TOLD) message.append("\n  and %d more".formatted(all.size() - TOLD));
    return new RefusedException(message.append("\nstate bounds that hold").toString());
  }

  private String text(Violation violation) {
    return switch (violation) {
      case Violation.Value value -> value(value);
      case Violation.Label label ->
          "line %d: there is no class %d".formatted(table.lines()[label.row()], label.label());
      case Violation.Missing missing ->
          "%s: %d values are missing, %s"
              .formatted(name(missing.feature()), missing.actual(), stated(missing.stated()));
      case Violation.Rows rows ->
          "%s: %d rows are of this class, %s"
              .formatted(
                  schema.label().orElseThrow().classes().get(rows.label()),
                  rows.actual(),
                  stated(rows.stated()));
      case Violation.Total total -> total(profile.sums().get(total.sum()), total);
    };
  }

  private String value(Violation.Value value) {
    var steps = schema.features().get(value.feature()).steps();
    boolean isLow = value.value() < value.low();
    return "line %d, %s: %s is %s"
        .formatted(
            table.lines()[value.row()],
            name(value.feature()),
            Schema.canonical(steps.value(value.value())),
            isLow
                ? "below " + Schema.canonical(steps.value(value.low()))
                : "above " + Schema.canonical(steps.value(value.high())));
  }

  private static String stated(Profile.Bounds bounds) {
    return "not %d to %d".formatted(bounds.low(), bounds.high());
  }

  /** Sum and mean are those of the values in whole steps, of which the statement is. */
  private String total(Profile.Sum sum, Violation.Total found) {
    var feature = schema.features().get(sum.feature());
    var missing = profile.features().get(sum.feature()).missing();
    var present =
        IntStream.range(0, table.size())
            .mapToLong(i -> table.features().get(sum.feature())[i])
            .filter(number -> missing.isEmpty() || number != feature.code())
            .mapToObj(feature.steps()::value)
            .toList();
    return "%s: the values add up to %s%s, which is %s than stated"
        .formatted(
            feature.name(),
            Schema.canonical(present.stream().reduce(BigDecimal.ZERO, BigDecimal::add)),
            mean(present),
            found.actual() < found.low() ? "less" : "more");
  }

  private static String mean(List<BigDecimal> values) {
    if (values.isEmpty()) return "";
    var sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    var mean = sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL64);
    return ", their mean is " + Schema.canonical(mean);
  }

  private String name(int feature) {
    return schema.features().get(feature).name();
  }
}
