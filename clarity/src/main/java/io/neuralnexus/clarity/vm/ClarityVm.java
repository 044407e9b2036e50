package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.Analysis;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.Network;
import io.neuralnexus.clarity.cost.CostMeter;
import io.neuralnexus.clarity.cost.CostOverrun;
import io.neuralnexus.clarity.language.Words;
import io.neuralnexus.clarity.runtime.Abort;
import io.neuralnexus.clarity.runtime.Contract;
import io.neuralnexus.clarity.runtime.ContractCall;
import io.neuralnexus.clarity.runtime.ContractCall.Entry;
import io.neuralnexus.clarity.runtime.ContractState;
import io.neuralnexus.clarity.runtime.Deployment;
import io.neuralnexus.clarity.runtime.EarlyReturn;
import io.neuralnexus.clarity.runtime.ErrorText;
import io.neuralnexus.clarity.runtime.Execution;
import io.neuralnexus.clarity.runtime.World;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A chain of contracts in this process. It knows nothing of blocks but what it is told ({@link
 * Blocks}), and nothing of projects.
 *
 * <p>One thread at a time uses a chain; several chains run on several threads and share nothing but
 * code.
 */
public final class ClarityVm {
  private final World world;
  private final CostMeter meter;

  private ClarityVm(World world, Limits limits) {
    this.world = world;
    this.meter = new CostMeter(limits.cost(), limits.memory());
  }

  /** A chain without contracts. */
  public static ClarityVm create(Network network, Blocks blocks, Limits limits) {
    return new ClarityVm(new World(network, blocks), limits);
  }

  /**
   * Reads and checks a contract against those that are deployed.
   *
   * @throws SyntaxException if it cannot be read
   * @throws CheckException if it does not check
   */
  public ContractAnalysis analyse(ContractPrincipal id, String source, ClarityVersion version)
      throws SyntaxException {
    var epoch = world.blocks().epoch();
    var tree = Syntax.parse(source, id, version, epoch);
    return Analysis.analyse(
        tree,
        version,
        epoch,
        Words.clarity(),
        other -> world.contract(other).map(state -> state.code().analysis()));
  }

  /**
   * Deploys a contract.
   *
   * @throws VmException if its top level does not run
   */
  public Outcome deploy(ContractAnalysis analysis, String source) {
    var contract = new Contract(analysis, source, Words.clarity(), world.network());
    return transact(execution -> Deployment.deploy(execution, contract));
  }

  /**
   * Reads, checks and deploys a contract.
   *
   * @throws SyntaxException if it cannot be read
   * @throws CheckException if it does not check
   * @throws VmException if its top level does not run
   */
  public Outcome deploy(ContractPrincipal id, String source, ClarityVersion version)
      throws SyntaxException {
    return deploy(analyse(id, source, version), source);
  }

  /**
   * Calls a public or read-only function.
   *
   * @throws VmException if there is no such function, or it does not run to its end
   */
  public Outcome call(
      ContractPrincipal contract, String function, List<? extends Value> arguments, Principal by) {
    return call(contract, function, arguments, by, Entry.PUBLIC);
  }

  /**
   * Calls any function, also a private one, which only a simnet allows.
   *
   * @throws VmException if there is no such function, or it does not run to its end
   */
  public Outcome callAny(
      ContractPrincipal contract, String function, List<? extends Value> arguments, Principal by) {
    return call(contract, function, arguments, by, Entry.ANY);
  }

  private Outcome call(
      ContractPrincipal contract,
      String function,
      List<? extends Value> arguments,
      Principal by,
      Entry entry) {
    var values = arguments.toArray(Value[]::new);
    return transact(
        execution ->
            Optional.of(
                ContractCall.fromOutside(execution, contract, function, values, by, entry)));
  }

  private Outcome transact(Function<Execution, Optional<Value>> work) {
    meter.reset();
    var execution = new Execution(world, meter);
    var before = execution.begin();
    try {
      var value = work.apply(execution);
      return new Outcome(value, execution.events(), meter.total(), meter.memory());
    } catch (Abort abort) {
      execution.rollback(before);
      throw new VmException(abort.getMessage(), abort.trace());
    } catch (CostOverrun overrun) {
      execution.rollback(before);
      throw new VmException(overrun.getMessage(), List.of());
    } catch (EarlyReturn early) {
      execution.rollback(before);
      throw new VmException(ErrorText.earlyReturn(early), List.of());
    }
  }

  /** A contract that is deployed. */
  public Optional<ContractAnalysis> contract(ContractPrincipal id) {
    return world.contract(id).map(ContractState::code).map(Contract::analysis);
  }

  /** The value of a data variable, if there is one. */
  public Optional<Value> dataVar(ContractPrincipal contract, String name) {
    return world
        .contract(contract)
        .flatMap(state -> state.code().dataVar(name).map(slot -> state.dataVar(slot).get()));
  }

  /** The entry of a data map, if there is one. */
  public Optional<Value> mapEntry(ContractPrincipal contract, String map, Value key) {
    return world
        .contract(contract)
        .flatMap(
            state ->
                state
                    .code()
                    .map(map)
                    .flatMap(slot -> Optional.ofNullable(state.map(slot).get(key.settled()))));
  }
}
