package io.neuralnexus.clarity.vm;

import io.neuralnexus.clarity.ClarityVersion;
import io.neuralnexus.clarity.ContractPrincipal;
import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.StandardPrincipal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.TypeSignature.TupleType;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.analysis.Analysis;
import io.neuralnexus.clarity.analysis.CheckException;
import io.neuralnexus.clarity.analysis.ContractAnalysis;
import io.neuralnexus.clarity.chain.Blocks;
import io.neuralnexus.clarity.chain.ChainProfile;
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
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.Atom;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.syntax.Expression.Literal;
import io.neuralnexus.clarity.syntax.Syntax;
import io.neuralnexus.clarity.syntax.SyntaxException;
import io.neuralnexus.clarity.syntax.SyntaxTree;
import io.neuralnexus.clarity.watch.Watcher;
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
  /** How much may be in the journal since a call that can be shown again. */
  private static final int LONG_AGO = 1 << 18;

  private static final ClarityVersion LATEST = ClarityVersion.of(ClarityVersion.values().length);

  private final World world;
  private final Timeline timeline;
  private final Function<Epoch, Limits> limits;

  /** The limits that the meter holds transactions to: those of the latest epoch. */
  private Limits metered;

  private CostMeter meter;
  private final CostMeter free = Limits.NONE.meter();
  private List<Watcher> watchers = List.of();

  /** The latest call, while the chain knows how to go back to before it. */
  private Optional<LatestCall> latest = Optional.empty();

  /** A call, and the length of the journal before it. */
  private record LatestCall(
      ContractPrincipal contract,
      String function,
      Value[] arguments,
      Principal by,
      Entry entry,
      int mark) {}

  private ClarityVm(World world, Function<Epoch, Limits> limits) {
    this.world = world;
    this.timeline = new Timeline(world);
    this.limits = limits;
    this.metered = limits.apply(world.blocks().epoch());
    this.meter = metered.meter();
  }

  /**
   * A chain without contracts, by the rules of the simnet.
   *
   * @param limits what a call or a deployment may use; snippets have no limits
   */
  public static ClarityVm create(Network network, Blocks blocks, Limits limits) {
    return create(network, blocks, ChainProfile.SIMNET, _ -> limits);
  }

  /**
   * A chain without contracts.
   *
   * @param limits what a call or a deployment may use in an epoch; snippets have no limits
   */
  public static ClarityVm create(
      Network network, Blocks blocks, ChainProfile profile, Function<Epoch, Limits> limits) {
    return new ClarityVm(new World(network, profile, blocks), limits);
  }

  /**
   * An independent chain in the same state, with other blocks around it. It costs what the state
   * costs to copy.
   */
  public ClarityVm fork(Blocks blocks) {
    return new ClarityVm(world.fork(blocks), limits);
  }

  /** Whether the latest version of the language has a function of that name of its own. */
  public static boolean hasWord(String name) {
    return Words.clarity().function(name, LATEST).isPresent();
  }

  /** From now on these are told of every expression that runs, in this order. */
  public void watch(List<Watcher> others) {
    watchers = List.copyOf(others);
  }

  /** The present, to go back to. */
  public Moment now() {
    return timeline.now();
  }

  /**
   * Goes to a moment of this chain, be it in the past or left behind by going back further. It
   * costs what lies between. The blocks are not part of this.
   *
   * @throws IllegalArgumentException if the moment is of another chain
   */
  public void restore(Moment moment) {
    latest = Optional.empty();
    timeline.restore(moment);
  }

  /**
   * Reads and checks a contract against those that are deployed.
   *
   * @throws SyntaxException if it cannot be read
   * @throws CheckException if it does not check
   */
  public ContractAnalysis analyse(ContractPrincipal id, String source, ClarityVersion version)
      throws SyntaxException {
    return analyse(Syntax.parse(source, id, version, world.blocks().epoch()), version);
  }

  /**
   * Checks a contract that has been read against those that are deployed.
   *
   * @throws CheckException if it does not check
   */
  public ContractAnalysis analyse(SyntaxTree tree, ClarityVersion version) {
    var epoch = world.blocks().epoch();
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
    return deploy(analysis, source, meter());
  }

  /**
   * Deploys a contract without limits.
   *
   * @throws VmException if its top level does not run
   */
  public Outcome deployFreely(ContractAnalysis analysis, String source) {
    return deploy(analysis, source, free);
  }

  private Outcome deploy(ContractAnalysis analysis, String source, CostMeter by) {
    var contract = contract(analysis, source);
    forget();
    return transact(execution -> Deployment.publish(execution, contract), by);
  }

  private Contract contract(ContractAnalysis analysis, String source) {
    return new Contract(analysis, source, Words.clarity(), world.network(), world.profile());
  }

  /** Removes a contract, if it is there, with what it keeps. */
  public void remove(ContractPrincipal contract) {
    world.remove(contract);
  }

  /**
   * Evaluates expressions as an account, without limits; what they change stays changed. The answer
   * is that of the last one.
   *
   * @param analysis the expressions, as a contract that is not kept
   * @throws VmException if one does not run to its end
   */
  public Outcome evaluateFreely(ContractAnalysis analysis, String source, StandardPrincipal by) {
    return evaluate(analysis, source, by, free);
  }

  /**
   * Evaluates expressions as an account, within the limits of a call; what they change stays
   * changed. The answer is that of the last one.
   *
   * @param analysis the expressions, as a contract that is not kept
   * @throws VmException if one does not run to its end
   */
  public Outcome evaluate(ContractAnalysis analysis, String source, StandardPrincipal by) {
    return evaluate(analysis, source, by, meter());
  }

  private Outcome evaluate(
      ContractAnalysis analysis, String source, StandardPrincipal by, CostMeter within) {
    var contract = contract(analysis, source);
    var forms = analysis.tree().forms();
    forget();
    return transact(
        execution -> {
          if (forms.size() == 1) {
            return Optional.of(evaluate(execution, contract, forms.getFirst(), by));
          }
          var last = Deployment.deploy(execution, contract);
          world.remove(contract.id());
          return last;
        },
        within);
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

  /** A call of a literal contract comes from the account itself, and not from a contract. */
  private static Value evaluate(
      Execution execution, Contract contract, Expression form, StandardPrincipal by) {
    if (form instanceof ListForm(var items, var span, var comments)
        && items.size() > 2
        && items.get(0) instanceof Atom word
        && word.name().equals("contract-call?")
        && items.get(1) instanceof Literal(ContractPrincipal callee, var where, var remarks)
        && items.get(2) instanceof Atom function) {
      var arguments =
          items.stream()
              .skip(3)
              .map(argument -> Deployment.evaluate(execution, contract, argument, by))
              .toArray(Value[]::new);
      return ContractCall.fromOutside(
          execution, callee, function.name(), arguments, by, Entry.PUBLIC);
    }
    return Deployment.evaluate(execution, contract, form, by);
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
    timeline.forget();
    var mark = world.journal().mark();
    var call = new LatestCall(contract, function, arguments.toArray(Value[]::new), by, entry, mark);
    latest = Optional.of(call);
    return transact(call);
  }

  private Outcome transact(LatestCall call) {
    return transact(
        execution -> {
          execution.trace();
          return Optional.of(
              ContractCall.fromOutside(
                  execution, call.contract, call.function, call.arguments, call.by, call.entry));
        },
        meter());
  }

  private CostMeter meter() {
    var now = limits.apply(world.blocks().epoch());
    if (now != metered) {
      metered = now;
      meter = now.meter();
    }
    return meter;
  }

  /**
   * Shows the latest call to a watcher by making it once more on the state that it has found. The
   * chain is the same afterwards. The blocks around have to be those of the call.
   *
   * @return whether there is a call to show: none was made since the opening or the latest return
   *     to a moment, or too much has happened since
   */
  public boolean reviewCall(Watcher watcher) {
    if (latest.isEmpty()) return false;
    var usual = watchers;
    var undone = world.undo(latest.get().mark);
    try {
      watchers = List.of(watcher);
      transact(latest.get());
    } catch (VmException e) {
      // The watcher has seen why.
    } finally {
      watchers = usual;
      world.journal().rollback(latest.get().mark);
      world.redo(undone);
    }
    return true;
  }

  /** Drops the past that nobody can ask for; the latest call may be asked for, for some time. */
  private void forget() {
    if (latest.isPresent() && world.journal().mark() - latest.get().mark < LONG_AGO) return;
    latest = Optional.empty();
    timeline.forget();
  }

  /** Whatever else is thrown is a fault of this program; the chain is as before then, too. */
  private Outcome transact(Function<Execution, Optional<Value>> work, CostMeter by) {
    by.reset();
    var execution = new Execution(world, by, watchers);
    var before = execution.begin();
    try {
      var value = work.apply(execution);
      return new Outcome(value, execution.events(), by.total(), by.memory());
    } catch (Abort abort) {
      execution.rollback(before);
      throw new VmException(abort.getMessage(), abort.trace());
    } catch (CostOverrun overrun) {
      execution.rollback(before);
      throw new VmException(overrun.getMessage(), List.of());
    } catch (EarlyReturn early) {
      execution.rollback(before);
      throw new VmException(ErrorText.earlyReturn(early), List.of());
    } catch (RuntimeException | Error fault) {
      execution.present();
      execution.rollback(before);
      throw fault;
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

  /**
   * Drops the entries of a map that no call will ask for again: those whose number is below
   * another. Whoever asks for one nevertheless gets a {@link
   * io.neuralnexus.clarity.chain.ForgottenException}. Going back to before brings them back. It
   * costs as much as the numbers that are passed, or the entries there are if those are fewer.
   *
   * @param field which field of the map's keys is the number, a uint; empty if the key is
   * @throws IllegalArgumentException if there is no such map, its keys have no such number, or
   *     entries were dropped by another field before
   */
  public void forgetBelow(
      ContractPrincipal contract, String map, Optional<String> field, Uint number) {
    var name = contract + "." + map;
    var found =
        world
            .contract(contract)
            .flatMap(state -> state.code().map(map).map(state::map))
            .orElseThrow(() -> new IllegalArgumentException("there is no map " + name));
    var type = found.keyType();
    if (field.isPresent()) {
      type = type instanceof TupleType tuple ? tuple.fields().get(field.get()) : null;
    }
    if (!(type instanceof TypeSignature.UintType)) {
      throw new IllegalArgumentException(
          "entries of %s have no number%s to be forgotten by: a key is %s"
              .formatted(name, field.map(" "::concat).orElse(""), found.keyType()));
    }
    found.forget(name, field, number, world.journal());
  }

  /** The contracts that are deployed, in the order of their deployment. */
  public List<ContractPrincipal> contracts() {
    return world.contracts().stream().map(ContractState::id).toList();
  }

  /**
   * How often a contract has come or gone, also by going back: as long as it is the same, so are
   * the contracts.
   */
  public long codeChanges() {
    return world.codeChanges();
  }

  /** The source of a contract that is deployed. */
  public Optional<String> source(ContractPrincipal contract) {
    return world.contract(contract).map(state -> state.code().source());
  }

  /** The micro-STX that a principal may spend. */
  public Uint stxBalance(Principal owner) {
    return world.ledger().account(owner).at(world.blocks()).unlocked();
  }

  /**
   * Gives a principal micro-STX from nowhere, without an event.
   *
   * @throws ArithmeticException if there would be too many
   */
  public void mintStx(Principal recipient, Uint amount) {
    world.ledger().mint(recipient, amount, world.journal());
  }

  /**
   * Gives a principal units of a fungible token from nowhere, without an event.
   *
   * @throws IllegalArgumentException if there is no such token, or it would be more than there may
   *     be
   */
  public void mintFt(ContractPrincipal contract, String token, Principal recipient, Uint amount) {
    var found =
        world
            .contract(contract)
            .flatMap(state -> state.code().fungibleToken(token).map(state::fungibleToken))
            .orElseThrow(
                () -> new IllegalArgumentException(contract + " has no fungible token " + token));
    var supply = found.supply().plus(amount);
    if (found.maximum().filter(most -> supply.compareTo(most) > 0).isPresent()) {
      throw new IllegalArgumentException(
          "%s::%s has at most %s units".formatted(contract, token, found.maximum().get()));
    }
    found.setSupply(supply, world.journal());
    found.setBalance(recipient, found.balance(recipient).plus(amount), world.journal());
  }
}
