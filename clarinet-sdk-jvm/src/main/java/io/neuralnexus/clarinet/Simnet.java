package io.neuralnexus.clarinet;

import com.fasterxml.jackson.databind.JsonNode;
import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractInterface;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A simulated Stacks chain: deploy contracts, call them, mine blocks, look at everything.
 *
 * <p>A contract is named {@code "counter"} if it is the {@link #deployer deployer}'s, or {@code
 * "ST....counter"}. Amounts of STX are in micro-STX. Every transaction mines its own block, also
 * one that fails.
 *
 * <p>Every method may throw a {@link SimnetException}: a {@link CallException} if the request
 * cannot be meant (the chain has not seen it), a {@link ClarityRuntimeException} if the VM aborted
 * it (an {@code (err ...)} is a receipt), an {@link EngineException} if the engine failed. One
 * thread at a time uses a chain; others wait.
 */
public interface Simnet extends ContractHost, AutoCloseable {

  /**
   * Opens the project of a {@code Clarinet.toml} with the {@linkplain SimnetOptions#defaults
   * default options}: accounts funded, contracts deployed in the order of their dependencies, a
   * custom {@code deployments/default.simnet-plan.yaml} played. Never writes into the project's
   * folder.
   *
   * @throws ProjectException if the project does not check
   */
  static Simnet open(Path manifest) {
    return open(manifest, SimnetOptions.defaults());
  }

  /**
   * Opens the project of a {@code Clarinet.toml}.
   *
   * @throws ProjectException if the project does not check
   * @throws EngineException if the engine does not know the rules of the options
   */
  static Simnet open(Path manifest, SimnetOptions options) {
    return switch (options.ableEngine()) {
      case OFFICIAL -> OfficialSimnet.open(manifest, options);
      case JVM -> JvmSimnet.open(manifest, options);
      case BOTH -> ComparingSimnet.open(manifest, options);
    };
  }

  /**
   * A chain without project, accounts or contracts but those of genesis, in Clarinet's default
   * epoch.
   */
  static Simnet empty() {
    return empty(SimnetOptions.defaults());
  }

  /**
   * A chain without project, accounts or contracts but those of genesis.
   *
   * @throws EngineException if the engine does not know the rules of the options
   */
  static Simnet empty(SimnetOptions options) {
    return switch (options.ableEngine()) {
      case OFFICIAL -> OfficialSimnet.empty(options);
      case JVM -> JvmSimnet.empty(options);
      case BOTH -> ComparingSimnet.empty(options);
    };
  }

  /** Whose contracts are named without an address, and who sends snippets. */
  @Override
  StandardPrincipal deployer();

  /** Changes the {@link #deployer deployer} from now on. */
  void setDeployer(StandardPrincipal deployer);

  /** The accounts of the project's settings by name. */
  Map<String, StandardPrincipal> accounts();

  /**
   * The account of that name.
   *
   * @throws CallException naming the accounts there are
   */
  StandardPrincipal account(String name);

  /** The height of the Stacks chain. */
  long stacksBlockHeight();

  /** The height of the burn chain. */
  long burnBlockHeight();

  /** The time of the latest block. */
  Instant blockTime();

  /** The epoch the chain is in. */
  Epoch epoch();

  /** Moves the chain to an epoch; from 3.0 on this mines a burn block. */
  void setEpoch(Epoch epoch);

  /** Calls a public function in a block of its own. */
  @Override
  Receipt callPublic(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender);

  /**
   * Checks that a call of a public function can be meant, without making it.
   *
   * @throws CallException as {@link #callPublic} would
   */
  default void checkPublic(String contract, String function, List<? extends Value> arguments) {
    var called = CallCheck.contract(contract, deployer());
    CallCheck.check(
        called, contractInterface(contract), function, ContractInterface.Access.PUBLIC, arguments);
  }

  /** Calls a private function, which only a simnet allows, in a block of its own. */
  Receipt callPrivate(
      String contract, String function, List<? extends Value> arguments, StandardPrincipal sender);

  /** Transfers micro-STX in a block of its own. */
  Receipt transferStx(BigInteger amount, Principal recipient, StandardPrincipal sender);

  /** Transfers micro-STX in a block of its own. */
  default Receipt transferStx(long amount, Principal recipient, StandardPrincipal sender) {
    return transferStx(BigInteger.valueOf(amount), recipient, sender);
  }

  /**
   * Deploys a contract in a block of its own, with the default version of the current epoch.
   *
   * @throws ProjectException if the source does not check
   */
  Receipt deploy(String name, String source, StandardPrincipal sender);

  /**
   * Deploys a contract in a block of its own.
   *
   * @throws ProjectException if the source does not check
   */
  Receipt deploy(String name, String source, ClarityVersion version, StandardPrincipal sender);

  /**
   * Evaluates expressions as the {@link #deployer deployer} and returns the last one's value. Mines
   * no block, but what it changes stays changed. Definitions belong into {@link #deploy}.
   */
  Receipt execute(String snippet);

  /**
   * Mines one block of several transactions. If the VM aborts one, those after it are not run,
   * those before it have taken effect and the exception says so; the engine gives out no receipts
   * then.
   */
  List<Receipt> mineBlock(List<Transaction> transactions);

