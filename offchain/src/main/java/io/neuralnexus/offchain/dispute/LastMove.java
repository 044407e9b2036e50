package io.neuralnexus.offchain.dispute;

import io.neuralnexus.clarinet.bindings.Codec;
import io.neuralnexus.clarity.Buff;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.offchain.chain.Chain;
import io.neuralnexus.offchain.chain.ChainEvent;
import io.neuralnexus.offchain.chain.MadeCall;
import io.neuralnexus.offchain.contracts.ComputationVerification;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.ExpireDispute;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.Pick;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.PostCuts;
import io.neuralnexus.offchain.contracts.ComputationVerification.Event.ProveStep;
import io.neuralnexus.offchain.machine.Leaf;
import io.neuralnexus.offchain.machine.ProgramDigest;
import io.neuralnexus.offchain.machine.StepWitness;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The last move of a dispute that was played to the end, as the chain keeps it for everyone: the
 * provider shows the one step after which the two runs differ, and the chain makes it.
 *
 * @param provider who made the move
 * @param challenger who had picked the step; the provider's auditor, or whoever challenged first
 * @param step index of the state before it
 * @param steps of the longer of the two runs
 * @param before the 166 bytes of the state that both sides agree on
 * @param witness instruction and memory leaf, with their proofs
 * @param shown hash of the state that the provider says comes after it
 * @param holds whether the chain came to the same
 */
public record LastMove(
    Uint execution,
    ProgramDigest program,
    Principal provider,
    Principal challenger,
    long step,
    long steps,
    Buff before,
    StepWitness witness,
    Buff shown,
    boolean holds) {

  /** Those of an execution, in the order in which they were made. */
  public static List<LastMove> of(Chain chain, Uint execution) {
    var disputes = new Disputes(chain, execution);
    long from = 0;
    while (from <= chain.heights().stacks()) {
      var page = chain.events(from);
      page.events().forEach(disputes::read);
      if (page.next() <= from) break;
      from = page.next();
    }
    return List.copyOf(disputes.moves);
  }

  /** The disputes of an execution, as far as their events are read. */
  private static final class Disputes {
    private final List<LastMove> moves = new ArrayList<>();
    private final Chain chain;
    private final ComputationVerification contract;
    private final Uint execution;

    /** The states that the provider showed last. */
    private List<Buff> cuts = List.of();

    /** What the provider says comes at the end of the range, if it is not the end of its run. */
    private Optional<Buff> end = Optional.empty();

    /** The number of disputes that are over. */
    private int over;

    Disputes(Chain chain, Uint execution) {
      this.chain = chain;
      this.contract = ComputationVerification.on(chain);
      this.execution = execution;
    }

    void read(ChainEvent event) {
      switch (contract.event(event.print()).orElse(null)) {
        case PostCuts posted when posted.id().equals(execution) -> cuts = posted.cuts();
        case Pick pick when pick.id().equals(execution) -> {
          int part = Math.toIntExact(pick.part().longValueExact());
          if (part < cuts.size()) end = Optional.of(cuts.get(part));
        }
        case ProveStep proven when proven.id().equals(execution) -> {
          moves.add(move(proven, chain.find(event.call()).orElseThrow()));
          finish();
        }
        case ExpireDispute late when late.id().equals(execution) -> finish();
        case null, default -> {}
      }
    }

    private void finish() {
      over++;
      end = Optional.empty();
    }

    private LastMove move(ProveStep proven, MadeCall made) {
      var known = contract.getExecution(execution).orElseThrow();
      var result = contract.getResult(execution).orElseThrow();
      // The queue is played in order.
      var claim = contract.getChallenge(execution, Uint.of(over + 1)).orElseThrow();
      var arguments = made.call().arguments();
      var program = known.program();
      return new LastMove(
          execution,
          new ProgramDigest(
              program.root(),
              program.length().longValueExact(),
              program.k().longValueExact(),
              program.entry().longValueExact(),
              program.words().longValueExact()),
          known.provider(),
          claim.members().getFirst().who(),
          proven.step().longValueExact(),
          Math.max(claim.steps().longValueExact(), result.steps().longValueExact()),
          bytes(arguments.get(1)),
          new StepWitness(
              bytes(arguments.get(2)),
              hashes(arguments.get(3)),
              new Leaf(bytes(arguments.get(4)), bytes(arguments.get(5)), hashes(arguments.get(6)))),
          end.orElse(result.final_()),
          proven.holds());
    }

    private static Buff bytes(Value argument) {
      return Codec.BUFF.decode(argument);
    }

    private static List<Buff> hashes(Value argument) {
      return Codec.list(Codec.BUFF).decode(argument);
    }
  }
}
