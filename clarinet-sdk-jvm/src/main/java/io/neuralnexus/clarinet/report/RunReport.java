package io.neuralnexus.clarinet.report;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarinet.Report;
import io.neuralnexus.clarity.ExecutionCost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Coverage and costs of many chains, added up: what a run of tests has reached and what its calls
 * cost.
 */
public final class RunReport {
  private final Lcov coverage = new Lcov();
  private final List<CallCost> calls = new ArrayList<>();

  /** Adds what a chain has collected. */
  public synchronized void add(Report report) {
    coverage.add(report.lcov());
    calls.addAll(report.costs());
  }

  /** Coverage in lcov's format, one record per contract. Empty if none was tracked. */
  public synchronized String lcov() {
    return coverage.toString();
  }

  /** What each function called cost, by contract and name. Empty if no costs were tracked. */
  public synchronized List<FunctionCost> functions() {
    return calls.stream()
        .collect(Collectors.groupingBy(call -> call.contract() + "." + call.function()))
        .values()
        .stream()
        .map(FunctionCost::of)
        .sorted(
            java.util.Comparator.comparing((FunctionCost cost) -> cost.contract().toString())
                .thenComparing(FunctionCost::function))
        .toList();
  }

  /**
   * Writes {@code lcov.info} if there is coverage, and {@code costs.json} (every call) and {@code
   * costs.md} (a table per contract) if there are costs.
   */
  public synchronized void write(Path directory) {
    try {
      Files.createDirectories(directory);
      var lcov = lcov();
      if (!lcov.isEmpty()) Files.writeString(directory.resolve("lcov.info"), lcov);
      if (calls.isEmpty()) return;
      Files.writeString(directory.resolve("costs.md"), table());
      var json = JsonNodeFactory.instance.arrayNode();
      calls.forEach(call -> json.add(json(call)));
      JsonMapper.builder()
          .build()
          .writerWithDefaultPrettyPrinter()
          .writeValue(directory.resolve("costs.json").toFile(), json);
    } catch (IOException e) {
      throw new UncheckedIOException("The reports cannot be written to " + directory, e);
    }
  }

  private String table() {
    var table = new StringBuilder("# Costs of contract calls\n");
    var contract = "";
    for (var function : functions()) {
      if (!contract.equals(function.contract().toString())) {
        contract = function.contract().toString();
        table.append(
            """

            ## %s

            Each dimension: least / mean / most. Of a block: the dearest call in its dearest dimension.

            | function | calls | write length | writes | read length | reads | runtime | of a block |
            |---|--:|--:|--:|--:|--:|--:|--:|
            """
                .formatted(contract));
      }
      table.append(
          "| %s | %d | %s | %s | %s | %s | %s | %s |%n"
              .formatted(
                  function.function(),
                  function.calls(),
                  cell(function.writeLength()),
                  cell(function.writeCount()),
                  cell(function.readLength()),
                  cell(function.readCount()),
                  cell(function.runtime()),
                  String.format(
                      Locale.ROOT, "%.3f %% %s", function.percentOfBlock(), function.dearest())));
    }
    return table.toString();
  }

  private static String cell(FunctionCost.Range range) {
    return range.min() == range.max()
        ? String.format(Locale.ROOT, "%,d", range.max())
        : String.format(Locale.ROOT, "%,d / %,.0f / %,d", range.min(), range.mean(), range.max());
  }

  private static ObjectNode json(CallCost call) {
    var json = JsonNodeFactory.instance.objectNode();
    json.put("test_name", call.testName());
    json.put("contract_id", call.contract().toString());
    json.put("method", call.function());
    var arguments = json.putArray("args");
    call.arguments().forEach(arguments::add);
    var result = json.putObject("cost_result");
    result.set("total", json(call.costs().total()));
    result.set("limit", json(call.costs().limit()));
    result.put("memory", call.costs().memory());
    result.put("memory_limit", call.costs().memoryLimit());
    return json;
  }

  private static ObjectNode json(ExecutionCost cost) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("write_length", cost.writeLength())
        .put("write_count", cost.writeCount())
        .put("read_length", cost.readLength())
        .put("read_count", cost.readCount())
        .put("runtime", cost.runtime());
  }
}