  /** Mines an empty burn block with a Stacks block in it and returns the new burn height. */
  default long mineEmptyBlock() {
    return mineEmptyBlocks(1);
  }

  /** Mines empty burn blocks, each with a Stacks block in it, and returns the new burn height. */
  long mineEmptyBlocks(int count);

  /** Mines an empty burn block with a Stacks block in it and returns the new burn height. */
  default long mineEmptyBurnBlock() {
    return mineEmptyBurnBlocks(1);
  }

  /** Mines empty burn blocks, each with a Stacks block in it, and returns the new burn height. */
  long mineEmptyBurnBlocks(int count);

  /**
   * Mines an empty Stacks block, which there is from epoch 3.0 on, and returns the new Stacks
   * height.
   */
  default long mineEmptyStacksBlock() {
    return mineEmptyStacksBlocks(1);
  }

  /**
   * Mines empty Stacks blocks, which there are from epoch 3.0 on, and returns the new Stacks
   * height.
   */
  long mineEmptyStacksBlocks(int count);

  /** Gives an account micro-STX from nowhere. */
  void mintStx(Principal recipient, long amount);

  /** Gives an account units of a fungible token, named {@code contract.token}, from nowhere. */
  void mintFt(String token, Principal recipient, long amount);

  /**
   * Drops what no call will ask for again, so that a long simulation needs memory for what lives
   * only: all entries of a map, with a {@code uint} as key, under a number below this one. Whoever
   * asks for one of them later, by a contract or otherwise, gets an {@link EngineException}, never
   * {@code none}. A {@linkplain #restore return} to a moment before brings them back.
   *
   * @throws CallException if there is no such map, or its keys are no {@code uint}
   * @throws EngineException if the engine is not {@code jvm}: a chain forgets nothing
   */
  default void forgetBelow(String contract, String map, Uint number) {
    throw EngineException.onlyJvm("forgets entries of maps");
  }

  /**
   * Drops what no call will ask for again, as {@link #forgetBelow(String, String, Uint)}, of a map
   * with tuples as keys.
   *
   * @param field the field of the keys, a {@code uint}, by which entries go; always the same one
   * @throws CallException if there is no such map, or its keys have no such field
   * @throws EngineException if the engine is not {@code jvm}
   */
  default void forgetBelow(String contract, String map, String field, Uint number) {
    throw EngineException.onlyJvm("forgets entries of maps");
  }

  /** The interfaces of all contracts, also those of genesis. */
  Map<ContractPrincipal, ContractInterface> contractInterfaces();

  /** A contract's interface. */
  ContractInterface contractInterface(String contract);

  /** A contract's source, if there is such a contract. */
  Optional<String> contractSource(String contract);

  /** A contract's syntax tree as the VM has it. */
  JsonNode contractAst(String contract);

  /**
   * What the engine {@code jvm} has found out about a contract, its syntax tree included.
   *
   * @throws EngineException if the engine is {@code official}, which tells no such thing
   */
  ContractAnalysis contractAnalysis(String contract);

  /**
   * Every asset's holders as the events tell it: {@code STX} in micro-STX, tokens as {@code
   * .contract.token}, whoever deployed the contract. For a principal's spendable STX ask {@link
   * #stxBalance}.
   */
  Map<String, Map<Principal, BigInteger>> assets();

  /** A principal's unlocked micro-STX, from the ledger. */
  BigInteger stxBalance(Principal principal);

  /**
   * The trace of the latest contract call, if there was one. On the engine {@code jvm}, a chain
   * that was forked or has gone back to a snapshot has none until it calls again.
   */
  Optional<String> lastCallTrace();

  /**
   * The performance figures of the latest contract call; empty unless {@link
   * SimnetOptions#performance}.
   */
  Optional<String> lastCallPerformance();

  /** Names the test that the following calls belong to in the reports. */
  void setCurrentTestName(String name);

  /** Coverage and costs since the opening or the latest report. */
  Report collectReport();

  /**
   * The plan by which the project was deployed, as YAML in Clarinet's current encoding; empty
   * without a project.
   */
  Optional<String> deploymentPlan();

  /** Runs a {@code ::command} of Clarinet's console and returns what it says. */
  String executeCommand(String command);

  /** The present, to return to. */
  Snapshot snapshot();

  /**
   * Returns to a moment of this chain. The official engine re-opens the project and replays what
   * had happened until then.
   *
   * @throws CallException if the snapshot is of another chain
   */
  void restore(Snapshot snapshot);

  /**
   * A chain of its own in the state of this one: what happens on either is not seen on the other.
   * The caller closes it. The official engine re-opens the project in another process and replays
   * what has happened.
   */
  Simnet fork();

  /**
   * A chain of its own as of {@link #fork()}, with a future of its own: the headers of burn blocks
   * that are yet to come, and with them what contracts draw by lot, follow from the seed. Without
   * one they follow from heights alone, and are the same on all chains.
   *
   * @throws EngineException if the engine is not {@code jvm}: the official one has one future
   */
  default Simnet fork(long seed) {
    throw EngineException.onlyJvm("has futures by seed");
  }

  /** Ends this chain. Does nothing the second time. */
  @Override
  void close();
}
