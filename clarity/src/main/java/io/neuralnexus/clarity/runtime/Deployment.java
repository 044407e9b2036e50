package io.neuralnexus.clarity.runtime;

import io.neuralnexus.clarity.Epoch;
import io.neuralnexus.clarity.Principal;
import io.neuralnexus.clarity.TypeSignature;
import io.neuralnexus.clarity.Uint;
import io.neuralnexus.clarity.Value;
import io.neuralnexus.clarity.chain.ChainProfile;
import io.neuralnexus.clarity.cost.CostFunction;
import io.neuralnexus.clarity.cost.CostTable;
import io.neuralnexus.clarity.syntax.Expression;
import io.neuralnexus.clarity.syntax.Expression.ListForm;
import io.neuralnexus.clarity.typing.Typing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Runs the top level of a contract: definitions and expressions in the order in which the analysis
 * has sorted them. Each form is a transaction of its own within the deployment.
 */
public final class Deployment {
  private final Execution execution;
  private final ContractState state;
  private final Principal publisher;
  private final Linker linker;
  private final CostTable costs;
  private final Epoch epoch;
  private final Set<String> names = new HashSet<>();
  private long memory;

  private Deployment(Execution execution, ContractState state, Principal publisher) {
    this.execution = execution;
    this.state = state;
    this.publisher = publisher;
    this.epoch = execution.epoch();
    this.linker = state.code().linker(epoch, execution.isWatched());
    this.costs = linker.costs();
  }

  /**
   * Deploys a contract in a transaction. By the rules of mainnet that pays for keeping its text,
   * and nobody's contract is replaced.
   *
   * @return the value of the last expression that defines nothing, if there is one
   */
  public static Optional<Value> publish(Execution execution, Contract contract) {
    if (contract.profile() == ChainProfile.SIMNET) return deploy(execution, contract);
    var meter = execution.meter();
    var size = contract.sourceLength();
    execution.costs().charge(CostFunction.CONTRACT_STORAGE, size, meter);
    if (execution.world().contract(contract.id()).isPresent()) {
      throw Abort.check("Unreachable(\"Contract already exists: " + contract.id() + "\")");
    }
    meter.addMemory(size);
    var last = deploy(execution, contract);
    meter.dropMemory(size);
    return last;
  }

  /**
   * Deploys a contract whose analysis has passed. On an abort the caller undoes the execution.
   *
   * @return the value of the last expression that defines nothing, if there is one
   */
  public static Optional<Value> deploy(Execution execution, Contract contract) {
    var state = new ContractState(contract);
    execution.world().contract(contract.id()).ifPresent(state::replaces);
    execution.world().add(state);
    var run = new Deployment(execution, state, contract.id().issuer());
    var last = run.all(contract.analysis().tree().forms());
    state.deployed(run.memory);
    return last;
  }

  /** Runs a single expression as if it were the body of a contract, without keeping that. */
  public static Value evaluate(
      Execution execution, Contract contract, Expression expression, Principal sender) {
    var state = new ContractState(contract);
    return new Deployment(execution, state, sender).take(expression);
  }

  private Optional<Value> all(List<Expression> forms) {
    var last = Optional.<Value>empty();
    for (var form : forms) {
      var keyword = Definition.keyword(form).orElse("");
      if (Definition.isKeyword(keyword)) define(keyword, (ListForm) form);
      else last = Optional.of(take(form));
    }
    execution.meter().dropMemory(memory);
    return last;
  }

  private void define(String keyword, ListForm form) {
    // Names of traits that are used, and traits that are implemented, clash with nothing.
    if (!keyword.startsWith("define-")) return;
    var name = Definition.name(form);
    requireFree(name);
    switch (keyword) {
      case "define-constant" -> constant(form);
      case "define-data-var" -> dataVar(form);
      case "define-map" -> map(form);
      case "define-fungible-token" -> fungibleToken(form);
      case "define-non-fungible-token" -> nonFungibleToken(form);
      case "define-public", "define-private", "define-read-only" -> function(form);
      case "define-trait" -> parsed(TypeSteps.ofTrait(form.items().get(2)));
      default -> throw new IllegalStateException("no definition: " + keyword);
    }
    names.add(name);
  }

  private void constant(ListForm form) {
    var value = take(form.items().get(2));
    bindName();
    holdMemory(value.byteSize());
    state.defineConstant(state.code().constant(Definition.name(form)).orElseThrow(), value);
  }

