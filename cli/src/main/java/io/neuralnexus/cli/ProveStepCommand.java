package io.neuralnexus.cli;

import io.neuralnexus.clarity.Uint;
import io.neuralnexus.offchain.chain.ChainException;
import io.neuralnexus.offchain.chain.RemoteChain;
import io.neuralnexus.offchain.dispute.LastMove;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nexus prove-step}: explains the last move of a dispute. */
@Command(
    name = "prove-step",
    description = {
      "Explains the last move of a dispute to a person: the instruction, the registers, the leaf of"
          + " memory, what comes of them, and what the provider said. All of it is on the chain;"
          + " the step is made again here."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:explained",
      "1:the chain has no such move, or cannot be reached",
      "2:wrong use"
    },
    footer = {"", "Example:", "  nexus prove-step 3 --chain http://127.0.0.1:20443"})
final class ProveStepCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "EXECUTION",
      description = "Number of the execution in computation-verification.")
  private long execution;

  @Option(
      names = "--chain",
      required = true,
      paramLabel = "URL",
      description = "Where the chain is served.")
  private URI chain;

  @Option(
      names = "--dispute",
      paramLabel = "N",
      description = "Which of the execution's disputes that came to a step; the last if left out.")
  private Optional<Integer> number;

  @Option(names = "--json", description = "Print one JSON object and nothing else.")
  private boolean json;

  @Override
  public Integer call() {
    if (execution < 1) throw wrongUse("executions are numbered from 1, not " + execution);
    var moves = moves(chain, Uint.of(execution));
    int which = number.orElse(moves.size());
    if (which < 1 || which > moves.size()) {
      throw wrongUse(
          "--dispute is %d, but %d disputes about execution %d came to their last move"
              .formatted(which, moves.size(), execution));
    }
    var report = StepReport.of(which, moves.get(which - 1));
    var out = spec.commandLine().getOut();
    if (json) out.println(report.json().toPrettyString());
    else out.print(report.text());
    out.flush();
    return ExitCode.OK;
  }

  /** What it says of an execution's last dispute. */
  static String explain(URI chain, Uint execution) {
    var moves = moves(chain, execution);
    return StepReport.of(moves.size(), moves.getLast()).text();
  }

  private static List<LastMove> moves(URI chain, Uint execution) {
    try (var connected = RemoteChain.visit(chain)) {
      var moves = LastMove.of(connected, execution);
      if (!moves.isEmpty()) return moves;
      throw new Nexus.Failure(
          "No dispute about execution %s came to its last move: there is nothing to explain."
              .formatted(execution.toBigInteger()));
    } catch (ChainException e) {
      throw new Nexus.Failure(e.getMessage(), e);
    }
  }

  private ParameterException wrongUse(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
