package io.neuralnexus.simulator.world;

import io.neuralnexus.clarinet.Transaction;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.ExecutionCost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * How much of a mainnet block transactions take at most. What functions cost is what {@code
 * docs/costs.md} of the project says, which tests hold true: of each, the dearest call. So no run
 * counts costs, which takes time.
 */
public final class BlockSpace {
  /** Of a project without that page: nothing is known. */
  static final BlockSpace UNKNOWN = new BlockSpace(Map.of());

  private static final ExecutionCost LIMIT = ExecutionCost.BlockLimits.mainnet(Epoch.EPOCH_4_0);
  private static final Pattern SECTION = Pattern.compile("## ([a-z-]+)");
  private static final Pattern ROW =
      Pattern.compile("\\| `([a-z-]+)` \\|" + " ([\\d,]+) \\|".repeat(5) + ".*");

  /** By contract and function. */
  private final Map<String, Map<String, ExecutionCost>> costs;

  private BlockSpace(Map<String, Map<String, ExecutionCost>> costs) {
    this.costs = costs;
  }

  /** Of the project in a folder. */
  static BlockSpace of(Path project) {
    var page = project.resolve("docs/costs.md");
    if (!Files.exists(page)) return UNKNOWN;
    try {
      return read(Files.readAllLines(page));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static BlockSpace read(List<String> page) {
    var costs = new HashMap<String, Map<String, ExecutionCost>>();
    var contract = "";
    for (var line : page) {
      var section = SECTION.matcher(line);
      var row = ROW.matcher(line);
      if (line.startsWith("## ")) contract = section.matches() ? section.group(1) : "";
      else if (!contract.isEmpty() && row.matches()) {
        costs
            .computeIfAbsent(contract, _ -> new HashMap<>())
            .put(
                row.group(1),
                new ExecutionCost(
                    figure(row.group(5)),
                    figure(row.group(4)),
                    figure(row.group(3)),
                    figure(row.group(2)),
                    figure(row.group(6))));
      }
    }
    return new BlockSpace(costs);
  }

  private static long figure(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  /** Whether anything is known. */
  boolean isKnown() {
    return !costs.isEmpty();
  }

  /**
   * The share of the dearest dimension, of transactions that are in one tenure, for which there is
   * one limit.
   *
   * @throws IllegalArgumentException if one calls what has no known cost
   */
  double share(List<Transaction> transactions) {
    var sum = ExecutionCost.ZERO;
    for (var each : transactions) {
      if (each instanceof Transaction.CallPublic call) sum = sum.plus(cost(call));
    }
    return sum.shareOf(LIMIT);
  }

  private ExecutionCost cost(Transaction.CallPublic call) {
    var name = call.contract().substring(call.contract().lastIndexOf('.') + 1);
    var cost = costs.getOrDefault(name, Map.of()).get(call.function());
    if (cost == null) {
      throw new IllegalArgumentException(
          "docs/costs.md does not say what %s of %s costs".formatted(call.function(), name));
    }
    return cost;
  }
}
