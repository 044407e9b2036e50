package io.neuralnexus.clarinet.report;

import io.neuralnexus.clarinet.CallCost;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.ExecutionCost;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What the calls of one function cost.
 *
 * @param contract the contract called
 * @param function the function called
 * @param calls how often it was called
 * @param writeLength bytes written
 * @param writeCount writes
 * @param readLength bytes read
 * @param readCount reads
 * @param runtime the VM's measure of computation
 * @param dearest the dimension in which the dearest call takes the largest part of a block
 * @param percentOfBlock that part
 */
public record FunctionCost(
    ContractPrincipal contract,
    String function,
    int calls,
    Range writeLength,
    Range writeCount,
    Range readLength,
    Range readCount,
    Range runtime,
    String dearest,
    double percentOfBlock) {

  /** The least, the mean and the largest of some calls. */
  public record Range(long min, double mean, long max) {
    static Range of(List<CallCost> calls, ToLongFunction<ExecutionCost> dimension) {
      var statistics =
          calls.stream().map(call -> call.costs().total()).mapToLong(dimension).summaryStatistics();
      return new Range(statistics.getMin(), statistics.getAverage(), statistics.getMax());
    }
  }

  /** Sums up calls of the same function. */
  static FunctionCost of(List<CallCost> calls) {
    var dearest = calls.getFirst().costs();
    for (var call : calls) {
      var costs = call.costs();
      if (costs.total().shareOf(costs.limit()) > dearest.total().shareOf(dearest.limit())) {
        dearest = costs;
      }
    }
    return new FunctionCost(
        calls.getFirst().contract(),
        calls.getFirst().function(),
        calls.size(),
        Range.of(calls, ExecutionCost::writeLength),
        Range.of(calls, ExecutionCost::writeCount),
        Range.of(calls, ExecutionCost::readLength),
        Range.of(calls, ExecutionCost::readCount),
        Range.of(calls, ExecutionCost::runtime),
        dearest.total().dearestDimension(dearest.limit()),
        100 * dearest.total().shareOf(dearest.limit()));
  }
}
