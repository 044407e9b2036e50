package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ListValue;
import io.neuralnexus.clarity.OptionalValue;
import io.neuralnexus.clarity.ResponseValue;
import io.neuralnexus.clarity.TupleValue;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What calls have cost since somebody looked. Arguments are written out when somebody looks. */
final class CostReport {
  private record Line(
      String test,
      ContractPrincipal contract,
      String function,
      List<Value> arguments,
      CallCosts costs) {

    CallCost told() {
      return new CallCost(
          test, contract, function, arguments.stream().map(CostReport::shown).toList(), costs);
    }
  }

  private final List<Line> lines = new ArrayList<>();
  private String test = "";

  /** Names the test that the following calls belong to. */
  void test(String name) {
    test = name;
  }

  void add(
      ContractPrincipal contract,
      String function,
      List<? extends Value> arguments,
      CallCosts costs) {
    lines.add(new Line(test, contract, function, List.copyOf(arguments), costs));
  }

  /** The calls since the last time. */
  List<CallCost> collect() {
    var told = lines.stream().map(Line::told).toList();
    lines.clear();
    return told;
  }

  /** A value as official reports and traces have it: lists without the word. */
  static String shown(Value value) {
    return switch (value) {
      case ListValue list ->
          list.values().stream().map(CostReport::shown).collect(Collectors.joining(" ", "(", ")"));
      case OptionalValue.Some(var inside) -> "(some " + shown(inside) + ")";
      case ResponseValue.Ok(var inside) -> "(ok " + shown(inside) + ")";
      case ResponseValue.Err(var inside) -> "(err " + shown(inside) + ")";
      case TupleValue tuple ->
          tuple.fields().entrySet().stream()
              .map(field -> "(" + field.getKey() + " " + shown(field.getValue()) + ")")
              .collect(Collectors.joining(" ", "(tuple ", ")"));
      default -> value.toString();
    };
  }
}
