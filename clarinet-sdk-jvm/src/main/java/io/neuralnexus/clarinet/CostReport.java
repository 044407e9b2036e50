package io.neuralnexus.clarinet;

import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Value;
import java.util.ArrayList;
import java.util.List;

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
          test, contract, function, arguments.stream().map(Value::toString).toList(), costs);
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
}