  private void function(ListForm form) {
    var signature = (ListForm) form.items().get(1);
    parsed(TypeSteps.ofParameters(signature));
    for (var parameter : signature.items().subList(1, signature.items().size())) {
      requireFree(Definition.parameter(parameter));
    }
    bindName();
  }

  private void dataVar(ListForm form) {
    var variable = state.dataVar(state.code().dataVar(Definition.name(form)).orElseThrow());
    parsed(TypeSteps.ofType(form.items().get(2)));
    var value = take(form.items().get(3));
    var type = variable.type();
    costs.charge(CostFunction.CREATE_VAR, type.size(), execution.meter());
    execution.meter().keepMemory(type.typeSize());
    execution.meter().keepMemory(value.byteSize());
    create(Storage.VARIABLE, form);
    if (!Typing.admits(type, value, epoch)) throw Abort.wrongType(type, value);
    variable.set(Sanitizer.sanitize(value, epoch), execution.world().journal());
  }

  private void map(ListForm form) {
    var map = state.map(state.code().map(Definition.name(form)).orElseThrow());
    parsed(TypeSteps.ofType(form.items().get(2)));
    parsed(TypeSteps.ofType(form.items().get(3)));
    costs.charge(
        CostFunction.CREATE_MAP,
        (long) map.keyType().size() + map.valueType().size(),
        execution.meter());
    execution.meter().keepMemory(map.keyType().typeSize());
    execution.meter().keepMemory(map.valueType().typeSize());
    create(Storage.MAP, form);
  }

  private void fungibleToken(ListForm form) {
    var token =
        state.fungibleToken(state.code().fungibleToken(Definition.name(form)).orElseThrow());
    if (form.items().size() > 2) {
      switch (look(form.items().get(2))) {
        case Uint maximum -> token.limit(maximum);
        case Value other -> throw Abort.wrongType(TypeSignature.UINT, other);
      }
    }
    costs.charge(CostFunction.CREATE_FT, 0, execution.meter());
    execution.meter().keepMemory(TypeSignature.UINT.typeSize());
    create(Storage.FUNGIBLE_TOKEN, form);
    token.setSupply(Uint.ZERO, execution.world().journal());
  }

  private void nonFungibleToken(ListForm form) {
    var slot = state.code().nonFungibleToken(Definition.name(form)).orElseThrow();
    parsed(TypeSteps.ofType(form.items().get(2)));
    var type = state.nonFungibleToken(slot).idType();
    costs.charge(CostFunction.CREATE_NFT, type.size(), execution.meter());
    execution.meter().keepMemory(type.typeSize());
    create(Storage.NON_FUNGIBLE_TOKEN, form);
  }

  /** What a contract keeps is numbered so in the VM's store. */
  private enum Storage {
    MAP(5),
    VARIABLE(6),
    FUNGIBLE_TOKEN(7),
    NON_FUNGIBLE_TOKEN(8);

    private final int number;

    Storage(int number) {
      this.number = number;
    }
  }

  /** A simnet lets a contract be replaced, but not what its predecessors keep. */
  private void create(Storage storage, ListForm form) {
    var key = "vm-metadata::%d::%s".formatted(storage.number, Definition.name(form));
    if (!state.create(key)) {
      throw Abort.internal(
          "Expect(\"Metadata entry '%s' already exists for contract: %s\")"
              .formatted(key, state.id()));
    }
  }

  /** The analysis overlooks the words of the language and the names of read-only functions. */
  private void requireFree(String name) {
    if (linker.isReserved(name) || names.contains(name)) throw Abort.nameAlreadyUsed(name);
  }

  private void bindName() {
    costs.charge(CostFunction.BIND_NAME, 0, execution.meter());
  }

  private void holdMemory(long bytes) {
    execution.meter().addMemory(bytes);
    memory += bytes;
  }

  /** The VM reads the types in a definition again when it runs; each step costs the same. */
  private void parsed(int steps) {
    for (int i = 0; i < steps; i++)
      costs.charge(CostFunction.TYPE_PARSE_STEP, 0, execution.meter());
  }

  private Value take(Expression expression) {
    return run(expression, true);
  }

  private Value look(Expression expression) {
    return run(expression, false);
  }

  private Value run(Expression expression, boolean take) {
    var scope = Scope.outermost();
    var node = linker.link(expression, scope, Site.start());
    var frame = Frame.outermost(execution, state, publisher, publisher, scope.layout().size());
    return take ? node.take(frame) : node.look(frame);
  }
}
